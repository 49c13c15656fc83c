internal import Chronology

extension Scenario {
    /// Reads the scenarios of a file. Facts are held to the words: a kind that nobody states, an attribute that its act
    /// does not ask for, an answer that it does not offer, a form or field that the pack does not have are mistakes.
    /// - Throws: ``PackError`` at the first mistake.
    package static func read(
        file: String, yaml: String, packs: [Pack], library: ActLibrary = .bundled
    ) throws(PackError) -> [Scenario] {
        let root = try YAMLReader(text: yaml, file: file, library: library)
        try root.allow(["pack", "scenarios"])
        let id = try root.require("pack").text()
        guard let pack = packs.first(where: { $0.id == id }) else {
            throw try root.require("pack").error(.unknownName(id))
        }
        var scenarios: [Scenario] = []
        for item in try root.require("scenarios").items() { scenarios.append(try item.scenario(of: pack)) }
        return scenarios
    }
}

extension YAMLReader {
    fileprivate func scenario(of pack: Pack) throws(PackError) -> Scenario {
        try allow(["rows", "name", "case", "reading", "story"])
        var rows: [RuleID] = []
        for item in try require("rows").items() { rows.append(try item.row(of: pack)) }
        var attributes: [String: FactValue] = [:]
        for (key, value) in try self["case"]?.entries() ?? [] { attributes[key] = try value.factValue() }
        var story: [Scenario.Step] = []
        for item in try require("story").items() { story.append(try item.step(of: pack)) }
        return Scenario(
            place: "\(file):\(line ?? 0)", pack: pack.id, rows: rows, name: try require("name").text(),
            reading: try optionalText("reading"), attributes: attributes, story: story)
    }

    private func row(of pack: Pack) throws(PackError) -> RuleID {
        let id = RuleID(try text())
        guard pack.rule(id) != nil else { throw error(.unknownName(id.text)) }
        return id
    }

    private func step(of pack: Pack) throws(PackError) -> Scenario.Step {
        if let owes = self["owes"] {
            try allow(["owes", "state", "due", "at", "about", "safe", "readings", "confirmed"])
            let state: Obligation.State? =
                if let value = self["state"] { try value.choice(Obligation.State.self) } else { nil }
            let due: Day? = if let value = self["due"] { try value.day() } else { nil }
            return .owes(
                try owes.row(of: pack),
                Scenario.Expected(
                    state: state, due: due, about: try optionalText("about"), safe: try self["safe"]?.day(),
                    readings: try self["readings"]?.days(), isConfirmed: try self["confirmed"]?.boolean()),
                at: try time("at"))
        }
        if let owes = self["owes-not"] {
            try allow(["owes-not", "at"])
            return .owesNot(try owes.row(of: pack), at: try time("at"))
        }
        // An act may ask whether something was refused: then it is a fact.
        if let refused = self["refused"], !refused.isSwitch {
            return .refused(try refused.row(of: pack), try telling(besides: ["refused"], of: pack))
        }
        if let allowed = self["allowed"], !allowed.isSwitch {
            return .allowed(try allowed.row(of: pack), try telling(besides: ["allowed"], of: pack))
        }
        if let without = self["refused-without"] {
            let row = try require("row").row(of: pack)
            return .refusedWithout(
                try without.texts(), row, try telling(besides: ["refused-without", "row"], of: pack))
        }
        if let state = self["stands"] {
            try allow(["stands"])
            let id = try state.text()
            guard pack.state(id) != nil else { throw state.error(.unknownName(id)) }
            return .stands(id)
        }
        if let name = self["parameter"] {
            try allow(["parameter", "is", "open", "confirmed"])
            let value: Int? = if let value = self["is"] { try value.integer() } else { nil }
            return .parameter(try name.text(), is: value, confirmed: try self["confirmed"]?.boolean())
        }
        if let act = self["keeps"] {
            try allow(["keeps"])
            return .keeps(try act.factKind())
        }
        if let form = self["keeps-form"] {
            try allow(["keeps-form"])
            return .keepsForm(try form.text())
        }
        return .happens(try telling(besides: [], of: pack))
    }

    /// Days in their order.
    private func days() throws(PackError) -> [Day] {
        var days: [Day] = []
        for item in items() { days.append(try item.day()) }
        return days
    }

    private var isSwitch: Bool { (try? boolean()) != nil }

    private func telling(besides others: Set<String>, of pack: Pack) throws(PackError) -> Scenario.Telling {
        let kind = try require("fact").factKind()
        let own: Set<String> = ["fact", "of", "by", "as", "at", "entered"]
        var attributes: [String: FactValue] = [:]
        for (key, value) in try entries() where !own.contains(key) && !others.contains(key) {
            attributes[key] = try value.factValue()
            try value.hold(key, of: kind, form: self["form"], to: pack)
        }
        return Scenario.Telling(
            kind: kind, at: try time("at"), entered: try time("entered"), subject: try optionalText("of"),
            person: try optionalText("by"), roles: try self["as"]?.texts() ?? [], attributes: attributes)
    }

    /// Whether the fact can state that at all.
    private func hold(_ name: String, of kind: FactKind, form: YAMLReader?, to pack: Pack) throws(PackError) {
        if name == "form", !pack.forms.isEmpty {
            for item in items() {
                let id = try item.text()
                guard pack.form(id) != nil else { throw item.error(.unknownName(id)) }
            }
        }
        if name.hasPrefix("field."), let id = try form?.text(), let form = pack.form(id) {
            guard form.fields.contains(where: { "field.\($0.name)" == name }) else { throw error(.unknownName(name)) }
        }
        if let act = library.act(kind) {
            guard let question = act.question(name) else { throw error(.unknownName(name)) }
            guard !question.options.isEmpty else { return }
            for item in items() {
                let answer = try item.text()
                guard question.options.contains(where: { $0.id == answer }) else {
                    throw item.error(.unknownName(answer))
                }
            }
        } else {
            guard library.isKnownAttribute(name) else { throw error(.unknownName(name)) }
        }
    }

    private func time(_ key: String) throws(PackError) -> Instant? {
        guard let value = self[key] else { return nil }
        guard let instant = Instant(ofOffice: try value.text()) else {
            throw value.error(.notA("time, YYYY-MM-DD HH:MM"))
        }
        return instant
    }

    private func factValue() throws(PackError) -> FactValue {
        if isSequence { return .list(try texts()) }
        let text = try text()
        if text == "true" || text == "false" { return .boolean(text == "true") }
        if let number = Int(text) { return .integer(number) }
        if text.count > 10, let instant = Instant(ofOffice: text) { return .instant(instant) }
        return .text(text)
    }
}

extension Instant {
    /// A time of the office's clock, `2018-02-12 09:00`, or a day for its noon.
    package init?(ofOffice text: String) {
        let parts = text.split(separator: " ")
        guard let day = parts.first, parts.count <= 2 else { return nil }
        self.init("\(day)T\(parts.count > 1 ? parts[1] : "12:00"):00+08:00")
    }
}
