internal import Cryptography
internal import Foundation

/// Seals the secrets of authenticators under a key that lies with the office's other keys: who gets hold of the state
/// store alone cannot make anybody's codes.
struct AuthenticatorSeal: Sendable {
    /// nil where an office is only read that has no key yet.
    private let key: [UInt8]?

    /// The bytes of a secret that is not sealed, as they were kept before.
    private static let plainByteCount = 20

    /// Reads the key, and makes it where there is none.
    /// - Throws: ``OfficeError/storage(reason:)``.
    init(_ folder: OfficeFolder, mayMake: Bool) throws(OfficeError) {
        let file = folder.keys.appendingPathComponent("authenticators.key")
        if !FileManager.default.fileExists(atPath: file.path) {
            guard mayMake else {
                key = nil
                return
            }
            try SecretFile.make(file)
            try SecretFile.sync(file)
        }
        key = try SecretFile.read(file)
    }

    /// The secret of an authenticator, sealed for it and its account: a nonce and what it seals.
    func seal(_ secret: [UInt8], _ id: String, _ account: String) throws -> [UInt8] {
        guard let key else { throw OfficeError.storage(reason: "key-missing authenticators.key") }
        let nonce = Random.bytes(ChaChaPoly.nonceByteCount)
        return try nonce + ChaChaPoly.seal(secret, key: key, nonce: nonce, authenticating: extra(id, account))
    }

    /// The secret of an authenticator; nil where it was sealed under another key, or for another account.
    func open(_ kept: [UInt8], _ id: String, _ account: String) -> [UInt8]? {
        guard kept.count > AuthenticatorSeal.plainByteCount, let key else { return nil }
        let nonce = Array(kept.prefix(ChaChaPoly.nonceByteCount))
        return try? ChaChaPoly.open(
            kept.dropFirst(nonce.count), key: key, nonce: nonce, authenticating: extra(id, account))
    }

    /// Seals what was kept before there was a key.
    func sealAll(in state: StateStore) throws {
        for (id, account, kept) in try state.authenticators() where kept.count == AuthenticatorSeal.plainByteCount {
            try state.replace(authenticator: id, with: try seal(kept, id, account))
        }
    }

    private func extra(_ id: String, _ account: String) -> [UInt8] { Array("authenticator \(id) \(account)".utf8) }
}
