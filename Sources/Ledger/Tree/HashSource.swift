package import Cryptography

/// Where the hashes of a tree are kept: in tiles of up to 256, each level 256 times as coarse as the one below.
///
/// Level 0 holds leaf hashes; a hash of level `l` covers 256^l leaves. Only complete subtrees have a hash, so none ever
/// changes. Source: C2SP tlog-tiles.
package protocol HashSource {
    /// The hashes at the given positions of a level.
    /// - Throws: ``LedgerError/damaged(place:what:)`` where one is not kept.
    func hashes(level: Int, _ positions: Range<Int>) throws(LedgerError) -> [Digest]
}

extension HashSource {
    /// The root of the tree of the first `size` leaves.
    /// - Complexity: O(log size) tiles read. Source: RFC 9162 §2.1.1.
    package func root(size: TreeSize) throws(LedgerError) -> Digest { try hash(0..<size.value) }

    /// MTH(D[range]), for a range that the tree's own division gives.
    func hash(_ range: Range<Int>) throws(LedgerError) -> Digest {
        guard range.count > 0 else { return MerkleHash.empty }
        if range.count.nonzeroBitCount == 1, range.lowerBound % range.count == 0 {
            return try subtree(height: range.count.trailingZeroBitCount, position: range.lowerBound / range.count)
        }
        let middle = range.lowerBound + split(range.count)
        return MerkleHash.node(try hash(range.lowerBound..<middle), try hash(middle..<range.upperBound))
    }

    /// The hash of a complete subtree of 2^height leaves.
    private func subtree(height: Int, position: Int) throws(LedgerError) -> Digest {
        let rest = height % Tile.height
        let positions = position << rest..<(position + 1) << rest
        let kept = try hashes(level: height / Tile.height, positions)
        guard kept.count == positions.count else { throw .damaged(place: "tile", what: "hash missing") }
        return MerkleHash.balanced(kept)
    }
}

/// The largest power of two smaller than `count`.
///
/// > For n > 1, let k be the largest power of two smaller than n (i.e., k < n <= 2k).
func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }
