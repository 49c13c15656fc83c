package import Chronology

/// What is not there yet and would make an act possible or meet a duty. Text for people is made at the edge.
package indirect enum Missing: Hashable, Sendable {
    /// Facts of these kinds, `have` of `need` are there; `form` where a form is concerned; `about` names the thing.
    case fact(kinds: [FactKind], form: [FormKindID], about: String?, need: Int, have: Int)
    /// The act itself does not state these attributes.
    case statements([String])
    /// Only these roles may do it.
    case role([RoleID])
    /// The form has not gone through this step, which is for these roles.
    case formStep(FormKindID, FormStep, [RoleID])
    /// The period of another rule still runs until this instant; nil where it has not begun.
    case expiry(RuleID, until: Instant?)
    /// Too little time has passed since a fact of these kinds: the act is possible from this instant on; nil where no such
    /// fact is there.
    case distance(kinds: [FactKind], until: Instant?)
    /// One of these would do.
    case oneOf([Missing])
    /// Something that stands against it.
    case contrary(kinds: [FactKind])
    /// Nothing: the act is barred as it stands.
    case nothing
    /// Another person: this one holds `held` in the case and would take `taken`.
    case otherPerson(String, held: String, taken: String)
    /// The case stands elsewhere: the act belongs to one of these states.
    case state([StateID], now: StateID?)
}

extension Missing {
    /// Whether a fact of this kind would do, or would be one of what would; of this form where one is named.
    package func isMended(by kind: FactKind, form: [FormKindID] = []) -> Bool {
        switch self {
        case .fact(let kinds, let forms, _, _, _):
            kinds.contains(kind) && (form.isEmpty || !Set(forms).isDisjoint(with: form))
        case .oneOf(let inner): inner.contains { $0.isMended(by: kind, form: form) }
        default: false
        }
    }
}

/// The answer to one requirement.
enum Answer {
    /// It holds, by these entries, since this instant.
    case met(entries: [String], at: Instant)
    case missing([Missing])

    var isMet: Bool { if case .met = self { true } else { false } }
}
