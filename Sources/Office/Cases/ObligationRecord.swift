package import Chronology
package import Rules

/// What a rule asks of a case, as the command line and the pages' data tell it: the keys that others may build on.
package struct ObligationRecord: Encodable, Sendable {
    struct CountedDate: Encodable, Sendable {
        let date: Day
        let counted: Bool
        let why: String
    }
    struct Reading: Encodable, Sendable {
        let says: String
        let due: Instant?
    }
    private enum CodingKeys: String, CodingKey {
        case pack, rule, article, state, due, force, says, provisional, days, safe, about, confirmed, basis
        case metBy = "met_by"
        case otherReadings = "other_readings"
    }
    let pack: String
    package let rule: RuleID
    package let article: String
    package let state: String
    /// The last moment in time; null where nothing runs.
    package let due: Instant?
    let force: String
    package let says: String
    let metBy: [String]
    let provisional: Bool
    let days: [CountedDate]
    let otherReadings: [Reading]
    let safe: Instant?
    let about: String?
    let confirmed: Bool
    /// The provision of another law on which the figure rests, where one was entered.
    let basis: String?

    /// Every key is there, `due` as null where nothing runs.
    package func encode(to encoder: any Encoder) throws {
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
        try container.encodeIfPresent(basis, forKey: .basis)
    }

    /// A duty with its counting.
    package init(_ duty: Obligation) {
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
        basis = duty.due?.basis
    }
}
