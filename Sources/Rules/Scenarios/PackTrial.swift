/// A pack on trial: its scenarios are played, and each of its rules is changed in one thing at a time to see whether the
/// scenarios of its row notice.
package struct PackTrial: Sendable {
    package let pack: Pack
    private let texts: [RuleText]
    private let scenarios: [RuleID: [Scenario]]
    private let all: [Scenario]
    private let calendar: WorkingDayCalendar
    private let library: ActLibrary

    /// Prepares a trial.
    /// - Parameters:
    ///   - files: the files of the pack.
    ///   - scenarios: of any packs; those of others are left out.
    /// - Throws: ``PackError`` where the pack cannot be read.
    package init(
        files: [(name: String, yaml: String)], scenarios: [Scenario], calendar: WorkingDayCalendar,
        library: ActLibrary = .bundled
    ) throws(PackError) {
        let pack = try Pack(files: files, library: library)
        self.library = library
        self.pack = pack
        self.calendar = calendar
        texts = files.flatMap { RuleText.all(in: $0.yaml, file: $0.name) }
        all = scenarios.filter { $0.pack == pack.id }
        self.scenarios = Dictionary(
            all.flatMap { scenario in scenario.rows.map { ($0, [scenario]) } }, uniquingKeysWith: +)
    }

    /// What the scenarios find on the pack as it is.
    package func failures() -> [ScenarioFailure] { all.flatMap { $0.failures(in: pack, calendar: calendar) } }

    /// The rows that some scenario names.
    package var rows: Set<RuleID> { Set(scenarios.keys) }

    /// The rules that scenarios ought to hold and none names: all but those that a part of the product carries.
    package var untested: [RuleID] {
        pack.rules.filter { !$0.isFeature && scenarios[$0.id] == nil }.map(\.id).sorted()
    }

    /// The rules that are put to the trial, in the order of the files.
    package var tried: [RuleID] {
        texts.map(\.id).filter { id in scenarios[id] != nil && pack.rule(id).map { !$0.isFeature } ?? false }
    }

    /// The changes of one rule that no scenario of its row notices, and how many there were.
    /// - Throws: ``PackError`` where the text of the rule cannot be read by itself, as where it uses an alias.
    package func survivors(of id: RuleID) throws(PackError) -> (changes: Int, survived: [Mutation]) {
        guard let text = texts.first(where: { $0.id == id }), let own = scenarios[id] else { return (0, []) }
        _ = try rule(text.lines.joined(separator: "\n"), file: text.file)
        let mutations = Mutation.of(text)
        let survived = mutations.filter { mutation in
            let changed: Rule?
            if mutation.yaml.isEmpty {
                changed = nil
            } else {
                // What cannot be read any more is noticed by the reader.
                guard let rule = try? rule(mutation.yaml, file: text.file) else { return false }
                guard rule != pack.rule(id) else { return false }
                changed = rule
            }
            let mutant = pack.replacing(id, by: changed)
            return own.allSatisfy { $0.failures(in: mutant, calendar: calendar).isEmpty }
        }
        return (mutations.count, survived)
    }

    private func rule(_ text: String, file: String) throws(PackError) -> Rule {
        let root = try YAMLReader(text: "rules:\n" + text, file: file, library: library)
        guard let item = try root.require("rules").items().first else { throw root.error(.missing) }
        return try item.rule()
    }
}

extension Rule {
    /// Whether a part of the product carries the whole row.
    package var isFeature: Bool {
        shapes.allSatisfy { if case .feature = $0 { true } else { false } }
    }
}
