internal import CLibcrypto

/// ChaCha20-Poly1305 authenticated encryption. Source: RFC 8439.
public enum ChaChaPoly {
    /// Bytes in a key.
    public static let keyByteCount = 32
    /// Bytes in a nonce.
    public static let nonceByteCount = 12
    /// Bytes that sealing adds: the Poly1305 tag.
    public static let tagByteCount = 16

    /// Encrypts `plain` and appends the tag.
    /// - Throws: ``CryptographyError/malformed(_:)`` for a key or nonce of the wrong length.
    public static func seal(
        _ plain: some Collection<UInt8>, key: [UInt8], nonce: [UInt8], authenticating extra: [UInt8] = []
    ) throws(CryptographyError) -> [UInt8] {
        try check(key, nonce)
        let input = Array(plain)
        var output = [UInt8](repeating: 0, count: input.count + tagByteCount)
        var written: Int32 = 0
        var ignored: Int32 = 0
        guard let context = EVP_CIPHER_CTX_new() else { throw .library(operation: "ChaCha20-Poly1305") }
        defer { EVP_CIPHER_CTX_free(context) }
        let sealed = output.withUnsafeMutableBufferPointer { buffer -> Bool in
            guard let base = buffer.baseAddress else { return false }
            return EVP_EncryptInit_ex(context, EVP_chacha20_poly1305(), nil, key, nonce) == 1
                && (extra.isEmpty || EVP_EncryptUpdate(context, nil, &ignored, extra, Int32(extra.count)) == 1)
                && (input.isEmpty || EVP_EncryptUpdate(context, base, &written, input, Int32(input.count)) == 1)
                && EVP_EncryptFinal_ex(context, base + input.count, &ignored) == 1
                && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(tagByteCount), base + input.count) == 1
        }
        guard sealed else { throw .library(operation: "ChaCha20-Poly1305 seal") }
        return output
    }

    /// Decrypts what ``seal(_:key:nonce:authenticating:)`` gave. No byte is returned unless the tag holds.
    /// - Throws: ``CryptographyError/notAuthentic`` when it does not, ``CryptographyError/malformed(_:)`` for lengths.
    public static func open(
        _ sealed: some Collection<UInt8>, key: [UInt8], nonce: [UInt8], authenticating extra: [UInt8] = []
    ) throws(CryptographyError) -> [UInt8] {
        try check(key, nonce)
        guard sealed.count >= tagByteCount else { throw .notAuthentic }
        let input = Array(sealed.prefix(sealed.count - tagByteCount))
        var tag = Array(sealed.suffix(tagByteCount))
        var output = [UInt8](repeating: 0, count: input.count)
        var written: Int32 = 0
        var ignored: Int32 = 0
        guard let context = EVP_CIPHER_CTX_new() else { throw .library(operation: "ChaCha20-Poly1305") }
        defer { EVP_CIPHER_CTX_free(context) }
        var tail = [UInt8](repeating: 0, count: 16)
        let opened =
            EVP_DecryptInit_ex(context, EVP_chacha20_poly1305(), nil, key, nonce) == 1
            && EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagByteCount), &tag) == 1
            && (extra.isEmpty || EVP_DecryptUpdate(context, nil, &ignored, extra, Int32(extra.count)) == 1)
            && (input.isEmpty || EVP_DecryptUpdate(context, &output, &written, input, Int32(input.count)) == 1)
            && EVP_DecryptFinal_ex(context, &tail, &ignored) == 1
        guard opened else { throw .notAuthentic }
        return output
    }

    private static func check(_ key: [UInt8], _ nonce: [UInt8]) throws(CryptographyError) {
        guard key.count == keyByteCount else { throw .malformed("key") }
        guard nonce.count == nonceByteCount else { throw .malformed("nonce") }
    }
}
