package import Foundation

extension FormDrafted {
    /// The most characters of a paragraph.
    package static let longestParagraph = 200_000
    /// The most characters of any other text.
    package static let longestLine = 8000
    /// The most bytes of a form's fields, as JSON: ten times a transcript of a hundred pages.
    package static let longestContent = 4 << 20
    /// The most bytes of fields that stand in the log itself. A part of the log holds 16 KiB with its salt, and JSON
    /// may write a character in six bytes where this counts one.
    package static let longestInLog = 12 << 10

    /// The version with the fields that are too long for the log taken out, longest first, until the others fit.
    /// - Returns: the version, and the bytes that belong in the vault; nil bytes where everything fits the log.
    /// - Throws: what encoding throws, which no field causes.
    package func dividedForLog() throws -> (event: FormDrafted, long: Data?) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let whole = content
        var sizes: [(name: String, bytes: Int)] = []
        for (name, value) in whole { sizes.append((name, try encoder.encode([name: value]).count)) }
        var left = sizes.reduce(0) { $0 + $1.bytes }
        guard left > FormDrafted.longestInLog else { return (self, nil) }
        var long: [String: FieldContent] = [:]
        for (name, bytes) in sizes.sorted(by: { ($0.bytes, $0.name) > ($1.bytes, $1.name) }) {
            guard left > FormDrafted.longestInLog else { break }
            long[name] = whole[name]
            left -= bytes
        }
        var event = self
        event.fields = whole.filter { long[$0.key] == nil }
        event.longContent = long
        return (event, try encoder.encode(long))
    }

    /// Reads what ``dividedForLog()`` put into the vault.
    /// - Throws: `DecodingError` for bytes that are something else.
    package mutating func read(long bytes: Data) throws {
        longContent = try JSONDecoder().decode([String: FieldContent].self, from: bytes)
    }
}
