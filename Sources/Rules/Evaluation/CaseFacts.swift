package import Chronology

/// All that the rules need to know of one case: its facts in the order of the log, and what is true of it as a whole.
package struct CaseFacts: Sendable {
    /// The facts, in the order in which they were entered.
    package let facts: [Fact]
    /// What is true of the case: `source`, `industry`, `level` city | district, `penalty-path`, `trace` …
    package let attributes: [String: FactValue]

    /// The places of the facts of each kind, so that a rule looks only at facts of which it speaks.
    private let places: [FactKind: [Int]]

    package init(facts: [Fact], attributes: [String: FactValue] = [:]) {
        self.facts = facts
        self.attributes = attributes
        places = Dictionary(grouping: facts.indices) { facts[$0].kind }
    }

    /// The kinds of fact that there are.
    var kinds: some Sequence<FactKind> { places.keys }

    /// The facts of these kinds, in their order.
    func facts(of kinds: Set<FactKind>) -> [Fact] {
        if kinds.count == 1, let kind = kinds.first { return (places[kind] ?? []).map { facts[$0] } }
        return kinds.flatMap { places[$0] ?? [] }.sorted().map { facts[$0] }
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
