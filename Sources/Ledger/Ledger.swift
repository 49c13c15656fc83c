internal import Cryptography
internal import Dispatch
internal import Synchronization

/// The append-only log: what happened, in the order in which it was entered.
///
/// An entry that ``append(_:)`` has acknowledged is durable, stands in its stream after the version that its author had
/// read, is covered by a signed checkpoint, and is never changed. Reading sees whole commands or nothing of them.
///
/// Callers queue; one writer takes the whole queue into one transaction, and they resume after its commit. Read
/// `docs/ledger-format.md` for the bytes.
package final class Ledger: Sendable {
    private struct Waiting {
        let batch: CommandBatch
        let continuation: CheckedContinuation<Result<AppendReceipt, LedgerError>, Never>
    }

    private struct State {
        var queue: [Waiting] = []
        var isWriting = false
        /// A checkpoint that is committed but could not be written outside yet.
        var unwritten: Checkpoint?
    }

    /// The name of the log in its newest epoch.
    package var origin: String { history.origin.text }
    /// Its epochs and its keys, as they were when it was opened.
    package let history: LogHistory
    /// The key that its newest checkpoint is checked with.
    package let verifierKey: VerifierKey
    /// Why nothing is appended, where that is so: the log is behind its outside checkpoint, or is not the one that the
    /// checkpoint was made of, or is open for reading only. Reading goes on.
    package let refusal: LedgerError?

    let store: any LogStore
    let cipher: PartCipher
    let keys: LedgerKeys
    let outside: OutsideNotes
    private let writer = DispatchQueue(label: "ledger.writer")
    private let state = Mutex(State())

    /// Opens the log on a store.
    /// - Parameter origin: the name that it was founded with, whatever its epoch.
    /// - Parameter checkpoints: the folder, outside the database, that keeps the last checkpoint as `latest`.
    /// - Parameter mode: whether to append. What keeps a log from being appended to is told by ``refusal``.
    /// - Throws: ``LedgerError/invalidName(what:text:)`` for an origin that cannot be one, and where reading fails.
    package init(
        store: some LogStore, origin: String, keys: LedgerKeys, checkpoints: String,
        mode: SQLiteLogStore.Mode = .writing
    ) throws(LedgerError) {
        guard LogOrigin(origin).isFounding else { throw .invalidName(what: "origin", text: origin) }
        self.store = store
        self.keys = keys
        cipher = PartCipher(masterKey: keys.master, origin: origin)
        outside = OutsideNotes(folder: checkpoints)
        // A note that cannot be read is told when the log is compared with what is outside.
        let changes = (try? outside.keyChanges()) ?? []
        var problems: [LedgerError] = []
        history = try store.read { [cipher] reading throws(LedgerError) in
            try LogHistory(
                reading: reading, cipher: cipher, origin: LogOrigin(origin), anchor: keys.signing.publicKey,
                outside: changes, problems: &problems)
        }
        verifierKey = try VerifierKey(name: history.origin.text, publicKey: history.key)
        guard mode == .writing else {
            refusal = .readOnly
            return
        }
        do throws(LedgerError) {
            try Ledger.compare(store, with: outside, history: history, keys: keys, problems: problems)
            refusal = nil
        } catch {
            refusal = error
        }
    }

    /// Opens the log in a data folder: `ledger.db`, and `checkpoints/latest` outside of it.
    /// - Throws: ``LedgerError/fenced(path:)`` where another process writes it (it can still be opened for reading),
    ///   and as ``SQLiteLogStore/init(path:origin:mode:)``.
    package convenience init(
        folder: String, origin: String, keys: LedgerKeys, mode: SQLiteLogStore.Mode = .writing
    ) throws(LedgerError) {
        guard LogOrigin(origin).isFounding else { throw .invalidName(what: "origin", text: origin) }
        let store = try SQLiteLogStore(path: folder + "/ledger.db", origin: origin, mode: mode)
        try self.init(store: store, origin: origin, keys: keys, checkpoints: folder + "/checkpoints", mode: mode)
    }

    /// Ends the use of the log; nothing may be under way.
    package func close() { store.close() }

    /// Appends what a command says, all of it or nothing, and returns once it is durable.
    ///
    /// A command that comes again gets the receipt of the first time.
    /// - Throws: ``LedgerError/versionConflict(stream:expected:found:)`` where a stream has moved on,
    ///   ``LedgerError/commandReused(_:)``, ``LedgerError/guardMissing(stream:)``,
    ///   ``LedgerError/actInFuture(stream:acted:time:)``, ``LedgerError/tooLarge(what:bytes:limit:)``,
    ///   ``LedgerError/invalid(key:)`` for what the batch asks wrongly; ``refusal``; ``LedgerError/store(_:)`` where the
    ///   store fails, and then nothing was appended.
    package func append(_ batch: CommandBatch) async throws(LedgerError) -> AppendReceipt {
        if let refusal { throw refusal }
        if batch.entries.contains(where: { $0.stream == .ledger }) {
            throw .invalidName(what: "stream", text: StreamName.ledger.text)
        }
        let result = await withCheckedContinuation { continuation in
            let starts = state.withLock { state in
                state.queue.append(Waiting(batch: batch, continuation: continuation))
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if starts { writer.async { self.drain() } }
        }
        return try result.get()
    }

    /// How many callers wait for the next transaction.
    package var waitingCount: Int { state.withLock { $0.queue.count } }

    private func drain() {
        while true {
            let group = state.withLock { state -> [Waiting] in
                defer { state.queue = [] }
                if state.queue.isEmpty { state.isWriting = false }
                return state.queue
            }
            guard !group.isEmpty else { return }
            let results = commit(group.map(\.batch))
            for (waiting, result) in zip(group, results) { waiting.continuation.resume(returning: result) }
        }
    }

    private func commit(_ batches: [CommandBatch]) -> [Result<AppendReceipt, LedgerError>] {
        do throws(LedgerError) {
            // Nothing is added while the outside checkpoint cannot follow: it is what a roll-back is seen by.
            if let unwritten = state.withLock({ $0.unwritten }) { try writeOutside(unwritten) }
            let (results, checkpoint) = try store.write { writing throws(LedgerError) in
                var group = try GroupCommit(writing: writing, origin: origin, cipher: cipher)
                var results: [Result<AppendReceipt, LedgerError>] = []
                for batch in batches { results.append(try group.take(batch)) }
                return (results, try group.finish(signing: keys.signing))
            }
            // The entries are durable by now; where this fails, only the next append is refused.
            if let checkpoint { try? writeOutside(checkpoint) }
            return results
        } catch {
            return batches.map { _ in .failure(error) }
        }
    }

    private func writeOutside(_ checkpoint: Checkpoint) throws(LedgerError) {
        state.withLock { $0.unwritten = checkpoint }
        try outside.write(checkpoint.bytes)
        state.withLock { $0.unwritten = nil }
    }

    /// Destroys the parts of a stream and the key they were encrypted under. Its envelopes stay, and every proof holds.
    ///
    /// What lists and statistics will still need must have been appended before, with the approval.
    package func disposeParts(of stream: StreamName) throws(LedgerError) {
        if let refusal { throw refusal }
        guard stream != .ledger else { throw .invalidName(what: "stream", text: stream.text) }
        try store.write { writing throws(LedgerError) in
            let version = try writing.head(of: stream)?.version ?? 0
            guard version > (try writing.disposedVersion(of: stream)) else { return }
            try writing.disposeParts(of: stream, upTo: version)
        }
        if let sqlite = store as? SQLiteLogStore { try sqlite.truncateWriteAheadFile() }
    }

    /// Refuses a log that is not a continuation of the checkpoint outside, or not this key's. Puts outside what is
    /// missing or older there.
    private static func compare(
        _ store: some LogStore, with outside: OutsideNotes, history: LogHistory, keys: LedgerKeys,
        problems: [LedgerError]
    ) throws(LedgerError) {
        let kept = try outside.latest()
        let changes = try outside.keyChanges()
        let latest = try store.read { reading throws(LedgerError) -> Checkpoint? in
            let size = try reading.size()
            let tiles = StoredTiles(reading: reading)
            if let kept {
                let continuation = Continuation(history: history, size: size, keyChanges: changes)
                try continuation.check(kept, in: tiles)
            }
            if history.key != keys.signing.publicKey { throw try differing(keys, history) }
            if let problem = problems.first { throw problem }
            guard size.value > 0 else { return nil }
            guard let note = try reading.checkpoint(upTo: nil) else {
                throw .damaged(place: "checkpoint", what: "missing")
            }
            let own = try history.verify(UnverifiedCheckpoint(parsing: note))
            guard own.size == size, try tiles.root(size: size) == own.root else {
                throw .damaged(place: "checkpoint", what: "not of this log")
            }
            return own
        }
        for recorded in history.keyChanges where !changes.contains(recorded.change) {
            try outside.write(recorded.change.note.bytes, as: OutsideNotes.keyChange(recorded.change))
        }
        if let latest, latest.note != kept?.note { try outside.write(latest.bytes) }
    }

    static func differing(_ keys: LedgerKeys, _ history: LogHistory) throws(LedgerError) -> LedgerError {
        let expected = try VerifierKey(name: history.origin.text, publicKey: history.key)
        let found = try VerifierKey(name: history.origin.text, publicKey: keys.signing.publicKey)
        return .keyDiffers(expected: Hex.encode(expected.id), found: Hex.encode(found.id))
    }
}
