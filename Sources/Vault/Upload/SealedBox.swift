internal import Cryptography

/// A small file beside `content.age`: 8 bytes of the number of chunks before it, 12 of nonce, then the sealed bytes. Its
/// key is derived for one purpose, so that no such file passes for another.
struct SealedBox {
    private let key: [UInt8]

    init(key: [UInt8], purpose: String) {
        self.key = HMAC.deriveKey(inputKey: key, salt: [], info: Array("liuhen/\(purpose)".utf8), byteCount: 32)
    }

    func seal(_ plain: [UInt8], base: Int) throws(VaultError) -> [UInt8] {
        let place = (0..<8).map { UInt8(truncatingIfNeeded: base >> (56 - 8 * $0)) }
        let nonce = Random.bytes(ChaChaPoly.nonceByteCount)
        guard let sealed = try? ChaChaPoly.seal(plain, key: key, nonce: nonce, authenticating: place) else {
            throw .payload(chunk: base)
        }
        return place + nonce + sealed
    }

    /// What was sealed, and behind how many chunks; nil when it was changed or cut.
    func open(_ bytes: [UInt8]) -> (base: Int, bytes: [UInt8])? {
        guard bytes.count >= 8 + ChaChaPoly.nonceByteCount + ChaChaPoly.tagByteCount else { return nil }
        let place = Array(bytes[..<8])
        let nonce = Array(bytes[8..<20])
        guard let plain = try? ChaChaPoly.open(bytes[20...], key: key, nonce: nonce, authenticating: place) else {
            return nil
        }
        return (place.reduce(0) { $0 << 8 | Int($1) }, plain)
    }
}
