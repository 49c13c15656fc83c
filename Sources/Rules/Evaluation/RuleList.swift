/// The rules of a pack, with those demands of theirs that a fact may set off: of hundreds of rules a case touches some
/// dozens.
struct RuleList: Sendable {
    let all: [Rule]
    private let byTopic: [Topic: [Demand]]
    private let byID: [RuleID: Int]

    init(_ rules: [Rule]) {
        all = rules
        var demands: [Topic: [Demand]] = [:]
        var number = 0
        for rule in rules {
            for shape in rule.shapes {
                guard let demand = Demand(shape, of: rule, number: number) else { continue }
                number += 1
                for topic in demand.trigger.topics { demands[topic, default: []].append(demand) }
            }
        }
        byTopic = demands
        byID = Dictionary(rules.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
    }

    /// The demands that facts of these topics may set off, in the order of the pack.
    func demands(for topics: some Sequence<Topic>) -> [Demand] {
        var demands: [Int: Demand] = [:]
        for topic in topics {
            for demand in byTopic[topic] ?? [] { demands[demand.number] = demand }
        }
        return demands.values.sorted { $0.number < $1.number }
    }

    /// The rule of an id.
    func rule(_ id: RuleID) -> Rule? { byID[id].map { all[$0] } }
}
