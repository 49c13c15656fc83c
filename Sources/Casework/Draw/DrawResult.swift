internal import Cryptography

/// Who and what was drawn: a pure function of the frozen lists, the exclusions and the seed, so that anybody comes to
/// the same.
package struct DrawResult: Hashable, Sendable, Codable {
    /// The objects drawn, in the order of their rank.
    package let objects: [Drawn]

    /// An object that was drawn, with its inspectors.
    package struct Drawn: Hashable, Sendable, Codable {
        package let id: String
        package let name: String
        /// What it was ranked by, 64 hexadecimal digits.
        package let hash: String
        /// In the order of their rank; fewer than asked for where too many are excluded.
        package let inspectors: [Inspector]
    }

    /// An inspector who was drawn for an object.
    package struct Inspector: Hashable, Sendable, Codable {
        package let id: String
        package let name: String
        /// What the person was ranked by, 64 hexadecimal digits.
        package let hash: String
    }

    /// Draws: the objects with the lowest hashes, and for each of them the inspectors with the lowest who are not
    /// excluded.
    package init(lists: DrawLists, exclusions: [DrawExclusion], seed: DrawSeed) {
        let digest = lists.digest.hex
        objects = DrawResult.objects(of: lists, seed: seed).prefix(lists.objectsDrawn).map { object, hash in
            let excluded = Set(exclusions.filter { $0.object == object.id }.map(\.inspector))
            let ranked = lists.inspectors.filter { !excluded.contains($0.id) }
                .map { person in
                    Inspector(
                        id: person.id, name: person.name,
                        hash: DrawHash.of([digest, seed.text, "inspector", object.id, person.id]).hex)
                }
                .sorted { $0.hash < $1.hash }
            return Drawn(
                id: object.id, name: object.name, hash: hash, inspectors: Array(ranked.prefix(lists.inspectorsEach)))
        }
    }

    /// All objects in the order of their rank, with what they are ranked by.
    package static func objects(of lists: DrawLists, seed: DrawSeed) -> [(DrawLists.Candidate, hash: String)] {
        let digest = lists.digest.hex
        return lists.objects.map { ($0, hash: DrawHash.of([digest, seed.text, "object", $0.id]).hex) }
            .sorted { $0.hash < $1.hash }
    }
}
