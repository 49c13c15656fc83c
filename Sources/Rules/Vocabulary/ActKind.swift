/// A kind of act that a few answers describe wholly, as data: the fact it states, and what is asked of the person who
/// enters it. The act library lists all of them.
package struct ActKind: Hashable, Sendable {
    /// The fact that the act states; its id in the library.
    package let fact: FactKind
    /// What the act is called, in the users' language.
    package let title: String
    /// What it is about: `none`, `material`, `act`, `recording`, `service`, `form`, `evidence` or `any`.
    package let about: String
    /// The part of the work to which it belongs: the name of its file in the library.
    package let area: String
    package let scope: Scope
    package let files: Files
    package let questions: [Question]

    /// Where an act is entered.
    package enum Scope: String, Hashable, Sendable, CaseIterable, Codable {
        case `case`
        /// The book of a unit: what belongs to no single case.
        case unit
    }

    /// Whether files come with it.
    package enum Files: String, Hashable, Sendable, CaseIterable, Codable { case none, optional, required }

    /// One thing asked.
    package struct Question: Hashable, Sendable {
        package let name: String
        package let label: String
        package let kind: Kind
        package let options: [Pack.Named]
        package let isRequired: Bool
        /// Whether the answer goes to the personal part of the entry.
        package let isPersonal: Bool
        /// The name under which older entries hold the answer; nil where it was never another.
        package let formerName: String?

        /// How an answer looks.
        package enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
            case text, paragraph, number, money, day, time, choice, choices, lines
            case yesNo = "yes-no"
        }
    }

    /// The question of that name.
    package func question(_ name: String) -> Question? { questions.first { $0.name == name } }
}
