package import Cryptography

/// A text signed by one or more keys. Source: C2SP signed-note.
package struct SignedNote: Hashable, Sendable {
    /// One signature line.
    package struct Signature: Hashable, Sendable {
        /// The name of the key.
        package let name: String
        /// The four bytes that tell keys of one name apart.
        package let keyID: [UInt8]
        /// What the key made of the text; its form depends on the kind of the key.
        package let signature: [UInt8]

        /// The line as it stands in a note, its line end included.
        package var line: String { "\u{2014} \(name) \(Base64.encode(keyID + signature))\n" }
    }

    /// Bytes in a note, at most.
    package static let byteLimit = 256 * 1024
    /// Signatures in a note, at most.
    package static let signatureLimit = 64

    /// The text, its last line end included.
    package let text: String
    /// The signatures, those of unknown keys too.
    package let signatures: [Signature]

    /// Signs a text with each of the keys, all by one name.
    /// - Throws: ``LedgerError/malformed(what:line:)`` for a key that is none.
    package init(signing text: String, name: String, keys: [Ed25519Key]) throws(LedgerError) {
        var signatures: [Signature] = []
        for key in keys {
            let verifier = try VerifierKey(name: name, publicKey: key.publicKey)
            guard let signature = try? key.signature(of: Array(text.utf8)) else {
                throw .malformed(what: "key", line: 1)
            }
            signatures.append(Signature(name: name, keyID: verifier.id, signature: signature))
        }
        self.init(text: text, signatures: signatures)
    }

    /// The text with these signatures.
    init(text: String, signatures: [Signature]) {
        self.text = text
        self.signatures = signatures
    }

    /// Reads a note. Nothing is checked against any key.
    /// - Throws: ``LedgerError/malformed(what:line:)`` with the line, from 1, counted in the whole note.
    package init(parsing bytes: [UInt8]) throws(LedgerError) {
        guard bytes.count <= SignedNote.byteLimit, let note = String(validating: bytes, as: UTF8.self),
            bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }), bytes.last == 0x0A
        else { throw .malformed(what: "note", line: 1) }
        // > the text is separated from the signatures by the last empty line in the note.
        let lines = note.utf8.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
        guard let gap = lines.lastIndex(where: \.isEmpty), gap > 0 else { throw .malformed(what: "note", line: 1) }
        let signatureLines = lines[(gap + 1)...]
        guard !signatureLines.isEmpty, signatureLines.count <= SignedNote.signatureLimit else {
            throw .malformed(what: "note", line: gap + 1)
        }
        var signatures: [Signature] = []
        for (position, line) in signatureLines.enumerated() {
            let fields = line.split(separator: 0x20, omittingEmptySubsequences: false)
            guard fields.count == 3, fields[0].elementsEqual("\u{2014}".utf8), let name = String(fields[1]),
                VerifierKey.isName(name), let coded = String(fields[2]), let value = Base64.decode(coded),
                value.count > 4
            else { throw .malformed(what: "note", line: gap + 2 + position) }
            signatures.append(
                Signature(name: name, keyID: Array(value.prefix(4)), signature: Array(value.dropFirst(4))))
        }
        self.init(
            text: lines[..<gap].map { String(decoding: $0, as: UTF8.self) + "\n" }.joined(), signatures: signatures)
    }

    /// The note as it is stored and handed on.
    package var bytes: [UInt8] { Array((text + "\n" + signatures.map(\.line).joined()).utf8) }

    /// Refuses the note unless `key` signed it.
    ///
    /// > If the key name and ID match a known key, verifiers MUST verify the signature. If a signature from a known key
    /// > fails to verify, clients SHOULD reject the whole note.
    /// - Throws: ``LedgerError/signatureMissing(key:)``, ``LedgerError/signatureInvalid(key:)``.
    package func verify(with key: VerifierKey) throws(LedgerError) {
        let own = signatures.filter { $0.name == key.name && $0.keyID == key.id }
        guard !own.isEmpty else { throw .signatureMissing(key: key.name) }
        for signature in own {
            guard
                Ed25519Key.isValid(
                    signature: signature.signature, of: Array(text.utf8), publicKey: key.publicKey)
            else { throw .signatureInvalid(key: key.name) }
        }
    }
}
