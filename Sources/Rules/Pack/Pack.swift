package import Chronology

/// A regulation as data: what it calls things, who does what, which act may follow which, and its rules.
package struct Pack: Sendable {
    package internal(set) var id: PackID
    /// The title of the regulation.
    package internal(set) var title: String
    /// Its document number, where it has one.
    package internal(set) var number: String?
    /// Who issued it.
    package internal(set) var issuer: String?
    /// Its place after GB/T 2260, where it has one.
    package internal(set) var place: String?
    /// A higher rank prevails: national law over a city's text over a district's.
    package internal(set) var rank: Int
    /// The days on which it is in force; acts outside are not judged by it.
    package internal(set) var inForceFrom: Day?
    package internal(set) var inForceTo: Day?
    /// Where the text was had from, and the day on which a person last checked it.
    package internal(set) var source: String
    /// What its head says of other texts, and when it was issued and posted.
    package internal(set) var head: Head
    package internal(set) var checked: Day
    package internal(set) var roles: [Role]
    package internal(set) var stages: [Stage]
    package internal(set) var states: [State]
    package internal(set) var transitions: [Transition]
    package internal(set) var forms: [FormKind]
    package internal(set) var stamps: [Named]
    package internal(set) var serviceMethods: [Named]
    /// The rules, in the order of the files.
    package var rules: [Rule] { list.all }
    var list: RuleList
    /// The procedures that the regulation knows: penalty, inspection, licence …; empty where it knows one only.
    package internal(set) var procedures: [Named]
    /// The words of the numbers that an office gives by this text: `intake`, `case` and `document`.
    package internal(set) var numberWords: [Named]
    /// What the dates of a case that is taken over stand for; empty where the pack carries no procedure.
    package internal(set) var milestones: [Milestone]
    /// The rows of the requirements that the pack has to carry, in their order; empty where nobody listed them.
    package internal(set) var rows: [RuleID]

    /// The rule of that id.
    package func rule(_ id: RuleID) -> Rule? { list.rule(id) }
    /// The kind of form of that code.
    package func form(_ id: FormKindID) -> FormKind? { forms.first { $0.id == id } }
    /// The title of a role, or its code where the pack has no such role.
    package func title(ofRole id: RoleID) -> String { roles.first { $0.id == id }?.title ?? id }
    /// The state of that code.
    package func state(_ id: StateID) -> State? { states.first { $0.id == id } }

    /// Something with a code and a name for people.
    package struct Named: Hashable, Sendable {
        package let id: String
        package let title: String

        package init(id: String, title: String) {
            self.id = id
            self.title = title
        }
    }

    /// A function that the regulation gives to a person or department.
    package struct Role: Hashable, Sendable {
        package let id: RoleID
        package let title: String
        package let article: String?
        /// Whether the holder is outside the office (a party, a court), so that nobody signs in with it.
        package let isOutside: Bool
    }

    /// A part of the procedure: 受理（立案）, 调查取证 …
    package struct Stage: Hashable, Sendable {
        package let id: String
        package let title: String
    }

    /// Where a case can stand.
    package struct State: Hashable, Sendable {
        package let id: StateID
        package let title: String
        package let stage: String
        /// What the procedure expects next, most expected first: `form:KIND` or `act:NAME`.
        package let next: [String]
    }

    /// A date that a case may bring along when it is taken over, and what it tells the rules.
    package struct Milestone: Hashable, Sendable {
        package let id: String
        /// 立案日期.
        package let title: String
        /// The facts that took place on that day.
        package let facts: [Told]
        /// The stage that ends with that day: a case in a later one has the day, where that stage was gone through. nil for
        /// a day that many cases do not have.
        package let ends: String?

        /// A fact without its time.
        package struct Told: Hashable, Sendable {
            package let kind: FactKind
            package let attributes: [String: FactValue]
        }
    }

    /// A fact that moves a case from one state to another.
    package struct Transition: Hashable, Sendable {
        package let on: Pattern
        /// The states it leads from; empty for the start of the case.
        package let from: Set<StateID>
        package let to: StateID
    }
}
