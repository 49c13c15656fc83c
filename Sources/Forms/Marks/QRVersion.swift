/// A size of QR code at level M: how its codewords fall into blocks (ISO/IEC 18004:2015, tables 1, 9 and E.1).
struct QRVersion: Hashable, Sendable {
    let number: Int
    /// Codewords of error correction in each block.
    let correction: Int
    /// Data codewords of each block.
    let blocks: [Int]
    /// Centres of the alignment patterns.
    let alignment: [Int]

    var size: Int { 17 + 4 * number }
    private var dataCount: Int { blocks.reduce(0, +) }
    private var lengthBits: Int { number < 10 ? 8 : 16 }

    /// Bytes that fit: four bits of mode and the length go off.
    var byteCapacity: Int { (dataCount * 8 - 4 - lengthBits) / 8 }

    /// Versions 1 to 10.
    static let all: [QRVersion] = [
        QRVersion(number: 1, correction: 10, blocks: [16], alignment: []),
        QRVersion(number: 2, correction: 16, blocks: [28], alignment: [6, 18]),
        QRVersion(number: 3, correction: 26, blocks: [44], alignment: [6, 22]),
        QRVersion(number: 4, correction: 18, blocks: [32, 32], alignment: [6, 26]),
        QRVersion(number: 5, correction: 24, blocks: [43, 43], alignment: [6, 30]),
        QRVersion(number: 6, correction: 16, blocks: [27, 27, 27, 27], alignment: [6, 34]),
        QRVersion(number: 7, correction: 18, blocks: [31, 31, 31, 31], alignment: [6, 22, 38]),
        QRVersion(number: 8, correction: 22, blocks: [38, 38, 39, 39], alignment: [6, 24, 42]),
        QRVersion(number: 9, correction: 22, blocks: [36, 36, 36, 37, 37], alignment: [6, 26, 46]),
        QRVersion(number: 10, correction: 26, blocks: [43, 43, 43, 43, 44], alignment: [6, 28, 50]),
    ]

    /// Mode, length, bytes, terminator and padding (§7.4).
    func dataCodewords(_ bytes: [UInt8]) -> [UInt8] {
        var bits: [Bool] = []
        func put(_ value: Int, _ count: Int) {
            for index in stride(from: count - 1, through: 0, by: -1) { bits.append(value >> index & 1 == 1) }
        }
        put(0b0100, 4)
        put(bytes.count, lengthBits)
        for byte in bytes { put(Int(byte), 8) }
        put(0, min(4, dataCount * 8 - bits.count))
        put(0, (8 - bits.count % 8) % 8)
        var words: [UInt8] = stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<(start + 8)].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
        var padding: UInt8 = 0xEC
        while words.count < dataCount {
            words.append(padding)
            padding ^= 0xEC ^ 0x11
        }
        return words
    }

    /// The blocks' data taken in turn, then their error correction in turn (§7.6).
    func interleaved(_ data: [UInt8]) -> [UInt8] {
        var parts: [[UInt8]] = []
        var start = 0
        for count in blocks {
            parts.append(Array(data[start..<(start + count)]))
            start += count
        }
        let checks = parts.map { ReedSolomon.remainder(of: $0, count: correction) }
        var words: [UInt8] = []
        for index in 0..<(blocks.max() ?? 0) {
            for part in parts where index < part.count { words.append(part[index]) }
        }
        for index in 0..<correction {
            for check in checks { words.append(check[index]) }
        }
        return words
    }
}

/// Error correction over GF(2⁸) with the polynomial 0x11D (§7.5).
enum ReedSolomon {
    /// The codewords of error correction for a block of data.
    static func remainder(of data: [UInt8], count: Int) -> [UInt8] {
        let divisor = generator(count)
        var result = [UInt8](repeating: 0, count: count)
        for byte in data {
            let factor = byte ^ result.removeFirst()
            result.append(0)
            for index in result.indices { result[index] ^= multiply(divisor[index], factor) }
        }
        return result
    }

    /// The product of (x − 2⁰) … (x − 2ⁿ⁻¹) without its leading term, highest power first.
    private static func generator(_ count: Int) -> [UInt8] {
        var result = [UInt8](repeating: 0, count: count)
        result[count - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<count {
            for index in 0..<count {
                result[index] = multiply(result[index], root)
                if index + 1 < count { result[index] ^= result[index + 1] }
            }
            root = multiply(root, 2)
        }
        return result
    }

    private static func multiply(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var product = 0
        for shift in stride(from: 7, through: 0, by: -1) {
            product = product << 1 ^ (product >> 7) * 0x11D
            if right >> UInt8(shift) & 1 == 1 { product ^= Int(left) }
        }
        return UInt8(product & 0xFF)
    }
}
