internal import Chronology

/// Reads the sections of a pack beside its rules.
extension YAMLReader {
    func optionalText(_ key: String) throws(PackError) -> String? {
        if let value = self[key] { try value.text() } else { nil }
    }

    func flag(_ key: String) throws(PackError) -> Bool {
        if let value = self[key] { try value.boolean() } else { false }
    }

    /// The entries of a mapping, each read with its key as its id.
    func list<Item>(_ read: (String, YAMLReader) throws(PackError) -> Item) throws(PackError) -> [Item] {
        var items: [Item] = []
        for (id, value) in try entries() { items.append(try read(id, value)) }
        return items
    }

    /// A mapping of codes to names.
    func named() throws(PackError) -> [Pack.Named] {
        try list { (id, value) throws(PackError) in Pack.Named(id: id, title: try value.text()) }
    }

    /// `{ from: DAY, to: DAY }`, either of which may be left out.
    func validity() throws(PackError) -> (from: Day?, to: Day?) {
        try allow(["from", "to"])
        let from: Day? = if let value = self["from"] { try value.day() } else { nil }
        let to: Day? = if let value = self["to"] { try value.day() } else { nil }
        return (from, to)
    }

    /// How many rows an article has, numbered from 1, or their numbers where they are other ones: `11: 5`,
    /// `3: [3.1, 3.2a]`.
    func rows(of article: String) throws(PackError) -> [String] {
        guard items().count == 1, !isSequence else { return try texts() }
        let count = try integer(upTo: 200)
        return count == 0 ? [] : (1...count).map { "\(article).\($0)" }
    }

    func role(_ id: RoleID) throws(PackError) -> Pack.Role {
        try allow(["title", "article", "outside"])
        return Pack.Role(
            id: id, title: try require("title").text(), article: try optionalText("article"),
            isOutside: try flag("outside"))
    }

    func state(_ id: StateID) throws(PackError) -> Pack.State {
        try allow(["title", "stage", "next"])
        return Pack.State(
            id: id, title: try require("title").text(), stage: try require("stage").text(),
            next: try self["next"]?.texts() ?? [])
    }

    func transition() throws(PackError) -> Pack.Transition {
        try allow(["on", "from", "to"])
        return Pack.Transition(
            on: try require("on").pattern(), from: Set(try self["from"]?.texts() ?? []), to: try require("to").text())
    }

    func milestone(_ id: String) throws(PackError) -> Pack.Milestone {
        try allow(["title", "tells", "ends"])
        var facts: [Pack.Milestone.Told] = []
        for item in try require("tells").items() {
            var attributes: [String: FactValue] = [:]
            for (key, value) in try item.entries() where key != "fact" {
                let texts = try value.texts()
                let flag = texts.count == 1 ? ["true": true, "false": false][texts[0]] : nil
                attributes[key] = flag.map { .boolean($0) } ?? (texts.count == 1 ? .text(texts[0]) : .list(texts))
            }
            facts.append(Pack.Milestone.Told(kind: try item.require("fact").factKind(), attributes: attributes))
        }
        return Pack.Milestone(id: id, title: try require("title").text(), facts: facts, ends: try optionalText("ends"))
    }

    func formKind(_ id: FormKindID) throws(PackError) -> FormKind {
        try allow([
            "title", "family", "stage", "stage-by", "volume", "carrier", "drafted-in", "route", "number-word",
            "served-on", "article", "fields", "decides",
        ])
        var route: [FormStep] = []
        for item in self["route"]?.items() ?? [] { route.append(try item.choice(FormStep.self)) }
        let volume =
            if let value = self["volume"] { try value.choice(FormKind.VolumePart.self) } else {
                FormKind.VolumePart.main
            }
        let carrier =
            if let value = self["carrier"] { try value.choice(FormKind.Carrier.self) } else { FormKind.Carrier.both }
        return FormKind(
            id: id, title: try require("title").text(), family: try require("family").choice(FormKind.Family.self),
            stage: try require("stage").text(), stageChoice: try self["stage-by"]?.stageChoice(), volume: volume,
            carrier: carrier,
            draftedIn: Set(try self["drafted-in"]?.texts() ?? []), route: route,
            numberWord: try optionalText("number-word"), servedOn: try optionalText("served-on"),
            decides: try flag("decides"),
            article: try require("article").text(),
            fields: try self["fields"]?.list { (name, value) throws(PackError) in try value.field(name) } ?? [])
    }

    /// `stage-by: { FIELD: { OPTION: STAGE } }`, of a form usable in several stages.
    private func stageChoice() throws(PackError) -> FormKind.StageChoice {
        guard let (field, options) = try entries().first else { throw error(.missing, key: "stage-by") }
        var stages: [String: String] = [:]
        for (option, stage) in try options.entries() { stages[option] = try stage.text() }
        return FormKind.StageChoice(field: field, stages: stages)
    }

    /// `cites: items`, of a field whose citations go down to paragraph and item.
    private func cites() throws(PackError) -> Bool {
        let word = try text()
        guard word == "items" else { throw error(.unknownName(word)) }
        return true
    }

    private func field(_ name: String) throws(PackError) -> FormKind.Field {
        try allow([
            "label", "kind", "required", "article", "from", "options", "columns", "hint", "cites", "rests-on-decision",
        ])
        let kind: FormKind.Field.Kind =
            if let value = self["kind"] { try value.choice(FormKind.Field.Kind.self) } else { .text }
        let options = try self["options"]?.named() ?? []
        return FormKind.Field(
            name: name, label: try require("label").text(), kind: kind, isRequired: try flag("required"),
            article: try optionalText("article"), from: try optionalText("from"),
            options: options,
            columns: try self["columns"]?.named() ?? [], hint: try optionalText("hint"),
            citesItems: try self["cites"]?.cites() ?? false,
            decisionGround: try self["rests-on-decision"]?.decisionGround(options))
    }

    /// `rests-on-decision: [fulfilled]`, the options that a served decision bears out, or `true` for whatever is stated.
    private func decisionGround(_ options: [Pack.Named]) throws(PackError) -> FormKind.Field.DecisionGround {
        let words = try texts()
        if words == ["true"], options.isEmpty { return .always }
        for word in words where !options.contains(where: { $0.id == word }) { throw error(.unknownName(word)) }
        return .options(Set(words))
    }
}
