package import Cryptography

/// The statement that one key takes over from another, signed by both over the same bytes.
///
/// A signed note of six lines: `liuhen.key-change/v1`, the origin, the number of entries before the change, their root in
/// base64, the old and the new key as `name+hash+base64`. Its first two lines keep it from being read as a checkpoint.
package struct KeyChange: Hashable, Sendable {
    /// The kind of the entry that holds it.
    static let kind = EntryKind("ledger.key-changed")
    private static let header = "liuhen.key-change/v1"

    /// The log, in the epoch of the change.
    package let origin: String
    /// The number of entries before the change: the index of its own.
    package let size: TreeSize
    /// The root of the tree of so many entries.
    package let root: Digest
    /// The key that signed until then.
    package let old: VerifierKey
    /// The key that signs from then on.
    package let new: VerifierKey
    /// The statement with its signatures.
    package let note: SignedNote

    /// Makes the statement.
    init(origin: String, size: TreeSize, root: Digest, old: Ed25519Key, new: Ed25519Key) throws(LedgerError) {
        let oldKey = try VerifierKey(name: origin, publicKey: old.publicKey)
        let newKey = try VerifierKey(name: origin, publicKey: new.publicKey)
        let lines = [KeyChange.header, origin, "\(size)", Base64.encode(root.bytes), "\(oldKey)", "\(newKey)"]
        let text = lines.map { $0 + "\n" }.joined()
        try self.init(verifying: SignedNote(signing: text, name: origin, keys: [old, new]))
    }

    /// Reads a statement and checks both signatures.
    /// - Throws: ``LedgerError/malformed(what:line:)`` with the line, from 1; ``LedgerError/signatureMissing(key:)`` and
    ///   ``LedgerError/signatureInvalid(key:)`` with the key, as people hand it on, that did not sign.
    package init(verifying note: SignedNote) throws(LedgerError) {
        let lines = note.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { String($0) }
        guard lines.count == 6 else { throw .malformed(what: "key change", line: min(lines.count, 6) + 1) }
        guard lines[0] == KeyChange.header else { throw .malformed(what: "key change", line: 1) }
        guard let size = Int(lines[2]), size >= 0, String(size) == lines[2] else {
            throw .malformed(what: "key change", line: 3)
        }
        guard let root = Base64.decode(lines[3]).flatMap({ Digest(bytes: $0) }) else {
            throw .malformed(what: "key change", line: 4)
        }
        origin = lines[1]
        self.size = TreeSize(size)
        self.root = root
        old = try VerifierKey(lines[4])
        new = try VerifierKey(lines[5])
        guard old.name == origin, new.name == origin, old != new else {
            throw .malformed(what: "key change", line: 5)
        }
        self.note = note
        for key in [old, new] {
            do throws(LedgerError) {
                try note.verify(with: key)
            } catch {
                switch error {
                case .signatureMissing: throw .signatureMissing(key: key.description)
                default: throw .signatureInvalid(key: key.description)
                }
            }
        }
    }

    /// The statements in `changes` that lead from `key` on, in their order.
    package static func chain(from key: [UInt8], through changes: [KeyChange]) -> [KeyChange] {
        var chain: [KeyChange] = []
        var rest = changes
        var current = key
        while let place = rest.firstIndex(where: { $0.old.publicKey == current }) {
            chain.append(rest.remove(at: place))
            current = chain[chain.count - 1].new.publicKey
        }
        return chain
    }
}
