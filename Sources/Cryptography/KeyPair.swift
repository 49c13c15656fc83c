internal import CLibcrypto

/// An X25519 key for key agreement. Source: RFC 7748.
public struct X25519Key: Sendable, Equatable {
    /// The 32 secret bytes.
    public let secret: [UInt8]
    /// The 32 public bytes.
    public let publicKey: [UInt8]

    /// Takes 32 secret bytes. - Throws: ``CryptographyError/malformed(_:)`` for another length.
    public init(secret: [UInt8]) throws(CryptographyError) {
        self.publicKey = try RawKey.publicBytes(type: EVP_PKEY_X25519, secret: secret)
        self.secret = secret
    }

    /// Makes a new key from the system's randomness.
    public init() throws(CryptographyError) { try self.init(secret: Random.bytes(32)) }

    /// The 32-byte shared secret with the holder of `publicKey`.
    /// - Throws: ``CryptographyError/malformed(_:)`` for a wrong length, ``CryptographyError/notAuthentic`` where the
    ///   other side's point is of low order, so that the secret would be all zeros (RFC 7748 §6.1).
    public func sharedSecret(with publicKey: [UInt8]) throws(CryptographyError) -> [UInt8] {
        guard publicKey.count == 32,
            let peer = EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nil, publicKey, publicKey.count)
        else { throw .malformed("public key") }
        defer { EVP_PKEY_free(peer) }
        guard let own = EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nil, secret, secret.count) else {
            throw .malformed("secret key")
        }
        defer { EVP_PKEY_free(own) }
        guard let context = EVP_PKEY_CTX_new(own, nil) else { throw .library(operation: "X25519") }
        defer { EVP_PKEY_CTX_free(context) }
        var shared = [UInt8](repeating: 0, count: 32)
        var length = shared.count
        guard EVP_PKEY_derive_init(context) == 1, EVP_PKEY_derive_set_peer(context, peer) == 1,
            EVP_PKEY_derive(context, &shared, &length) == 1, length == 32, shared.contains(where: { $0 != 0 })
        else { throw .notAuthentic }
        return shared
    }
}

/// An Ed25519 key for signatures. Source: RFC 8032.
public struct Ed25519Key: Sendable, Equatable {
    /// The 32-byte seed.
    public let seed: [UInt8]
    /// The 32 public bytes.
    public let publicKey: [UInt8]

    /// Takes a 32-byte seed. - Throws: ``CryptographyError/malformed(_:)`` for another length.
    public init(seed: [UInt8]) throws(CryptographyError) {
        self.publicKey = try RawKey.publicBytes(type: EVP_PKEY_ED25519, secret: seed)
        self.seed = seed
    }

    /// Makes a new key from the system's randomness.
    public init() throws(CryptographyError) { try self.init(seed: Random.bytes(32)) }

    /// The 64-byte signature of `message`.
    public func signature(of message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        guard let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count) else {
            throw .malformed("seed")
        }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { throw .library(operation: "Ed25519") }
        defer { EVP_MD_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: 64)
        var length = signature.count
        guard EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
            EVP_DigestSign(context, &signature, &length, message, message.count) == 1, length == 64
        else { throw .library(operation: "Ed25519 sign") }
        return signature
    }

    /// Whether `signature` is the holder of `publicKey`'s over `message`.
    public static func isValid(signature: [UInt8], of message: [UInt8], publicKey: [UInt8]) -> Bool {
        guard signature.count == 64, publicKey.count == 32,
            let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, publicKey, publicKey.count)
        else { return false }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        return EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}

enum RawKey {
    /// The public half of a raw 32-byte secret key of `type`.
    static func publicBytes(type: Int32, secret: [UInt8]) throws(CryptographyError) -> [UInt8] {
        guard secret.count == 32, let key = EVP_PKEY_new_raw_private_key(type, nil, secret, secret.count) else {
            throw .malformed("secret key")
        }
        defer { EVP_PKEY_free(key) }
        var bytes = [UInt8](repeating: 0, count: 32)
        var length = bytes.count
        guard EVP_PKEY_get_raw_public_key(key, &bytes, &length) == 1, length == 32 else {
            throw .library(operation: "public key")
        }
        return bytes
    }
}

extension X25519Key: CustomStringConvertible, CustomReflectable {
    /// The public half alone: a key that is printed by mistake shows nothing secret.
    public var description: String { "X25519Key(publicKey: \(Hex.encode(publicKey)))" }
    /// What debuggers and `dump` show: the public half alone.
    public var customMirror: Mirror { Mirror(self, children: ["publicKey": Hex.encode(publicKey)]) }
}

extension Ed25519Key: CustomStringConvertible, CustomReflectable {
    /// The public half alone: a key that is printed by mistake shows nothing secret.
    public var description: String { "Ed25519Key(publicKey: \(Hex.encode(publicKey)))" }
    /// What debuggers and `dump` show: the public half alone.
    public var customMirror: Mirror { Mirror(self, children: ["publicKey": Hex.encode(publicKey)]) }
}
