import Foundation
import Testing

@testable import Ledger

@Suite struct `JSON without floats` {
    @Test(arguments: [
        (#"{"a":1,"a":2}"#, JSONProblem.duplicateKey("a")), (#"{"a":1,"\u0061":2}"#, .duplicateKey("a")),
        ("1.0", .float), ("1e3", .float), ("01", .number), ("-0", .number), ("9223372036854775808", .number),
        ("\"\\ud800\"", .string), ("\"\\udc00\"", .string), ("\"\u{1}\"", .string), ("\"\\x\"", .string),
        ("[1,]", .unexpected(0x5D)), ("{\"a\" 1}", .unexpected(0x31)), ("[", .endsEarly), ("", .endsEarly),
        ("nul", .endsEarly), ("1 2", .trailing), ("\u{FEFF}1", .unexpected(0xEF)), ("'a'", .unexpected(0x27)),
        ("-", .endsEarly), ("+1", .unexpected(0x2B)), ("NaN", .unexpected(0x4E)),
    ])
    func `refuses what readers disagree about`(text: String, problem: JSONProblem) throws {
        let error = #expect(throws: LedgerError.self) { try JSON(parsing: Array(text.utf8)) }
        guard case .json(let found, _) = try #require(error) else {
            Issue.record("another error")
            return
        }
        #expect(found == problem)
    }

    @Test func `refuses bytes that are not UTF-8`() throws {
        for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0xAF, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
            #expect(throws: LedgerError.json(.encoding, offset: 0)) { try JSON(parsing: bytes) }
        }
    }

    @Test func `nests 32 deep and no deeper`() throws {
        let deep = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
        #expect(try JSON(parsing: Array(deep.utf8)).array != nil)
        #expect(throws: LedgerError.json(.depth, offset: 32)) { try JSON(parsing: Array("[\(deep)]".utf8)) }
    }

    @Test func `refuses a text beyond the limit`() {
        let long = Array("\"\(String(repeating: "a", count: JSON.lineLimit))\"".utf8)
        #expect(throws: LedgerError.json(.size(limit: JSON.lineLimit), offset: JSON.lineLimit)) {
            try JSON(parsing: long)
        }
    }

    @Test func `random values read back, and Foundation reads the same`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<300 {
            let value = JSON.array([randomValue(depth: 4, &random)])
            #expect(try JSON(parsing: value.bytes) == value)
            let foreign = try JSONSerialization.jsonObject(with: Data(value.bytes))
            let respelt = try JSONSerialization.data(withJSONObject: foreign, options: [.prettyPrinted])
            #expect(try JSON(parsing: Array(respelt), limit: 1 << 24) == value)
        }
    }

    @Test func `random bytes never trap, and what is accepted reads back from its own spelling`() throws {
        var random = SystemRandomNumberGenerator()
        let alphabet = Array("{}[]\",:\\u0123456789abcdefntrl-.eE \u{4E2D}".utf8)
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...24, using: &random)
            let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            if let value = try? JSON(parsing: bytes) { #expect(try JSON(parsing: value.bytes) == value) }
        }
        let seed = Array(#"{"a":[1,-2,"x\u4e2d\n",true,null],"b":{"c":[]}}"#.utf8)
        for _ in 0..<20_000 {
            var bytes = seed
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            if let value = try? JSON(parsing: bytes) { #expect(try JSON(parsing: value.bytes) == value) }
        }
    }

    private struct Note: Codable, Equatable {
        let text: String
        let fen: Int
        let pages: [Int]
        let next: [String: Bool]?
    }

    @Test func `Codable values go in and out`() throws {
        let note = Note(text: "武汉 \u{1F4A1} / \"", fen: -3_000_000_000, pages: [1, 2], next: ["a": true])
        let value = try JSON(encoding: note)
        #expect(value["fen"] == -3_000_000_000)
        #expect(try value.decoded(as: Note.self) == note)
        #expect(throws: (any Error).self) { try JSON(encoding: [0.5]) }
    }

    private func randomValue(depth: Int, _ random: inout SystemRandomNumberGenerator) -> JSON {
        switch Int.random(in: 0...(depth > 0 ? 5 : 3), using: &random) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &random))
        case 2: return .int(Int64.random(in: -(1 << 53)...(1 << 53), using: &random))
        case 3: return .string(randomText(&random))
        case 4:
            return .array(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in randomValue(depth: depth - 1, &random) })
        default:
            var object: [String: JSON] = [:]
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                object[randomText(&random)] = randomValue(depth: depth - 1, &random)
            }
            return .object(object)
        }
    }

    private func randomText(_ random: inout SystemRandomNumberGenerator) -> String {
        let pool: [Unicode.Scalar] = ["a", "\"", "\\", "/", "\n", "\u{0}", "\u{1F}", "\u{7F}", "\u{4E2D}", "\u{1F4A1}"]
        var text = ""
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            text.unicodeScalars.append(pool.randomElement(using: &random) ?? "a")
        }
        return text
    }
}
