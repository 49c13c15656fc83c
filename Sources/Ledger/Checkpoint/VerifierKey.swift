/// The public key of a log, as people hand it on: `name+hash+base64`. Source: C2SP signed-note.
package struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    private let line: KeyLine

    /// Takes a name and 32 public bytes.
    /// - Throws: ``LedgerError/invalidName(what:text:)``, ``LedgerError/malformed(what:line:)`` for another length.
    package init(name: String, publicKey: [UInt8]) throws(LedgerError) {
        line = try KeyLine(name: name, algorithm: .signature, publicKey: publicKey)
    }

    /// Reads `name+hash+base64`; a line end is ignored.
    /// - Throws: ``LedgerError/malformed(what:line:)`` for another form, and where the hash is not the key's.
    package init(_ text: String) throws(LedgerError) { line = try KeyLine(text, algorithm: .signature) }

    /// The name of the key; for a log its origin.
    package var name: String { line.name }

    /// The 32 public bytes of Ed25519.
    package var publicKey: [UInt8] { line.publicKey }

    /// The four bytes that stand before a signature.
    package var id: [UInt8] { line.id }

    /// `name+hash+base64`, without a line end.
    package var description: String { line.text }

    /// > Key names MUST be non-empty and MUST NOT contain any Unicode spaces or plus (U+002B) characters.
    static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 200
            && text.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 }
    }
}
