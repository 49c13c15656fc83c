package import Cryptography

/// The proof of one entry as a file, `.tlog-proof`: its index, the path and the checkpoint. Source: C2SP tlog-proof.
package struct LogProof: Hashable, Sendable {
    private static let header = "c2sp.org/tlog-proof@v1"

    /// Data that the proof carries along; nothing vouches for them.
    package let extra: [UInt8]?
    /// The place of the entry.
    package let index: LeafIndex
    /// The hashes, leaf side first.
    package let path: [Digest]
    /// The checkpoint, not yet checked.
    package let checkpoint: UnverifiedCheckpoint

    /// Makes the file's content from a proof that fits the checkpoint's size.
    /// - Throws: ``LedgerError/sizeOutOfRange(size:within:)`` where it does not.
    package init(
        _ proof: InclusionProof, checkpoint: UnverifiedCheckpoint, extra: [UInt8]? = nil
    ) throws(LedgerError) {
        guard proof.size == checkpoint.size else { throw .sizeOutOfRange(size: proof.size, within: checkpoint.size) }
        self.extra = extra
        self.index = proof.index
        self.path = proof.path
        self.checkpoint = checkpoint
    }

    /// Reads a `.tlog-proof` file.
    /// - Throws: ``LedgerError/malformed(what:line:)`` with the line, from 1; inside the checkpoint the line counts from
    ///   its beginning.
    package init(parsing bytes: [UInt8]) throws(LedgerError) {
        guard bytes.count <= SignedNote.byteLimit, String(validating: bytes, as: UTF8.self) != nil else {
            throw .malformed(what: "proof", line: 1)
        }
        var rest = bytes[...]
        var number = 0
        func line() -> String? {
            guard let end = rest.firstIndex(of: 0x0A) else { return nil }
            defer { rest = rest[(end + 1)...] }
            number += 1
            return String(decoding: rest[..<end], as: UTF8.self)
        }
        guard line() == LogProof.header, var next = line() else { throw .malformed(what: "proof", line: 1) }
        var extra: [UInt8]?
        if next.hasPrefix("extra ") {
            guard let data = Base64.decode(next.dropFirst(6)), let following = line() else {
                throw .malformed(what: "proof", line: number)
            }
            extra = data
            next = following
        }
        // > an ASCII decimal with no leading zeroes (unless the index is 0)
        guard next.hasPrefix("index "), let index = Int(next.dropFirst(6)), index >= 0,
            String(index) == next.dropFirst(6)
        else { throw .malformed(what: "proof", line: number) }
        var path: [Digest] = []
        while let text = line(), !text.isEmpty {
            guard let hash = Base64.decode(text), let digest = Digest(bytes: hash), path.count < 63 else {
                throw .malformed(what: "proof", line: number)
            }
            path.append(digest)
        }
        self.extra = extra
        self.index = LeafIndex(index)
        self.path = path
        self.checkpoint = try UnverifiedCheckpoint(parsing: Array(rest))
    }

    /// The content of the file.
    package var bytes: [UInt8] {
        var text = LogProof.header + "\n"
        if let extra { text += "extra \(Base64.encode(extra))\n" }
        text += "index \(index)\n"
        for hash in path { text += Base64.encode(hash.bytes) + "\n" }
        return Array((text + "\n").utf8) + checkpoint.bytes
    }

    /// Whether the proof shows that the log of `key` holds `entry` (an envelope's bytes) at ``index``.
    /// - Returns: the checkpoint, now checked; nil where the path does not lead from the entry to its root.
    /// - Throws: as ``Checkpoint/init(verifying:with:)``.
    package func verify(_ entry: [UInt8], with key: VerifierKey) throws(LedgerError) -> Checkpoint? {
        let checked = try Checkpoint(verifying: checkpoint, with: key)
        let proof = InclusionProof(index: index, size: checked.size, path: path)
        return proof.proves(MerkleHash.leaf(entry), in: checked.root) ? checked : nil
    }
}
