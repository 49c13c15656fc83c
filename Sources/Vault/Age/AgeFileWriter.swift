internal import Cryptography
internal import Foundation

/// Writes an age file chunk by chunk.
final class AgeFileWriter {
    private let file: DiskFile
    private let header: AgeHeader
    private let chunks: AgeChunks
    private var place: Int64
    private var index = 0
    private var pending: [UInt8] = []
    private var byteCount: Int64 = 0
    private var hash = SHA256()

    init(_ path: String, _ keys: VaultKeys) throws(VaultError) {
        let fileKey = Random.bytes(16)
        guard let header = try? AgeHeader(for: [keys.identity.recipient, keys.recovery], fileKey: fileKey) else {
            throw .malformedKey("recipient")
        }
        let nonce = Random.bytes(AgeChunks.nonceSize)
        file = try DiskFile(path, O_RDWR | O_CREAT | O_EXCL)
        self.header = header
        chunks = AgeChunks(fileKey: fileKey, nonce: nonce)
        try file.write(header.bytes + nonce, at: 0)
        place = Int64(header.bytes.count + AgeChunks.nonceSize)
    }

    func append(_ bytes: [UInt8]) throws(VaultError) {
        hash.update(bytes)
        byteCount += Int64(bytes.count)
        pending += bytes
        // A full chunk is sealed only when more follows: it might be the last.
        while pending.count > AgeChunks.plainSize {
            try write(Array(pending.prefix(AgeChunks.plainSize)), isLast: false)
            pending.removeFirst(AgeChunks.plainSize)
        }
    }

    private func write(_ plain: [UInt8], isLast: Bool) throws(VaultError) {
        let sealed = try chunks.seal(plain, index: index, isLast: isLast)
        try file.write(sealed, at: place)
        place += Int64(sealed.count)
        index += 1
    }

    func finish() throws(VaultError) -> Vault.Pin {
        try write(pending, isLast: true)
        try file.sync()
        return Vault.Pin(digest: hash.digest(), byteCount: byteCount, headerDigest: SHA256.hash(header.bytes))
    }
}
