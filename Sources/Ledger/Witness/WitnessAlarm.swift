package import Chronology
internal import Cryptography

/// That a log showed a witness something that an honest log cannot have: what it signed before and what it signed now do
/// not go together. Both notes are kept.
package struct WitnessAlarm: Hashable, Sendable {
    /// What does not go together.
    package enum Kind: String, Hashable, Sendable, Codable {
        /// The log is shorter than it was: an old copy was put back, or its tail is cut.
        case behind
        /// Two trees of one size: the past was rewritten.
        case forked
        /// The longer tree does not continue the shorter one: the past was rewritten.
        case rewritten
        /// What the log's tiles say is not what its checkpoint says.
        case tilesDiffer = "tiles-differ"
    }

    package let kind: Kind
    /// The log.
    package let origin: String
    /// Entries that the witness cosigned last, and entries of the checkpoint that it was shown.
    package let seen: TreeSize
    package let shown: TreeSize
    /// The folder with `seen.note`, `shown.note` and the moment.
    package let evidence: String
}

/// A log as a witness knows it.
package struct WitnessedLog: Hashable, Sendable {
    /// The log's name in its epoch.
    package let origin: String
    /// The entries that were cosigned last; 0 for none.
    package let size: TreeSize
    /// When, by the witness's clock; nil for never.
    package let time: Instant?
    /// The folders with evidence against it, oldest first.
    package let evidence: [String]
}
