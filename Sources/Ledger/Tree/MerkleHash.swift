package import Cryptography

/// The hashes of a Merkle tree. Source: RFC 9162 §2.1.1 (the same as RFC 6962 §2.1).
package enum MerkleHash {
    /// The root of a tree without leaves.
    ///
    /// > MTH({}) = HASH()
    package static var empty: Digest { SHA256.hash([]) }

    /// The hash of an entry.
    ///
    /// > MTH({d[0]}) = HASH(0x00 || d[0])
    package static func leaf(_ entry: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update([0x00])
        hash.update(entry)
        return hash.digest()
    }

    /// The hash of two neighbours.
    ///
    /// > HASH(0x01 || MTH(D[0:k]) || MTH(D[k:n]))
    package static func node(_ left: Digest, _ right: Digest) -> Digest {
        var hash = SHA256()
        hash.update([0x01])
        hash.update(left.bytes)
        hash.update(right.bytes)
        return hash.digest()
    }

    /// The hash over neighbouring subtrees of one height.
    /// - Precondition: their count is a power of two.
    static func balanced(_ hashes: [Digest]) -> Digest {
        precondition(hashes.count.nonzeroBitCount == 1, "a balanced tree has a power of two of leaves")
        var row = hashes
        while row.count > 1 {
            row = stride(from: 0, to: row.count, by: 2).map { node(row[$0], row[$0 + 1]) }
        }
        return row[0]
    }
}
