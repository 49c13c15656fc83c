package import Chronology

/// How an obligation of a case differs between two ways of judging it.
package struct ObligationChange: Hashable, Sendable, Codable {
    package let rule: RuleID
    package let article: String
    package let says: String
    /// What it is about, where it is about a thing.
    package let about: String?
    package let kind: Kind
    /// How it stood and by when it was due; nil for one that appears.
    package let before: Standing?
    /// How it stands and by when it is due; nil for one that vanishes.
    package let after: Standing?

    /// The state, and the last moment in time.
    package struct Standing: Hashable, Sendable, Codable {
        package let state: Obligation.State
        package let due: Instant?

        init(_ obligation: Obligation) {
            state = obligation.state
            due = obligation.due?.lastMoment
        }
    }

    /// What happens to it.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable { case appears, vanishes, moves }

    /// What changes from one judgement of a case to another: obligations are the same where rule, thing and the entry
    /// out of which they arose are.
    package static func between(_ before: [Obligation], _ after: [Obligation]) -> [ObligationChange] {
        let old = Dictionary(before.map { (Identity($0), $0) }) { first, _ in first }
        let new = Dictionary(after.map { (Identity($0), $0) }) { first, _ in first }
        var changes: [ObligationChange] = []
        for (identity, obligation) in old {
            guard let later = new[identity] else {
                changes.append(ObligationChange(obligation, .vanishes, before: Standing(obligation), after: nil))
                continue
            }
            let standings = (Standing(obligation), Standing(later))
            if standings.0 != standings.1 {
                changes.append(ObligationChange(later, .moves, before: standings.0, after: standings.1))
            }
        }
        for (identity, obligation) in new where old[identity] == nil {
            changes.append(ObligationChange(obligation, .appears, before: nil, after: Standing(obligation)))
        }
        return changes.sorted { ($0.rule, $0.about ?? "") < ($1.rule, $1.about ?? "") }
    }

    private init(_ obligation: Obligation, _ kind: Kind, before: Standing?, after: Standing?) {
        rule = obligation.rule
        article = obligation.article
        says = obligation.says
        about = obligation.about
        self.kind = kind
        self.before = before
        self.after = after
    }

    private struct Identity: Hashable {
        let rule: RuleID
        let about: String?
        let arose: String
        let force: String

        init(_ obligation: Obligation) {
            rule = obligation.rule
            about = obligation.about
            arose = obligation.arose
            force = obligation.force
        }
    }
}
