public import Cryptography

/// A secret key that opens age files: `AGE-SECRET-KEY-1…`.
public struct AgeIdentity: Sendable, Equatable {
    let key: X25519Key

    /// Makes a new one.
    /// - Throws: ``CryptographyError`` where the library fails.
    public init() throws(CryptographyError) { key = try X25519Key() }

    /// Reads the text of an age identity file: the first line that is no comment.
    /// - Throws: ``VaultError/malformedKey(_:)``.
    public init(text: String) throws(VaultError) {
        let line = text.split(whereSeparator: \.isNewline).first { !$0.hasPrefix("#") }.map(String.init) ?? ""
        guard let (prefix, bytes) = Bech32.decode(line), prefix == "age-secret-key-",
            let key = try? X25519Key(secret: bytes)
        else { throw .malformedKey("identity") }
        self.key = key
    }

    /// `AGE-SECRET-KEY-1…`.
    public var text: String { Bech32.encode(key.secret, prefix: "age-secret-key-").uppercased() }

    /// Who can write for this key.
    public var recipient: AgeRecipient { AgeRecipient(publicKey: key.publicKey) }
}

/// A public key to which age files are written: `age1…`.
public struct AgeRecipient: Sendable, Hashable {
    let publicKey: [UInt8]

    init(publicKey: [UInt8]) { self.publicKey = publicKey }

    /// Reads `age1…`.
    /// - Throws: ``VaultError/malformedKey(_:)``.
    public init(text: String) throws(VaultError) {
        guard let (prefix, bytes) = Bech32.decode(text), prefix == "age", bytes.count == 32, text == text.lowercased()
        else { throw .malformedKey("recipient") }
        publicKey = bytes
    }

    /// `age1…`.
    public var text: String { Bech32.encode(publicKey, prefix: "age") }
}
