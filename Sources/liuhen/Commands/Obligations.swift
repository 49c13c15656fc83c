internal import ArgumentParser
internal import Chronology
internal import Logging
internal import Office
internal import Rules

/// `liuhen obligations`.
struct Obligations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What the rules ask of a case, each with its article, state, due time and counting.")

    @Argument(help: "The case's id or number.") var caseName: String
    @OptionGroup var data: DataOptions
    @Option(help: "A past moment, as it was known then: ISO 8601 with zone.") var at: String?
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        struct CountedDate: Encodable {
            let date: Day
            let counted: Bool
            let why: String
        }
        struct Reading: Encodable {
            let says: String
            let due: Instant?
        }
        enum CodingKeys: String, CodingKey {
            case pack, rule, article, state, due, force, says, provisional, days, safe, about, confirmed
            case metBy = "met_by"
            case otherReadings = "other_readings"
        }
        let pack: String
        let rule: RuleID
        let article: String
        let state: String
        let due: Instant?
        let force: String
        let says: String
        let metBy: [String]
        let provisional: Bool
        let days: [CountedDate]
        let otherReadings: [Reading]
        let safe: Instant?
        let about: String?
        let confirmed: Bool

        /// Every key is there, `due` as null where nothing runs.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(pack, forKey: .pack)
            try container.encode(rule, forKey: .rule)
            try container.encode(article, forKey: .article)
            try container.encode(state, forKey: .state)
            try container.encode(due, forKey: .due)
            try container.encode(force, forKey: .force)
            try container.encode(says, forKey: .says)
            try container.encode(metBy, forKey: .metBy)
            try container.encode(provisional, forKey: .provisional)
            try container.encode(days, forKey: .days)
            try container.encode(otherReadings, forKey: .otherReadings)
            try container.encode(safe, forKey: .safe)
            try container.encode(about, forKey: .about)
            try container.encode(confirmed, forKey: .confirmed)
        }

        init(_ duty: Obligation) {
            pack = duty.pack
            rule = duty.rule
            article = duty.article
            state = duty.state.rawValue
            due = duty.due?.lastMoment
            force = duty.force
            says = duty.says
            metBy = duty.metBy
            provisional = duty.due?.isProvisional ?? false
            days = (duty.due?.days ?? []).map { CountedDate(date: $0.date, counted: $0.isCounted, why: $0.why.code) }
            otherReadings = (duty.due?.otherReadings ?? []).map { Reading(says: $0.says, due: $0.instant) }
            safe = duty.due?.safe
            about = duty.about
            confirmed = duty.isConfirmed
        }
    }

    func run() async throws {
        var moment: Instant?
        if let at {
            guard let instant = Instant(at) else {
                throw CommandFailure("--at: not an ISO 8601 time with a zone: \(at)")
            }
            moment = instant
        }
        let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
        let rows = try await office.obligations(office.caseID(named: caseName), at: moment).map(Row.init)
        try output.print(
            rows,
            lines: rows.map { "\($0.rule)\t\($0.state)\t\($0.due?.description ?? "-")\t\($0.article)\t\($0.says)" })
    }
}
