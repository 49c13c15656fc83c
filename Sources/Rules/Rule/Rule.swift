package import Chronology

/// One obligation of a regulation.
package struct Rule: Hashable, Sendable {
    /// The id of the row that the rule carries.
    package let id: RuleID
    /// The article, as it is cited: 第十一条第一款.
    package let article: String
    /// The obligation in our own short words.
    package let says: String
    /// The duty that rules of several packs share, so that they are shown side by side.
    package let duty: String?
    /// What the rule demands, and how.
    package let shape: Shape
    /// What it demands besides, where one row asks for several things.
    package let also: [Shape]
    /// The days on which the text of the rule is in force, where they differ from the pack's.
    package let inForceFrom: Day?
    package let inForceTo: Day?
    /// What happens where it is not met.
    package let force: Force
    /// The role that may open the gate with a recorded deviation; nil where none may.
    package let deviation: RoleID?
    /// Whether every figure of the rule was confirmed; an unconfirmed one is shown as 未核对, never blocks and never
    /// binds a date alone.
    package let isConfirmed: Bool

    /// The procedures in which it applies; empty for all.
    package let procedures: Set<String>
    /// Other ways to read the article, each as the rule that it then is; an office may choose one.
    package let readings: [Reading]

    /// Another way to read an article.
    package struct Reading: Hashable, Sendable {
        package let id: String
        package let says: String
        /// The rule under this reading, without readings of its own.
        package let rule: Rule
    }

    /// Whether the rule applies to a case with these attributes.
    package func applies(to attributes: [String: FactValue]) -> Bool {
        procedures.isEmpty || !procedures.isDisjoint(with: attributes["procedure"]?.texts ?? [])
    }

    /// All that the rule demands.
    package var shapes: [Shape] { [shape] + also }

    /// Whether the text of the rule was in force on a day.
    package func isInForce(on day: Day) -> Bool {
        (inForceFrom.map { $0 <= day } ?? true) && (inForceTo.map { day <= $0 } ?? true)
    }

    /// What a rule does to an act or a date.
    package enum Force: String, Hashable, Sendable, CaseIterable, Codable {
        /// The act is refused.
        case gate
        /// An obligation with or without a due time.
        case due
        /// A hint, or a period that others keep: it never blocks, and is never late or overdue.
        case advice
    }

    /// The kinds of rule.
    package enum Shape: Hashable, Sendable {
        /// Who may take a step with a form.
        case who(forms: Set<FormKindID>, step: FormStep, roles: [RoleID], when: Condition)
        /// An act is refused unless the requirement holds.
        case before(Pattern, need: Requirement)
        /// When something happens something else is owed, perhaps by a date.
        case when(Pattern, need: Requirement, unless: Requirement?, within: Deadline?)
        /// An act is refused.
        case never(Pattern)
        /// A person holds one only of these functions in a case: functions are named by the facts that show them.
        /// Where `once` is given, from the first fact that fits it on.
        case separate([Function], once: Pattern?)
        /// A value that other parts ask for by name; without a value where the text leaves it open.
        case parameter(name: String, value: Int?, unit: Deadline.Unit?)
        /// The product has entries of these kinds, or forms of these kinds: what happened can be recorded.
        case keeps(acts: [FactKind], forms: [FormKindID])
        /// The row is carried by a part of the product, with a test of its own.
        case feature(String)
    }

    /// A function of the case and the facts by which a person shows to hold it.
    package struct Function: Hashable, Sendable {
        package let name: String
        package let shownBy: [Showing]
    }

    /// A fact that shows a function, and the attribute that names the persons (`person` for who did it).
    package struct Showing: Hashable, Sendable {
        package let pattern: Pattern
        package let persons: String
    }
}

/// A step in the life of a form that a rule can reserve for a role.
package enum FormStep: String, Hashable, Sendable, CaseIterable, Codable {
    case drafted, submitted, reviewed, forwarded, approved, issued, signed

    /// The facts by which the step shows.
    package var kinds: Set<FactKind> {
        switch self {
        case .drafted: [.formDrafted]
        case .submitted: [.formSubmitted]
        case .reviewed: [.formReviewed]
        case .forwarded: [.formForwarded]
        case .approved: [.formApproved, .formRefused]
        case .issued: [.formIssued]
        case .signed: [.formSigned]
        }
    }
}
