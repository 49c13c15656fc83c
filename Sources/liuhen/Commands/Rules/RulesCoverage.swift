internal import ArgumentParser
internal import Foundation
internal import Rules

extension RulesCommand {
    /// `liuhen rules coverage [PACK]`.
    struct Coverage: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What carries each row of a pack, and which tests hold it.",
            discussion: "The tests write what they exercise to a row log: `make test` leaves it in .build/rows.log.")
        @Argument(help: "The pack's name; all packs without one.") var pack: String?
        @Option(help: ArgumentHelp("The row log of a test run.", valueName: "FILE")) var tests = ".build/rows.log"
        @OptionGroup var output: OutputOptions

        func run() throws {
            let library = PackLibrary.bundled
            let packs = try (pack.map { [$0] } ?? library.names).map { try library.pack($0) }
            let log = (try? String(contentsOfFile: tests, encoding: .utf8)) ?? ""
            let names = Set(packs.flatMap { $0.rules.map(\.id) })
            let rows = RuleCoverage.of(packs, log: log).filter { pack == nil || names.contains($0.id) }
            try output.print(
                rows,
                lines: rows.map {
                    "\($0.id)\t\($0.state.rawValue)\t\($0.carrier.kind.rawValue)\t\($0.carrier.name)\t\($0.tests.count)"
                })
        }
    }
}
