package import Chronology

/// Something that happened in a case, as the rules see it: a projection of one event of the case's log.
///
/// Rules know nothing of events, forms or recordings; they read facts. What a kind of fact states is listed at
/// ``FactKind``.
package struct Fact: Hashable, Sendable {
    /// The id of the log entry behind the fact, so that an obligation names what met it.
    package let entry: String
    /// What happened.
    package let kind: FactKind
    /// When it happened. A period that is counted from the fact starts here.
    package let at: Instant
    /// When it was entered. Later than ``at`` for what is entered late.
    package let entered: Instant
    /// The id of the thing it happened to: a form, an act, a recording, a piece of material, a service.
    package let subject: String?
    /// The account of the person who did it.
    package let person: String?
    /// The roles in which that person acted.
    package let roles: [RoleID]
    /// What it states.
    package let attributes: [String: FactValue]

    /// Makes a fact; ``entered`` defaults to ``at``.
    package init(
        entry: String, kind: FactKind, at: Instant, entered: Instant? = nil, subject: String? = nil,
        person: String? = nil, roles: [RoleID] = [], attributes: [String: FactValue] = [:]
    ) {
        self.entry = entry
        self.kind = kind
        self.at = at
        self.entered = entered ?? at
        self.subject = subject
        self.person = person
        self.roles = roles
        self.attributes = attributes
    }

    /// The value of an attribute; `subject`, `person`, `role` and `day` (of ``at``) name the fact's own.
    package subscript(name: String) -> FactValue? {
        switch name {
        case "subject": subject.map { .text($0) }
        case "person": person.map { .text($0) }
        case "role": .list(roles)
        case "day": .text(at.day.description)
        default: attributes[name]
        }
    }

    /// Whether the attribute is there and says something.
    package func states(_ name: String) -> Bool { self[name].map { !$0.isBlank } ?? false }
}
