internal import ArgumentParser
internal import Chronology
internal import Foundation
internal import Rules

/// `liuhen rules`: the packs that come with the product.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Show packs, their coverage, and single deadlines.",
        subcommands: [List.self, Show.self, Check.self, Coverage.self, Due.self])

    /// `liuhen rules list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the packs.")
        @OptionGroup var output: OutputOptions

        private struct Row: Encodable {
            let pack: String
            let title: String
            let number: String?
            let rules: Int
            let checked: Day
        }

        func run() throws {
            let rows = try PackLibrary.bundled.names.map { name in
                let pack = try PackLibrary.bundled.pack(name)
                return Row(
                    pack: pack.id, title: pack.title, number: pack.number, rules: pack.rules.count,
                    checked: pack.checked)
            }
            try output.print(rows, lines: rows.map { "\($0.pack)\t\($0.rules)\t\($0.title)\t\($0.number ?? "")" })
        }
    }

    /// `liuhen rules show PACK`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the rules of a pack.")
        @Argument(help: "The pack's name.") var pack: String
        @OptionGroup var output: OutputOptions

        private struct Row: Encodable {
            let rule: RuleID
            let article: String
            let says: String
            let force: String
            let confirmed: Bool
        }

        func run() throws {
            let rows = try PackLibrary.bundled.pack(pack).rules.map {
                Row(
                    rule: $0.id, article: $0.article, says: $0.says, force: $0.force.rawValue,
                    confirmed: $0.isConfirmed)
            }
            try output.print(
                rows,
                lines: rows.map { "\($0.rule)\t\($0.force)\t\($0.article)\t\($0.says)\($0.confirmed ? "" : "（未核对）")" })
        }
    }

    /// `liuhen rules check [DIR]`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the packs of a folder, or those that come with the product.")
        @Argument(help: "A folder with a folder for each pack.") var folder: String?

        func run() throws {
            let library = folder.map { PackLibrary(folder: $0) } ?? .bundled
            guard !library.names.isEmpty else { throw CommandFailure("no packs in \(folder ?? "the product")") }
            var isRight = true
            for name in library.names {
                do {
                    print("\(name): \(try library.pack(name).rules.count) rules")
                } catch {
                    isRight = false
                    print(CommandFailure.message(of: error) ?? "\(error)")
                }
            }
            if !isRight { throw ExitCode(1) }
        }
    }

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

    /// `liuhen rules due`.
    struct Due: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Count one deadline and show the counting.")
        @Option(help: "The pack's name.") var pack: String
        @Option(help: "The rule's id.") var rule: String
        @Option(name: .customLong("from"), help: "ISO 8601 time with zone from which is counted.") var start: String
        @OptionGroup var output: OutputOptions

        private struct Result: Encodable {
            struct CountedDate: Encodable {
                let date: Day
                let counted: Bool
                let why: String
            }
            let rule: RuleID
            let article: String
            let from: Instant
            let due: Instant
            let provisional: Bool
            let calendar: String
            let days: [CountedDate]
        }

        func run() throws {
            guard let from = Instant(start) else {
                throw CommandFailure("--from: not an ISO 8601 time with a zone: \(start)")
            }
            let pack = try PackLibrary.bundled.pack(pack)
            guard let found = pack.rule(RuleID(rule)) else {
                throw CommandFailure("--rule: \(pack.id) has no rule \(rule)")
            }
            let calendar = try WorkingDayCalendar.national()
            guard let due = DueTime(of: found, from: from, in: pack, calendar: calendar) else {
                throw CommandFailure("--rule: \(rule) sets no period")
            }
            let result = Result(
                rule: found.id, article: found.article, from: from, due: due.lastMoment, provisional: due.isProvisional,
                calendar: due.calendar,
                days: due.days.map { .init(date: $0.date, counted: $0.isCounted, why: $0.why.code) })
            try output.print(
                result,
                lines: ["\(result.rule)\t\(result.article)\t\(result.due)\(due.isProvisional ? "\tprovisional" : "")"]
                    + result.days.map { "\($0.date)\t\($0.counted ? "counted" : "skipped")\t\($0.why)" })
        }
    }
}
