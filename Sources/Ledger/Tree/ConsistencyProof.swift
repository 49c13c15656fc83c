package import Cryptography

/// The hashes proving that one tree is the beginning of another. Source: RFC 9162 §2.1.4.
package struct ConsistencyProof: Equatable, Sendable {
    /// The size of the earlier tree.
    package let first: TreeSize
    /// The size of the later tree.
    package let second: TreeSize
    /// The hashes; none where the sizes are equal.
    package let path: [Digest]

    /// Takes a proof from elsewhere, not yet checked.
    package init(first: TreeSize, second: TreeSize, path: [Digest]) {
        self.first = first
        self.second = second
        self.path = path
    }

    /// Makes the proof that the tree of the first `first` leaves of `source` begins that of the first `second`.
    /// - Throws: ``LedgerError/sizeOutOfRange(size:within:)`` unless `0 < first <= second`.
    /// - Complexity: O(log second) tiles read. Source: RFC 9162 §2.1.4.1.
    package init(from first: TreeSize, to second: TreeSize, source: some HashSource) throws(LedgerError) {
        guard first.value > 0, first <= second else { throw .sizeOutOfRange(size: first, within: second) }
        var path: [Digest] = []
        var range = 0..<second.value
        var isWhole = true
        // > SUBPROOF(m, D_m, true) = {}; SUBPROOF(m, D_m, false) = {MTH(D_m)}
        while range.upperBound != first.value {
            let middle = range.lowerBound + split(range.count)
            if first.value <= middle {
                // > SUBPROOF(m, D_n, b) = SUBPROOF(m, D[0:k], b) : MTH(D[k:n])
                path.append(try source.hash(middle..<range.upperBound))
                range = range.lowerBound..<middle
            } else {
                // > SUBPROOF(m, D_n, b) = SUBPROOF(m - k, D[k:n], false) : MTH(D[0:k])
                path.append(try source.hash(range.lowerBound..<middle))
                range = middle..<range.upperBound
                isWhole = false
            }
        }
        if !isWhole { path.append(try source.hash(range)) }
        self.init(first: first, second: second, path: path.reversed())
    }

    /// Whether the proof shows the tree with `firstRoot` to begin the tree with `secondRoot`.
    package func proves(firstRoot: Digest, secondRoot: Digest) -> Bool {
        ProofCheck.consistency(
            first: UInt64(first.value), second: UInt64(second.value), firstRoot: firstRoot.bytes,
            secondRoot: secondRoot.bytes, path: path.map(\.bytes))
    }
}
