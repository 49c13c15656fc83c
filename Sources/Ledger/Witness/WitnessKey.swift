/// The public key of a witness, as people hand it on: `name+hash+base64`. Source: C2SP tlog-cosignature.
package struct WitnessKey: Hashable, Sendable, CustomStringConvertible {
    private let line: KeyLine

    /// Takes a name and 32 public bytes.
    /// - Throws: ``LedgerError/invalidName(what:text:)``, ``LedgerError/malformed(what:line:)`` for another length.
    package init(name: String, publicKey: [UInt8]) throws(LedgerError) {
        line = try KeyLine(name: name, algorithm: .cosignature, publicKey: publicKey)
    }

    /// Reads `name+hash+base64`; a line end is ignored.
    ///
    /// > Ed25519 public keys MAY be encoded as vkeys with signature type 0x04 and the 32-byte Ed25519 cosigner public
    /// > key as the public key material.
    /// - Throws: ``LedgerError/malformed(what:line:)`` for another form, and where the hash is not the key's.
    package init(_ text: String) throws(LedgerError) { line = try KeyLine(text, algorithm: .cosignature) }

    /// Reads a file of keys, one a line; empty lines and lines that begin with `#` are passed over.
    /// - Throws: ``LedgerError/malformed(what:line:)`` with the line, from 1.
    package static func list(_ text: String) throws(LedgerError) -> [WitnessKey] {
        var keys: [WitnessKey] = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let key = line.hasSuffix("\r") ? line.dropLast() : line
            guard !key.isEmpty, !key.hasPrefix("#") else { continue }
            guard let read = try? WitnessKey(String(key)) else { throw .malformed(what: "key", line: number + 1) }
            if !keys.contains(read) { keys.append(read) }
        }
        return keys
    }

    /// The name of the witness.
    package var name: String { line.name }

    /// The 32 public bytes of Ed25519.
    package var publicKey: [UInt8] { line.publicKey }

    /// The four bytes that stand before a cosignature.
    package var id: [UInt8] { line.id }

    /// `name+hash+base64`, without a line end.
    package var description: String { line.text }
}
