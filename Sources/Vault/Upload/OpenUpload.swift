internal import Cryptography
internal import Foundation

/// One upload: `content.age` with every chunk that was filled, `tail` with the bytes after them, `plan` with what the
/// sender announced. Tail and plan are sealed under keys derived from the file's: a plain digest would let whoever sees
/// the disk test it for known files. Owned by the spool's actor.
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
    private var hash: SHA256

    /// Sealed bytes that are gathered before they are written.
    private static let writeSize = 16 * AgeChunks.sealedSize

    private struct Plan: Codable {
        let byteCount: Int64
        let digest: String?
    }

    init(creating folder: String, byteCount: Int64, digest: Digest?, _ keys: VaultKeys) throws(VaultError) {
        self.folder = folder
        self.byteCount = byteCount
        hash = SHA256()
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
        // From here on a tail is missing only where it was lost.
        try DiskFile.replace(folder + "/tail", with: try tailBox.seal([], base: 0))
        // The plan is written last: a folder without one is no upload.
        let box = SealedBox(key: fileKey, purpose: "upload-plan")
        try DiskFile.replace(folder + "/plan", with: try box.seal(Array(plan), base: 0))
    }

    /// Takes an upload up again after a restart: every chunk is opened, which also makes the hash anew.
    /// - Throws: ``VaultError/uploadDamaged(_:)`` where acknowledged chunks are not as they were, and what reading
    ///   throws; the files then stay as they are.
    init(resuming folder: String, _ keys: VaultKeys) throws(VaultError) {
        self.folder = folder
        filePath = folder + "/content.age"
        let id = (folder as NSString).lastPathComponent
        do {
            file = try DiskFile(filePath, O_RDWR)
        } catch VaultError.disk("open", ENOENT) {
            // It was moved into the store, or never begun.
            throw .unknownUpload(id)
        }
        let source = try file.source
        header = try AgeReader.header(of: source)
        fileKey = try header.fileKey(for: [keys.identity])
        let plan = try OpenUpload.plan(folder, fileKey)
        byteCount = plan.byteCount
        digest = plan.digest.flatMap { Digest(hex: $0) }
        let headerEnd = Int64(header.bytes.count)
        payloadStart = headerEnd + Int64(AgeChunks.nonceSize)
        guard source.byteCount >= payloadStart else { throw .header("nonce") }
        chunks = AgeChunks(fileKey: fileKey, nonce: try source.read(headerEnd..<payloadStart))
        var hash = SHA256()
        index = try chunks.openFilled(in: source, from: payloadStart) { hash.update($0) }
        let end = payloadStart + Int64(index) * Int64(AgeChunks.sealedSize)
        let tailBox = SealedBox(key: fileKey, purpose: "upload-tail")
        let kept = try DiskFile.small(folder + "/tail").flatMap(tailBox.open)
        if let kept, kept.base > index { throw .uploadDamaged(id) }
        if source.byteCount > end {
            // What lies behind was being written when the machine stopped. It was never acknowledged, for the tail says
            // how many chunks were; without a tail to say it, nothing is cut.
            guard kept != nil else { throw .uploadDamaged(id) }
            try file.cut(to: end)
            try file.sync()
        }
        // A tail with a lower number is older than the last chunks, which hold its bytes.
        if let kept, kept.base == index { tail = kept.bytes }
        hash.update(tail)
        self.hash = hash
        offset = Int64(index) * Int64(AgeChunks.plainSize) + Int64(tail.count)
    }

    private static func plan(_ folder: String, _ fileKey: [UInt8]) throws(VaultError) -> Plan {
        guard let sealed = try DiskFile.small(folder + "/plan"),
            let plain = SealedBox(key: fileKey, purpose: "upload-plan").open(sealed)?.bytes,
            let plan = try? JSONDecoder().decode(Plan.self, from: Data(plain))
        else { throw .unknownUpload((folder as NSString).lastPathComponent) }
        return plan
    }

    func append(_ bytes: [UInt8]) throws(VaultError) {
        hash.update(bytes)
        var pending = tail
        var rest = bytes[...]
        var sealed: [UInt8] = []
        var place = payloadStart + Int64(index) * Int64(AgeChunks.sealedSize)
        // A full chunk is sealed only when more follows: it might be the last.
        while pending.count + rest.count > AgeChunks.plainSize {
            let part = rest.prefix(AgeChunks.plainSize - pending.count)
            let plain = pending.isEmpty ? part : pending[...] + part
            sealed += try chunks.seal(plain, index: index, isLast: false)
            index += 1
            pending = []
            rest = rest.dropFirst(part.count)
            if sealed.count >= OpenUpload.writeSize {
                try file.write(sealed, at: place)
                place += Int64(sealed.count)
                sealed.removeAll(keepingCapacity: true)
            }
        }
        try file.write(sealed, at: place)
        if bytes.count > rest.count { try file.sync() }
        tail = pending + rest
        try DiskFile.replace(folder + "/tail", with: try tailBox.seal(tail, base: index))
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

    private var tailBox: SealedBox { SealedBox(key: fileKey, purpose: "upload-tail") }
}
