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
        @Option(help: ArgumentHelp("The row log of a test run; .build/rows.log without it.", valueName: "FILE"))
        var tests: String?
        @OptionGroup var output: OutputOptions

        private static let place = ".build/rows.log"

        func run() throws {
            let library = PackLibrary.bundled
            let packs = try (pack.map { [$0] } ?? library.names).map { try library.pack($0) }
            let log = try? String(contentsOfFile: tests ?? Self.place, encoding: .utf8)
            if let tests, log == nil { throw CommandFailure("--tests: cannot be read: \(tests)") }
            if log == nil {
                let note = "liuhen: no row log at \(Self.place): run make test to see which tests hold a row\n"
                FileHandle.standardError.write(Data(note.utf8))
            }
            let names = Set(packs.flatMap { $0.rules.map(\.id) })
            let rows = RuleCoverage.of(packs, log: log ?? "").filter { pack == nil || names.contains($0.id) }
            try output.print(
                rows,
                lines: rows.map {
                    [
                        "\($0.id)", $0.article, $0.carrier.kind.rawValue, $0.carrier.name, "\($0.tests.count)",
                        $0.state.rawValue,
                    ].joined(separator: "\t")
                })
        }
    }
}
