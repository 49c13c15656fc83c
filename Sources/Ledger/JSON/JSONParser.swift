/// Why a text is not the JSON that is accepted here.
package enum JSONProblem: Equatable, Sendable {
    /// The text ends inside a value.
    case endsEarly
    /// More follows after the value.
    case trailing
    /// A byte that cannot stand there.
    case unexpected(UInt8)
    /// A number with a fraction or an exponent.
    case float
    /// A number beyond 64 bits, with a leading zero, or minus zero.
    case number
    /// A control character, a bad escape or half a surrogate pair in a string.
    case string
    /// Bytes that are not UTF-8.
    case encoding
    /// A member name that stands twice in one object.
    case duplicateKey(String)
    /// Arrays and objects nested more than ``JSON/depthLimit`` deep.
    case depth
    /// More bytes than allowed.
    case size(limit: Int)
}

/// A strict reader of RFC 8259 texts. It refuses what readers are known to disagree about: duplicate names, floats,
/// numbers beyond 64 bits, lone surrogates, bytes that are not UTF-8, deep nesting.
struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private let allowsSpace: Bool

    private init(bytes: [UInt8], allowsSpace: Bool) {
        self.bytes = bytes
        self.allowsSpace = allowsSpace
    }

    /// Reads one value that fills `bytes`.
    static func value(_ bytes: [UInt8], limit: Int, allowsSpace: Bool) throws(LedgerError) -> JSON {
        var parser = try start(bytes, limit: limit, allowsSpace: allowsSpace)
        let value = try parser.value(depth: 0)
        try parser.end()
        return value
    }

    /// Reads one object that fills `bytes`, its members in the order of the text. No space is allowed.
    static func members(_ bytes: [UInt8], limit: Int) throws(LedgerError) -> [(String, JSON)] {
        var parser = try start(bytes, limit: limit, allowsSpace: false)
        let members = try parser.members(depth: 1)
        try parser.end()
        return members
    }

    private static func start(_ bytes: [UInt8], limit: Int, allowsSpace: Bool) throws(LedgerError) -> JSONParser {
        guard bytes.count <= limit else { throw .json(.size(limit: limit), offset: limit) }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .json(.encoding, offset: 0) }
        return JSONParser(bytes: bytes, allowsSpace: allowsSpace)
    }

    private mutating func end() throws(LedgerError) {
        skipSpace()
        guard position == bytes.count else { throw failure(.trailing) }
    }

    private func failure(_ problem: JSONProblem) -> LedgerError { .json(problem, offset: position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        guard allowsSpace else { return }
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { position += 1 }
    }

    private mutating func expect(_ byte: UInt8) throws(LedgerError) {
        skipSpace()
        guard let found = next else { throw failure(.endsEarly) }
        guard found == byte else { throw failure(.unexpected(found)) }
        position += 1
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        skipSpace()
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws(LedgerError) -> JSON {
        skipSpace()
        guard let byte = next else { throw failure(.endsEarly) }
        switch byte {
        case UInt8(ascii: "{"):
            var object: [String: JSON] = [:]
            for (key, value) in try members(depth: depth + 1) { object[key] = value }
            return .object(object)
        case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .int(try number())
        default: throw failure(.unexpected(byte))
        }
    }

    private mutating func members(depth: Int) throws(LedgerError) -> [(String, JSON)] {
        guard depth <= JSON.depthLimit else { throw failure(.depth) }
        try expect(UInt8(ascii: "{"))
        var members: [(String, JSON)] = []
        var names: Set<String> = []
        if takes(UInt8(ascii: "}")) { return members }
        repeat {
            skipSpace()
            let key = try string()
            guard names.insert(key).inserted else { throw failure(.duplicateKey(key)) }
            try expect(UInt8(ascii: ":"))
            members.append((key, try value(depth: depth)))
        } while takes(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
        return members
    }

    private mutating func elements(depth: Int) throws(LedgerError) -> [JSON] {
        guard depth <= JSON.depthLimit else { throw failure(.depth) }
        try expect(UInt8(ascii: "["))
        var elements: [JSON] = []
        if takes(UInt8(ascii: "]")) { return elements }
        repeat { elements.append(try value(depth: depth)) } while takes(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
        return elements
    }

    private mutating func word(_ word: String, _ value: JSON) throws(LedgerError) -> JSON {
        for byte in word.utf8 {
            guard let found = next else { throw failure(.endsEarly) }
            guard found == byte else { throw failure(.unexpected(found)) }
            position += 1
        }
        return value
    }

    private mutating func number() throws(LedgerError) -> Int64 {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        let digits = position
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > digits else { throw failure(next == nil ? .endsEarly : .number) }
        if let byte = next, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            throw failure(.float)
        }
        let leadingZero = bytes[digits] == UInt8(ascii: "0") && (position > digits + 1 || digits > start)
        guard !leadingZero, let value = Int64(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            throw failure(.number)
        }
        return value
    }

    private mutating func string() throws(LedgerError) -> String {
        guard let quote = next else { throw failure(.endsEarly) }
        guard quote == UInt8(ascii: "\"") else { throw failure(.unexpected(quote)) }
        position += 1
        var text: [UInt8] = []
        while true {
            guard let byte = next else { throw failure(.endsEarly) }
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += try escape()
            case 0x00..<0x20: throw failure(.string)
            default: text.append(byte)
            }
        }
    }

    private mutating func escape() throws(LedgerError) -> [UInt8] {
        guard let byte = next else { throw failure(.endsEarly) }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
        default: throw failure(.string)
        }
    }

    private mutating func scalar() throws(LedgerError) -> Unicode.Scalar {
        let first = try codeUnit()
        var value = first
        if (0xD800..<0xDC00).contains(first) {
            guard takesHere("\\"), takesHere("u") else { throw failure(.string) }
            let second = try codeUnit()
            guard (0xDC00..<0xE000).contains(second) else { throw failure(.string) }
            value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw failure(.string) }
        return scalar
    }

    private mutating func takesHere(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func codeUnit() throws(LedgerError) -> UInt32 {
        guard position + 4 <= bytes.count else { throw failure(.endsEarly) }
        let digits = bytes[position..<(position + 4)]
        let isHex = digits.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
                UInt8(ascii: "A")...UInt8(ascii: "F"):
                true
            default: false
            }
        }
        guard isHex, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw failure(.string)
        }
        position += 4
        return value
    }
}

extension JSON {
    /// Reads one JSON text. Spaces between tokens are accepted.
    /// - Parameter limit: bytes at most.
    /// - Throws: ``LedgerError/json(_:offset:)`` with the byte offset at which reading stopped.
    package init(parsing bytes: [UInt8], limit: Int = JSON.lineLimit) throws(LedgerError) {
        self = try JSONParser.value(bytes, limit: limit, allowsSpace: true)
    }
}
