package import Cryptography

/// A checkpoint as it came from somewhere: nobody has checked its signatures. Source: C2SP tlog-checkpoint.
package struct UnverifiedCheckpoint: Hashable, Sendable {
    /// The log that it speaks of.
    package let origin: String
    /// The number of entries.
    package let size: TreeSize
    /// The root of the tree of so many entries.
    package let root: Digest
    /// Lines after the root, which only their author understands.
    package let extensions: [String]
    /// The note with all its signatures.
    package let note: SignedNote

    /// Reads a checkpoint.
    /// - Throws: ``LedgerError/malformed(what:line:)`` with the line, from 1.
    package init(parsing bytes: [UInt8]) throws(LedgerError) {
        let note = try SignedNote(parsing: bytes)
        let lines = note.text.utf8.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        // > The note text is a sequence of at least three non-empty lines
        guard lines.count >= 3, !lines[0].isEmpty else { throw .malformed(what: "checkpoint", line: 1) }
        // > the ASCII decimal representation of the number of leaves in the tree, with no leading zeroes
        guard let size = Int(lines[1]), size >= 0, String(size) == lines[1] else {
            throw .malformed(what: "checkpoint", line: 2)
        }
        guard let hash = Base64.decode(lines[2]), let root = Digest(bytes: hash) else {
            throw .malformed(what: "checkpoint", line: 3)
        }
        // > Extension lines, if any, MUST be non-empty.
        if let empty = lines.firstIndex(of: "") { throw .malformed(what: "checkpoint", line: empty + 1) }
        self.origin = lines[0]
        self.size = TreeSize(size)
        self.root = root
        self.extensions = Array(lines.dropFirst(3))
        self.note = note
    }

    /// The bytes of the note.
    package var bytes: [UInt8] { note.bytes }
}

/// What a log says of itself, with its signature checked: so many entries, and this root over them.
package struct Checkpoint: Hashable, Sendable {
    /// The log.
    package let origin: String
    /// The number of entries.
    package let size: TreeSize
    /// The root of the tree of so many entries.
    package let root: Digest
    /// The note with all its signatures, those of unknown keys too.
    package let note: SignedNote

    /// Takes a checkpoint whose signature by `key` holds and whose origin is the key's name.
    /// - Throws: ``LedgerError/originMismatch(expected:found:)``, ``LedgerError/signatureMissing(key:)``,
    ///   ``LedgerError/signatureInvalid(key:)``.
    package init(verifying unverified: UnverifiedCheckpoint, with key: VerifierKey) throws(LedgerError) {
        guard unverified.origin == key.name else {
            throw .originMismatch(expected: key.name, found: unverified.origin)
        }
        try unverified.note.verify(with: key)
        origin = unverified.origin
        size = unverified.size
        root = unverified.root
        note = unverified.note
    }

    /// Signs a checkpoint.
    /// - Parameter old: the key that `key` takes over from; it signs too.
    /// - Throws: ``LedgerError/invalidName(what:text:)`` for an origin that cannot be one.
    package init(
        signing size: TreeSize, root: Digest, origin: String, key: Ed25519Key, replacing old: Ed25519Key? = nil
    ) throws(LedgerError) {
        // > The log's key name in its signature line SHOULD match the origin line.
        note = try SignedNote(
            signing: "\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n", name: origin,
            keys: (old.map { [$0] } ?? []) + [key])
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// The bytes of the note.
    package var bytes: [UInt8] { note.bytes }
}
