package import Chronology

/// What the log says of backups. All in the stream ``BackupHistory/stream``.
protocol BackupEvent: Codable, Sendable {
    static var kind: String { get }
}

/// A backup was made, read back and proved.
package struct BackupMade: Hashable, BackupEvent {
    static let kind = "backup-made"
    /// The target's id, address and title, as they were then.
    package let target: String
    package let address: String
    package let title: String
    /// The name that the tool gave to it.
    package let snapshot: String
    /// When the copy of the log was taken, by the office's clock.
    package let taken: Instant
    /// The entries it holds, and the root of their tree in hexadecimal digits.
    package let size: Int64
    package let root: String
    /// The blobs that those entries name, and their bytes at rest.
    package let blobs: Int
    package let bytes: Int64
    /// The bytes that were new to the target.
    package let added: Int64
    /// Whether every byte of the target was read back, or a part of it beside what the log needs.
    package let readBackAll: Bool
    /// Milliseconds it took, the proof included.
    package let milliseconds: Int64
}

/// A backup did not come about.
package struct BackupFailed: Hashable, BackupEvent {
    static let kind = "backup-failed"
    package let target: String
    package let address: String
    package let title: String
    package let problem: BackupProblem
    package let tried: Instant
}

/// A backup was restored on trial, verified and thrown away again.
package struct DrillMade: Hashable, BackupEvent {
    static let kind = "backup-drill-made"
    package let target: String
    package let address: String
    package let title: String
    package let snapshot: String
    /// When the backup had been taken; nil where its name does not say.
    package let taken: Instant?
    /// The entries it brought back, and those of the log at that time.
    package let size: Int64
    package let logSize: Int64
    package let blobs: Int
    /// What was not right; none for a good backup.
    package let findings: [String]
    package let made: Instant
    package let milliseconds: Int64
}

/// The office was brought back from a backup.
package struct OfficeRestored: Hashable, BackupEvent {
    static let kind = "office-restored"
    package let address: String
    package let snapshot: String
    /// The entries that were brought back; what was entered after them is lost.
    package let size: Int64
    /// When the last of them was entered.
    package let reaches: Instant?
    package let restored: Instant
    /// The version of the layout that was restored.
    package let format: Int
    /// The entries of the newest signed checkpoint that was known; nil where none beyond ``size`` was.
    package let known: Int64?
    /// `recovery` for the recovery key, `keys` for the server's own.
    package let openedWith: String
}

/// Where backups go: the whole list, as it is from then on.
struct BackupTargetsSet: BackupEvent {
    static let kind = "backup-targets-set"
    let targets: [BackupTarget]
}

/// When backups are made and how long they are kept.
struct BackupPlanSet: BackupEvent {
    static let kind = "backup-plan-set"
    let plan: BackupPlan
}
