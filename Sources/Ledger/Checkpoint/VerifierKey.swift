internal import Cryptography

/// The public key of a log, as people hand it on: `name+hash+base64`. Source: C2SP signed-note.
package struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    /// The signature type of Ed25519 keys.
    private static let algorithm: UInt8 = 0x01

    /// The name of the key; for a log its origin.
    package let name: String
    /// The 32 public bytes of Ed25519.
    package let publicKey: [UInt8]

    /// Takes a name and 32 public bytes.
    /// - Throws: ``LedgerError/invalidName(what:text:)``, ``LedgerError/malformed(what:line:)`` for another length.
    package init(name: String, publicKey: [UInt8]) throws(LedgerError) {
        guard VerifierKey.isName(name) else { throw .invalidName(what: "key", text: name) }
        guard publicKey.count == 32 else { throw .malformed(what: "key", line: 1) }
        self.name = name
        self.publicKey = publicKey
    }

    /// Reads `name+hash+base64`; a line end is ignored.
    /// - Throws: ``LedgerError/malformed(what:line:)`` for another form, and where the hash is not the key's.
    package init(_ text: String) throws(LedgerError) {
        let line = text.hasSuffix("\n") ? String(text.dropLast()) : text
        let fields = line.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, let bytes = Base64.decode(fields[2]), bytes.count == 33,
            bytes[0] == VerifierKey.algorithm
        else { throw .malformed(what: "key", line: 1) }
        try self.init(name: String(fields[0]), publicKey: Array(bytes.dropFirst()))
        guard Hex.encode(id) == fields[1] else { throw .malformed(what: "key", line: 1) }
    }

    /// The four bytes that stand before a signature.
    ///
    /// > key ID = SHA-256(key name || 0x0A || 0x01 || 32-byte Ed25519 public key)[:4]
    package var id: [UInt8] {
        Array(SHA256.hash(Array(name.utf8) + [0x0A, VerifierKey.algorithm] + publicKey).bytes.prefix(4))
    }

    /// `name+hash+base64`, without a line end.
    package var description: String {
        "\(name)+\(Hex.encode(id))+\(Base64.encode([VerifierKey.algorithm] + publicKey))"
    }

    /// > Key names MUST be non-empty and MUST NOT contain any Unicode spaces or plus (U+002B) characters.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 200
            && text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
    }
}
