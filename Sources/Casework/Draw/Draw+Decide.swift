package import Chronology
internal import Cryptography
internal import Rules

extension Draw {
    /// The act that freezes lists.
    /// - Parameters:
    ///   - year: the year of the draw, in which its plan was approved.
    ///   - blob: the lists as JSON in the vault.
    package static func freezing(_ lists: DrawLists, number: String, year: Int, blob: BlobReference) -> ActEntered {
        ActEntered(
            what: frozenFact, subject: lists.draw,
            answers: [
                "draw": .text(lists.draw), "number": .text(number), "draw-title": .text(lists.title),
                "digest": .text(lists.digest.hex), "object-count": .integer(lists.objects.count),
                "inspector-count": .integer(lists.inspectors.count), "objects-drawn": .integer(lists.objectsDrawn),
                "inspectors-each": .integer(lists.inspectorsEach), "seed-source": .text(lists.seedSource),
                "seed-known-from": .text(lists.seedKnownFrom.description), "year": .integer(year),
            ], attachments: [blob])
    }

    /// What stands against an exclusion on a day; nil where it may be entered.
    package func problem(with exclusion: DrawExclusion, in lists: DrawLists, on day: Day) -> DrawProblem? {
        if seed != nil || day >= seedKnownFrom { return .exclusionsClosed(from: seedKnownFrom) }
        if lists.object(exclusion.object) == nil { return .unknown("object", id: exclusion.object) }
        if lists.inspector(exclusion.inspector) == nil { return .unknown("inspector", id: exclusion.inspector) }
        if exclusion.reason.allSatisfy(\.isWhitespace) { return .blank("exclusion-reason") }
        if exclusion.reason.count > 2000 { return .tooLong("exclusion-reason", limit: 2000) }
        let isKnown = exclusions.contains {
            $0.object == exclusion.object && $0.inspector == exclusion.inspector
        }
        return isKnown ? .excludedAlready : nil
    }

    /// The act that enters an exclusion.
    package func excluding(_ exclusion: DrawExclusion, in lists: DrawLists) -> ActEntered {
        entering(
            Draw.excludedFact,
            [
                "object": .text(exclusion.object), "object-name": .text(lists.object(exclusion.object)?.name ?? ""),
                "inspector": .text(exclusion.inspector),
                "inspector-name": .text(lists.inspector(exclusion.inspector)?.name ?? ""),
                "exclusion-reason": .text(exclusion.reason),
            ])
    }

    /// What stands against fixing the seed on a day; nil where it may be fixed.
    /// - Parameter again: the seed as it was typed a second time, since it is fixed for good.
    package func problem(fixing typed: String, again: String, on day: Day) -> DrawProblem? {
        if seed != nil { return .seedFixed }
        if day < seedKnownFrom { return .seedTooEarly(knownFrom: seedKnownFrom) }
        guard let first = DrawSeed(typed) else { return .blank("seed") }
        return first == DrawSeed(again) ? nil : .seedsDiffer
    }

    /// The act that fixes the seed.
    package func fixing(_ seed: DrawSeed, proof: String?) -> ActEntered {
        var answers: [String: FactValue] = ["seed": .text(seed.text)]
        if let proof { answers["seed-proof"] = .text(proof) }
        return entering(Draw.seededFact, answers)
    }

    /// What stands against entering the result; nil where it may be computed.
    package var problemWithResult: DrawProblem? {
        if resultEntered != nil { return .resultEntered }
        return seed == nil ? .seedMissing : nil
    }

    /// The act that enters a result.
    /// - Parameter blob: the whole record as JSON in the vault.
    package func resulting(in result: DrawResult, seed: DrawSeed, blob: BlobReference) -> ActEntered {
        // The book shows as many as an entry holds; the record has them all.
        let lines = result.objects.prefix(Draw.shownResults).map { object in
            "\(object.name)：" + object.inspectors.map(\.name).joined(separator: "、")
        }
        return entering(
            Draw.resultFact,
            [
                "digest": .text(digest), "seed": .text(seed.text), "objects-drawn": .integer(result.objects.count),
                "drawn": .list(lines),
            ], [blob])
    }

    private static let shownResults = 50

    private func entering(
        _ fact: FactKind, _ answers: [String: FactValue], _ attachments: [BlobReference] = []
    ) -> ActEntered {
        var answers = answers
        answers["draw"] = .text(id)
        answers["number"] = .text(number)
        return ActEntered(what: fact, subject: id, answers: answers, attachments: attachments)
    }
}
