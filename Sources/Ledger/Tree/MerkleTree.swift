package import Cryptography

/// A Merkle tree that keeps its hashes in memory, tile level by tile level. Source: RFC 9162 §2.1, C2SP tlog-tiles.
package struct MerkleTree: HashSource, Sendable {
    /// For each level the hashes that are complete; level 0 holds leaf hashes.
    private(set) var levels: [[Digest]] = [[]]

    /// A tree without leaves.
    package init() {}

    /// The tree of these leaf hashes.
    package init(leaves: some Sequence<Digest>) {
        for leaf in leaves { append(leaf) }
    }

    /// The number of leaves.
    package var size: TreeSize { TreeSize(levels[0].count) }

    /// Adds a leaf hash.
    /// - Complexity: amortised O(1).
    package mutating func append(_ leaf: Digest) {
        var hash = leaf
        var level = 0
        while true {
            if level == levels.count { levels.append([]) }
            levels[level].append(hash)
            guard levels[level].count % Tile.width == 0 else { return }
            hash = MerkleHash.balanced(Array(levels[level].suffix(Tile.width)))
            level += 1
        }
    }

    package func hashes(level: Int, _ positions: Range<Int>) throws(LedgerError) -> [Digest] {
        guard level < levels.count, positions.upperBound <= levels[level].count else {
            throw .damaged(place: "tile/\(level)", what: "hash missing")
        }
        return Array(levels[level][positions])
    }
}
