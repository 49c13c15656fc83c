package import Chronology
package import Rules

/// A draw as the book of its unit tells it.
package struct Draw: Hashable, Sendable {
    package let id: String
    /// The number under which people know it: `双随机〔2026〕1号`.
    package let number: String
    package let title: String
    /// The digest of the frozen lists, 64 hexadecimal digits.
    package let digest: String
    package let seedSource: String
    /// The day from which the seed is known.
    package let seedKnownFrom: Day
    package let objectCount: Int
    package let inspectorCount: Int
    package let frozen: DrawRecord.Mark
    /// The frozen lists, as JSON in the vault.
    package let lists: BlobReference
    package private(set) var exclusions: [DrawRecord.Exclusion] = []
    package private(set) var seed: DrawRecord.Seed?
    /// The whole record with the result, as JSON in the vault.
    package private(set) var record: BlobReference?
    package private(set) var resultEntered: DrawRecord.Mark?

    /// Where a draw stands.
    package enum State: String, Hashable, Sendable {
        /// Exclusions may be entered; the seed is not known yet.
        case frozen
        /// The day of the seed has come.
        case seedDue
        /// The seed is fixed; the result can be computed.
        case seeded
        case drawn
    }

    /// Where it stands on a day.
    package func state(on day: Day) -> State {
        if resultEntered != nil { return .drawn }
        if seed != nil { return .seeded }
        return day < seedKnownFrom ? .frozen : .seedDue
    }

    /// Where draws are entered by what the office computes, and not by what somebody types.
    package static let computedFacts: Set<FactKind> = [frozenFact, excludedFact, seededFact, resultFact]
    /// The result of a platform that is prescribed, with its proof.
    package static let platformFact = FactKind("draw-platform-result-entered")
    static let frozenFact = FactKind("draw-frozen")
    static let excludedFact = FactKind("draw-exclusion-entered")
    static let seededFact = FactKind("draw-seed-fixed")
    static let resultFact = FactKind("draw-result-entered")

    init?(_ line: UnitBook.Line) {
        let answers = line.act.answers
        guard line.act.what == Draw.frozenFact, let id = answers["draw"]?.text, let digest = answers["digest"]?.text,
            let day = answers["seed-known-from"]?.text.flatMap({ Day($0) }), let lists = line.act.attachments.first
        else { return nil }
        self.id = id
        number = answers["number"]?.text ?? id
        title = answers["draw-title"]?.text ?? ""
        self.digest = digest
        seedSource = answers["seed-source"]?.text ?? ""
        seedKnownFrom = day
        objectCount = answers["object-count"]?.integer ?? 0
        inspectorCount = answers["inspector-count"]?.integer ?? 0
        frozen = DrawRecord.Mark(line)
        self.lists = lists
    }

    mutating func apply(_ line: UnitBook.Line) {
        let answers = line.act.answers
        switch line.act.what {
        case Draw.excludedFact:
            let exclusion = DrawExclusion(
                object: answers["object"]?.text ?? "", inspector: answers["inspector"]?.text ?? "",
                reason: answers["exclusion-reason"]?.text ?? "")
            exclusions.append(DrawRecord.Exclusion(exclusion, entered: DrawRecord.Mark(line)))
        case Draw.seededFact:
            seed = seed ?? answers["seed"]?.text.map { DrawRecord.Seed(text: $0, entered: DrawRecord.Mark(line)) }
        case Draw.resultFact where resultEntered == nil:
            record = line.act.attachments.first
            resultEntered = DrawRecord.Mark(line)
        default: break
        }
    }
}

extension DrawRecord.Mark {
    fileprivate init(_ line: UnitBook.Line) {
        self.init(entry: line.id, at: line.entered, by: line.actor.name)
    }
}

extension UnitBook {
    /// The draws of the unit, oldest first.
    package var draws: [Draw] {
        var draws: [Draw] = []
        for line in lines where Draw.computedFacts.contains(line.act.what) {
            if let draw = Draw(line) {
                draws.append(draw)
            } else if let index = draws.firstIndex(where: { $0.id == line.act.answers["draw"]?.text }) {
                draws[index].apply(line)
            }
        }
        return draws
    }

    /// The draw of that id.
    package func draw(_ id: String) -> Draw? { draws.first { $0.id == id } }
}
