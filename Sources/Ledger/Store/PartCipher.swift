internal import Cryptography

/// How parts lie at rest: each under the key of its stream, and each stream key under the office's master key.
///
/// Destroying a stream's key destroys its parts wherever copies of the database may still lie under the same master
/// key, except where the copy holds the wrapped key too.
struct PartCipher: Sendable {
    private let origin: String
    private let wrapping: [UInt8]
    private let fingerprinting: [UInt8]

    /// Derives the working keys.
    /// - Precondition: `masterKey` has 32 bytes.
    init(masterKey: [UInt8], origin: String) {
        precondition(masterKey.count == 32, "a master key has 32 bytes")
        self.origin = origin
        wrapping = PartCipher.derive(masterKey, "liuhen ledger stream keys v1")
        fingerprinting = PartCipher.derive(masterKey, "liuhen ledger command fingerprints v1")
    }

    private static func derive(_ key: [UInt8], _ info: String) -> [UInt8] {
        HMAC.deriveKey(inputKey: key, salt: [], info: Array(info.utf8), byteCount: 32)
    }

    /// A new key for a stream.
    func makeKey() -> [UInt8] { Random.bytes(ChaChaPoly.keyByteCount) }

    /// The key as it is stored: nonce, ciphertext, tag; 60 bytes.
    func wrap(_ key: [UInt8], of stream: StreamName) throws(LedgerError) -> [UInt8] {
        try seal(key, key: wrapping, context: "stream key\n\(origin)\n\(stream)")
    }

    /// The key of a stream. - Throws: ``LedgerError/damaged(place:what:)`` where the wrapping does not hold.
    func unwrap(_ wrapped: [UInt8], of stream: StreamName) throws(LedgerError) -> [UInt8] {
        try open(
            wrapped, key: wrapping, context: "stream key\n\(origin)\n\(stream)", place: "streamKey/\(stream)",
            what: "key does not open")
    }

    /// A part as it is stored: nonce, ciphertext, tag.
    func seal(_ line: PartLine, name: PartName, of entry: EntryID, key: [UInt8]) throws(LedgerError) -> [UInt8] {
        try seal(line.bytes, key: key, context: partContext(name, entry))
    }

    /// The bytes of a part. - Throws: ``LedgerError/damaged(place:what:)`` where they are not authentic.
    func open(
        _ sealed: [UInt8], name: PartName, of entry: EntryID, at index: LeafIndex, key: [UInt8]
    ) throws(LedgerError) -> [UInt8] {
        try open(
            sealed, key: key, context: partContext(name, entry), place: "entry/\(index)/\(name.rawValue)",
            what: "part does not open")
    }

    /// HMAC over what a command asked for: it tells nothing to who reads the table.
    func fingerprint(_ content: [UInt8]) -> [UInt8] { HMAC.authenticationCode(of: content, key: fingerprinting) }

    private func partContext(_ name: PartName, _ entry: EntryID) -> String {
        "part\n\(origin)\n\(entry)\n\(name.rawValue)"
    }

    private func seal(_ plain: [UInt8], key: [UInt8], context: String) throws(LedgerError) -> [UInt8] {
        let nonce = Random.bytes(ChaChaPoly.nonceByteCount)
        do throws(CryptographyError) {
            return try nonce + ChaChaPoly.seal(plain, key: key, nonce: nonce, authenticating: Array(context.utf8))
        } catch {
            throw .store(StoreFailure(operation: "seal", reason: .other, cause: String(describing: error)))
        }
    }

    private func open(
        _ sealed: [UInt8], key: [UInt8], context: String, place: String, what: String
    ) throws(LedgerError) -> [UInt8] {
        do throws(CryptographyError) {
            return try ChaChaPoly.open(
                sealed.dropFirst(ChaChaPoly.nonceByteCount), key: key,
                nonce: Array(sealed.prefix(ChaChaPoly.nonceByteCount)), authenticating: Array(context.utf8))
        } catch {
            throw .damaged(place: place, what: what)
        }
    }
}
