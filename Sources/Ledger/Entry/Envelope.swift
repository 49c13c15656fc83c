package import Chronology
package import Cryptography

/// The outside of an entry: what the log covers, and what is never deleted. It names no outsider.
///
/// `docs/ledger-format.md` gives its spelling byte by byte.
package struct Envelope: Hashable, Sendable {
    /// The version of this format that is written.
    package static let currentFormat = 1

    /// The version of the format.
    package let format: Int
    /// The log that the entry belongs to.
    package let origin: String
    /// The entry's own id.
    package let entry: EntryID
    /// The command that made it.
    package let command: CommandID
    /// The stream that it belongs to.
    package let stream: StreamName
    /// Its place in the stream, from 1.
    package let version: Int
    /// SHA-256 of the bytes of the stream's previous envelope; nil exactly for version 1.
    package let previous: Digest?
    /// The server's time: never before that of the entry before.
    package let time: Instant
    /// When the act took place, where that differs; never after ``time``.
    package let acted: Instant?
    /// Who made it.
    package let who: Author
    /// What it says.
    package let kind: EntryKind
    /// The hash of the rules that were adopted then, where they matter.
    package let rules: Digest?
    /// SHA-256 of the line of each part that the entry has, whether or not the part still exists.
    package let parts: [PartName: Digest]
}

extension Envelope {
    /// The one spelling of the envelope: a line of UTF-8 JSON without a line end, its members in the order of the
    /// format.
    package var bytes: [UInt8] {
        var members: [(String, JSON)] = [
            ("format", .int(Int64(format))), ("origin", .string(origin)), ("entry", .string(entry.hex)),
            ("command", .string(command.text)), ("stream", .string(stream.text)), ("version", .int(Int64(version))),
        ]
        if let previous { members.append(("previous", .string(previous.hex))) }
        members.append(("time", .string(time.description)))
        if let acted { members.append(("acted", .string(acted.description))) }
        members.append(("who", who.json))
        members.append(("kind", .string(kind.name)))
        members.append(("kindVersion", .int(Int64(kind.version))))
        if let rules { members.append(("rules", .string(rules.hex))) }
        let digests = parts.map { ($0.key.rawValue, JSON.string($0.value.hex)) }
        members.append(("parts", .object(Dictionary(digests, uniquingKeysWith: { first, _ in first }))))
        var writer = JSONWriter()
        writer.write(members: members)
        return writer.bytes
    }

    /// Reads an envelope. Only the one spelling is accepted.
    /// - Throws: ``LedgerError/unknownKey(_:)``, ``LedgerError/missingKey(_:)`` or ``LedgerError/invalid(key:)`` with
    ///   the member's name (`envelope` where the spelling as a whole differs), and ``LedgerError/json(_:offset:)``.
    package init(parsing bytes: [UInt8]) throws(LedgerError) {
        var members = try Members(JSONParser.members(bytes, limit: JSON.lineLimit))
        format = try members.positive("format")
        guard format == Envelope.currentFormat else { throw .invalid(key: "format") }
        origin = try members.text("origin")
        entry = try members.value("entry") { EntryID(hex: $0) }
        command = try members.value("command") { text in try? CommandID(text) }
        stream = try members.value("stream") { text in try? StreamName(text) }
        version = try members.positive("version")
        previous = try members.optional("previous") { Digest(hex: $0) }
        time = try members.value("time") { Instant($0) }
        acted = try members.optional("acted") { Instant($0) }
        who = try Author(members.take("who"), key: "who")
        kind = EntryKind(try members.text("kind"), version: try members.positive("kindVersion"))
        rules = try members.optional("rules") { Digest(hex: $0) }
        var digests = try Members(object: members.take("parts"), key: "parts")
        var parts: [PartName: Digest] = [:]
        for name in PartName.allCases { parts[name] = try digests.optional(name.rawValue) { Digest(hex: $0) } }
        try digests.end()
        self.parts = parts
        try members.end()
        try checkForm()
        guard self.bytes == bytes else { throw .invalid(key: "envelope") }
    }

    /// Refuses an envelope that the format does not allow.
    func checkForm() throws(LedgerError) {
        guard (previous == nil) == (version == 1) else { throw .invalid(key: "previous") }
        guard kind.isFormed else { throw .invalid(key: "kind") }
        guard !who.account.isEmpty else { throw .invalid(key: "account") }
        // Years that have no text of four digits could be written but never read.
        guard Instant(time.description) == time else { throw .invalid(key: "time") }
        guard acted.map({ $0 <= time && Instant($0.description) == $0 }) ?? true else { throw .invalid(key: "acted") }
        guard VerifierKey.isName(origin) else { throw .invalid(key: "origin") }
    }
}

extension Author {
    var json: JSON {
        var members: [String: JSON] = ["account": .string(account), "name": .string(name)]
        if let badge { members["badge"] = .string(badge) }
        return .object(members)
    }

    /// Reads what ``json`` writes; `key` names the member that it stands in.
    init(_ json: JSON, key: String) throws(LedgerError) {
        var members = try Members(object: json, key: key)
        self.init(
            account: try members.text("account"), name: try members.text("name"),
            badge: try members.optional("badge") { $0 })
        try members.end()
    }
}
