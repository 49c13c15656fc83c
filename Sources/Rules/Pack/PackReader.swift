internal import Chronology

/// Reads a pack from its YAML. `docs/packs.md` describes the format.
extension Pack {
    /// Reads a pack from its files.
    /// - Parameter files: name and YAML text of each; together they hold each key once, save `rules`, which every file
    ///   may add to.
    /// - Throws: ``PackError`` at the first mistake: a key that is not known, a value of another kind, a name that the
    ///   pack does not have, an id that stands twice.
    package init(files: [(name: String, yaml: String)]) throws(PackError) {
        var roots: [YAMLReader] = []
        for file in files {
            let root = try YAMLReader(text: file.yaml, file: file.name)
            try root.allow([
                "pack", "title", "number", "issuer", "place", "rank", "in-force", "source", "checked", "roles",
                "stages", "states", "transitions", "forms", "stamps", "service-methods", "rules",
            ])
            for earlier in roots {
                for (key, value) in try root.entries() where key != "rules" && earlier[key] != nil {
                    throw value.error(.duplicate(key))
                }
            }
            roots.append(root)
        }
        func find(_ key: String) -> YAMLReader? {
            for root in roots { if let value = root[key] { return value } }
            return nil
        }
        func require(_ key: String) throws(PackError) -> YAMLReader {
            guard let value = find(key) else {
                throw PackError(file: files.first?.name ?? "", line: nil, key: key, problem: .missing)
            }
            return value
        }
        let inForce = find("in-force")
        try inForce?.allow(["from", "to"])
        self.id = try require("pack").text()
        self.title = try require("title").text()
        self.number = try find("number")?.text()
        self.issuer = try find("issuer")?.text()
        self.place = try find("place")?.text()
        self.rank = try require("rank").integer()
        self.inForceFrom = if let value = inForce?["from"] { try value.day() } else { nil }
        self.inForceTo = if let value = inForce?["to"] { try value.day() } else { nil }
        self.source = try require("source").text()
        self.checked = try require("checked").day()
        self.roles = try find("roles")?.list { (id, value) throws(PackError) in
            try value.allow(["title", "article", "outside"])
            return Role(
                id: id, title: try value.require("title").text(), article: try value.optionalText("article"),
                isOutside: try value.flag("outside"))
        } ?? []
        self.stages = try find("stages")?.list { (id, value) throws(PackError) in
            Stage(id: id, title: try value.text())
        } ?? []
        self.states = try find("states")?.list { (id, value) throws(PackError) in
            try value.allow(["title", "stage", "next"])
            return State(
                id: id, title: try value.require("title").text(), stage: try value.require("stage").text(),
                next: try value["next"]?.texts() ?? [])
        } ?? []
        self.stamps = try find("stamps")?.named() ?? []
        self.serviceMethods = try find("service-methods")?.named() ?? []
        self.forms = try find("forms")?.list { (id, value) throws(PackError) in try value.formKind(id) } ?? []
        var transitions: [Transition] = []
        for item in find("transitions")?.items() ?? [] {
            try item.allow(["on", "from", "to"])
            transitions.append(
                Transition(
                    on: try item.require("on").pattern(), from: Set(try item["from"]?.texts() ?? []),
                    to: try item.require("to").text()))
        }
        self.transitions = transitions
        var rules: [Rule] = []
        for root in roots {
            for item in root["rules"]?.items() ?? [] {
                let rule = try item.rule()
                guard !rules.contains(where: { $0.id == rule.id }) else { throw item.error(.duplicate(rule.id.text)) }
                rules.append(rule)
            }
        }
        self.rules = rules
        try checkNames(in: roots)
    }

