internal import Chronology

/// Reads the `rules` of a pack. `docs/packs.md` describes the format with examples.
extension YAMLReader {
    private static let stepKeys: [(key: String, step: FormStep)] = FormStep.allCases.map { ("\($0.rawValue)-by", $0) }
    private static let common = ["id", "article", "says", "duty", "force", "deviation", "confirmed"]

    func rule() throws(PackError) -> Rule {
        let shape: Rule.Shape
        let force: Rule.Force
        if let form = self["form"] {
            try allow(YAMLReader.common + ["form", "if"] + YAMLReader.stepKeys.map(\.key))
            shape = try who(forms: Set(form.texts()))
            force = .gate
        } else if let before = self["before"] {
            try allow(YAMLReader.common + ["before", "need"])
            shape = .before(try before.pattern(), need: try require("need").requirement())
            force = .gate
        } else if let when = self["when"] {
            try allow(YAMLReader.common + ["when", "need", "unless", "within"])
            let deadline: Deadline? = if let within = self["within"] { try within.deadline() } else { nil }
            let unless: Requirement? = if let unless = self["unless"] { try unless.requirement() } else { nil }
            shape = .when(
                try when.pattern(), need: try require("need").requirement(), unless: unless, within: deadline)
            force = .due
        } else if let never = self["never"] {
            try allow(YAMLReader.common + ["never"])
            shape = .never(try never.pattern())
            force = .gate
        } else if let separate = self["separate"] {
            try allow(YAMLReader.common + ["separate"])
            shape = .separate(try separate.functions())
            force = .gate
        } else if let parameter = self["parameter"] {
            try allow(YAMLReader.common + ["parameter"])
            shape = try parameter.parameter()
            force = .advice
        } else if let feature = self["feature"] {
            try allow(YAMLReader.common + ["feature"])
            shape = .feature(try feature.text())
            force = .advice
        } else {
            throw error(.missing, key: "form, before, when, never, separate, parameter or feature")
        }
        let id = RuleID(try require("id").text())
        let article = try require("article").text()
        let says = try require("says").text()
        let duty: String? = if let value = self["duty"] { try value.text() } else { nil }
        let deviation: RoleID? = if let value = self["deviation"] { try value.text() } else { nil }
        let isConfirmed = if let value = self["confirmed"] { try value.boolean() } else { true }
        let stated: Rule.Force? = if let value = self["force"] { try value.force() } else { nil }
        return Rule(
            id: id, article: article, says: says, duty: duty, shape: shape, force: stated ?? force,
            deviation: deviation, isConfirmed: isConfirmed)
    }

    private func force() throws(PackError) -> Rule.Force {
        let word = try text()
        guard let value = Rule.Force(rawValue: word) else { throw error(.unknownName(word)) }
        return value
    }

    private func who(forms: Set<FormKindID>) throws(PackError) -> Rule.Shape {
        let condition: Condition = if let clause = self["if"] { try clause.condition() } else { .always }
        for (key, step) in YAMLReader.stepKeys {
            guard let roles = self[key] else { continue }
            return .who(forms: forms, step: step, roles: try roles.texts(), when: condition)
        }
        throw error(.missing, key: "drafted-by, submitted-by, reviewed-by, forwarded-by, approved-by, issued-by or signed-by")
    }

    /// `{ fact: KIND, ATTRIBUTE: VALUE … }`; the keys in `besides` are somebody else's.
    func pattern(besides others: Set<String> = []) throws(PackError) -> Pattern {
        var kinds: Set<FactKind> = []
        for item in try require("fact").items() { kinds.insert(try item.choice(FactKind.self)) }
        return Pattern(kinds: kinds, condition: try condition(besides: others.union(["fact"])))
    }

    func condition(besides others: Set<String> = []) throws(PackError) -> Condition {
        var clauses: [Condition.Clause] = []
        for (key, value) in try entries() where !others.contains(key) {
            let ofCase = key.hasPrefix("case.")
            let attribute = ofCase ? String(key.dropFirst(5)) : key
            guard FactKind.isKnownAttribute(attribute) else { throw value.error(.unknownName(attribute)) }
            clauses.append(Condition.Clause(attribute: attribute, ofCase: ofCase, test: try value.test()))
        }
        return Condition(clauses: clauses)
    }

    private func test() throws(PackError) -> Condition.Test {
        guard isMapping else { return .isAny(try texts()) }
        try allow(["not", "stated", "at-least", "at-most"])
        if let barred = self["not"] { return .isNone(try barred.texts()) }
        if let stated = self["stated"] { return .isStated(try stated.boolean()) }
        if let bound = self["at-least"] { return .atLeast(try bound.integer()) }
        if let bound = self["at-most"] { return .atMost(try bound.integer()) }
        throw error(.missing, key: "not, stated, at-least or at-most")
    }

