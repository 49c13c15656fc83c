package import Chronology
package import Foundation

/// What to bring back, from where, and with which key.
package struct RestoreRequest: Sendable {
    /// What opens the backups.
    package enum Key: Sendable {
        /// The text of an age identity file: the recovery key; its name for problems.
        case recovery(text: String, file: String)
        /// The folder of keys of the office's server, which survived.
        case keys(URL)
    }

    package let from: BackupTarget
    package var secrets: BackupSecrets?
    package let key: Key
    /// The name of the backup; nil for the newest.
    package var snapshot: String?
    /// Checkpoints of the log that somebody else holds: a witness, a recipient.
    package var checkpoints: [[UInt8]] = []
    /// Why the log goes on behind a newer checkpoint, and the sign-in names of the two who approve it.
    package var epoch: (reason: String, approvers: (String, String))?

    package init(from: BackupTarget, secrets: BackupSecrets? = nil, key: Key) {
        self.from = from
        self.secrets = secrets
        self.key = key
    }
}

/// What there is to bring back.
package struct RestoreOffer: Sendable {
    /// The founding name of the log, and whose it is.
    package let origin: String
    package let agency: String
    /// Oldest first.
    package let backups: [BackupListing]
}

/// What was brought back.
package struct RestoreResult: Sendable {
    package let origin: String
    package let agency: String
    package let snapshot: String
    /// The entries, and when the last of them was entered.
    package let size: Int64
    package let reaches: Instant?
    package let blobs: Int
    /// What is not right with what was brought back; none for a good backup.
    package let findings: [OfficeFinding]
    /// The entries of the newest signed checkpoint that is known, where it lies beyond what was brought back.
    package let known: Int64?
    /// The epoch that was opened because of it.
    package let epoch: LogEpoch?
    /// The key that signs the log now, as people hand it on, where it was not found: no epoch opens without it.
    package let missingKey: String?
    /// Whether the office has witnesses, who may have seen more.
    package let hasWitnesses: Bool
    /// Where the office that lay there before lies now.
    package let replaced: URL?
}
