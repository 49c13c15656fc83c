/// What a rule demands once a fact sets it off, which makes an obligation out of each such fact.
final class Demand: Sendable {
    let rule: Rule
    /// Its place among the demands of the pack.
    let number: Int
    /// The facts that set it off.
    let trigger: Pattern
    let need: Requirement
    let kind: Kind

    /// What comes of the fact.
    enum Kind: Sendable {
        /// A duty, save where a requirement lifts it, and perhaps by a date.
        case duty(unless: Requirement?, within: Deadline?)
        /// A gate that the fact passed.
        case passage
    }

    /// Nil for a shape that makes no obligation.
    init?(_ shape: Rule.Shape, of rule: Rule, number: Int) {
        switch shape {
        case .when(let pattern, let need, let unless, let deadline):
            (trigger, self.need, kind) = (pattern, need, .duty(unless: unless, within: deadline))
        case .before(let pattern, let need): (trigger, self.need, kind) = (pattern, need, .passage)
        case .who, .never, .separate, .parameter, .keeps, .feature: return nil
        }
        self.rule = rule
        self.number = number
    }
}
