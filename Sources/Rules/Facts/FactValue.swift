package import Chronology

/// A value that a fact states: never a floating-point number; money is whole fen.
package enum FactValue: Hashable, Sendable {
    case text(String)
    case integer(Int)
    case boolean(Bool)
    case instant(Instant)
    case list([String])

    /// The value as one text, or nil for a list of several.
    package var text: String? {
        switch self {
        case .text(let value): value
        case .integer(let value): String(value)
        case .boolean(let value): value ? "true" : "false"
        case .instant(let value): value.description
        case .list(let values): values.count == 1 ? values[0] : nil
        }
    }

    /// The texts that a condition compares with: those of a list, or the single one.
    package var texts: [String] {
        if case .list(let values) = self { return values }
        return text.map { [$0] } ?? []
    }

    /// Whether one of its texts is among these; the same as looking through ``texts``, without making them.
    func holdsAny(of wanted: [String]) -> Bool {
        switch self {
        case .text(let value): wanted.contains(value)
        case .list(let values): values.contains(where: wanted.contains)
        case .integer, .boolean, .instant: text.map(wanted.contains) ?? false
        }
    }

    /// Whether the two have a text in common.
    func shares(_ other: FactValue) -> Bool {
        if case .text(let value) = self { return other.holdsAny(of: [value]) }
        return other.holdsAny(of: texts)
    }

    /// The number, also of a text that is one; the length of a list; 1 for yes and 0 for no.
    package var integer: Int? {
        switch self {
        case .integer(let value): value
        case .text(let value): Int(value)
        case .list(let values): values.count
        case .boolean(let value): value ? 1 : 0
        case .instant: nil
        }
    }

    /// Whether the value says nothing: a text of white space only, or an empty list.
    package var isBlank: Bool {
        switch self {
        case .text(let value): value.allSatisfy(\.isWhitespace)
        case .list(let values): values.allSatisfy { $0.allSatisfy(\.isWhitespace) }
        case .integer, .boolean, .instant: false
        }
    }
}

extension FactValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral
{
    package init(stringLiteral value: String) { self = .text(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .boolean(value) }
    package init(arrayLiteral elements: String...) { self = .list(elements) }
}

extension FactValue: Codable {
    private enum Key: String, CodingKey { case time }

    /// Reads a text, a whole number, true or false, a list of texts, or `{"time": "…"}`.
    package init(from decoder: any Decoder) throws {
        if let keyed = try? decoder.container(keyedBy: Key.self),
            let time = try? keyed.decode(Instant.self, forKey: .time)
        {
            self = .instant(time)
            return
        }
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int.self) {
            self = .integer(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else {
            self = .list(try container.decode([String].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        if case .instant(let time) = self {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(time, forKey: .time)
            return
        }
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .boolean(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .instant: break
        }
    }
}
