package import Chronology

/// A test of rules as data: a case told fact by fact, and what the rules must say on the way. Lawyers can read and write
/// it; `docs/packs.md` describes the format.
package struct Scenario: Hashable, Sendable {
    /// The file and line where it stands.
    package let place: String
    package let pack: PackID
    /// The rows that it holds.
    package let rows: [RuleID]
    package let name: String
    /// The reading chosen for each of the rows; nil for the recommended one.
    package let reading: String?
    /// What is true of the case as a whole.
    package let attributes: [String: FactValue]
    package let story: [Step]

    /// One thing that happens or is checked. Instants are those of the office's clock.
    package enum Step: Hashable, Sendable {
        /// A fact is added.
        case happens(Telling)
        /// A rule asks something of the case.
        case owes(RuleID, Expected, at: Instant?)
        /// A rule asks nothing of the case.
        case owesNot(RuleID, at: Instant?)
        /// A rule refuses an act that is tried.
        case refused(RuleID, Telling)
        /// A rule does not refuse an act that is tried.
        case allowed(RuleID, Telling)
        /// A rule does not refuse the act as told, and refuses it without each of these attributes in turn.
        case refusedWithout([String], RuleID, Telling)
        /// The case stands there after the procedure.
        case stands(StateID)
        /// The pack has a value; nil for one that the text leaves open. Whether it was compared with the text may be told.
        case parameter(String, is: Int?, confirmed: Bool?)
        /// The act library has the kind of act, and one of the rows speaks of it.
        case keeps(FactKind)
        /// The pack has the kind of form, and one of the rows speaks of it.
        case keepsForm(FormKindID)
    }

    /// What is expected of an obligation; nil for what the scenario does not look at.
    package struct Expected: Hashable, Sendable {
        package let state: Obligation.State?
        package let due: Day?
        package let about: String?
        /// The last day that is safe under every reading of the article.
        package let safe: Day?
        /// The last days that the other readings give, in their order.
        package let readings: [Day]?
        /// Whether the figures of the rule were compared with the text.
        package let isConfirmed: Bool?
    }

    /// A fact as the story tells it.
    package struct Telling: Hashable, Sendable {
        package let kind: FactKind
        /// When; nil for a minute after the step before.
        package let at: Instant?
        package let entered: Instant?
        package let subject: String?
        package let person: String?
        package let roles: [RoleID]
        package let attributes: [String: FactValue]

        /// The same without an attribute.
        func without(_ name: String) -> Telling {
            Telling(
                kind: kind, at: at, entered: entered, subject: name == "subject" ? nil : subject, person: person,
                roles: roles, attributes: attributes.filter { $0.key != name })
        }
    }
}

/// What a scenario found that is not as it says.
package struct ScenarioFailure: Hashable, Sendable, CustomStringConvertible {
    /// The file and line of the scenario.
    package let place: String
    package let scenario: String
    /// The step, from 1.
    package let step: Int
    package let found: String

    package var description: String { "\(place): \(scenario): step \(step): \(found)" }
}
