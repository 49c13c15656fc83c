/// How a number is written: `{word}〔{year}〕{number}号`, `{agency}监立〔{year}〕{number:4}号`.
///
/// The parts in braces are `agency` (机关代字), `word` (the kind's word), `year` (four digits) and `number`, which may
/// name the digits to which it is filled with zeros. Everything else stands as it is.
package struct NumberPattern: Hashable, Sendable, Codable {
    /// The pattern as it was adopted.
    package let text: String
    private let pieces: [Piece]

    private enum Piece: Hashable, Sendable {
        case literal(String)
        case agency, word, year
        case number(width: Int)
    }

    /// The pattern of a document number after GB/T 9704-2012 §7.2.5: the year in 〔〕, the number without leading zeros.
    package static let document = NumberPattern(
        text: "{agency}{word}〔{year}〕{number}号",
        pieces: [.agency, .word, .literal("〔"), .year, .literal("〕"), .number(width: 0), .literal("号")])

    /// The pattern of a case number (立案序号).
    package static let caseNumber = NumberPattern(
        text: "{agency}监立〔{year}〕{number}号",
        pieces: [.agency, .literal("监立〔"), .year, .literal("〕"), .number(width: 0), .literal("号")])

    private init(text: String, pieces: [Piece]) {
        self.text = text
        self.pieces = pieces
    }

    /// Reads a pattern; nil where a brace is open, a part is unknown, or it does not hold `year` and `number` once each
    /// (without them two papers could bear one number).
    package init?(_ text: String) {
        var pieces: [Piece] = []
        var rest = text[...]
        while !rest.isEmpty {
            if rest.first == "{" {
                guard let end = rest.firstIndex(of: "}") else { return nil }
                let name = rest[rest.index(after: rest.startIndex)..<end]
                rest = rest[rest.index(after: end)...]
                switch name {
                case "agency": pieces.append(.agency)
                case "word": pieces.append(.word)
                case "year": pieces.append(.year)
                case "number": pieces.append(.number(width: 0))
                default:
                    guard name.hasPrefix("number:"), let width = Int(name.dropFirst(7)), (1...8).contains(width) else {
                        return nil
                    }
                    pieces.append(.number(width: width))
                }
            } else {
                let literal = rest.prefix { $0 != "{" }
                guard !literal.contains("}") else { return nil }
                pieces.append(.literal(String(literal)))
                rest = rest[literal.endIndex...]
            }
        }
        let numbers = pieces.filter { if case .number = $0 { true } else { false } }.count
        guard numbers == 1, pieces.filter({ $0 == .year }).count == 1 else { return nil }
        self.init(text: text, pieces: pieces)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let pattern = NumberPattern(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a number pattern: \(text)"))
        }
        self = pattern
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// A number as it stands on paper.
    package func number(_ number: Int, year: Int, agency: String, word: String = "") -> String {
        pieces.map { piece in
            switch piece {
            case .literal(let text): text
            case .agency: agency
            case .word: word
            case .year: String(year)
            case .number(let width):
                String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
            }
        }.joined()
    }
}
