/// What a rule asks for.
package indirect enum Requirement: Hashable, Sendable {
    /// Facts that fit.
    case fact(Evidence)
    /// The fact the rule is about states each of these itself.
    case states([String])
    /// The fact the rule is about fits this itself.
    case fits(Condition)
    /// The person acts in one of these roles.
    case role([RoleID])
    /// The period of another rule of the pack has run out for the case.
    case expired(RuleID)
    /// So much time has passed since the last fact that fits.
    case elapsed(Elapsed)
    /// Every fact of the case that fits `pattern`, and is tied to the fact the rule is about as `same` says, has its
    /// own answer: the inner requirement, taken about that fact.
    case each(Pattern, same: [SameThing], Requirement)
    case all([Requirement])
    case any([Requirement])
    case not(Requirement)
}

/// Facts that a requirement counts.
package struct Evidence: Hashable, Sendable {
    /// What they must be.
    package let pattern: Pattern
    /// How they are tied to the fact that the rule is about; all of them must hold.
    package let same: [SameThing]
    /// Whether only those count that took place after the fact that the rule is about, as what is done again and again.
    package let later: Bool
    /// How many there must be; above one, of different persons.
    package let count: Int
    /// What must hold about each of them in turn; nil for nothing more.
    package let having: Requirement?

    package init(
        pattern: Pattern, same: [SameThing] = [], later: Bool = false, count: Int = 1, having: Requirement? = nil
    ) {
        self.pattern = pattern
        self.same = same
        self.later = later
        self.count = count
        self.having = having
    }
}

/// A distance in time that must have been kept.
package struct Elapsed: Hashable, Sendable {
    /// At least so long.
    package let length: Deadline.Length
    /// Since the last of the facts that fit this, and are tied to the act as `same` says.
    package let since: Pattern
    package let same: [SameThing]
    /// The attribute of the act that holds the instant or day up to which is counted; nil for the act's own time.
    package let until: String?

    package init(length: Deadline.Length, since: Pattern, same: [SameThing], until: String?) {
        self.length = length
        self.since = since
        self.same = same
        self.until = until
    }
}

/// How a required fact is tied to the fact that a rule is about: they have a text in common.
package struct SameThing: Hashable, Sendable {
    /// The attribute of the required fact.
    package let required: String
    /// The attributes of the fact that the rule is about, any of which may hold the text.
    package let about: [String]

    package init(required: String, about: [String]) {
        self.required = required
        self.about = about
    }

    /// The texts that the required fact must share.
    func wanted(by fact: Fact) -> Set<String> { Set(about.flatMap { fact[$0]?.texts ?? [] }) }

    /// Whether `fact` shares one of them.
    func holds(between fact: Fact, and about: Fact) -> Bool {
        guard let value = fact[required] else { return false }
        return self.about.contains { about[$0].map(value.shares) ?? false }
    }
}

extension [SameThing] {
    func hold(between fact: Fact, and about: Fact) -> Bool { allSatisfy { $0.holds(between: fact, and: about) } }
}

extension Requirement {
    /// The requirement and all inside it.
    var parts: [Requirement] {
        switch self {
        case .all(let inner), .any(let inner): [self] + inner.flatMap(\.parts)
        case .not(let inner), .each(_, _, let inner): [self] + inner.parts
        case .fact(let evidence): [self] + (evidence.having?.parts ?? [])
        case .states, .fits, .role, .expired, .elapsed: [self]
        }
    }

    /// The pattern that the requirement itself speaks of.
    var pattern: Pattern? {
        switch self {
        case .fact(let evidence): evidence.pattern
        case .each(let pattern, _, _): pattern
        case .elapsed(let elapsed): elapsed.since
        case .fits(let condition): Pattern(kinds: [], condition: condition)
        default: nil
        }
    }

    /// The kinds of fact that the requirement itself speaks of.
    var kinds: [FactKind] { pattern?.orderedKinds ?? [] }
}
