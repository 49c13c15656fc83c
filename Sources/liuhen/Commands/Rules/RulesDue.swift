internal import ArgumentParser
internal import Chronology
internal import Rules

extension RulesCommand {
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
