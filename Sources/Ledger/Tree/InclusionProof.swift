package import Cryptography

/// The hashes proving that a leaf is in a tree. Source: RFC 9162 §2.1.3.
package struct InclusionProof: Equatable, Sendable {
    /// The place of the leaf.
    package let index: LeafIndex
    /// The size of the tree.
    package let size: TreeSize
    /// The hashes, leaf side first: at most ⌈log2(size)⌉.
    package let path: [Digest]

    /// Takes a proof from elsewhere, not yet checked.
    package init(index: LeafIndex, size: TreeSize, path: [Digest]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// Makes the proof that leaf `index` is in the tree of the first `size` leaves of `source`.
    /// - Throws: ``LedgerError/indexOutOfRange(index:size:)`` when `index >= size`.
    /// - Complexity: O(log size) tiles read. Source: RFC 9162 §2.1.3.1.
    package init(of index: LeafIndex, size: TreeSize, from source: some HashSource) throws(LedgerError) {
        guard size.contains(index) else { throw .indexOutOfRange(index: index, size: size) }
        var path: [Digest] = []
        var range = 0..<size.value
        while range.count > 1 {
            let middle = range.lowerBound + split(range.count)
            // > PATH(m, D_n) = PATH(m, D[0:k]) : MTH(D[k:n]) for m < k
            // > PATH(m, D_n) = PATH(m - k, D[k:n]) : MTH(D[0:k]) for m >= k
            if index.value < middle {
                path.append(try source.hash(middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                path.append(try source.hash(range.lowerBound..<middle))
                range = middle..<range.upperBound
            }
        }
        self.init(index: index, size: size, path: path.reversed())
    }

    /// Whether the proof shows `leaf` to be in the tree with `root`.
    package func proves(_ leaf: Digest, in root: Digest) -> Bool {
        ProofCheck.inclusion(
            index: UInt64(index.value), size: UInt64(size.value), leaf: leaf.bytes, root: root.bytes,
            path: path.map(\.bytes))
    }
}
