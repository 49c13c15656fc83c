internal import Foundation

/// The kinds of act that the product knows beside its own events: the words, with the built-in kinds of fact, in which
/// every pack speaks. One library serves all packs, so that two packs that ask for the same thing ask for one entry.
package struct ActLibrary: Sendable {
    /// The kinds in the order of the files and of their places there.
    package let acts: [ActKind]
    private let byFact: [FactKind: ActKind]
    private let attributes: Set<String>

    /// Reads a library.
    /// - Throws: ``PackError`` at the first mistake; an id that stands twice, or that is a built-in kind of fact, is one.
    package init(files: [(name: String, yaml: String)]) throws(PackError) {
        var acts: [ActKind] = []
        var byFact: [FactKind: ActKind] = [:]
        for file in files {
            let root = try YAMLReader(text: file.yaml, file: file.name, library: .builtIn)
            try root.allow(["acts"])
            for (id, value) in try root.require("acts").entries() {
                let act = try value.actKind(FactKind(id), area: ActLibrary.area(of: file.name))
                guard byFact[act.fact] == nil, !FactKind.builtIn.contains(act.fact) else {
                    throw value.error(.duplicate(id))
                }
                byFact[act.fact] = act
                acts.append(act)
            }
        }
        self.acts = acts
        self.byFact = byFact
        attributes = FactKind.attributesOfEvents.union(acts.flatMap { $0.questions.map(\.name) })
    }

    /// `Acts/intake.yaml` is the area `intake`.
    private static func area(of file: String) -> String {
        String((file.split(separator: "/").last ?? "").prefix { $0 != "." })
    }

    private init(acts: [ActKind]) {
        self.acts = acts
        byFact = [:]
        attributes = FactKind.attributesOfEvents
    }

    /// The built-in kinds of fact alone.
    static let builtIn = ActLibrary(acts: [])

    /// The library that comes with the product. A mistake in it leaves the built-in kinds; the tests read it strictly.
    package static let bundled: ActLibrary = (try? ActLibrary(files: bundledFiles())) ?? .builtIn

    /// The files of the library that comes with the product, in the order of their names.
    /// - Throws: ``PackError`` where one is not text.
    package static func bundledFiles() throws(PackError) -> [(name: String, yaml: String)] {
        try PackLibrary.product.files(of: "Acts")
    }

    /// The kind of act that states a fact; nil for the built-in kinds and for words that nobody knows.
    package func act(_ fact: FactKind) -> ActKind? { byFact[fact] }

    /// The kind of fact of that word, where it is one.
    package func fact(_ word: String) -> FactKind? {
        let kind = FactKind(word)
        return byFact[kind] != nil || FactKind.builtIn.contains(kind) ? kind : nil
    }

    /// Whether packs may speak of an attribute: one that some fact or the case states, or a form's `field.X`. A
    /// misspelt name would otherwise be a condition that silently never fits.
    func isKnownAttribute(_ name: String) -> Bool { name.hasPrefix("field.") || attributes.contains(name) }
}

extension YAMLReader {
    /// `{ title, in, about, files, ask: { NAME: LABEL or { label, kind, options, optional, personal } } }`
    func actKind(_ fact: FactKind, area: String) throws(PackError) -> ActKind {
        try allow(["title", "in", "about", "files", "ask"])
        let scope: ActKind.Scope = if let value = self["in"] { try value.choice(ActKind.Scope.self) } else { .case }
        let files: ActKind.Files = if let value = self["files"] { try value.choice(ActKind.Files.self) } else { .none }
        let about = try optionalText("about") ?? "none"
        let known = ["none", "material", "act", "recording", "service", "form", "evidence", "any"]
        guard known.contains(about) else { throw error(.unknownName(about), key: "about") }
        return ActKind(
            fact: fact, title: try require("title").text(), about: about, area: area, scope: scope, files: files,
            questions: try self["ask"]?.list { (name, value) throws(PackError) in try value.question(name) } ?? [])
    }

    private func question(_ name: String) throws(PackError) -> ActKind.Question {
        // In a pattern and in a story these words say something of the fact itself, so that no rule and no test could
        // speak of the answer.
        guard !ActKind.Question.reservedNames.contains(name) else { throw error(.reservedName(name)) }
        guard isMapping else {
            return ActKind.Question(
                name: name, label: try text(), kind: .text, options: [], isRequired: true, isPersonal: false,
                formerName: nil)
        }
        try allow(["label", "kind", "options", "optional", "personal", "was"])
        let kind: ActKind.Question.Kind =
            if let value = self["kind"] { try value.choice(ActKind.Question.Kind.self) } else { .text }
        let options = try self["options"]?.named() ?? []
        if kind == .choice || kind == .choices, options.isEmpty { throw error(.missing, key: "options") }
        return ActKind.Question(
            name: name, label: try require("label").text(), kind: kind, options: options,
            isRequired: !(try flag("optional")), isPersonal: try flag("personal"),
            formerName: try optionalText("was"))
    }
}

extension ActKind.Question {
    /// What a pattern, a need or a story says of a fact by other means than its answers.
    fileprivate static let reservedNames: Set<String> = [
        "fact", "same", "count", "later", "having", "for-each", "of", "by", "as", "at", "entered", "subject", "person",
        "role", "day",
    ]
}
