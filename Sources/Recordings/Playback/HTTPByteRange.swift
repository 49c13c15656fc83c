/// The bytes that a player asks for with a `Range` field.
/// Source: RFC 9110 §14.
package enum HTTPByteRange: Sendable, Hashable {
    /// Answer 200 with everything: no field, another unit, a field that is malformed or asks for several ranges (which
    /// a server may ignore, §14.2).
    case whole
    /// Answer 206 with these bytes; never empty, always inside the content.
    case partial(Range<Int64>)
    /// Answer 416: well-formed, and none of it lies inside the content.
    case unsatisfiable

    /// Reads the field's value for a content of `size` bytes.
    /// - Parameter field: the value, for example `bytes=0-499`; nil when the request has none.
    package init(_ field: String?, size: Int64) {
        self = field.flatMap { Self.parse($0, size: size) } ?? .whole
    }

    /// The value of `Content-Range` for a content of `size` bytes; nil for the whole.
    package func contentRange(size: Int64) -> String? {
        switch self {
        case .whole: nil
        case .partial(let range): "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
        case .unsatisfiable: "bytes */\(size)"
        }
    }

    /// The bytes to send for a content of `size` bytes; nil when it is to be refused.
    package func bytes(size: Int64) -> Range<Int64>? {
        switch self {
        case .whole: 0..<max(0, size)
        case .partial(let range): range
        case .unsatisfiable: nil
        }
    }

    private static func parse(_ field: String, size: Int64) -> HTTPByteRange? {
        let halves = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        // > range-unit = token; range units are case-insensitive (§14.1)
        guard halves.count == 2, trimmed(halves[0]).lowercased() == "bytes" else { return nil }
        let set = trimmed(halves[1])
        let ends = set.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2 else { return nil }
        switch (number(ends[0]), number(ends[1])) {
        case (.absent, .value(let length)):
            // > suffix-range = "-" suffix-length; if the representation is shorter, all of it is used
            guard length > 0, size > 0 else { return .unsatisfiable }
            return .partial(max(0, size - length)..<size)
        case (.value(let first), .absent):
            return first < size ? .partial(first..<size) : .unsatisfiable
        case (.value(let first), .value(let last)):
            // > An int-range is invalid if the last-pos value is present and less than first-pos
            guard first <= last else { return nil }
            return first < size ? .partial(first..<min(size, last == .max ? size : last + 1)) : .unsatisfiable
        default:
            return nil
        }
    }

    private enum Number {
        case absent
        case value(Int64)
        case malformed
    }

    /// Digits only; a number beyond 63 bits is as good as the greatest (§14.1.1 sets no limit).
    private static func number(_ text: Substring) -> Number {
        if text.isEmpty { return .absent }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return .malformed }
        return .value(Int64(text) ?? .max)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var rest = text
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}
