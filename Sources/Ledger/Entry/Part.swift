package import Cryptography

/// The parts of an entry, by who may see them.
package enum PartName: String, CaseIterable, Hashable, Sendable, Codable {
    /// What everyone with a right to the stream may see.
    case open
    /// What is about persons, and is disposed of with the stream.
    case personal
    /// What only those on its own list may open, with a reason.
    case sealed
}

/// A part of an entry as it was read.
package enum Part: Hashable, Sendable {
    /// The part, with the bytes over which its hash goes.
    case present(PartLine)
    /// The entry had this part; it was left out of a copy or lawfully destroyed.
    case withheld

    /// What the part says; nil where it is withheld.
    package var data: [String: JSON]? {
        guard case .present(let line) = self else { return nil }
        return line.data
    }
}

/// A part as it is stored: one line of JSON, `{"salt":"<64 hexadecimal digits>","data":{…}}`, without a line end.
///
/// The salt of 256 bits keeps anyone who has only the envelope from testing guesses against the hash.
package struct PartLine: Hashable, Sendable {
    /// The bytes, verbatim.
    package let bytes: [UInt8]
    /// What they say.
    package let data: [String: JSON]

    /// The hash that the envelope names.
    package var digest: Digest { SHA256.hash(bytes) }

    /// Writes a part.
    /// - Parameter salt: 32 bytes that nobody can guess.
    /// - Throws: ``LedgerError/tooLarge(what:bytes:limit:)`` beyond ``JSON/lineLimit``.
    package init(data: [String: JSON], salt: [UInt8]) throws(LedgerError) {
        var writer = JSONWriter()
        writer.write(members: [("salt", .string(Hex.encode(salt))), ("data", .object(data))])
        guard writer.bytes.count <= JSON.lineLimit else {
            throw .tooLarge(what: "part", bytes: writer.bytes.count, limit: JSON.lineLimit)
        }
        try self.init(parsing: writer.bytes)
    }

    /// Reads a part.
    /// - Throws: as ``Envelope/init(parsing:)``.
    package init(parsing bytes: [UInt8]) throws(LedgerError) {
        let ordered = try JSONParser.members(bytes, limit: JSON.lineLimit)
        var members = Members(ordered)
        _ = try members.value("salt") { Digest(hex: $0) }
        guard let data = try members.take("data").object else { throw .invalid(key: "data") }
        try members.end()
        guard ordered.first?.0 == "salt" else { throw .invalid(key: "salt") }
        self.bytes = bytes
        self.data = data
    }
}
