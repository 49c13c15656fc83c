/// A JSON value without floats: what the data of a part are made of. Source: RFC 8259, narrowed.
///
/// Numbers are 64-bit integers, because two programs do not print one float alike, and what is stored here is read for
/// decades. Money is counted in fen, lengths in millimetres, shares in parts of ten thousand.
package enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// Arrays and objects within one another, at most.
    package static let depthLimit = 32

    /// Bytes of one line (an envelope or a part), at most.
    package static let lineLimit = 16 * 1024
}

extension JSON {
    /// The text, where the value is a string.
    package var string: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    /// The number, where the value is one.
    package var int: Int64? {
        guard case .int(let value) = self else { return nil }
        return value
    }

    /// The truth value, where the value is one.
    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The elements, where the value is an array.
    package var array: [JSON]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    /// The members, where the value is an object.
    package var object: [String: JSON]? {
        guard case .object(let value) = self else { return nil }
        return value
    }

    /// The member named `key`, where the value is an object that has it.
    package subscript(key: String) -> JSON? { object?[key] }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int64) { self = .int(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// The last of two members with one name wins.
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
    package init(nilLiteral: ()) { self = .null }
}
