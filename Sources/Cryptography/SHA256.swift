internal import CLibcrypto

/// SHA-256 of bytes that arrive piece by piece. Source: FIPS 180-4.
public struct SHA256: ~Copyable {
    private let context: OpaquePointer

    /// A hash over no bytes yet.
    public init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("libcrypto offers no SHA-256")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Takes in more bytes.
    public mutating func update(_ bytes: some Sequence<UInt8>) {
        let done: Void? = bytes.withContiguousStorageIfAvailable { buffer in update(UnsafeRawBufferPointer(buffer)) }
        if done == nil { Array(bytes).withUnsafeBytes { update($0) } }
    }

    /// Takes in more bytes without copying them.
    public mutating func update(_ buffer: UnsafeRawBufferPointer) {
        let status = EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
        precondition(status == 1, "libcrypto refused to hash")
    }

    /// The digest of everything taken in so far; more may follow.
    public borrowing func digest() -> Digest {
        guard let copy = EVP_MD_CTX_new() else { preconditionFailure("libcrypto has no memory") }
        defer { EVP_MD_CTX_free(copy) }
        var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
        let status = EVP_MD_CTX_copy_ex(copy, context) == 1 && EVP_DigestFinal_ex(copy, &bytes, nil) == 1
        precondition(status, "libcrypto refused to finish a hash")
        return Digest(unchecked: bytes)
    }

    /// The digest of `bytes`.
    public static func hash(_ bytes: some Sequence<UInt8>) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.digest()
    }
}
