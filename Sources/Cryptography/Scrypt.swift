internal import CLibcrypto

/// The scrypt password hash. Source: RFC 7914.
public enum Scrypt {
    /// `byteCount` bytes derived from `password`.
    /// - Parameters:
    ///   - cost: N, a power of two; memory is about 128 × N × `blockSize` bytes.
    ///   - blockSize: r. - parallelism: p.
    /// - Throws: ``CryptographyError/library(operation:)`` where libcrypto refuses the parameters.
    public static func derive(
        password: [UInt8], salt: [UInt8], cost: UInt64, blockSize: UInt64, parallelism: UInt64, byteCount: Int
    ) throws(CryptographyError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: byteCount)
        let memory: UInt64 = 256 * 1024 * 1024
        let status = password.withUnsafeBytes { raw in
            EVP_PBE_scrypt(
                raw.assumingMemoryBound(to: CChar.self).baseAddress, raw.count, salt, salt.count, cost, blockSize,
                parallelism, memory, &output, byteCount)
        }
        guard status == 1 else { throw .library(operation: "scrypt") }
        return output
    }
}
