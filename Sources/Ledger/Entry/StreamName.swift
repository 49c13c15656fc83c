/// The name of a stream: the case, device, account … that entries belong to, for example `case/2026-0001`.
///
/// Segments of ASCII letters, digits, `.`, `_`, `-`, joined by `/`, 200 bytes at most. Names stand in envelopes, which
/// are never destroyed, so that nobody's name may be in them.
package struct StreamName: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The text of the name.
    package let text: String

    /// Takes a name.
    /// - Throws: ``LedgerError/invalidName(what:text:)`` for another form.
    package init(_ text: String) throws(LedgerError) {
        let segments = text.split(separator: "/", omittingEmptySubsequences: false)
        let isFormed = text.utf8.count <= 200 && segments.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isNameByte) }
        guard isFormed else { throw .invalidName(what: "stream", text: text) }
        self.text = text
    }

    private init(unchecked text: String) { self.text = text }

    /// The stream in which the log speaks of itself: its epochs and its keys. Nobody else appends to it.
    package static let ledger = StreamName(unchecked: "ledger")

    package var description: String { text }

    package static func < (left: StreamName, right: StreamName) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

/// Whether a byte may stand in a name: an ASCII letter or digit, `.`, `_` or `-`.
func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
        true
    default: false
    }
}
