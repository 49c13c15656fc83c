/// What a fact must state for a pattern to fit it.
package struct Condition: Hashable, Sendable {
    /// The test of one attribute.
    package enum Test: Hashable, Sendable {
        /// One of its texts is among these.
        case isAny([String])
        /// None of its texts is among these; an absent attribute passes.
        case isNone([String])
        /// It is there and says something (true), or it is absent or blank (false).
        case isStated(Bool)
        /// It is a number of at least this.
        case atLeast(Int)
        /// It is a number of at most this; an absent attribute passes.
        case atMost(Int)
        /// It is not after another attribute of the same fact; passes where one of the two is absent. Instants compare
        /// as such, other values as texts, which suits days and times written with leading zeros.
        case notAfter(String)
        /// It is the number of names that another attribute of the same fact lists; an absent attribute passes.
        case counts(String)
    }

    /// An attribute of the fact, or of the case where ``ofCase`` is set.
    package struct Clause: Hashable, Sendable {
        package let attribute: String
        package let ofCase: Bool
        package let test: Test
    }

    /// All of them must hold.
    package let clauses: [Clause]

    /// No condition: every fact fits.
    package static let always = Condition(clauses: [])

    package init(clauses: [Clause]) { self.clauses = clauses }

    /// Whether `fact` fits, in a case with these attributes.
    package func fits(_ fact: Fact, case attributes: [String: FactValue]) -> Bool {
        clauses.allSatisfy { $0.holds(of: $0.ofCase ? attributes[$0.attribute] : fact[$0.attribute], in: fact) }
    }
}

extension Condition.Clause {
    func holds(of value: FactValue?, in fact: Fact) -> Bool {
        switch test {
        case .isAny(let allowed): value?.holdsAny(of: allowed) ?? false
        case .isNone(let barred): !(value?.holdsAny(of: barred) ?? false)
        case .isStated(let expected): (value.map { !$0.isBlank } ?? false) == expected
        case .atLeast(let bound): (value?.integer).map { $0 >= bound } ?? false
        case .atMost(let bound): (value?.integer).map { $0 <= bound } ?? true
        case .notAfter(let other): isOrdered(value, fact[other])
        case .counts(let other): (value?.integer).map { $0 == fact[other]?.nameCount ?? 0 } ?? true
        }
    }
}

extension Condition.Clause {
    private func isOrdered(_ first: FactValue?, _ second: FactValue?) -> Bool {
        if case .instant(let start)? = first, case .instant(let end)? = second { return start <= end }
        guard let start = first?.text, let end = second?.text else { return true }
        return start <= end
    }
}

extension FactValue {
    /// How many names it lists, one a text or several in one, as people write them side by side.
    fileprivate var nameCount: Int {
        texts.reduce(0) { sum, text in
            sum + text.split { $0.isWhitespace || "、，,；;".contains($0) }.count
        }
    }
}

/// A description of facts: their kinds and what they must state.
package struct Pattern: Hashable, Sendable {
    private let content: Shared<Content>

    private struct Content: Hashable, Sendable {
        let kinds: Set<FactKind>
        let condition: Condition
        let orderedKinds: [FactKind]
        let topics: [Topic]
        let rest: Condition
    }

    /// The fact is of one of these kinds.
    package var kinds: Set<FactKind> { content.value.kinds }
    /// And fits this.
    package var condition: Condition { content.value.condition }
    /// The kinds in the order of their words.
    var orderedKinds: [FactKind] { content.value.orderedKinds }
    /// Of these topics a fact has one at least if it is to fit.
    var topics: [Topic] { content.value.topics }
    /// And one that has it fits if it fits this.
    var rest: Condition { content.value.rest }
    /// Tells the pattern from all others that exist at the same time, equal ones included.
    var identity: ObjectIdentifier { ObjectIdentifier(content) }

    package init(kinds: Set<FactKind>, condition: Condition = .always) {
        let ordered = kinds.sorted { $0.rawValue < $1.rawValue }
        let (topics, rest) = condition.topics(of: ordered)
        content = Shared(
            Content(kinds: kinds, condition: condition, orderedKinds: ordered, topics: topics, rest: rest))
    }

    /// Whether `fact` is one of those described.
    package func fits(_ fact: Fact, case attributes: [String: FactValue]) -> Bool {
        kinds.contains(fact.kind) && condition.fits(fact, case: attributes)
    }
}
