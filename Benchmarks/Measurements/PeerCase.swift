internal import Chronology
internal import Rules

/// A case as a plain rule engine reads it, with what our evaluation says of it.
struct PeerCase: Encodable {
    let facts: [PeerFact]
    let procedures: [String]
    /// `RULE ENTRY yes` or `no`: whether the need is met.
    let verdicts: [String]

    init(_ sample: BenchmarkCase, _ facts: CaseFacts, _ obligations: [Obligation]) {
        self.facts = facts.facts.map { PeerFact($0, case: facts.attributes) }
        procedures = facts.attributes["procedure"]?.texts ?? []
        verdicts = obligations.map { duty in
            "\(duty.rule) \(duty.arose) \(duty.state == .met || duty.state == .late ? "yes" : "no")"
        }.sorted()
    }
}

/// A fact with its attributes as symbols; those of the case are joined to it, as an engine knows one thing at a time.
struct PeerFact: Encodable {
    let entry: String
    let kind: String
    let at: Int64
    let person: String?
    let roles: [String]
    /// The texts, by symbol.
    let texts: [String: [String]]
    /// The numbers, by symbol.
    let numbers: [String: Int]
    /// Those that say something.
    let stated: [String]
    /// What is compared as a whole.
    let wholes: [String: String]

    init(_ fact: Fact, case attributes: [String: FactValue]) {
        entry = fact.entry
        kind = fact.kind.rawValue
        at = fact.at.milliseconds
        person = fact.person
        roles = fact.roles
        let own = Array(fact.attributes.keys) + ["subject", "person", "role", "day"]
        let named =
            own.compactMap { name in fact[name].map { (PeerNames.symbol(name, ofCase: false), $0) } }
            + attributes.map { (PeerNames.symbol($0.key, ofCase: true), $0.value) }
        texts = Dictionary(named.map { ($0.0, $0.1.texts) }) { _, last in last }
        numbers = Dictionary(named.compactMap { pair in pair.1.integer.map { (pair.0, $0) } }) { _, last in last }
        stated = named.filter { !$0.1.isBlank }.map(\.0)
        wholes = Dictionary(named.compactMap { pair in pair.1.text.map { (pair.0, $0) } }) { _, last in last }
    }
}
