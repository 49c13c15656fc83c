package import Chronology

/// All that the rules need to know of one case: its facts in the order of the log, and what is true of it as a whole.
package struct CaseFacts: Sendable {
    /// The facts, in the order in which they were entered.
    package let facts: [Fact]
    /// What is true of the case: `source`, `industry`, `level` city | district, `penalty-path`, `trace` …
    package let attributes: [String: FactValue]

    /// When the case was taken over from paper or another system; nil for one that began here.
    package let takenOver: Instant?

    /// The facts of each topic, so that a rule looks only at facts of which it speaks.
    private let byTopic: [Topic: Listing]

    /// Facts, and at the same places of another list their places among all.
    private struct Listing: Sendable {
        var facts: [Fact] = []
        var places: [Int] = []
    }

    package init(facts: [Fact], attributes: [String: FactValue] = [:]) {
        self.facts = facts
        self.attributes = attributes
        takenOver = facts.first { $0.kind == .caseTakenOver }?.at
        var byTopic: [Topic: Listing] = [:]
        for (place, fact) in facts.enumerated() {
            for topic in fact.topics {
                byTopic[topic, default: Listing()].facts.append(fact)
                byTopic[topic, default: Listing()].places.append(place)
            }
        }
        self.byTopic = byTopic
    }

    /// The topics that there are.
    var topics: some Sequence<Topic> { byTopic.keys }

    /// The facts of a kind, in their order.
    func facts(of kind: FactKind) -> [Fact] { byTopic[Topic(kind)]?.facts ?? [] }

    /// The facts that a pattern describes, in their order.
    func facts(fitting pattern: Pattern) -> [Fact] {
        let facts = facts(of: pattern.topics)
        let rest = pattern.rest
        return rest.clauses.isEmpty ? facts : facts.filter { rest.fits($0, case: attributes) }
    }

    private func facts(of topics: [Topic]) -> [Fact] {
        if topics.count == 1 { return byTopic[topics[0]]?.facts ?? [] }
        let listings = topics.compactMap { byTopic[$0] }
        guard listings.count > 1 else { return listings.first?.facts ?? [] }
        // A fact that names several forms is listed under each of them.
        return Set(listings.flatMap(\.places)).sorted().map { facts[$0] }
    }

    /// The case as it was known at a moment: without what was entered later.
    package func known(at moment: Instant) -> CaseFacts {
        facts.allSatisfy { $0.entered <= moment }
            ? self : CaseFacts(facts: facts.filter { $0.entered <= moment }, attributes: attributes)
    }
}

extension Pack {
    /// The state in which the facts leave a case; nil before its first fact.
    ///
    /// A transition to `previous` leads back to where the case stood before it entered its present state.
    package func state(after case: CaseFacts) -> StateID? { history(of: `case`).last }

    /// The states that the case went through, each entered by a transition.
    package func history(of case: CaseFacts) -> [StateID] {
        var history: [StateID] = []
        for fact in `case`.facts {
            if fact.kind == .caseTakenOver {
                // What was told of the time before it led nowhere: the case stands where it is said to stand.
                let told = [fact["state-before"]?.text, fact["state"]?.text].compactMap { $0 }
                if let last = told.last, state(last) != nil { history = told }
                continue
            }
            let current = history.last
            let transition = transitions.first { transition in
                guard transition.on.kinds.contains(fact.kind) else { return false }
                let leadsFromHere = current.map(transition.from.contains) ?? transition.from.isEmpty
                return leadsFromHere && transition.on.fits(fact, case: `case`.attributes)
            }
            guard let transition else { continue }
            if transition.to == Transition.back {
                if history.count > 1 { history.removeLast() }
            } else if transition.to != current {
                history.append(transition.to)
            }
        }
        return history
    }
}

extension Pack.Transition {
    /// The target that stands for the state before the present one.
    package static let back: StateID = "previous"
}
