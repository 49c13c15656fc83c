internal import Cryptography
internal import Foundation

/// A short age file in memory, for one recipient: what is sealed to a person's key and to nobody else's.
package enum AgeMessage {
    /// The most bytes that are sealed so: one chunk.
    package static let byteLimit = AgeChunks.plainSize

    /// An age file that only the holder of the recipient's key opens.
    /// - Precondition: at most ``byteLimit`` bytes.
    /// - Throws: ``VaultError/malformedKey(_:)``, ``VaultError/payload(chunk:)``.
    package static func seal(_ bytes: [UInt8], to recipient: AgeRecipient) throws(VaultError) -> [UInt8] {
        precondition(bytes.count <= byteLimit, "a message is one chunk")
        let fileKey = Random.bytes(16)
        guard let header = try? AgeHeader(for: [recipient], fileKey: fileKey) else { throw .malformedKey("recipient") }
        let nonce = Random.bytes(AgeChunks.nonceSize)
        let sealed = try AgeChunks(fileKey: fileKey, nonce: nonce).seal(bytes, index: 0, isLast: true)
        return header.bytes + nonce + sealed
    }

    /// The bytes of an age file in memory.
    /// - Throws: ``VaultError/noMatch`` for another's key, and what reading throws.
    package static func open(_ file: [UInt8], with identity: AgeIdentity) throws(VaultError) -> [UInt8] {
        let reader = try AgeReader(ByteSource(file), identities: [identity])
        return try reader.read(0..<reader.byteCount)
    }

    /// The file as text that survives a terminal and a mail. Source: C2SP age, v1, «ASCII armor»: strict PEM.
    package static func armored(_ file: [UInt8]) -> String {
        let lines = Data(file).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN AGE ENCRYPTED FILE-----\n\(lines)\n-----END AGE ENCRYPTED FILE-----\n"
    }
}
