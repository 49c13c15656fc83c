package import Cryptography

/// What a log asks a witness: to cosign a checkpoint, with the proof that it continues the one cosigned before.
/// Source: C2SP tlog-witness, add-checkpoint.
package struct WitnessRequest: Hashable, Sendable {
    /// Bytes of a request, at most: 63 hashes and a note.
    package static let byteLimit = SignedNote.byteLimit + 4096

    /// The size of the checkpoint that the witness cosigned last; 0 for none.
    package let old: TreeSize
    /// The consistency proof from ``old`` to the checkpoint.
    package let path: [Digest]
    /// The checkpoint, not yet checked.
    package let checkpoint: UnverifiedCheckpoint

    /// Takes the parts of a request.
    package init(old: TreeSize, path: [Digest], checkpoint: UnverifiedCheckpoint) {
        self.old = old
        self.path = path
        self.checkpoint = checkpoint
    }

    /// Reads the body of a request.
    /// - Throws: ``LedgerError/malformed(what:line:)`` with the line, from 1; inside the checkpoint the line counts from
    ///   its beginning.
    package init(parsing bytes: [UInt8]) throws(LedgerError) {
        var rest = bytes[...]
        var number = 0
        func line() -> String? {
            guard let end = rest.firstIndex(of: 0x0A) else { return nil }
            defer { rest = rest[(end + 1)...] }
            number += 1
            return String(validating: rest[..<end], as: UTF8.self)
        }
        // > the string `old`, a single space (0x20), and the tree size of the previous checkpoint encoded as an ASCII
        // > decimal with no leading zeroes (unless the size is zero, in which case the encoding MUST be `0`).
        guard bytes.count <= WitnessRequest.byteLimit, let first = line(), first.hasPrefix("old "),
            let old = Int(first.dropFirst(4)), old >= 0, String(old) == first.dropFirst(4)
        else { throw .malformed(what: "request", line: 1) }
        var path: [Digest] = []
        while true {
            guard let text = line() else { throw .malformed(what: "request", line: number + 1) }
            if text.isEmpty { break }
            // > The client MUST NOT send more than 63 consistency proof lines.
            guard let hash = Base64.decode(text), let digest = Digest(bytes: hash), path.count < 63 else {
                throw .malformed(what: "request", line: number)
            }
            path.append(digest)
        }
        self.old = TreeSize(old)
        self.path = path
        checkpoint = try UnverifiedCheckpoint(parsing: Array(rest))
    }

    /// The body of the request.
    package var bytes: [UInt8] {
        let lines = ["old \(old)"] + path.map { Base64.encode($0.bytes) } + ["", ""]
        return Array(lines.joined(separator: "\n").utf8) + checkpoint.bytes
    }
}

extension Ledger {
    /// What to ask a witness that has cosigned this epoch of the log up to `old` entries (0 for none) for the newest
    /// checkpoint; nil for a log without entries.
    /// - Throws: ``LedgerError/sizeOutOfRange(size:within:)`` where the witness has seen more than there is.
    package func witnessRequest(from old: TreeSize) throws(LedgerError) -> WitnessRequest? {
        guard let checkpoint = try checkpoint() else { return nil }
        guard old <= checkpoint.size else { throw .sizeOutOfRange(size: old, within: checkpoint.size) }
        let path = old.value == 0 ? [] : try consistencyProof(from: old, to: checkpoint.size).path
        return WitnessRequest(
            old: old, path: path, checkpoint: try UnverifiedCheckpoint(parsing: checkpoint.bytes))
    }
}
