internal import Cryptography

/// Reads an age file from its first byte to its last, as a pipe would: each chunk is given out as soon as it is
/// authentic, before anything is known of those behind it. For looking at what is left of a damaged file, and for
/// comparing with other readers; whatever shows content to a person uses ``AgeReader``.
package enum AgeStream {
    /// Gives out the authentic chunks in order, at most 64 KiB each.
    /// - Throws: what opening the header throws, and ``VaultError/payload(chunk:)`` at the first chunk that is not
    ///   authentic, is empty behind others, or is followed by bytes though it is the last, or where the last is missing.
    ///   What was given out before stays authentic, but is no whole file. Source: C2SP age, v1, payload.
    package static func forEachChunk(
        of source: ByteSource, identities: [AgeIdentity], _ take: ([UInt8]) -> Void
    ) throws(VaultError) {
        let header = try AgeReader.header(of: source)
        let fileKey = try header.fileKey(for: identities)
        let headerEnd = Int64(header.bytes.count)
        var place = headerEnd + Int64(AgeChunks.nonceSize)
        guard source.byteCount >= place else { throw .header("nonce") }
        let chunks = AgeChunks(fileKey: fileKey, nonce: try source.read(headerEnd..<place))
        var index = 0
        while true {
            let end = min(place + Int64(AgeChunks.sealedSize), source.byteCount)
            let sealed = try source.read(place..<end)
            let isFull = sealed.count == AgeChunks.sealedSize
            if isFull, let plain = try? chunks.open(sealed, index: index, isLast: false) {
                take(plain)
                index += 1
                place = end
                continue
            }
            let plain = try chunks.open(sealed, index: index, isLast: true)
            guard !plain.isEmpty || index == 0 else { throw .payload(chunk: index) }
            take(plain)
            guard end == source.byteCount else { throw .payload(chunk: index + 1) }
            return
        }
    }
}
