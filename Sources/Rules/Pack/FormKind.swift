/// A kind of form as data: how it looks, what it states, and the life it leads.
package struct FormKind: Hashable, Sendable {
    package let id: FormKindID
    /// The title, exactly as the regulation writes it.
    package let title: String
    package let family: Family
    /// The stage of the procedure whose section of the volume it goes to.
    package let stage: String
    /// The stages of a form that is usable in several, by what it states; nil for a form of one stage.
    package let stageChoice: StageChoice?
    package let volume: VolumePart
    package let carrier: Carrier
    /// The states in which it may be begun; empty for any.
    package let draftedIn: Set<StateID>
    /// The steps of its life in their order, after it was drafted.
    package let route: [FormStep]
    /// The word of its document number (监罚字 …); nil for a form without one.
    package let numberWord: String?
    /// To whom it is served: a role of the pack outside the office; nil for a form that is not served.
    package let servedOn: RoleID?
    /// Whether the paper is a decision of the case itself, which the party has to perform.
    package let decides: Bool
    /// The article that names the form.
    package let article: String
    package let fields: [Field]

    /// The families: each is one template.
    package enum Family: String, Hashable, Sendable, CaseIterable, Codable {
        case approvalTable = "approval-table"
        case letter
        case transcript
        case inventory
        case receipt
        case register
        case report
    }

    /// Which stage a form goes to by one of its fields.
    package struct StageChoice: Hashable, Sendable {
        package let field: String
        /// The stage of an option; what has none here goes to the form's own.
        package let stages: [String: String]
    }

    /// The stage of a form that states this.
    package func stage(stating answer: (String) -> String?) -> String {
        stageChoice.flatMap { choice in answer(choice.field).flatMap { choice.stages[$0] } } ?? stage
    }

    /// The part of the volume: 正卷 or 副卷.
    package enum VolumePart: String, Hashable, Sendable, CaseIterable, Codable {
        case main
        case supplementary
    }

    /// What the form lives on.
    package enum Carrier: String, Hashable, Sendable, CaseIterable, Codable {
        case electronic
        case paper
        case both
    }

    /// One thing that a form states.
    package struct Field: Hashable, Sendable {
        package let name: String
        package let label: String
        package let kind: Kind
        package let isRequired: Bool
        /// The article that asks for it, where one does.
        package let article: String?
        /// What the case knows of it: a path such as `employer.name`; nil where the drafter types it.
        package let from: String?
        /// The values to choose from.
        package let options: [Pack.Named]
        /// The columns of a table.
        package let columns: [Pack.Named]
        /// A line under the field that says how to fill it in.
        package let hint: String?
        /// Whether a law that it cites is cited down to paragraph and item (条、款、项).
        package let citesItems: Bool
        /// Whether what it states rests on a decision that was served; nil where it does not.
        package let decisionGround: DecisionGround?

        /// What a field states that only a served decision bears out.
        package enum DecisionGround: Hashable, Sendable {
            /// Whatever stands there.
            case always
            /// These of its options.
            case options(Set<String>)
        }

        /// How a field is filled in and typeset.
        package enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
            case text
            case paragraph
            case number
            case money
            case day
            case time
            case choice
            case yesNo = "yes-no"
            case persons
            case table
        }
    }
}
