/// The rules of a pack, with the places of those that a kind of fact may set off: of hundreds of rules a case touches
/// some dozens.
struct RuleList: Sendable {
    let all: [Rule]
    private let byTrigger: [FactKind: [Place]]
    private let byID: [RuleID: Int]

    /// A demand of a rule.
    struct Place: Hashable, Comparable {
        let rule: Int
        let shape: Int

        static func < (left: Place, right: Place) -> Bool { (left.rule, left.shape) < (right.rule, right.shape) }
    }

    init(_ rules: [Rule]) {
        all = rules
        var places: [FactKind: [Place]] = [:]
        for (number, rule) in rules.enumerated() {
            for (index, shape) in rule.shapes.enumerated() {
                guard let pattern = shape.trigger else { continue }
                for kind in pattern.kinds { places[kind, default: []].append(Place(rule: number, shape: index)) }
            }
        }
        byTrigger = places
        byID = Dictionary(rules.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    }

    /// The demands out of which facts of these kinds may make an obligation, in the order of the pack.
    func places(for kinds: some Sequence<FactKind>) -> [Place] {
        Set(kinds.lazy.flatMap { byTrigger[$0] ?? [] }).sorted()
    }

    /// The rule of an id.
    func rule(_ id: RuleID) -> Rule? { byID[id].map { all[$0] } }
}

extension Rule.Shape {
    /// The facts that set the demand off; nil for a demand that makes no obligation.
    fileprivate var trigger: Pattern? {
        switch self {
        case .when(let pattern, _, _, _), .before(let pattern, _): pattern
        case .who, .never, .separate, .parameter, .keeps, .feature: nil
        }
    }
}
