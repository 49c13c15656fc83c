package import Chronology

/// What can go wrong in the ledger, each case with the facts that a person needs. The sentences are made at the edge.
package enum LedgerError: Error, Equatable, Sendable {
    /// A text is not JSON as accepted here; `offset` counts bytes from 0.
    case json(JSONProblem, offset: Int)
    /// An envelope or part has a member that its format does not know.
    case unknownKey(String)
    /// An envelope or part lacks a member.
    case missingKey(String)
    /// A member is of the wrong type, out of its range, or out of its place.
    case invalid(key: String)
    /// A name (of a stream, command, entry, kind, origin, key) is not of its form.
    case invalidName(what: String, text: String)
    /// An envelope or part is longer than a line may be.
    case tooLarge(what: String, bytes: Int, limit: Int)

    /// A batch without entries.
    case emptyBatch(command: CommandID)
    /// A batch writes a stream whose version it has not read.
    case guardMissing(stream: StreamName)
    /// The stream has moved on since it was read. Versions count its entries.
    case versionConflict(stream: StreamName, expected: Int, found: Int)
    /// The command id was used before for something else.
    case commandReused(CommandID)
    /// An act's own time lies after the time of the entry.
    case actInFuture(stream: StreamName, acted: Instant, time: Instant)

    /// No such leaf in a tree of `size`.
    case indexOutOfRange(index: LeafIndex, size: TreeSize)
    /// No such tree within a tree of `size`; a size of zero proves nothing.
    case sizeOutOfRange(size: TreeSize, within: TreeSize)
    /// A signed note, a checkpoint, a key or a proof file is not of its form.
    case malformed(what: String, line: Int)
    /// No signature by a key that was asked for.
    case signatureMissing(key: String)
    /// A signature in the name of a key that was asked for does not hold.
    case signatureInvalid(key: String)
    /// A checkpoint of another log.
    case originMismatch(expected: String, found: String)

    /// The log is shorter than the checkpoint kept outside the database: an old copy was put back, or its tail is cut.
    case behindCheckpoint(size: TreeSize, checkpoint: TreeSize)
    /// The log is not the one that the checkpoint kept outside the database was made of.
    case forked(checkpoint: TreeSize)
    /// The log is not behind its outside checkpoint, so that there is nothing to open a new epoch for.
    case notBehind
    /// One account cannot approve twice.
    case sameApprover(account: String)
    /// The signing key is not the one that the log was last handed to. Both as the key ids of its name, in hexadecimal.
    case keyDiffers(expected: String, found: String)
    /// Another process, or another part of this one, writes this log.
    case fenced(path: String)
    /// The ledger was opened for reading.
    case readOnly
    /// What is stored does not agree with itself. `place` is an index, a table or a stream.
    case damaged(place: String, what: String)
    /// The store below failed.
    case store(StoreFailure)

    /// A stable word for JSON, logs and exit messages.
    package var code: String {
        switch self {
        case .json: "ledger.json"
        case .unknownKey: "ledger.unknown-key"
        case .missingKey: "ledger.missing-key"
        case .invalid: "ledger.invalid"
        case .invalidName: "ledger.invalid-name"
        case .tooLarge: "ledger.too-large"
        case .emptyBatch: "ledger.empty-batch"
        case .guardMissing: "ledger.guard-missing"
        case .versionConflict: "ledger.version-conflict"
        case .commandReused: "ledger.command-reused"
        case .actInFuture: "ledger.act-in-future"
        case .indexOutOfRange: "ledger.index-out-of-range"
        case .sizeOutOfRange: "ledger.size-out-of-range"
        case .malformed: "ledger.malformed"
        case .signatureMissing: "ledger.signature-missing"
        case .signatureInvalid: "ledger.signature-invalid"
        case .originMismatch: "ledger.origin-mismatch"
        case .behindCheckpoint: "ledger.behind-checkpoint"
        case .forked: "ledger.forked"
        case .notBehind: "ledger.not-behind"
        case .sameApprover: "ledger.same-approver"
        case .keyDiffers: "ledger.key-differs"
        case .fenced: "ledger.fenced"
        case .readOnly: "ledger.read-only"
        case .damaged: "ledger.damaged"
        case .store(let failure): failure.reason == .full ? "ledger.full" : "ledger.store"
        }
    }
}

/// A failure of the store below the ledger.
package struct StoreFailure: Equatable, Sendable {
    /// The kinds of failure that callers treat differently.
    package enum Reason: String, Sendable {
        /// No room on the disk.
        case full
        /// What lies there is not the store's, or is damaged.
        case unreadable
        /// Another writer holds the store.
        case busy
        /// The file or folder is not there.
        case absent
        /// Anything else: permissions, a broken disk.
        case other
    }

    /// What was being done: `open`, `append`, `read` …
    package let operation: String
    /// Why it failed.
    package let reason: Reason
    /// The words of what failed below, for the operators' log. Equality ignores them.
    package let cause: String

    /// Takes the facts of a failure.
    package init(operation: String, reason: Reason, cause: String) {
        self.operation = operation
        self.reason = reason
        self.cause = cause
    }

    package static func == (left: StoreFailure, right: StoreFailure) -> Bool {
        left.operation == right.operation && left.reason == right.reason
    }
}
