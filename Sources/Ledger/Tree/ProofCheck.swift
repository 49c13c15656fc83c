internal import Cryptography

/// The checking of proofs on bare bytes and numbers, as they come from outside.
///
/// Sizes of zero prove nothing and are refused, and so is a path that is longer or shorter than the sizes ask for.
package enum ProofCheck {
    /// Whether `path` shows that `leaf` is at `index` in the tree of `size` with `root`. Source: RFC 9162 §2.1.3.2.
    package static func inclusion(
        index: UInt64, size: UInt64, leaf: [UInt8], root: [UInt8], path: [[UInt8]]
    ) -> Bool {
        // > 1. Compare leaf_index from the inclusion_proof_v2 structure against tree_size. If leaf_index is greater
        // >    than or equal to tree_size, then stop and fail the proof verification.
        guard index < size, let leaf = Digest(bytes: leaf), let path = digests(path) else { return false }
        // > 2. Set fn to leaf_index and sn to tree_size - 1. 3. Set r to hash.
        var fn = index
        var sn = size - 1
        var r = leaf
        // > 4. For each value p in the inclusion_path array:
        for p in path {
            // > a. If sn is 0, then stop the iteration and fail the proof verification.
            guard sn != 0 else { return false }
            if fn & 1 == 1 || fn == sn {
                // > b. If LSB(fn) is set, or if fn is equal to sn, then: set r to HASH(0x01 || p || r); if LSB(fn) is
                // >    not set, right-shift both equally until either LSB(fn) is set or fn is 0.
                r = MerkleHash.node(p, r)
                shiftToOdd(&fn, &sn)
            } else {
                // > Otherwise: set r to HASH(0x01 || r || p).
                r = MerkleHash.node(r, p)
            }
            // > c. Finally, right-shift both fn and sn one time.
            fn >>= 1
            sn >>= 1
        }
        // > 5. Compare sn to 0. Compare r against the root_hash.
        return sn == 0 && r.bytes == root
    }

    /// Whether `path` shows that the tree of `first` leaves begins the tree of `second`. Source: RFC 9162 §2.1.4.2.
    /// Equal sizes need equal roots and an empty path.
    package static func consistency(
        first: UInt64, second: UInt64, firstRoot: [UInt8], secondRoot: [UInt8], path: [[UInt8]]
    ) -> Bool {
        guard first > 0, first <= second else { return false }
        if first == second { return path.isEmpty && firstRoot == secondRoot }
        guard let old = Digest(bytes: firstRoot), var path = digests(path) else { return false }
        // > 1. If consistency_path is an empty array, stop and fail the proof verification.
        guard !path.isEmpty else { return false }
        // > 2. If first is an exact power of 2, then prepend first_hash to the consistency_path array.
        if first.nonzeroBitCount == 1 { path.insert(old, at: 0) }
        // > 3. Set fn to first - 1 and sn to second - 1. 4. If LSB(fn) is set, then right-shift both fn and sn equally
        // >    until LSB(fn) is not set.
        var fn = first - 1
        var sn = second - 1
        while fn & 1 == 1 {
            fn >>= 1
            sn >>= 1
        }
        // > 5. Set both fr and sr to the first value in the consistency_path array.
        var fr = path[0]
        var sr = path[0]
        // > 6. For each subsequent value c in the consistency_path array:
        for c in path.dropFirst() {
            // > a. If sn is 0, then stop the iteration and fail the proof verification.
            guard sn != 0 else { return false }
            if fn & 1 == 1 || fn == sn {
                // > b. If LSB(fn) is set, or if fn is equal to sn: set fr to HASH(0x01 || c || fr), sr to
                // >    HASH(0x01 || c || sr); if LSB(fn) is not set, right-shift both until LSB(fn) is set or fn is 0.
                fr = MerkleHash.node(c, fr)
                sr = MerkleHash.node(c, sr)
                shiftToOdd(&fn, &sn)
            } else {
                // > Otherwise: set sr to HASH(0x01 || sr || c).
                sr = MerkleHash.node(sr, c)
            }
            // > c. Finally, right-shift both fn and sn one time.
            fn >>= 1
            sn >>= 1
        }
        // > 7. Verify that the fr calculated is equal to the first_hash, that the sr is equal to the second_hash, and
        // >    that sn is 0.
        return sn == 0 && fr == old && sr.bytes == secondRoot
    }

    private static func shiftToOdd(_ fn: inout UInt64, _ sn: inout UInt64) {
        while fn & 1 == 0, fn != 0 {
            fn >>= 1
            sn >>= 1
        }
    }

    private static func digests(_ path: [[UInt8]]) -> [Digest]? {
        var digests: [Digest] = []
        for bytes in path {
            guard let digest = Digest(bytes: bytes) else { return nil }
            digests.append(digest)
        }
        return digests
    }
}
