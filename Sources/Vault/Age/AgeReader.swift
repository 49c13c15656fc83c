package import Cryptography

/// Reads an age file at any place. No byte is given out that was not authenticated, and no length is believed before
/// the last chunk was.
package struct AgeReader: Sendable {
    /// The number of plain bytes.
    package let byteCount: Int64
    /// SHA-256 of the header as it stands in the file.
    package let headerDigest: Digest

    private let source: ByteSource
    private let chunks: AgeChunks
    private let payloadStart: Int64
    private let chunkCount: Int
    private let lastChunk: [UInt8]

    /// Opens a file: reads its header, and authenticates its last chunk.
    /// - Throws: ``VaultError``.
    package init(_ source: ByteSource, identities: [AgeIdentity]) throws(VaultError) {
        let header = try AgeReader.header(of: source)
        let fileKey = try header.fileKey(for: identities)
        try self.init(source, header: header, fileKey: fileKey)
    }

    init(_ source: ByteSource, header: AgeHeader, fileKey: [UInt8]) throws(VaultError) {
        let headerEnd = Int64(header.bytes.count)
        let start = headerEnd + Int64(AgeChunks.nonceSize)
        guard source.byteCount >= start else { throw .header("nonce") }
        let sealed = source.byteCount - start
        guard sealed >= Int64(ChaChaPoly.tagByteCount) else { throw .payload(chunk: 0) }
        let size = Int64(AgeChunks.sealedSize)
        let count = Int((sealed + size - 1) / size)
        let lastStart = start + Int64(count - 1) * size
        let chunks = AgeChunks(fileKey: fileKey, nonce: try source.read(headerEnd..<start))
        let last = try chunks.open(try source.read(lastStart..<source.byteCount), index: count - 1, isLast: true)
        // > the final chunk MAY be empty only if the whole payload is
        guard !last.isEmpty || count == 1 else { throw .payload(chunk: count - 1) }
        self.source = source
        self.chunks = chunks
        self.payloadStart = start
        self.chunkCount = count
        self.lastChunk = last
        self.byteCount = Int64(count - 1) * Int64(AgeChunks.plainSize) + Int64(last.count)
        self.headerDigest = SHA256.hash(header.bytes)
    }

    static func header(of source: ByteSource) throws(VaultError) -> AgeHeader {
        let length = min(source.byteCount, Int64(AgeHeader.byteLimit))
        return try AgeHeader(parsing: try source.read(0..<length))
    }

    /// The plain bytes of a range, which is cut to what there is.
    /// - Throws: ``VaultError/payload(chunk:)`` before a byte of a changed chunk is given out.
    package func read(_ range: Range<Int64>) throws(VaultError) -> [UInt8] {
        let wanted = range.clamped(to: 0..<byteCount)
        guard !wanted.isEmpty else { return [] }
        let size = Int64(AgeChunks.plainSize)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(wanted.upperBound - wanted.lowerBound))
        for index in Int(wanted.lowerBound / size)...Int((wanted.upperBound - 1) / size) {
            let plain = try chunk(index)
            let start = Int64(index) * size
            let from = Int(max(0, wanted.lowerBound - start))
            let to = Int(min(Int64(plain.count), wanted.upperBound - start))
            bytes += plain[from..<to]
        }
        return bytes
    }

    private func chunk(_ index: Int) throws(VaultError) -> [UInt8] {
        if index == chunkCount - 1 { return lastChunk }
        let start = payloadStart + Int64(index) * Int64(AgeChunks.sealedSize)
        return try chunks.open(
            try source.read(start..<(start + Int64(AgeChunks.sealedSize))), index: index, isLast: false)
    }

    /// The SHA-256 of the whole plain content.
    package func digest() throws(VaultError) -> Digest {
        var hash = SHA256()
        for index in 0..<chunkCount { hash.update(try chunk(index)) }
        return hash.digest()
    }
}
