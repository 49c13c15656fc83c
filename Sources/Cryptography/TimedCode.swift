internal import CLibcrypto

/// One-time codes that an authenticator shows: HOTP (RFC 4226) over the number of a time step (RFC 6238).
public enum TimedCode {
    /// The hash under the HMAC. Authenticators that people carry know ``sha1``; its weakness is not one in an HMAC.
    public enum Hash: Sendable, CaseIterable { case sha1, sha256, sha512 }

    /// The seconds that one code is shown. Source: RFC 6238 §5.2.
    public static let stepSeconds: Int64 = 30

    /// The number of the step in which a time lies.
    /// - Parameter seconds: seconds since 1970-01-01T00:00:00Z, not negative.
    public static func step(at seconds: Int64) -> UInt64 { UInt64(max(0, seconds / stepSeconds)) }

    /// The code of a step, with leading zeros.
    /// - Parameter digits: 6 to 8.
    /// - Throws: ``CryptographyError/library(operation:)``.
    public static func code(
        secret: [UInt8], step: UInt64, digits: Int = 6, hash: Hash = .sha1
    ) throws(CryptographyError) -> String {
        precondition((6...8).contains(digits), "a code has six to eight digits")
        let message = (0..<8).map { UInt8(truncatingIfNeeded: step >> UInt64(56 - 8 * $0)) }
        let code = try authenticationCode(of: message, key: secret, hash: hash)
        // > Let OffsetBits be the low-order 4 bits of String[19] (RFC 4226 §5.3; the last byte for longer hashes).
        let offset = Int((code.last ?? 0) & 0x0F)
        let number = code[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
        let modulus = (0..<digits).reduce(UInt32(1)) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: digits - text.count) + text
    }

    private static func authenticationCode(
        of message: [UInt8], key: [UInt8], hash: Hash
    ) throws(CryptographyError) -> [UInt8] {
        let algorithm =
            switch hash {
            case .sha1: EVP_sha1()
            case .sha256: EVP_sha256()
            case .sha512: EVP_sha512()
            }
        var code = [UInt8](repeating: 0, count: 64)
        var length: UInt32 = 0
        let made = CLibcrypto.HMAC(algorithm, key, Int32(key.count), message, message.count, &code, &length)
        guard made != nil, length >= 20 else { throw .library(operation: "HMAC") }
        return Array(code.prefix(Int(length)))
    }
}

/// Base32 as authenticators read a secret. Source: RFC 4648 §6, without padding.
public enum Base32 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    /// Eight characters for each five bytes.
    public static func encode(_ bytes: [UInt8]) -> String {
        var text = ""
        var held: UInt32 = 0
        var bits = 0
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                text.append(alphabet[Int(held >> UInt32(bits - 5) & 31)])
                bits -= 5
            }
            held &= 0xFF
        }
        if bits > 0 { text.append(alphabet[Int(held << UInt32(5 - bits) & 31)]) }
        return text
    }
}
