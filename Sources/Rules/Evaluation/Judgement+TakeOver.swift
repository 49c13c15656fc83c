internal import Chronology

/// A case that was taken over: what arose before is neither kept nor broken here, and what was done before need not be
/// done again.
extension Judgement {
    /// Whether a fact took place before the case was taken over.
    func isBeforeTakeOver(_ fact: Fact) -> Bool {
        `case`.takenOver.map { fact.at < $0 && fact.kind != .caseTakenOver } ?? false
    }

    /// Whether a duty arose and ran out before the case was taken over. One without a period ended then too: what was
    /// done about it is not in this log. One whose period still ran is judged like any other.
    func endedBeforeTakeOver(_ trigger: Fact, _ due: DueTime?) -> Bool {
        guard let moment = `case`.takenOver, isBeforeTakeOver(trigger) else { return false }
        return due.map { $0.instant <= moment } ?? true
    }

    /// Somebody's word that what a rule asks for was done before the case was taken over: for a duty that arose then.
    func declaration(about rule: Rule, about trigger: Fact) -> Fact? {
        isBeforeTakeOver(trigger) ? declaration(of: rule) : nil
    }

    /// The same for a gate. It tells of facts and of papers; who acts, what an act must state and what is forbidden
    /// altogether was never done before.
    func declaration(of rule: Rule, letting act: Fact, _ missing: [Missing]) -> Fact? {
        guard `case`.takenOver != nil, missing.allSatisfy(\.couldBeBefore) else { return nil }
        return declaration(of: rule)
    }

    private func declaration(of rule: Rule) -> Fact? {
        guard `case`.takenOver != nil else { return nil }
        return `case`.facts(of: .doneBeforeTakeOver).first { $0["rule"]?.text == rule.id.text }
    }
}

extension Missing {
    /// Whether what is missing may have been there before the case was taken over.
    package var couldBeBefore: Bool {
        switch self {
        case .fact, .formStep: true
        case .oneOf(let parts): parts.contains(where: \.couldBeBefore)
        default: false
        }
    }
}

extension FactKind {
    /// What a rule asks for was done before the case was taken over. `rule`, `proof`.
    package static let doneBeforeTakeOver = FactKind("done-before-take-over")
}
