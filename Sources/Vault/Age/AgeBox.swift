internal import Cryptography

/// A few bytes as a whole age file in memory, for those who hold one of some keys.
package enum AgeBox {
    /// The age file of some bytes.
    /// - Throws: ``VaultError/malformedKey(_:)`` where a recipient cannot be written for.
    package static func seal(_ bytes: [UInt8], for recipients: [AgeRecipient]) throws(VaultError) -> [UInt8] {
        precondition(bytes.count <= AgeChunks.plainSize, "a box holds one chunk")
        let fileKey = Random.bytes(16)
        guard let header = try? AgeHeader(for: recipients, fileKey: fileKey) else { throw .malformedKey("recipient") }
        let nonce = Random.bytes(AgeChunks.nonceSize)
        let chunk = try AgeChunks(fileKey: fileKey, nonce: nonce).seal(bytes, index: 0, isLast: true)
        return header.bytes + nonce + chunk
    }

    /// What is in an age file.
    /// - Throws: ``VaultError/noMatch`` where the identity is none of its recipients', and as reading any age file.
    package static func open(_ file: [UInt8], with identity: AgeIdentity) throws(VaultError) -> [UInt8] {
        let reader = try AgeReader(ByteSource(file), identities: [identity])
        return try reader.read(0..<reader.byteCount)
    }
}
