package import Chronology

/// What is known of the system at a moment, gathered by ``Office/health()``.
package struct HealthFacts: Hashable, Sendable {
    /// The office's time.
    package var clock: Instant
    /// The server's time, by which jobs run; the same but in a demo office.
    package var now: Instant
    package var disk: Disk?
    package var lastBackup: Instant?
    /// The time of the newest entry of the log.
    package var lastEntry: Instant?
    /// Whether the host's clock follows a time server; nil where nothing on it can tell.
    package var isSynchronised: Bool?
    package var scrub: Scrub
    package var jobs: [JobRun]
    /// Messages to platforms that failed at least once.
    package var stuckMessages: Int
    /// When the oldest of them was queued.
    package var stuckSince: Instant?
    package var witnesses: [Witness]
    /// Entries in the log.
    package var size: Int64
    package var certificate: Certificate?
    package var version: String

    /// The disk that the data lies on.
    package struct Disk: Hashable, Sendable {
        package var free: Int64
        package var size: Int64
        /// Bytes of content that came in within the last thirty days.
        package var intake: Int64
    }

    /// How far the scrub is.
    package struct Scrub: Hashable, Sendable {
        package var blobs: Int
        package var waiting: Int
        /// When the last round ended.
        package var ended: Instant?
        package var damaged: [DamagedBlob]
    }

    /// What a witness has seen.
    package struct Witness: Hashable, Sendable {
        package var name: String
        package var size: Int64
        /// When it signed, by its own clock; nil where it never did.
        package var time: Instant?
        /// Why it did not cosign when last asked.
        package var problem: WitnessProblem?
    }

    /// The certificate of the address under which people reach the office.
    package struct Certificate: Hashable, Sendable {
        /// Host and port.
        package var address: String
        /// When it ends; nil where it could not be looked at.
        package var expires: Instant?
    }
}

/// Work that goes on beside the pages.
package enum BackgroundJob: String, Hashable, Sendable, Codable, CaseIterable {
    /// Messages to supervision platforms.
    case outbox
    /// Reading the vault again.
    case scrub
    /// Checkpoints to witnesses.
    case witnesses
    /// Backups as planned and as asked for.
    case backups
    /// Spreadsheets that are taken in.
    case imports
}

/// When a job last ran, and when and why it last failed.
package struct JobRun: Hashable, Sendable {
    package var job: BackgroundJob
    package var ran: Instant?
    /// Since when it fails; nil where its last run was fine.
    package var failing: Instant?
    package var problem: String?
}
