/// What a fact tells at a glance, by which the rules that may concern it are found: its kind, and the kind of form where
/// one is named.
struct Topic: Hashable, Sendable {
    let kind: FactKind
    /// Nil for any form or none.
    let form: FormKindID?
    private let hash: Int

    init(_ kind: FactKind, form: FormKindID? = nil) {
        self.kind = kind
        self.form = form
        var hasher = Hasher()
        hasher.combine(kind)
        hasher.combine(form)
        hash = hasher.finalize()
    }

    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

extension Fact {
    /// The topics of the fact: its kind alone, and its kind with each form that it names.
    var topics: [Topic] {
        [Topic(kind)] + Set(attributes["form"]?.texts ?? []).map { Topic(kind, form: $0) }
    }
}

extension Condition {
    /// The topics of which a fact of these kinds has one at least if it is to fit, and what is left to be tested of a
    /// fact that has.
    func topics(of kinds: [FactKind]) -> (topics: [Topic], rest: Condition) {
        let place = clauses.firstIndex { clause in
            if case .isAny = clause.test { clause.attribute == "form" && !clause.ofCase } else { false }
        }
        guard let place, case .isAny(let forms) = clauses[place].test else { return (kinds.map { Topic($0) }, self) }
        let topics = kinds.flatMap { kind in forms.map { Topic(kind, form: $0) } }
        return (topics, Condition(clauses: Array(clauses[..<place] + clauses[(place + 1)...])))
    }
}
