/// The Bech32 text of keys, without the length limit of BIP 173, as age uses it. Source: BIP 173.
enum Bech32 {
    private static let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)
    private static let generator: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]

    /// The lower-case text of `bytes` under a prefix.
    static func encode(_ bytes: [UInt8], prefix: String) -> String {
        guard let values = regroup(bytes, from: 8, to: 5, padding: true) else { return "" }
        let expanded = expand(prefix)
        let remainder = checksum(expanded + values + [0, 0, 0, 0, 0, 0]) ^ 1
        let check = (0..<6).map { UInt8(remainder >> UInt32(5 * (5 - $0)) & 31) }
        return prefix + "1" + String(decoding: (values + check).map { alphabet[Int($0)] }, as: UTF8.self)
    }

    /// Prefix (in lower case) and bytes; nil for mixed case, a wrong checksum or spare bits that are set.
    static func decode(_ text: String) -> (prefix: String, bytes: [UInt8])? {
        let lower = text.lowercased()
        guard text == lower || text == text.uppercased(), let split = lower.lastIndex(of: "1") else { return nil }
        let prefix = String(lower[..<split])
        let data = lower[lower.index(after: split)...]
        guard !prefix.isEmpty, data.utf8.count >= 6, prefix.utf8.allSatisfy({ (33...126).contains($0) }) else {
            return nil
        }
        var values: [UInt8] = []
        for character in data.utf8 {
            guard let index = alphabet.firstIndex(of: character) else { return nil }
            values.append(UInt8(index))
        }
        guard checksum(expand(prefix) + values) == 1,
            let bytes = regroup(Array(values.dropLast(6)), from: 5, to: 8, padding: false)
        else { return nil }
        return (prefix, bytes)
    }

    private static func expand(_ prefix: String) -> [UInt8] {
        prefix.utf8.map { $0 >> 5 } + [0] + prefix.utf8.map { $0 & 31 }
    }

    private static func checksum(_ values: [UInt8]) -> UInt32 {
        var remainder: UInt32 = 1
        for value in values {
            let top = remainder >> 25
            remainder = (remainder & 0x1ff_ffff) << 5 ^ UInt32(value)
            for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { remainder ^= generator[bit] }
        }
        return remainder
    }

    private static func regroup(_ values: [UInt8], from: UInt32, to: UInt32, padding: Bool) -> [UInt8]? {
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for value in values {
            bits = (bits << from | UInt32(value)) & 0xfff
            count += from
            while count >= to {
                count -= to
                result.append(UInt8(bits >> count & (1 << to - 1)))
            }
        }
        if padding {
            if count > 0 { result.append(UInt8(bits << (to - count) & (1 << to - 1))) }
        } else if count >= from || bits & (1 << count - 1) != 0 {
            return nil
        }
        return result
    }
}