    /// Every state, role, form and rule that the pack names is one that it has.
    private func checkNames(in roots: [YAMLReader]) throws(PackError) {
        let stateIDs = Set(states.map(\.id))
        let stageIDs = Set(stages.map(\.id))
        let formIDs = Set(forms.map(\.id))
        let roleIDs = Set(roles.map(\.id))
        let ruleIDs = Set(rules.map(\.id))
        /// Points at the section, or at the rule itself, in whichever file has it.
        func unknown(_ name: String, _ key: String) -> PackError {
            let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
            for root in roots {
                guard let section = root[parts[0]] else { continue }
                if parts.count == 1 { return section.error(.unknownName(name)) }
                if parts[0] == "forms", let form = section[parts[1]] { return form.error(.unknownName(name)) }
                for item in section.items() where (try? item["id"]?.text()) == parts[1] {
                    return item.error(.unknownName(name))
                }
            }
            return PackError(file: id, line: nil, key: key, problem: .unknownName(name))
        }
        func check(_ names: some Sequence<String>, in known: Set<String>, _ key: String) throws(PackError) {
            for name in names.sorted() where !known.contains(name) { throw unknown(name, key) }
        }
        try check(states.map(\.stage), in: stageIDs, "states")
        for transition in transitions { try check(transition.from.union([transition.to]).subtracting([Transition.back]), in: stateIDs, "transitions") }
        for form in forms {
            try check(form.draftedIn, in: stateIDs, "forms.\(form.id)")
            try check([form.stage], in: stageIDs, "forms.\(form.id)")
        }
        for rule in rules {
            let key = "rules.\(rule.id)"
            if case .who(let kinds, _, let holders, _) = rule.shape {
                try check(kinds, in: formIDs, key)
                try check(holders, in: roleIDs, key)
            }
            if let role = rule.deviation { try check([role], in: roleIDs, key) }
            for other in rule.namedRules where !ruleIDs.contains(other) {
                throw unknown(other.text, key)
            }
            try check(rule.namedForms, in: formIDs, key)
        }
    }
}

extension YAMLReader {
    func optionalText(_ key: String) throws(PackError) -> String? {
        if let value = self[key] { try value.text() } else { nil }
    }

    func flag(_ key: String) throws(PackError) -> Bool { if let value = self[key] { try value.boolean() } else { false } }

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

    fileprivate func formKind(_ id: FormKindID) throws(PackError) -> FormKind {
        try allow([
            "title", "family", "stage", "volume", "carrier", "drafted-in", "route", "number-word", "served-on",
            "article", "fields",
        ])
        var route: [FormStep] = []
        for item in self["route"]?.items() ?? [] { route.append(try item.choice(FormStep.self)) }
        let volume: FormKind.VolumePart = try optionalText("volume").flatMap(FormKind.VolumePart.init) ?? .main
        let carrier: FormKind.Carrier = try optionalText("carrier").flatMap(FormKind.Carrier.init) ?? .both
        return FormKind(
            id: id, title: try require("title").text(), family: try require("family").choice(FormKind.Family.self),
            stage: try require("stage").text(), volume: volume, carrier: carrier,
            draftedIn: Set(try self["drafted-in"]?.texts() ?? []), route: route,
            numberWord: try optionalText("number-word"), servedOn: try optionalText("served-on"),
            article: try require("article").text(),
            fields: try self["fields"]?.list { (name, value) throws(PackError) in try value.field(name) } ?? [])
    }

    private func field(_ name: String) throws(PackError) -> FormKind.Field {
        try allow(["label", "kind", "required", "article", "from", "options", "columns", "hint"])
        let kind: FormKind.Field.Kind =
            if let value = self["kind"] { try value.choice(FormKind.Field.Kind.self) } else { .text }
        return FormKind.Field(
            name: name, label: try require("label").text(), kind: kind, isRequired: try flag("required"),
            article: try optionalText("article"), from: try optionalText("from"), options: try self["options"]?.named() ?? [],
            columns: try self["columns"]?.named() ?? [], hint: try optionalText("hint"))
    }
}

extension Rule {
    /// The rules that this one refers to.
    var namedRules: [RuleID] {
        requirements.flatMap { requirement in requirement.parts.compactMap { if case .expired(let id) = $0 { id } else { nil } } }
    }

    /// The kinds of form that its patterns name.
    var namedForms: Set<FormKindID> {
        var patterns = requirements.flatMap { requirement in
            requirement.parts.compactMap { part -> Pattern? in
                switch part {
                case .fact(let pattern, _, _), .each(let pattern, _): pattern
                default: nil
                }
            }
        }
        switch shape {
        case .before(let pattern, _), .never(let pattern), .when(let pattern, _, _, _): patterns.append(pattern)
        default: break
        }
        return Set(
            patterns.flatMap(\.condition.clauses).flatMap { clause -> [String] in
                guard clause.attribute == "form" else { return [] }
                switch clause.test {
                case .isAny(let names), .isNone(let names): return names
                default: return []
                }
            })
    }

    private var requirements: [Requirement] {
        switch shape {
        case .before(_, let need): [need]
        case .when(_, let need, let unless, _): [need] + (unless.map { [$0] } ?? [])
        default: []
        }
    }
}

extension Requirement {
    /// The requirement and all inside it.
    var parts: [Requirement] {
        switch self {
        case .all(let inner), .any(let inner): [self] + inner.flatMap(\.parts)
        case .not(let inner): [self] + inner.parts
        case .each(_, let inner): [self] + inner.parts
        case .fact, .states, .role, .expired: [self]
        }
    }
}
