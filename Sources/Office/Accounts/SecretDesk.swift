internal import Cryptography
internal import Foundation

/// Makes and compares the hashes of passwords and one-time codes, one at a time: each takes 32 MiB and a good part of a
/// second on purpose, and many at once must not be a way to bring a server down.
actor SecretDesk {
    private let state: StateStore

    init(state: StateStore) { self.state = state }

    /// Keeps the hash of a secret.
    /// - Returns: the id under which an entry of the log may name it.
    func keep(_ secret: String, of account: String) throws -> String {
        let id = Hex.encode(Random.bytes(16))
        let salt = Random.bytes(16)
        try state.keep(hash: try SecretDesk.hash(secret, salt), salt: salt, id: id, of: account)
        return id
    }

    /// Whether a secret is the one that was kept under an id; takes as long where there is none.
    func isSecret(_ secret: String, id: String?) throws -> Bool {
        let kept = try id.flatMap { try state.secret($0) }
        let found = try SecretDesk.hash(secret, kept?.salt ?? [UInt8](repeating: 0, count: 16))
        guard let kept else { return false }
        return HMAC.isEqual(found, kept.hash)
    }

    /// scrypt with the cost that RFC 7914 §2 calls usual for interactive sign-in: 32 MiB.
    private static func hash(_ secret: String, _ salt: [UInt8]) throws -> [UInt8] {
        try Scrypt.derive(
            password: Array(secret.utf8), salt: salt, cost: 1 << 15, blockSize: 8, parallelism: 1, byteCount: 32)
    }
}
