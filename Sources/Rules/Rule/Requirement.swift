/// What a rule asks for.
package indirect enum Requirement: Hashable, Sendable {
    /// At least `count` facts that fit; where `same` names an attribute, theirs equals that of the fact the rule is
    /// about (`subject` for the same form, act or piece); where `count` exceeds one, of different persons.
    case fact(Pattern, same: SameThing?, count: Int)
    /// The fact the rule is about states each of these itself.
    case states([String])
    /// The person acts in one of these roles.
    case role([RoleID])
    /// The period of another rule of the pack has run out for the case.
    case expired(RuleID)
    /// Every fact that fits `pattern` in the case has its own answer: the inner requirement, taken about that fact.
    case each(Pattern, Requirement)
    case all([Requirement])
    case any([Requirement])
    case not(Requirement)
}

/// How a required fact is tied to the fact that a rule is about.
package struct SameThing: Hashable, Sendable {
    /// The attribute of the required fact.
    package let required: String
    /// The attribute of the fact that the rule is about.
    package let about: String
}
