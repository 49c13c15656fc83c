internal import Cryptography
internal import Foundation

/// One upload: `content.age` with every chunk that was filled, `tail` with the bytes after them, `plan` with what the
/// sender announced. Owned by the spool's actor.
final class OpenUpload {
    let byteCount: Int64
    let filePath: String
    private(set) var offset: Int64 = 0

    private let folder: String
    private let digest: Digest?
    private let file: DiskFile
    private let header: AgeHeader
    private let fileKey: [UInt8]
    private let chunks: AgeChunks
    private let payloadStart: Int64
    private var index = 0
    private var tail: [UInt8] = []
    private var hash = SHA256()

    private struct Plan: Codable {
        let byteCount: Int64
        let digest: String?
    }

    init(creating folder: String, byteCount: Int64, digest: Digest?, _ keys: VaultKeys) throws(VaultError) {
        self.folder = folder
        self.byteCount = byteCount
        self.digest = digest
        filePath = folder + "/content.age"
        fileKey = Random.bytes(16)
        guard let header = try? AgeHeader(for: [keys.identity.recipient, keys.recovery], fileKey: fileKey),
            let plan = try? JSONEncoder().encode(Plan(byteCount: byteCount, digest: digest?.hex))
        else { throw .malformedKey("recipient") }
        self.header = header
        let nonce = Random.bytes(AgeChunks.nonceSize)
        chunks = AgeChunks(fileKey: fileKey, nonce: nonce)
        payloadStart = Int64(header.bytes.count + AgeChunks.nonceSize)
        file = try DiskFile(filePath, O_RDWR | O_CREAT | O_EXCL)
        try file.write(header.bytes + nonce, at: 0)
        try file.sync()
        // The plan is written last: a folder without one is no upload.
        try DiskFile.replace(folder + "/plan", with: Array(plan))
    }

    /// Takes an upload up again after a restart: every chunk is opened, which also makes the hash anew.
    init(resuming folder: String, _ keys: VaultKeys) throws(VaultError) {
        self.folder = folder
        filePath = folder + "/content.age"
        let plan = try OpenUpload.plan(folder)
        byteCount = plan.byteCount
        digest = plan.digest.flatMap { Digest(hex: $0) }
        file = try DiskFile(filePath, O_RDWR)
        let source = try file.source
        header = try AgeReader.header(of: source)
        fileKey = try header.fileKey(for: [keys.identity])
        let headerEnd = Int64(header.bytes.count)
        payloadStart = headerEnd + Int64(AgeChunks.nonceSize)
        guard source.byteCount >= payloadStart else { throw .header("nonce") }
        chunks = AgeChunks(fileKey: fileKey, nonce: try source.read(headerEnd..<payloadStart))
        let size = Int64(AgeChunks.sealedSize)
        var place = payloadStart
        while place + size <= source.byteCount,
            let plain = try? chunks.open(try source.read(place..<(place + size)), index: index, isLast: false)
        {
            hash.update(plain)
            index += 1
            place += size
        }
        // What lies behind was being written when the machine stopped; it was never acknowledged.
        try file.cut(to: place)
        if let kept = try readTail(), kept.base == index {
            tail = kept.bytes
            hash.update(tail)
        }
        offset = Int64(index) * Int64(AgeChunks.plainSize) + Int64(tail.count)
    }

    private static func plan(_ folder: String) throws(VaultError) -> Plan {
        let file = try DiskFile(folder + "/plan", O_RDONLY)
        let bytes = try file.read(0..<(try file.byteCount))
        guard let plan = try? JSONDecoder().decode(Plan.self, from: Data(bytes)) else {
            throw .unknownUpload((folder as NSString).lastPathComponent)
        }
        return plan
    }

    func append(_ bytes: [UInt8]) throws(VaultError) {
        hash.update(bytes)
        var pending = tail
        pending += bytes
        var taken = 0
        var sealed: [UInt8] = []
        let place = payloadStart + Int64(index) * Int64(AgeChunks.sealedSize)
        // A full chunk is sealed only when more follows: it might be the last.
        while pending.count - taken > AgeChunks.plainSize {
            sealed += try chunks.seal(pending[taken..<(taken + AgeChunks.plainSize)], index: index, isLast: false)
            index += 1
            taken += AgeChunks.plainSize
        }
        if !sealed.isEmpty {
            try file.write(sealed, at: place)
            try file.sync()
        }
        tail = Array(pending[taken...])
        try writeTail()
        offset += Int64(bytes.count)
    }

    func finish() throws(VaultError) -> Vault.Pin {
        let found = hash.digest()
        if let digest, digest != found { throw .digestMismatch(expected: digest.hex, found: found.hex) }
        let place = payloadStart + Int64(index) * Int64(AgeChunks.sealedSize)
        try file.write(try chunks.seal(tail, index: index, isLast: true), at: place)
        try file.sync()
        return Vault.Pin(digest: found, byteCount: byteCount, headerDigest: SHA256.hash(header.bytes))
    }

    private var tailKey: [UInt8] {
        HMAC.deriveKey(inputKey: fileKey, salt: [], info: Array("liuhen/upload-tail".utf8), byteCount: 32)
    }

    /// 8 bytes of the number of chunks before the tail, 12 of nonce, then the sealed bytes.
    private func writeTail() throws(VaultError) {
        let base = (0..<8).map { UInt8(truncatingIfNeeded: index >> (56 - 8 * $0)) }
        let nonce = Random.bytes(ChaChaPoly.nonceByteCount)
        guard let sealed = try? ChaChaPoly.seal(tail, key: tailKey, nonce: nonce, authenticating: base) else {
            throw .payload(chunk: index)
        }
        try DiskFile.replace(folder + "/tail", with: base + nonce + sealed)
    }

    private func readTail() throws(VaultError) -> (base: Int, bytes: [UInt8])? {
        guard access(folder + "/tail", F_OK) == 0 else { return nil }
        let file = try DiskFile(folder + "/tail", O_RDONLY)
        let bytes = try file.read(0..<(try file.byteCount))
        guard bytes.count >= 36 else { return nil }
        let base = Array(bytes[..<8])
        guard
            let plain = try? ChaChaPoly.open(
                bytes[20...], key: tailKey, nonce: Array(bytes[8..<20]), authenticating: base)
        else { return nil }
        return (base.reduce(0) { $0 << 8 | Int($1) }, plain)
    }
}
