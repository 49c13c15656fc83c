internal import Cryptography

/// The chunks of an age payload: 64 KiB each, sealed one by one under a key of the file. Source: C2SP age, v1, STREAM.
struct AgeChunks: Sendable {
    /// Plain bytes in every chunk but the last.
    static let plainSize = 64 * 1024
    /// Bytes at rest of a full chunk.
    static let sealedSize = plainSize + ChaChaPoly.tagByteCount
    /// Bytes of the nonce before the first chunk.
    static let nonceSize = 16

    private let key: [UInt8]

    init(fileKey: [UInt8], nonce: [UInt8]) {
        key = HMAC.deriveKey(inputKey: fileKey, salt: nonce, info: Array("payload".utf8), byteCount: 32)
    }

    func seal(_ plain: some Collection<UInt8>, index: Int, isLast: Bool) throws(VaultError) -> [UInt8] {
        do {
            return try ChaChaPoly.seal(plain, key: key, nonce: AgeChunks.nonce(index, isLast))
        } catch {
            throw .payload(chunk: index)
        }
    }

    func open(_ sealed: some Collection<UInt8>, index: Int, isLast: Bool) throws(VaultError) -> [UInt8] {
        do {
            return try ChaChaPoly.open(sealed, key: key, nonce: AgeChunks.nonce(index, isLast))
        } catch {
            throw .payload(chunk: index)
        }
    }

    /// Opens chunks from the start of a payload on for as long as they are authentic and not the last.
    /// - Returns: how many there are.
    /// - Throws: what reading throws: bytes that the disk does not give are not bytes that were changed.
    func openFilled(
        in source: ByteSource, from payloadStart: Int64, _ take: ([UInt8]) -> Void
    ) throws(VaultError) -> Int {
        let size = Int64(AgeChunks.sealedSize)
        var index = 0
        var place = payloadStart
        while place + size <= source.byteCount {
            let sealed = try source.read(place..<(place + size))
            guard let plain = try? open(sealed, index: index, isLast: false) else { break }
            take(plain)
            index += 1
            place += size
        }
        return index
    }

    /// > an 11-byte big endian counter starting at zero and incrementing for each subsequent chunk; its last byte is
    /// > 0x01 for the final chunk and 0x00 for all preceding ones
    private static func nonce(_ index: Int, _ isLast: Bool) -> [UInt8] {
        var nonce = [UInt8](repeating: 0, count: ChaChaPoly.nonceByteCount)
        for place in 0..<8 { nonce[10 - place] = UInt8(truncatingIfNeeded: index >> (8 * place)) }
        nonce[11] = isLast ? 1 : 0
        return nonce
    }
}
