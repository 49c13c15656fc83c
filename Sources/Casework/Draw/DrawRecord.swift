package import Chronology
internal import Cryptography

/// A draw as it leaves the office: all that is needed to compute its result again. docs/draw-format.md describes it.
package struct DrawRecord: Hashable, Sendable, Codable {
    package var format: String
    /// The number under which people know the draw.
    package var number: String
    package var lists: DrawLists
    /// The digest of the lists as it was entered when they were frozen, 64 hexadecimal digits.
    package var digest: String
    package var frozen: Mark
    package var exclusions: [Exclusion]
    package var seed: Seed?
    package var result: DrawResult?
    /// The origin of the log that has the entries.
    package var origin: String

    /// The entry of the log by which a step was entered.
    package struct Mark: Hashable, Sendable, Codable {
        package let entry: String
        /// When it was entered: the server's time.
        package let at: Instant
        package let by: String

        package init(entry: String, at: Instant, by: String) {
            self.entry = entry
            self.at = at
            self.by = by
        }
    }

    /// An exclusion with its entry.
    package struct Exclusion: Hashable, Sendable, Codable {
        package let object: String
        package let inspector: String
        package let reason: String
        package let entered: Mark

        package init(_ exclusion: DrawExclusion, entered: Mark) {
            object = exclusion.object
            inspector = exclusion.inspector
            reason = exclusion.reason
            self.entered = entered
        }

        /// What the draw needs of it.
        package var plain: DrawExclusion { DrawExclusion(object: object, inspector: inspector, reason: reason) }
    }

    /// The seed with its entry.
    package struct Seed: Hashable, Sendable, Codable {
        package let text: String
        package let entered: Mark

        package init(text: String, entered: Mark) {
            self.text = text
            self.entered = entered
        }
    }

    /// One thing that does not hold.
    package enum Finding: Hashable, Sendable {
        /// The record follows another method.
        case format(String)
        case lists(DrawProblem)
        /// The lists are not those that were frozen.
        case digest(stated: String, computed: String)
        /// It is not the digest that was announced.
        case announced(stated: String, announced: String)
        /// The seed was entered before its day.
        case seedEarly(entered: Day, knownFrom: Day)
        case seedMissing
        case seedNotNormal(String)
        /// The exclusion was entered when the seed could be known.
        case exclusionLate(object: String, inspector: String, entered: Day)
        case exclusionUnknown(object: String, inspector: String)
        case resultMissing
        /// The object at a rank, counted from 1, is not the one that the seed draws.
        case object(rank: Int, stated: String?, computed: String?)
        /// The inspectors of an object are not those whom the seed draws.
        case inspectors(object: String, stated: [String], computed: [String])
        /// Names or hashes beside the right ids are not those of the lists.
        case details(object: String)
    }

    package init(
        number: String, lists: DrawLists, digest: String, frozen: Mark, exclusions: [Exclusion], seed: Seed?,
        result: DrawResult?, origin: String
    ) {
        format = DrawLists.format
        self.number = number
        self.lists = lists
        self.digest = digest
        self.frozen = frozen
        self.exclusions = exclusions
        self.seed = seed
        self.result = result
        self.origin = origin
    }

    /// Computes everything again.
    /// - Parameter announced: the digest as it was made known when the lists were frozen, where somebody kept it.
    /// - Returns: what differs; nothing where all holds.
    package func findings(announced: String? = nil) -> [Finding] {
        guard format == DrawLists.format else { return [.format(format)] }
        var findings = lists.listProblems.map { Finding.lists($0) }
        let computed = lists.digest.hex
        if computed != digest { findings.append(.digest(stated: digest, computed: computed)) }
        if let announced, announced != digest { findings.append(.announced(stated: digest, announced: announced)) }
        for exclusion in exclusions {
            if lists.object(exclusion.object) == nil || lists.inspector(exclusion.inspector) == nil {
                findings.append(.exclusionUnknown(object: exclusion.object, inspector: exclusion.inspector))
            }
            if exclusion.entered.at.day >= lists.seedKnownFrom {
                findings.append(
                    .exclusionLate(
                        object: exclusion.object, inspector: exclusion.inspector, entered: exclusion.entered.at.day))
            }
        }
        guard let seed, let normal = DrawSeed(seed.text) else { return findings + [.seedMissing] }
        if normal.text != seed.text { findings.append(.seedNotNormal(seed.text)) }
        if seed.entered.at.day < lists.seedKnownFrom {
            findings.append(.seedEarly(entered: seed.entered.at.day, knownFrom: lists.seedKnownFrom))
        }
        guard let result else { return findings + [.resultMissing] }
        let right = DrawResult(lists: lists, exclusions: exclusions.map(\.plain), seed: normal)
        return findings + DrawRecord.differences(stated: result, computed: right)
    }

    private static func differences(stated: DrawResult, computed: DrawResult) -> [Finding] {
        (0..<max(stated.objects.count, computed.objects.count)).flatMap { index -> [Finding] in
            let said = index < stated.objects.count ? stated.objects[index] : nil
            let right = index < computed.objects.count ? computed.objects[index] : nil
            guard let said, let right, said.id == right.id else {
                return [.object(rank: index + 1, stated: said?.id, computed: right?.id)]
            }
            let (people, drawn) = (said.inspectors.map(\.id), right.inspectors.map(\.id))
            if people != drawn { return [.inspectors(object: right.id, stated: people, computed: drawn)] }
            return said == right ? [] : [.details(object: right.id)]
        }
    }
}
