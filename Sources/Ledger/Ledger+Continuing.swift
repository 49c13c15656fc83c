package import Chronology
package import Cryptography

/// Why a log goes on behind its last checkpoint, and who approved it.
package struct EpochOpening: Sendable {
    /// Why.
    package let reason: String
    /// Two different persons.
    package let approvers: [Author]
    /// Who enters it.
    package let author: Author
    /// The server's time.
    package let time: Instant

    /// Takes the facts.
    /// - Parameter author: who enters it; nil where the first approver does.
    package init(
        reason: String, approvedBy first: Author, and second: Author, enteredBy author: Author? = nil, time: Instant
    ) {
        self.reason = reason
        approvers = [first, second]
        self.author = author ?? first
        self.time = time
    }
}

extension Ledger {
    /// Goes on with a log that lies behind its outside checkpoint, as a new epoch with a new name.
    ///
    /// The first entry of the epoch names the abandoned checkpoint, the lost range, the reason and the approvers. The
    /// abandoned checkpoint stays outside as `epoch-n`. Stopped at any instant, it can be done again, or is done.
    /// - Parameter origin: the name that the log was founded with.
    /// - Throws: ``LedgerError/notBehind``, and what else keeps the log from being written;
    ///   ``LedgerError/sameApprover(account:)``; ``LedgerError/invalid(key:)`` with `reason` or `approvers`;
    ///   ``LedgerError/keyDiffers(expected:found:)`` where the newest key that is known is another.
    package static func openEpoch(
        in folder: String, origin: String, keys: LedgerKeys, _ opening: EpochOpening
    ) throws(LedgerError) -> Epoch {
        let ledger = try Ledger(folder: folder, origin: origin, keys: keys)
        defer { ledger.close() }
        guard let refusal = ledger.refusal else { throw .notBehind }
        guard case .behindCheckpoint = refusal, let kept = try ledger.outside.latest() else { throw refusal }
        let left = LogOrigin(kept.origin)
        let epoch = LogOrigin(founding: left.founding, epoch: left.epoch + 1)
        let size = try ledger.size()
        let lost = Continuation(
            history: ledger.history, size: size, keyChanges: try ledger.outside.keyChanges()
        ).lostKeyChanges
        let newest = lost.last?.new.publicKey ?? ledger.history.key
        guard newest == keys.signing.publicKey else {
            let expected = try VerifierKey(name: kept.origin, publicKey: newest)
            let found = try VerifierKey(name: kept.origin, publicKey: keys.signing.publicKey)
            throw .keyDiffers(expected: Hex.encode(expected.id), found: Hex.encode(found.id))
        }
        // Where the entry that opened the epoch before is lost too, what that one abandoned is named again.
        var abandoned: [UnverifiedCheckpoint] = []
        for earlier in ledger.history.origin.epoch..<left.epoch {
            guard let bytes = try ledger.outside.bytes(OutsideNotes.abandoned(epoch: earlier)) else { continue }
            abandoned.append(try UnverifiedCheckpoint(parsing: bytes).withoutCosignatures())
        }
        abandoned.append(try kept.withoutCosignatures())
        let opened = Epoch(
            origin: epoch, index: LeafIndex(size.value), root: try ledger.root(size: size), abandoned: abandoned,
            lostKeyChanges: lost, reason: opening.reason, approvers: opening.approvers, opened: opening.time)
        try opened.checkForm()
        try ledger.outside.write(kept.bytes, as: OutsideNotes.abandoned(epoch: left.epoch))
        let entry = NewEntry(Epoch.kind, in: .ledger, parts: [.open: opened.data])
        try ledger.enter(
            entry, command: "ledger-epoch-\(epoch.epoch)", by: opening.author, at: opening.time, as: epoch,
            signing: keys.signing)
        return opened
    }

    /// Hands the log over to a new key.
    ///
    /// The entry holds a statement that both keys sign, and both sign the checkpoint that covers it. From then on the log
    /// opens with the new key only. Stopped at any instant it is done or is not; ``LedgerError/keyDiffers(expected:found:)``
    /// tells when the log is opened with the old key afterwards.
    /// - Parameter origin: the name that the log was founded with.
    /// - Parameter new: a key that has never signed this log; it must be durable already.
    /// - Throws: what keeps the log from being written; ``LedgerError/invalid(key:)`` with `reason` or `old`.
    package static func changeKey(
        in folder: String, origin: String, keys: LedgerKeys, to new: Ed25519Key, reason: String, by author: Author,
        time: Instant
    ) throws(LedgerError) -> KeyChange {
        let ledger = try Ledger(folder: folder, origin: origin, keys: keys)
        defer { ledger.close() }
        if let refusal = ledger.refusal { throw refusal }
        guard reason.contains(where: { !$0.isWhitespace }) else { throw .invalid(key: "reason") }
        guard !ledger.history.hasSigned(new.publicKey) else { throw .invalid(key: "old") }
        let size = try ledger.size()
        let change = try KeyChange(
            origin: ledger.origin, size: size, root: ledger.root(size: size), old: keys.signing, new: new)
        let statement = String(decoding: change.note.bytes, as: UTF8.self)
        let entry = NewEntry(
            KeyChange.kind, in: .ledger, parts: [.open: ["statement": .string(statement), "reason": .string(reason)]])
        try ledger.enter(
            entry, command: "ledger-key-\(ledger.history.origin.epoch)-\(size)", by: author, at: time,
            as: ledger.history.origin, signing: new, replacing: keys.signing)
        try ledger.outside.write(change.note.bytes, as: OutsideNotes.keyChange(change))
        return change
    }

    /// Appends an entry of the log's own stream, with a checkpoint of its own.
    private func enter(
        _ entry: NewEntry, command: String, by author: Author, at time: Instant, as origin: LogOrigin,
        signing key: Ed25519Key, replacing old: Ed25519Key? = nil
    ) throws(LedgerError) {
        let id = try CommandID(command)
        let checkpoint = try store.write { writing throws(LedgerError) in
            let version = try writing.head(of: .ledger)?.version ?? 0
            var group = try GroupCommit(writing: writing, origin: origin.text, cipher: cipher)
            let batch = CommandBatch(
                command: id, entries: [entry], guards: [.ledger: version], who: author, time: time)
            _ = try group.take(batch).get()
            return try group.finish(signing: key, replacing: old)
        }
        if let checkpoint { try outside.write(checkpoint.bytes) }
    }
}

extension UnverifiedCheckpoint {
    /// The checkpoint with the signatures in the log's own name only: others would make an entry too long.
    fileprivate func withoutCosignatures() throws(LedgerError) -> UnverifiedCheckpoint {
        let own = note.signatures.filter { $0.name == origin }
        return try UnverifiedCheckpoint(parsing: SignedNote(text: note.text, signatures: own).bytes)
    }
}
