package import Chronology
package import Cryptography

/// The opening of a new epoch: the log went on from a restored state that lies behind a checkpoint signed before.
package struct Epoch: Hashable, Sendable {
    /// The kind of the entry that opens it.
    static let kind = EntryKind("ledger.epoch-opened")

    /// The log's name from then on, with the number of the epoch.
    package let origin: LogOrigin
    /// The place of its first entry: the number of entries that were restored.
    package let index: LeafIndex
    /// The root of the tree of the restored entries.
    package let root: Digest
    /// The last checkpoint that is known of each epoch that was abandoned, oldest first, never none: more than one where
    /// the entry that opened an epoch was lost itself. Each is signed by the key of its time.
    package let abandoned: [UnverifiedCheckpoint]
    /// Key changes among the lost entries, oldest first; without them nobody could follow the keys.
    package let lostKeyChanges: [KeyChange]
    /// Why the log goes on from an earlier state.
    package let reason: String
    /// Who approved it: two persons.
    package let approvers: [Author]
    /// When it was opened.
    package let opened: Instant

    /// The places of the entries that are lost, as far as the abandoned checkpoints know.
    package var lost: Range<Int> { index.value..<(abandoned.map(\.size.value) + [index.value]).reduce(0, max) }
}

extension Epoch {
    /// What the entry's open part says.
    var data: [String: JSON] {
        [
            "abandoned": .array(abandoned.map { .string(String(decoding: $0.bytes, as: UTF8.self)) }),
            "restored": ["size": .int(Int64(index.value)), "root": .string(Base64.encode(root.bytes))],
            "lost": ["from": .int(Int64(lost.lowerBound)), "to": .int(Int64(lost.upperBound))],
            "keyChanges": .array(
                lostKeyChanges.map { .string(String(decoding: $0.note.bytes, as: UTF8.self)) }),
            "reason": .string(reason), "approvers": .array(approvers.map(\.json)),
        ]
    }

    /// Reads the entry that opens an epoch. Neither the keys nor the tree are looked at.
    /// - Throws: ``LedgerError/unknownKey(_:)``, ``LedgerError/missingKey(_:)``, ``LedgerError/invalid(key:)`` with the
    ///   member's name; ``LedgerError/sameApprover(account:)``.
    init(_ envelope: Envelope, at index: LeafIndex, data: [String: JSON]) throws(LedgerError) {
        var members = Members(data.map { ($0.key, $0.value) })
        var abandoned: [UnverifiedCheckpoint] = []
        for bytes in try members.notes("abandoned") { abandoned.append(try UnverifiedCheckpoint(parsing: bytes)) }
        var restored = try Members(object: members.take("restored"), key: "restored")
        guard try restored.take("size").int == Int64(index.value) else { throw .invalid(key: "restored") }
        let root = try restored.value("root") { text in Base64.decode(text).flatMap { Digest(bytes: $0) } }
        try restored.end()
        let lost = try members.take("lost")
        var changes: [KeyChange] = []
        for bytes in try members.notes("keyChanges") {
            changes.append(try KeyChange(verifying: SignedNote(parsing: bytes)))
        }
        let reason = try members.text("reason")
        guard let approvers = try members.take("approvers").array else { throw .invalid(key: "approvers") }
        try members.end()
        var people: [Author] = []
        for approver in approvers { people.append(try Author(approver, key: "approvers")) }
        self.init(
            origin: LogOrigin(envelope.origin), index: index, root: root, abandoned: abandoned,
            lostKeyChanges: changes, reason: reason, approvers: people, opened: envelope.time)
        try checkForm()
        guard self.data["lost"] == lost else { throw .invalid(key: "lost") }
    }

    /// Refuses an opening without a reason or without two different people.
    func checkForm() throws(LedgerError) {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw .invalid(key: "reason") }
        guard approvers.count == 2, approvers.allSatisfy({ !$0.account.isEmpty }) else {
            throw .invalid(key: "approvers")
        }
        guard approvers[0].account != approvers[1].account else {
            throw .sameApprover(account: approvers[0].account)
        }
    }
}

extension Members {
    /// Takes out an array of texts, each the bytes of a signed note.
    fileprivate mutating func notes(_ key: String) throws(LedgerError) -> [[UInt8]] {
        guard let array = try take(key).array else { throw .invalid(key: key) }
        var notes: [[UInt8]] = []
        for element in array {
            guard let text = element.string else { throw .invalid(key: key) }
            notes.append(Array(text.utf8))
        }
        return notes
    }
}
