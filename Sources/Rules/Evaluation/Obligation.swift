internal import Chronology

/// What a rule asks of a case, and how that stands.
package struct Obligation: Hashable, Sendable {
    package let pack: PackID
    package let rule: RuleID
    package let article: String
    package let says: String
    /// The duty it shares with rules of other packs.
    package let duty: String?
    /// `gate`, `due` or `advice`.
    package let force: String
    package let state: State
    /// By when; nil for a duty without a period, and while the clock stands still.
    package let due: DueTime?
    /// The log entry out of which it arose.
    package let arose: String
    /// What it is about: a form, an act, a recording.
    package let about: String?
    /// The log entries that met it.
    package let metBy: [String]
    /// What is missing while it is open or overdue.
    package let missing: [Missing]
    /// Whether its figures were confirmed; otherwise shown as 未核对.
    package let isConfirmed: Bool

    /// How a duty stands.
    package enum State: String, Hashable, Sendable, CaseIterable, Codable {
        case open
        case met
        case late
        case overdue
        case excused
        case deviated
        case notApplicable = "not-applicable"
        /// It arose before the case was taken over, and nothing here tells whether it was met: neither a breach nor
        /// kept.
        case beforeTakeOver = "before-take-over"
    }
}

extension Obligation {
    /// The duty in a case that was joined to another: what was not yet over at that moment is owed there no longer. What
    /// was overdue by then stays overdue.
    func ended(at end: Instant) -> Obligation {
        guard state == .open || state == .overdue, due.map({ end < $0.instant }) ?? (force != "gate") else {
            return self
        }
        return Obligation(
            pack: pack, rule: rule, article: article, says: says, duty: duty, force: force, state: .notApplicable,
            due: nil, arose: arose, about: about, metBy: metBy, missing: [], isConfirmed: isConfirmed)
    }
}

/// Why an act is not possible now.
package struct Refusal: Hashable, Sendable {
    package let pack: PackID
    /// The rule that refuses it; nil where the procedure as a whole does.
    package let rule: RuleID?
    package let article: String
    package let says: String
    /// What would make it possible.
    package let missing: [Missing]
    /// The role that may open the gate with a recorded deviation; nil where none may.
    package let deviation: RoleID?

    package init(
        pack: PackID, rule: RuleID?, article: String, says: String, missing: [Missing], deviation: RoleID?
    ) {
        self.pack = pack
        self.rule = rule
        self.article = article
        self.says = says
        self.missing = missing
        self.deviation = deviation
    }
}