    func requirement() throws(PackError) -> Requirement {
        if self["fact"] != nil {
            let pattern = try pattern(besides: ["same", "count"])
            let count = if let value = self["count"] { try value.integer() } else { 1 }
            return .fact(pattern, same: try same(), count: count)
        }
        if let each = self["each"] {
            try allow(["each", "has"])
            return .each(try each.pattern(), try require("has").requirement())
        }
        try allow(["states", "role", "expired", "all", "any", "not"])
        if let names = self["states"] {
            for name in names.items() {
                let attribute = try name.text()
                guard FactKind.isKnownAttribute(attribute) else { throw name.error(.unknownName(attribute)) }
            }
            return .states(try names.texts())
        }
        if let roles = self["role"] { return .role(try roles.texts()) }
        if let rule = self["expired"] { return .expired(RuleID(try rule.text())) }
        if let parts = self["all"] { return .all(try parts.requirements()) }
        if let parts = self["any"] { return .any(try parts.requirements()) }
        if let part = self["not"] { return .not(try part.requirement()) }
        throw error(.missing, key: "fact, states, role, expired, each, all, any or not")
    }

    private func requirements() throws(PackError) -> [Requirement] {
        var list: [Requirement] = []
        for item in items() { list.append(try item.requirement()) }
        return list
    }

    /// `same: subject`, or `same: { form-id: subject }`: the required fact's attribute equals that of the fact concerned.
    private func same() throws(PackError) -> SameThing? {
        guard let same = self["same"] else { return nil }
        guard same.isMapping else {
            let name = try same.text()
            return SameThing(required: name, about: name)
        }
        guard let (key, value) = try same.entries().first else { throw same.error(.missing) }
        return SameThing(required: key, about: try value.text())
    }

    private func functions() throws(PackError) -> [Rule.Function] {
        var functions: [Rule.Function] = []
        for (name, value) in try entries() {
            var showings: [Rule.Showing] = []
            for item in value.items() {
                let persons: String = if let persons = item["persons"] { try persons.text() } else { "person" }
                showings.append(Rule.Showing(pattern: try item.pattern(besides: ["persons"]), persons: persons))
            }
            functions.append(Rule.Function(name: name, shownBy: showings))
        }
        return functions
    }

    private func parameter() throws(PackError) -> Rule.Shape {
        try allow(["name", "value", "unit"])
        let unit: Deadline.Unit? = if let unit = self["unit"] { try unit.unit() } else { nil }
        return .parameter(name: try require("name").text(), value: try require("value").integer(), unit: unit)
    }

    private func unit() throws(PackError) -> Deadline.Unit {
        let word = try text()
        guard let value = Deadline.Unit(rawValue: word) else { throw error(.unknownName(word)) }
        return value
    }

    private static let units: [Deadline.Unit] = [.workingDays, .calendarDays, .months, .hours]

    private func length() throws(PackError) -> Deadline.Length? {
        for unit in YAMLReader.units {
            if let count = self[unit.rawValue] { return Deadline.Length(count: try count.integer(), unit: unit) }
        }
        return nil
    }

    private func deadline() throws(PackError) -> Deadline {
        try allow(
            YAMLReader.units.map(\.rawValue) + [
                "or-as-stated", "from", "roll-over", "extended-by", "paused", "other-readings",
            ])
        guard let length = try length() else { throw error(.missing, key: "working-days, calendar-days, months or hours") }
        var extensions: [Deadline.Extension] = []
        for item in self["extended-by"]?.items() ?? [] {
            let pattern = try item.pattern(besides: Set(YAMLReader.units.map(\.rawValue)))
            guard let added = try item.length() else { throw item.error(.missing, key: "working-days …") }
            extensions.append(Deadline.Extension(pattern: pattern, length: added))
        }
        var pauses: [Deadline.Pause] = []
        for item in self["paused"]?.items() ?? [] {
            try item.allow(["from", "to"])
            pauses.append(
                Deadline.Pause(from: try item.require("from").pattern(), to: try item.require("to").pattern()))
        }
        var readings: [Deadline.Reading] = []
        for item in self["other-readings"]?.items() ?? [] {
            try item.allow(YAMLReader.units.map(\.rawValue) + ["says", "from", "roll-over"])
            let from: Pattern? = if let from = item["from"] { try from.pattern() } else { nil }
            let rollsOver: Bool? = if let value = item["roll-over"] { try value.boolean() } else { nil }
            readings.append(
                Deadline.Reading(
                    says: try item.require("says").text(), from: from, length: try item.length(), rollsOver: rollsOver))
        }
        let attribute: String? = if let value = self["or-as-stated"] { try value.text() } else { nil }
        let from: String? = if let value = self["from"] { try value.text() } else { nil }
        let rollsOver = if let value = self["roll-over"] { try value.boolean() } else { false }
        return Deadline(
            length: length, attribute: attribute, from: from, rollsOver: rollsOver, extensions: extensions,
            pauses: pauses, otherReadings: readings)
    }
}
