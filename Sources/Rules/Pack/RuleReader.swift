internal import Chronology

/// Reads the `rules` of a pack. `docs/packs.md` describes the format with examples.
extension YAMLReader {
    private static let stepKeys: [(key: String, step: FormStep)] = FormStep.allCases.map { ("\($0.rawValue)-by", $0) }
    private static let common = [
        "id", "article", "says", "duty", "force", "deviation", "confirmed", "in-force", "also", "procedures",
        "readings",
    ]

    func rule() throws(PackError) -> Rule {
        let (shape, force) = try shape(besides: YAMLReader.common)
        var also: [Rule.Shape] = []
        // What a value or a part of the product stands for besides has the force that such a demand has by itself.
        var own: Rule.Force? = shape.isSilent ? nil : force
        for item in self["also"]?.items() ?? [] {
            let further = try item.shape(besides: [])
            also.append(further.shape)
            if own == nil, !further.shape.isSilent { own = further.force }
        }
        let validity = try self["in-force"]?.validity()
        let deviation: RoleID? = if let value = self["deviation"] { try value.text() } else { nil }
        let isConfirmed = if let value = self["confirmed"] { try value.boolean() } else { true }
        let stated: Rule.Force? = if let value = self["force"] { try value.choice(Rule.Force.self) } else { nil }
        return Rule(
            id: RuleID(try require("id").text()), article: try require("article").text(),
            says: try require("says").text(), duty: try optionalText("duty"), shape: shape, also: also,
            inForceFrom: validity?.from, inForceTo: validity?.to, force: stated ?? own ?? force, deviation: deviation,
            isConfirmed: isConfirmed, procedures: Set(try self["procedures"]?.texts() ?? []), readings: try readings())
    }

    /// `readings: [{ id, says, … }]`: each is the rule with the keys that it names in place of its own.
    private func readings() throws(PackError) -> [Rule.Reading] {
        var readings: [Rule.Reading] = []
        for item in self["readings"]?.items() ?? [] {
            let rule = try replacing("readings", with: item, besides: ["id", "says"]).rule()
            readings.append(
                Rule.Reading(id: try item.require("id").text(), says: try item.require("says").text(), rule: rule))
        }
        return readings
    }

    /// One thing that a rule demands, and the force that such a demand has by itself.
    private func shape(besides common: [String]) throws(PackError) -> (shape: Rule.Shape, force: Rule.Force) {
        if let form = self["form"] {
            if self["states"] != nil {
                try allow(common + ["form", "if", "states"])
                return (try statements(on: [.formSubmitted], form: form, prefix: "field."), .gate)
            }
            if self["is-kept"] != nil {
                try allow(common + ["form", "is-kept"])
                return (.keeps(acts: [], forms: try form.texts()), .gate)
            }
            try allow(common + ["form", "if"] + YAMLReader.stepKeys.map(\.key))
            return (try who(forms: Set(form.texts())), .gate)
        }
        if let records = self["records"] {
            try allow(common + ["records", "if", "states"])
            var acts: [FactKind] = []
            for item in records.items() { acts.append(try item.factKind()) }
            guard self["states"] != nil else { return (.keeps(acts: acts, forms: []), .gate) }
            return (try statements(on: acts, form: nil, prefix: ""), .gate)
        }
        if let before = self["before"] {
            try allow(common + ["before", "need"])
            return (.before(try before.pattern(), need: try require("need").requirement()), .gate)
        }
        if let when = self["when"] {
            try allow(common + ["when", "need", "unless", "within"])
            let deadline: Deadline? = if let within = self["within"] { try within.deadline() } else { nil }
            let unless: Requirement? = if let unless = self["unless"] { try unless.requirement() } else { nil }
            return (
                .when(try when.pattern(), need: try require("need").requirement(), unless: unless, within: deadline),
                .due
            )
        }
        if let never = self["never"] {
            try allow(common + ["never"])
            return (.never(try never.pattern()), .gate)
        }
        if let separate = self["separate"] {
            try allow(common + ["separate", "once"])
            let once: Pattern? = if let once = self["once"] { try once.pattern() } else { nil }
            return (.separate(try separate.functions(), once: once), .gate)
        }
        if let parameter = self["parameter"] {
            try allow(common + ["parameter"])
            return (try parameter.parameter(), .advice)
        }
        if let feature = self["feature"] {
            try allow(common + ["feature"])
            return (.feature(try feature.text()), .advice)
        }
        throw error(.missing, key: "form, records, before, when, never, separate, parameter or feature")
    }

    /// `states: [names]` of an act or of a form that is submitted, with `if` as a condition on it.
    private func statements(on kinds: [FactKind], form: YAMLReader?, prefix: String) throws(PackError) -> Rule.Shape {
        var clauses = try self["if"]?.condition().clauses ?? []
        if let form {
            clauses.append(Condition.Clause(attribute: "form", ofCase: false, test: .isAny(try form.texts())))
        }
        var names: [String] = []
        for item in try require("states").items() {
            let name = prefix + (try item.text())
            guard library.isKnownAttribute(name) else { throw item.error(.unknownName(name)) }
            names.append(name)
        }
        return .before(Pattern(kinds: Set(kinds), condition: Condition(clauses: clauses)), need: .states(names))
    }

    private func who(forms: Set<FormKindID>) throws(PackError) -> Rule.Shape {
        let condition: Condition = if let clause = self["if"] { try clause.condition() } else { .always }
        let steps = YAMLReader.stepKeys.filter { self[$0.key] != nil }
        if let second = steps.dropFirst().first, let extra = self[second.key] {
            throw extra.error(.duplicate(second.key))
        }
        guard let (key, step) = steps.first, let roles = self[key] else {
            throw error(.missing, key: YAMLReader.stepKeys.map(\.key).joined(separator: ", "))
        }
        return .who(forms: forms, step: step, roles: try roles.texts(), when: condition)
    }

    private func functions() throws(PackError) -> [Rule.Function] {
        try list { (name, value) throws(PackError) in
            var showings: [Rule.Showing] = []
            for item in value.items() {
                let persons: String = if let persons = item["persons"] { try persons.attribute() } else { "person" }
                showings.append(Rule.Showing(pattern: try item.pattern(besides: ["persons"]), persons: persons))
            }
            return Rule.Function(name: name, shownBy: showings)
        }
    }

    private func parameter() throws(PackError) -> Rule.Shape {
        try allow(["name", "value", "unit"])
        let unit: Deadline.Unit? = if let unit = self["unit"] { try unit.choice(Deadline.Unit.self) } else { nil }
        let value: Int? = if let value = self["value"] { try value.integer() } else { nil }
        return .parameter(name: try require("name").text(), value: value, unit: unit)
    }
}

extension Rule.Shape {
    /// Whether it neither refuses nor owes anything by itself.
    fileprivate var isSilent: Bool {
        switch self {
        case .parameter, .feature, .keeps: true
        case .who, .before, .when, .never, .separate: false
        }
    }
}
