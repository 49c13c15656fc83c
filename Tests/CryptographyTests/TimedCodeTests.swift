import Testing

@testable import Cryptography

/// The published vectors of RFC 6238 (appendix B, with the seeds of its reference code) and of RFC 4648 §10.
@Suite struct `Timed codes` {
    private static func seed(_ count: Int) -> [UInt8] {
        Array(Array("1234567890123456789012345678901234567890123456789012345678901234".utf8).prefix(count))
    }

    @Test(
        arguments: [
            (59, "94287082", "46119246", "90693936"),
            (1_111_111_109, "07081804", "68084774", "25091201"),
            (1_111_111_111, "14050471", "67062674", "99943326"),
            (1_234_567_890, "89005924", "91819424", "93441116"),
            (2_000_000_000, "69279037", "90698825", "38618901"),
            (20_000_000_000, "65353130", "77737706", "47863826"),
        ] as [(Int64, String, String, String)])
    func `are those of RFC 6238`(seconds: Int64, first: String, second: String, third: String) throws {
        let step = TimedCode.step(at: seconds)
        #expect(try TimedCode.code(secret: Self.seed(20), step: step, digits: 8, hash: .sha1) == first)
        #expect(try TimedCode.code(secret: Self.seed(32), step: step, digits: 8, hash: .sha256) == second)
        #expect(try TimedCode.code(secret: Self.seed(64), step: step, digits: 8, hash: .sha512) == third)
        #expect(try TimedCode.code(secret: Self.seed(20), step: step) == String(first.suffix(6)))
    }

    @Test(arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func `have secrets written as RFC 4648 does, without padding`(text: String, expected: String) {
        #expect(Base32.encode(Array(text.utf8)) == expected)
    }
}
