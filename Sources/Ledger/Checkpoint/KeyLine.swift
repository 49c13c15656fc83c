internal import Cryptography

/// A public key as people hand it on: `name+hash+base64`. Source: C2SP signed-note, verifier keys.
struct KeyLine: Hashable, Sendable {
    /// What a key's signatures are: the byte in front of the public key.
    enum Algorithm: UInt8 {
        /// Ed25519 over the note's text.
        case signature = 0x01
        /// Ed25519 over a timestamp and the note's text. Source: C2SP tlog-cosignature.
        case cosignature = 0x04
    }

    let name: String
    let algorithm: Algorithm
    /// The 32 public bytes of Ed25519.
    let publicKey: [UInt8]

    /// Takes a name and 32 public bytes.
    /// - Throws: ``LedgerError/invalidName(what:text:)``, ``LedgerError/malformed(what:line:)`` for another length.
    init(name: String, algorithm: Algorithm, publicKey: [UInt8]) throws(LedgerError) {
        guard VerifierKey.isName(name) else { throw .invalidName(what: "key", text: name) }
        guard publicKey.count == 32 else { throw .malformed(what: "key", line: 1) }
        self.name = name
        self.algorithm = algorithm
        self.publicKey = publicKey
    }

    /// Reads `name+hash+base64`; a line end is ignored.
    /// - Throws: ``LedgerError/malformed(what:line:)`` for another form or algorithm, and where the hash is not the
    ///   key's.
    init(_ text: String, algorithm: Algorithm) throws(LedgerError) {
        let line = text.hasSuffix("\n") ? String(text.dropLast()) : text
        let fields = line.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3, let bytes = Base64.decode(fields[2]), bytes.count == 33,
            bytes[0] == algorithm.rawValue
        else { throw .malformed(what: "key", line: 1) }
        try self.init(name: String(fields[0]), algorithm: algorithm, publicKey: Array(bytes.dropFirst()))
        guard Hex.encode(id) == fields[1] else { throw .malformed(what: "key", line: 1) }
    }

    /// > key ID = SHA-256(key name || 0x0A || signature type || public key)[:4]
    var id: [UInt8] {
        Array(SHA256.hash(Array(name.utf8) + [0x0A, algorithm.rawValue] + publicKey).bytes.prefix(4))
    }

    /// `name+hash+base64`, without a line end.
    var text: String { "\(name)+\(Hex.encode(id))+\(Base64.encode([algorithm.rawValue] + publicKey))" }
}
