package import Chronology

/// Something that happened in a case, as the rules see it: a projection of one event of the case's log.
///
/// Rules know nothing of events, forms or recordings; they read facts. What a kind of fact states is listed at
/// ``FactKind``.
package struct Fact: Hashable, Sendable {
    private let content: Shared<Content>

    private struct Content: Hashable, Sendable {
        let entry: String
        let kind: FactKind
        let at: Instant
        let day: Day
        let entered: Instant
        let subject: String?
        let person: String?
        let roles: [RoleID]
        let attributes: [String: FactValue]
    }

    /// The id of the log entry behind the fact, so that an obligation names what met it.
    package var entry: String { content.value.entry }
    /// What happened.
    package var kind: FactKind { content.value.kind }
    /// When it happened. A period that is counted from the fact starts here.
    package var at: Instant { content.value.at }
    /// The day of the office on which it happened.
    package var day: Day { content.value.day }
    /// When it was entered. Later than ``at`` for what is entered late.
    package var entered: Instant { content.value.entered }
    /// The id of the thing it happened to: a form, an act, a recording, a piece of material, a service.
    package var subject: String? { content.value.subject }
    /// The account of the person who did it.
    package var person: String? { content.value.person }
    /// The roles in which that person acted.
    package var roles: [RoleID] { content.value.roles }
    /// What it states.
    package var attributes: [String: FactValue] { content.value.attributes }

    /// Makes a fact; ``entered`` defaults to ``at``.
    package init(
        entry: String, kind: FactKind, at: Instant, entered: Instant? = nil, subject: String? = nil,
        person: String? = nil, roles: [RoleID] = [], attributes: [String: FactValue] = [:]
    ) {
        content = Shared(
            Content(
                entry: entry, kind: kind, at: at, day: at.day, entered: entered ?? at, subject: subject,
                person: person, roles: roles, attributes: attributes))
    }

    /// The value of an attribute; `subject`, `person`, `role` and `day` (of ``at``) name the fact's own.
    package subscript(name: String) -> FactValue? {
        switch name {
        case "subject": subject.map { .text($0) }
        case "person": person.map { .text($0) }
        case "role": .list(roles)
        case "day": .text(day.description)
        default: attributes[name]
        }
    }

    /// Whether the attribute is there and says something.
    package func states(_ name: String) -> Bool { self[name].map { !$0.isBlank } ?? false }
}
