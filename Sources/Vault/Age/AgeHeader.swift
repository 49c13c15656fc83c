internal import Cryptography

/// The header of an age file: who can open it. Source: C2SP age, v1.
struct AgeHeader: Hashable, Sendable {
    /// One recipient's way to the file key.
    struct Stanza: Hashable, Sendable {
        let arguments: [String]
        let body: [UInt8]
    }

    let stanzas: [Stanza]
    let code: [UInt8]
    /// The whole header as it stands in the file, its last line break included.
    let bytes: [UInt8]

    static let version = "age-encryption.org/v1"
    /// Longer headers are refused before they fill memory.
    static let byteLimit = 64 * 1024
    private static let newline = UInt8(ascii: "\n")

    /// Writes a header for these recipients.
    init(for recipients: [AgeRecipient], fileKey: [UInt8]) throws(CryptographyError) {
        var stanzas: [Stanza] = []
        for recipient in recipients {
            let ephemeral = try X25519Key()
            let shared = try ephemeral.sharedSecret(with: recipient.publicKey)
            let wrap = AgeHeader.wrapKey(shared, share: ephemeral.publicKey, recipient: recipient.publicKey)
            let body = try ChaChaPoly.seal(fileKey, key: wrap, nonce: AgeHeader.zeroNonce)
            stanzas.append(Stanza(arguments: ["X25519", Base64.encode(ephemeral.publicKey)], body: body))
        }
        var text = AgeHeader.version + "\n"
        for stanza in stanzas {
            text += "-> " + stanza.arguments.joined(separator: " ") + "\n"
            let body = Base64.encode(stanza.body)
            var rest = body[...]
            while rest.utf8.count >= 64 {
                text += rest.prefix(64) + "\n"
                rest = rest.dropFirst(64)
            }
            text += rest + "\n"
        }
        text += "---"
        let code = AgeHeader.code(of: Array(text.utf8), fileKey)
        self.stanzas = stanzas
        self.code = code
        self.bytes = Array((text + " " + Base64.encode(code) + "\n").utf8)
    }

    /// Reads the header at the start of `file`.
    /// - Throws: ``VaultError/header(_:)`` for anything that the specification does not allow.
    init(parsing file: [UInt8]) throws(VaultError) {
        var position = 0
        func line() throws(VaultError) -> ArraySlice<UInt8> {
            guard let end = file[position...].firstIndex(of: AgeHeader.newline) else { throw .header("cut") }
            defer { position = end + 1 }
            return file[position..<end]
        }
        guard Array(try line()) == Array(AgeHeader.version.utf8) else { throw .header("version") }
        var stanzas: [Stanza] = []
        while true {
            let first = try line()
            if first.starts(with: Array("---".utf8)) {
                guard first.starts(with: Array("--- ".utf8)),
                    let code = Base64.decode(first.dropFirst(4)), code.count == 32
                else { throw .header("mac") }
                guard !stanzas.isEmpty else { throw .header("no stanza") }
                self.stanzas = stanzas
                self.code = code
                self.bytes = Array(file[..<position])
                return
            }
            guard first.starts(with: Array("-> ".utf8)) else { throw .header("stanza") }
            let arguments = first.dropFirst(3).split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
            guard arguments.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (33...126).contains($0) } }) else {
                throw .header("argument")
            }
            var body: [UInt8] = []
            while true {
                let part = try line()
                guard part.count <= 64, let bytes = Base64.decode(part) else { throw .header("body") }
                body += bytes
                if part.count < 64 { break }
            }
            stanzas.append(Stanza(arguments: arguments.map { String(decoding: $0, as: UTF8.self) }, body: body))
        }
    }

    /// The file key, for the holder of `identity`.
    /// - Throws: ``VaultError/noMatch``, ``VaultError/header(_:)`` for an X25519 stanza that is not one,
    ///   ``VaultError/headerMAC``.
    func fileKey(for identities: [AgeIdentity]) throws(VaultError) -> [UInt8] {
        if stanzas.contains(where: { $0.arguments.first == "scrypt" }), stanzas.count > 1 { throw .header("scrypt") }
        for identity in identities {
            for stanza in stanzas where stanza.arguments.first == "X25519" {
                guard let key = try AgeHeader.unwrap(stanza, identity) else { continue }
                let signed = Array(bytes.dropLast(1 + 43 + 1))
                guard HMAC.isEqual(AgeHeader.code(of: signed, key), code) else { throw .headerMAC }
                return key
            }
        }
        throw .noMatch
    }

    private static func unwrap(_ stanza: Stanza, _ identity: AgeIdentity) throws(VaultError) -> [UInt8]? {
        guard stanza.arguments.count == 2, let share = Base64.decode(Array(stanza.arguments[1].utf8)), share.count == 32
        else { throw .header("X25519 share") }
        // > the body length MUST be checked before decryption, so that a key cannot be tried for several lengths
        guard stanza.body.count == 32 else { throw .header("X25519 body") }
        guard let shared = try? identity.key.sharedSecret(with: share) else { throw .header("X25519 low order") }
        let wrap = wrapKey(shared, share: share, recipient: identity.key.publicKey)
        return try? ChaChaPoly.open(stanza.body, key: wrap, nonce: zeroNonce)
    }

    private static let zeroNonce = [UInt8](repeating: 0, count: ChaChaPoly.nonceByteCount)

    private static func wrapKey(_ shared: [UInt8], share: [UInt8], recipient: [UInt8]) -> [UInt8] {
        HMAC.deriveKey(
            inputKey: shared, salt: share + recipient, info: Array("age-encryption.org/v1/X25519".utf8), byteCount: 32)
    }

    private static func code(of header: [UInt8], _ fileKey: [UInt8]) -> [UInt8] {
        let key = HMAC.deriveKey(inputKey: fileKey, salt: [], info: Array("header".utf8), byteCount: 32)
        return HMAC.authenticationCode(of: header, key: key)
    }
}
