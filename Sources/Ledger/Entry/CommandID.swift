/// The id of a command, chosen by whoever sends it: sent twice, it is done once.
///
/// 1 to 128 ASCII letters, digits, `.`, `_`, `-`; a UUID for example.
package struct CommandID: Hashable, Sendable, CustomStringConvertible {
    /// The text of the id.
    package let text: String

    /// Takes an id.
    /// - Throws: ``LedgerError/invalidName(what:text:)`` for another form.
    package init(_ text: String) throws(LedgerError) {
        guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy(isNameByte) else {
            throw .invalidName(what: "command", text: text)
        }
        self.text = text
    }

    package var description: String { text }
}
