internal import Chronology

/// Reads a pack from its YAML. `docs/packs.md` describes the format.
extension Pack {
    /// Reads a pack from its files.
    /// - Parameters:
    ///   - files: name and YAML text of each; together they hold each key once, save `rules`, which every file may add
    ///     to.
    ///   - library: the kinds of act of which it may speak.
    /// - Throws: ``PackError`` at the first mistake: a key that is not known, a value of another kind, a name that the
    ///   pack does not have, an id that stands twice.
    package init(files: [(name: String, yaml: String)], library: ActLibrary = .bundled) throws(PackError) {
        var draft = PackDraft(files: files, library: library)
        let pack = draft.pack()
        if let error = draft.errors.first { throw error }
        guard let pack else { throw PackError(file: files.first?.name ?? "", line: nil, key: "", problem: .unreadable) }
        self = pack
    }

    /// Every mistake in the files of a pack, in the order of the files; empty where the pack can be read.
    package static func check(files: [(name: String, yaml: String)], library: ActLibrary = .bundled) -> [PackError] {
        var draft = PackDraft(files: files, library: library)
        _ = draft.pack()
        return draft.errors
    }
}

/// A pack that is being read: goes on after a mistake, so that all of them are found at once.
struct PackDraft {
    private(set) var errors: [PackError] = []
    private let firstFile: String
    private var roots: [YAMLReader] = []

    private static let keys = [
        "pack", "title", "number", "issuer", "place", "rank", "in-force", "source", "checked", "roles", "stages",
        "states", "transitions", "forms", "stamps", "service-methods", "rules", "procedures", "rows",
        "number-words", "take-over", "issued", "posted", "rests-on", "replaces",
    ]

    init(files: [(name: String, yaml: String)], library: ActLibrary) {
        firstFile = files.first?.name ?? ""
        for file in files {
            let earlier = roots
            if let root = attempt({ () throws(PackError) in try PackDraft.root(of: file, after: earlier, library) }) {
                roots.append(root)
            }
        }
    }

    private static func root(
        of file: (name: String, yaml: String), after roots: [YAMLReader], _ library: ActLibrary
    ) throws(PackError) -> YAMLReader {
        let root = try YAMLReader(text: file.yaml, file: file.name, library: library)
        try root.allow(PackDraft.keys)
        for earlier in roots {
            for (key, value) in try root.entries() where key != "rules" && earlier[key] != nil {
                throw value.error(.duplicate(key))
            }
        }
        return root
    }

    private mutating func attempt<Value>(_ read: () throws(PackError) -> Value) -> Value? {
        do { return try read() } catch {
            errors.append(error)
            return nil
        }
    }

    private func find(_ key: String) -> YAMLReader? {
        for root in roots { if let value = root[key] { return value } }
        return nil
    }

    private func require(_ key: String) throws(PackError) -> YAMLReader {
        guard let value = find(key) else { throw PackError(file: firstFile, line: nil, key: key, problem: .missing) }
        return value
    }

    private mutating func text(_ key: String) -> String? {
        guard let value = find(key) else { return nil }
        return attempt { () throws(PackError) in try value.text() }
    }

    private mutating func items<Item>(
        _ key: String, _ read: (String, YAMLReader) throws(PackError) -> Item
    ) -> [Item] {
        guard let section = find(key), let entries = attempt({ () throws(PackError) in try section.entries() }) else {
            return []
        }
        return entries.compactMap { entry in
            attempt { () throws(PackError) in try read(entry.key, entry.value) }
        }
    }

    /// Reads on to the end; nil where what every pack must state is missing or wrong.
    mutating func pack() -> Pack? {
        let read = self
        let id = attempt { () throws(PackError) in try read.require("pack").text() }
        let title = attempt { () throws(PackError) in try read.require("title").text() }
        let rank = attempt { () throws(PackError) in try read.require("rank").integer() }
        let source = attempt { () throws(PackError) in try read.require("source").text() }
        let checked = attempt { () throws(PackError) in try read.require("checked").day() }
        let inForce = attempt { () throws(PackError) in try read.find("in-force")?.validity() } ?? nil
        let issued = attempt { () throws(PackError) in try read.find("issued")?.day() } ?? nil
        let posted = attempt { () throws(PackError) in try read.find("posted")?.day() } ?? nil
        let restsOn = instruments("rests-on")
        let replaced = instruments("replaces")
        let number = text("number")
        let issuer = text("issuer")
        let place = text("place")
        let roles = items("roles") { (id, value) throws(PackError) in try value.role(id) }
        let stages = items("stages") { (id, value) throws(PackError) in
            Pack.Stage(id: id, title: try value.text())
        }
        let states = items("states") { (id, value) throws(PackError) in try value.state(id) }
        let stamps = items("stamps") { (id, value) throws(PackError) in Pack.Named(id: id, title: try value.text()) }
        let methods = items("service-methods") { (id, value) throws(PackError) in
            Pack.Named(id: id, title: try value.text())
        }
        let forms = items("forms") { (id, value) throws(PackError) in try value.formKind(id) }
        let transitions = (find("transitions")?.items() ?? []).compactMap { item in
            attempt { () throws(PackError) in try item.transition() }
        }
        let rules = self.rules()
        let procedures = items("procedures") { (id, value) throws(PackError) in
            Pack.Named(id: id, title: try value.text())
        }
        let words = numberWords()
        let milestones = items("take-over") { (id, value) throws(PackError) in try value.milestone(id) }
        let rows = items("rows") { (article, value) throws(PackError) in try value.rows(of: article) }.flatMap { $0 }
        let prefix = rules.first?.id.text.prefix { $0 != "-" } ?? ""
        guard let id, let title, let rank, let source, let checked else { return nil }
        let pack = Pack(
            id: id, title: title, number: number, issuer: issuer, place: place, rank: rank, inForceFrom: inForce?.from,
            inForceTo: inForce?.to, source: source,
            head: Pack.Head(issued: issued, posted: posted, restsOn: restsOn, replaces: replaced), checked: checked,
            roles: roles, stages: stages, states: states,
            transitions: transitions, forms: forms, stamps: stamps, serviceMethods: methods, list: RuleList(rules),
            procedures: procedures, numberWords: words, milestones: milestones,
            rows: rows.map { RuleID("\(prefix)-\($0)") })
        // Names are looked for only in a pack that was read whole, lest one mistake show as many.
        if errors.isEmpty { errors = pack.unknownNames(in: roots) }
        return pack
    }

    private mutating func instruments(_ key: String) -> [Pack.Instrument] {
        guard let section = find(key) else { return [] }
        return attempt { () throws(PackError) in try section.instruments() } ?? []
    }

    private mutating func numberWords() -> [Pack.Named] {
        guard let section = find("number-words") else { return [] }
        return attempt { () throws(PackError) in
            try section.allow(["intake", "case", "document"])
            return try section.named()
        } ?? []
    }

    private mutating func rules() -> [Rule] {
        var rules: [Rule] = []
        for root in roots {
            for item in root["rules"]?.items() ?? [] {
                guard let rule = attempt({ () throws(PackError) in try item.rule() }) else { continue }
                if rules.contains(where: { $0.id == rule.id }) {
                    errors.append(item.error(.duplicate(rule.id.text)))
                } else {
                    rules.append(rule)
                }
            }
        }
        return rules
    }
}
