package import Chronology
internal import Cryptography
internal import Ledger

/// That somebody outside has witnessed the log.
package struct LogWitness: Hashable, Sendable {
    /// The witness's name, as its key has it.
    package let name: String
    /// The epoch that it has seen.
    package let epoch: Int
    /// The number of entries that it vouches for.
    package let size: Int64
    /// When it did, by its own clock.
    package let time: Instant
}

/// That the log went on behind a checkpoint that had been signed.
package struct LogEpoch: Hashable, Sendable {
    /// The number of the epoch that was opened, from 2.
    package let number: Int
    /// When it was opened.
    package let opened: Instant
    /// The entries that were restored.
    package let restored: Int64
    /// The entries that the abandoned checkpoint had covered; those from ``restored`` on are lost.
    package let abandoned: Int64
    /// Why, as it was said then.
    package let reason: String
    /// The names of the two who approved it, as they were written then.
    package let approvers: [String]
}

/// That the log's signing key was changed.
package struct LogKeyChange: Hashable, Sendable {
    /// When.
    package let time: Instant
    /// The number of entries before the change.
    package let size: Int64
    /// The ids of the keys, 8 hexadecimal digits.
    package let old: String
    package let new: String
    /// Why, as it was said then.
    package let reason: String
}

extension LogWitness {
    init(_ witnessing: Witnessing) {
        self.init(
            name: witnessing.witness.name, epoch: witnessing.origin.epoch, size: Int64(witnessing.size.value),
            time: witnessing.time)
    }
}

extension LogEpoch {
    init(_ epoch: Epoch) {
        self.init(
            number: epoch.origin.epoch, opened: epoch.opened, restored: Int64(epoch.lost.lowerBound),
            abandoned: Int64(epoch.lost.upperBound), reason: epoch.reason, approvers: epoch.approvers.map(\.name))
    }
}

extension LogKeyChange {
    init(_ recorded: LogHistory.RecordedKeyChange) {
        self.init(
            time: recorded.time, size: Int64(recorded.change.size.value), old: Hex.encode(recorded.change.old.id),
            new: Hex.encode(recorded.change.new.id), reason: recorded.reason)
    }
}
