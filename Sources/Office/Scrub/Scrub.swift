internal import Casework
internal import Chronology
internal import Cryptography
internal import Foundation
internal import Logging
internal import Vault

/// Reads every blob of the vault again, once a month and a little at a time, and tells which is no longer what was put
/// in. Where it is stands in the state: killed, it goes on there.
actor Scrub {
    /// The stream of what it finds.
    static let stream = "scrub"
    /// From the beginning of one round to that of the next, in seconds.
    static let roundSeconds = 30 * 86_400
    private static let batch = 500
    /// What is read at one go: so many bytes, or so many blobs.
    private static let slice = (bytes: Int64(64 << 20), blobs: 200)
    private static let began = "scrub-began"

    /// Who enters what it finds.
    private static let author = Actor(account: "scrub", name: "系统巡检", badge: nil, unit: "", roles: [])

    private let log: CaseLog
    private let state: StateStore
    private let vault: Vault
    private let logger: Logger

    init(log: CaseLog, state: StateStore, vault: Vault, logger: Logger) {
        self.log = log
        self.state = state
        self.vault = vault
        self.logger = logger
    }

    /// Takes in the blobs of entries that were not yet followed.
    func follow() throws {
        // A log that was put back from a backup is shorter than what was followed.
        if try state.scrubPosition() > log.size() { try state.forgetScrub() }
        while true {
            let entries = try log.entries(from: try state.scrubPosition(), limit: Self.batch)
            guard let last = entries.last else { return }
            let blobs = entries.flatMap { entry in
                BlobReferences.of(entry).map { (reference: $0, stream: entry.stream, entered: entry.entered) }
            }
            try state.note(blobs, through: last.index + 1)
        }
    }

    /// Reads one slice of what is due.
    /// - Parameters:
    ///   - now: the server's time, by which rounds are counted.
    ///   - clock: the office's time, by which entries are made.
    /// - Returns: whether more is due.
    func runSlice(now: @Sendable () -> Instant, clock: @Sendable () -> Instant) async throws -> Bool {
        try follow()
        guard let round = try round(now: now()) else { return false }
        var bytes: Int64 = 0
        for blob in try state.unread(since: round, limit: Self.slice.blobs) where bytes < Self.slice.bytes {
            try await check(blob, now: now, clock: clock)
            bytes += Int64(blob.reference.byteCount)
        }
        guard try state.unread(since: round, limit: 1).isEmpty else { return true }
        try await end(round, clock: clock())
        return false
    }

    /// The beginning of the round that is under way; nil while the next is not due.
    private func round(now: Instant) throws -> Instant? {
        let last = try state.setting(Self.began).flatMap { Instant($0) }
        let isOver = try state.setting("scrub-over") != nil
        if let last, !isOver { return last }
        // A clock that was far ahead must not keep the next round away.
        if let last, last <= now, now.seconds(since: last) < Self.roundSeconds { return nil }
        try state.set(Self.began, to: now.description)
        try state.set("scrub-over", to: nil)
        return now
    }

    private func check(
        _ blob: StateStore.ScrubBlob, now: @Sendable () -> Instant, clock: @Sendable () -> Instant
    ) async throws {
        var problem: String? = "malformed-reference"
        if let pin = blob.reference.pin { problem = try await vault.scrub(pin)?.code }
        if problem != blob.problem {
            // Entered first: killed in between, it is read and told once more.
            let found = ScrubFinding(digest: blob.reference.digest, stream: blob.stream, problem: problem)
            try await enter(problem == nil ? ScrubFinding.mended : ScrubFinding.damaged, found, at: clock())
            if let problem {
                logger.critical(
                    "a blob is damaged",
                    metadata: ["blob.digest": "\(blob.reference.digest)", "problem": "\(problem)"])
            }
        }
        try state.noteRead(blob.reference.digest, problem: problem, at: now())
    }

    private func end(_ round: Instant, clock: Instant) async throws {
        let counts = try state.scrubCounts(unreadSince: round, enteredSince: round)
        let ended = ScrubRound(
            began: round, blobs: counts.blobs, bytes: counts.bytes, damaged: try state.damagedBlobs().count)
        try await enter(ScrubRound.kind, ended, at: clock)
        try state.set("scrub-over", to: clock.description)
    }

    private func enter(_ kind: String, _ content: some Encodable, at clock: Instant) async throws {
        let item = try LogItem(stream: Self.stream, kind: kind, content: content)
        try await log.append(
            [item], command: UUID().uuidString, actor: Self.author, now: clock,
            expecting: [Self.stream: try log.version(of: Self.stream)])
    }
}

/// That a blob is no longer what was put in, or is again.
struct ScrubFinding: Codable {
    static let damaged = "blob-damaged"
    static let mended = "blob-mended"
    /// SHA-256 of the content.
    let digest: String
    /// The stream whose entry first named it.
    let stream: String
    let problem: String?
}

/// That every blob was read again.
struct ScrubRound: Codable {
    static let kind = "scrub-completed"
    /// The server's time when the round began.
    let began: Instant
    let blobs: Int
    let bytes: Int64
    let damaged: Int
}
