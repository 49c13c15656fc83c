package import Chronology
package import Cryptography

/// What one command appends, all of it or nothing.
package struct CommandBatch: Sendable {
    /// The command's id: sent twice, it is done once.
    package let command: CommandID
    /// The entries, in their order; several of one stream follow one another.
    package let entries: [NewEntry]
    /// For each stream that the decision read, its version then: the streams that are written, and those that were only
    /// read (rights, delegation, number series). 0 for a stream that did not exist.
    package let guards: [StreamName: Int]
    /// Who acts.
    package let who: Author
    /// The server's time. The ledger takes the time of the last entry where that is later.
    package let time: Instant
    /// The hash of the adopted rules, where they matter.
    package let rules: Digest?
    /// What the command asked for, in bytes of the caller's choosing: a command id that comes again is the same command
    /// exactly when these are the same. Nil to compare the entries instead.
    package let request: [UInt8]?

    /// Takes a command's entries.
    package init(
        command: CommandID, entries: [NewEntry], guards: [StreamName: Int], who: Author, time: Instant,
        rules: Digest? = nil, request: [UInt8]? = nil
    ) {
        self.command = command
        self.entries = entries
        self.guards = guards
        self.who = who
        self.time = time
        self.rules = rules
        self.request = request
    }

    /// The bytes that tell this command from another with the same id. Neither time nor versions are in them: a second
    /// try is made later.
    var content: [UInt8] {
        if let request { return [0x01] + request }
        let list = entries.map { entry -> JSON in
            let parts = entry.parts.map { ($0.key.rawValue, JSON.object($0.value)) }
            return [
                .string(entry.stream.text), .string(entry.kind.description),
                entry.acted.map { .string($0.description) } ?? .null,
                .object(Dictionary(parts, uniquingKeysWith: { first, _ in first })),
            ]
        }
        let author: JSON = [.string(who.account), .string(who.name), who.badge.map { .string($0) } ?? .null]
        return [0x00] + JSON.array([.array(list), author, rules.map { .string($0.hex) } ?? .null]).bytes
    }
}

/// One entry to be appended.
package struct NewEntry: Sendable {
    /// The stream that it belongs to.
    package let stream: StreamName
    /// What it says.
    package let kind: EntryKind
    /// When the act took place, where that differs from the time of the entry; never later than that.
    package let acted: Instant?
    /// What its parts say. Each may hold ``JSON/lineLimit`` bytes at most; larger data are blobs.
    package let parts: [PartName: [String: JSON]]
    /// Whether the stream's version must have been read. Not so for access streams, so that reading never makes a
    /// colleague's save fail.
    package let isGuarded: Bool

    /// Takes an entry.
    package init(
        _ kind: EntryKind, in stream: StreamName, acted: Instant? = nil, parts: [PartName: [String: JSON]],
        isGuarded: Bool = true
    ) {
        self.stream = stream
        self.kind = kind
        self.acted = acted
        self.parts = parts
        self.isGuarded = isGuarded
    }
}
