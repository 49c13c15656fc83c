internal import CLibcrypto

/// HMAC and HKDF over SHA-256. Sources: RFC 2104, RFC 5869.
public enum HMAC {
    /// The 32-byte HMAC-SHA-256 of `message` under `key`.
    public static func authenticationCode(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: Digest.byteCount)
        var length: UInt32 = 0
        let result = compute(key, message, &code, &length)
        precondition(result && length == UInt32(Digest.byteCount), "libcrypto refused an HMAC")
        return code
    }

    /// `byteCount` bytes derived from `inputKey` by HKDF-SHA-256.
    /// - Precondition: `byteCount` is at most 255 × 32.
    public static func deriveKey(inputKey: [UInt8], salt: [UInt8], info: [UInt8], byteCount: Int) -> [UInt8] {
        precondition(byteCount > 0 && byteCount <= 255 * Digest.byteCount, "HKDF gives 1 to 8160 bytes")
        // > PRK = HMAC-Hash(salt, IKM); an absent salt is a string of HashLen zeros (RFC 5869 §2.2)
        let zeros = [UInt8](repeating: 0, count: Digest.byteCount)
        let pseudoRandomKey = authenticationCode(of: inputKey, key: salt.isEmpty ? zeros : salt)
        // > T(n) = HMAC-Hash(PRK, T(n-1) | info | n) (RFC 5869 §2.3)
        var output: [UInt8] = []
        var block: [UInt8] = []
        var counter: UInt8 = 1
        while output.count < byteCount {
            block = authenticationCode(of: block + info + [counter], key: pseudoRandomKey)
            output += block
            counter &+= 1
        }
        return Array(output.prefix(byteCount))
    }

    /// Whether two byte strings are equal, in a time that does not depend on where they differ.
    public static func isEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return CRYPTO_memcmp(left, right, left.count) == 0
    }

    private static func compute(
        _ key: [UInt8], _ message: [UInt8], _ code: inout [UInt8], _ length: inout UInt32
    ) -> Bool {
        CLibcrypto.HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &code, &length) != nil
    }
}
