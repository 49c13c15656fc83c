/// Reads patterns of facts and what rules need of them.
extension YAMLReader {
    /// The name of an attribute that some fact or the case states.
    func attribute() throws(PackError) -> String {
        let name = try text()
        guard library.isKnownAttribute(name) else { throw error(.unknownName(name)) }
        return name
    }

    /// A kind of fact: a built-in one, or an act of the library.
    func factKind() throws(PackError) -> FactKind {
        let word = try text()
        guard let kind = library.fact(word) else { throw error(.unknownName(word)) }
        return kind
    }

    /// `{ fact: KIND, ATTRIBUTE: VALUE … }`; the keys in `besides` are somebody else's.
    func pattern(besides others: Set<String> = []) throws(PackError) -> Pattern {
        var kinds: Set<FactKind> = []
        for item in try require("fact").items() { kinds.insert(try item.factKind()) }
        return Pattern(kinds: kinds, condition: try condition(besides: others.union(["fact"])))
    }

    func condition(besides others: Set<String> = []) throws(PackError) -> Condition {
        var clauses: [Condition.Clause] = []
        for (key, value) in try entries() where !others.contains(key) {
            let ofCase = key.hasPrefix("case.")
            let attribute = ofCase ? String(key.dropFirst(5)) : key
            guard library.isKnownAttribute(attribute) else { throw value.error(.unknownName(attribute)) }
            clauses.append(Condition.Clause(attribute: attribute, ofCase: ofCase, test: try value.test()))
        }
        return Condition(clauses: clauses)
    }

    private func test() throws(PackError) -> Condition.Test {
        guard isMapping else { return .isAny(try texts()) }
        try allow(["not", "stated", "at-least", "at-most", "not-after", "counts"])
        if let barred = self["not"] { return .isNone(try barred.texts()) }
        if let stated = self["stated"] { return .isStated(try stated.boolean()) }
        if let bound = self["at-least"] { return .atLeast(try bound.integer()) }
        if let bound = self["at-most"] { return .atMost(try bound.integer()) }
        if let other = self["not-after"] { return .notAfter(try other.attribute()) }
        if let other = self["counts"] { return .counts(try other.attribute()) }
        throw error(.missing, key: "not, stated, at-least, at-most, not-after or counts")
    }

    func requirement() throws(PackError) -> Requirement {
        if self["fact"] != nil { return try evidence() }
        if let each = self["each"] {
            try allow(["each", "same", "has"])
            return .each(try each.pattern(), same: try same(), try require("has").requirement())
        }
        let keys = ["states", "is", "role", "expired", "elapsed", "all", "any", "not"]
        try allow(keys)
        let given = try entries()
        if let second = given.dropFirst().first { throw second.value.error(.duplicate(second.key)) }
        guard let (key, value) = given.first else {
            throw error(.missing, key: "fact, each, states, is, role, expired, elapsed, all, any or not")
        }
        switch key {
        case "states":
            var names: [String] = []
            for item in value.items() { names.append(try item.attribute()) }
            return .states(names)
        case "is": return .fits(try value.condition())
        case "role": return .role(try value.texts())
        case "elapsed": return .elapsed(try value.elapsed())
        case "expired": return .expired(RuleID(try value.text()))
        case "all": return .all(try value.requirements())
        case "any": return .any(try value.requirements())
        default: return .not(try value.requirement())
        }
    }

    /// `{ months: 3, since: PATTERN, same: …, until: ATTRIBUTE }`
    private func elapsed() throws(PackError) -> Elapsed {
        try allow(Deadline.Unit.allCases.map(\.rawValue) + ["since", "same", "until"])
        guard let length = try length() else {
            throw error(.missing, key: Deadline.Unit.allCases.map(\.rawValue).joined(separator: ", "))
        }
        let until: String? = if let value = self["until"] { try value.attribute() } else { nil }
        return Elapsed(length: length, since: try require("since").pattern(), same: try same(), until: until)
    }

    private func requirements() throws(PackError) -> [Requirement] {
        var list: [Requirement] = []
        for item in items() { list.append(try item.requirement()) }
        return list
    }

    /// `{ fact: KIND, …, same: …, later: …, count: …, having: … }`; `for-each: { ATTRIBUTE: [VALUES] }` asks for one such
    /// fact a value.
    private func evidence() throws(PackError) -> Requirement {
        let pattern = try pattern(besides: ["same", "later", "count", "having", "for-each"])
        let later = try self["later"]?.boolean() ?? false
        let count = if let value = self["count"] { try value.integer(upTo: 100) } else { 1 }
        let having: Requirement? = if let value = self["having"] { try value.requirement() } else { nil }
        let same = try same()
        func needed(_ clauses: [Condition.Clause]) -> Requirement {
            let narrowed = Pattern(
                kinds: pattern.kinds, condition: Condition(clauses: pattern.condition.clauses + clauses))
            return .fact(Evidence(pattern: narrowed, same: same, later: later, count: count, having: having))
        }
        guard let each = self["for-each"] else { return needed([]) }
        guard let (name, values) = try each.entries().first else { throw each.error(.missing) }
        guard library.isKnownAttribute(name) else { throw each.error(.unknownName(name)) }
        return .all(
            try values.texts().map { value in
                needed([Condition.Clause(attribute: name, ofCase: false, test: .isAny([value]))])
            })
    }

    /// `same: subject`, or `same: { form-id: subject }`: the required fact's attribute and that of the fact concerned,
    /// or one of several of it, have a text in common.
    private func same() throws(PackError) -> [SameThing] {
        guard let same = self["same"] else { return [] }
        guard same.isMapping else {
            let name = try same.attribute()
            return [SameThing(required: name, about: [name])]
        }
        var things: [SameThing] = []
        for (key, value) in try same.entries() {
            guard library.isKnownAttribute(key) else { throw value.error(.unknownName(key)) }
            var about: [String] = []
            for item in value.items() { about.append(try item.attribute()) }
            things.append(SameThing(required: key, about: about))
        }
        return things
    }
}
