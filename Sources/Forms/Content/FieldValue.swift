package import Chronology

/// What stands in one field of a form.
package enum FieldValue: Hashable, Sendable {
    /// A line or paragraphs, separated by line feeds.
    case text(String)
    case number(Int)
    case money(Money)
    case day(Day)
    case time(Instant)
    /// The code of the option that was chosen.
    case choice(String)
    case yesNo(Bool)
    /// Names.
    case persons([String])
    /// Rows of cells by the code of their column.
    case table([[String: String]])

    /// Whether nothing is stated: spaces only, no names, no row with a filled cell.
    package var isBlank: Bool {
        switch self {
        case .text(let text), .choice(let text): text.allSatisfy(\.isWhitespace)
        case .number, .money, .day, .time, .yesNo: false
        case .persons(let names): names.allSatisfy { $0.allSatisfy(\.isWhitespace) }
        case .table(let rows): rows.allSatisfy { $0.values.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
        }
    }

    /// The content in one text, without knowledge of the field's options: for wordings, rules and search.
    ///
    /// A day reads `2026年11月22日`, a sum `12345.60元`; names, and the names in the rows of a table, are joined by 、.
    package var text: String {
        switch self {
        case .text(let text), .choice(let text): text
        case .number(let number): String(number)
        case .money(let money): money.text
        case .day(let day): day.chinese
        case .time(let time): time.chinese
        case .yesNo(let answer): answer ? "是" : "否"
        case .persons(let names): names.joined(separator: "、")
        case .table(let rows): rows.compactMap { $0["name"] }.joined(separator: "、")
        }
    }
}

extension FieldValue: Codable {
    private enum CodingKeys: String, CodingKey { case kind, value }
    private enum Kind: String, Codable {
        case text, number, money, day, time, choice, persons, table
        case yesNo = "yes-no"
    }

    /// Reads `{"kind": "money", "value": 1234560}`.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(Kind.self, forKey: .kind) {
        case .text: self = .text(try container.decode(String.self, forKey: .value))
        case .number: self = .number(try container.decode(Int.self, forKey: .value))
        case .money: self = .money(try container.decode(Money.self, forKey: .value))
        case .day: self = .day(try container.decode(Day.self, forKey: .value))
        case .time: self = .time(try container.decode(Instant.self, forKey: .value))
        case .choice: self = .choice(try container.decode(String.self, forKey: .value))
        case .yesNo: self = .yesNo(try container.decode(Bool.self, forKey: .value))
        case .persons: self = .persons(try container.decode([String].self, forKey: .value))
        case .table: self = .table(try container.decode([[String: String]].self, forKey: .value))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        func put(_ kind: Kind, _ value: some Encodable) throws {
            try container.encode(kind, forKey: .kind)
            try container.encode(value, forKey: .value)
        }
        switch self {
        case .text(let text): try put(.text, text)
        case .number(let number): try put(.number, number)
        case .money(let money): try put(.money, money)
        case .day(let day): try put(.day, day)
        case .time(let time): try put(.time, time)
        case .choice(let option): try put(.choice, option)
        case .yesNo(let answer): try put(.yesNo, answer)
        case .persons(let names): try put(.persons, names)
        case .table(let rows): try put(.table, rows)
        }
    }
}
