internal import Casework
internal import Chronology
internal import Foundation
internal import Ledger

extension Office {
    /// Every fact that says how the system stands. Nothing is changed; content of cases is not among it.
    /// - Throws: ``OfficeError`` where log or state cannot be read.
    package func health() async throws -> HealthFacts {
        let now = wallClock()
        let size = try log.size()
        let scrubbed = try state.scrubCounts(
            unreadSince: roundBegan(), enteredSince: self.now().adding(seconds: -30 * 86_400))
        let ended = try log.entries(of: Scrub.stream, after: 0).last { $0.kind == ScrubRound.kind }?.entered
        let certificate = try watchedCertificate()
        return HealthFacts(
            clock: self.now(), now: now, disk: disk(intake: scrubbed.intake), lastBackup: try lastBackup(),
            lastEntry: try log.entries(from: max(0, size - 1), limit: 1).last?.entered,
            isSynchronised: await host.isSynchronised(now: now),
            scrub: HealthFacts.Scrub(
                blobs: scrubbed.blobs, waiting: scrubbed.waiting, ended: ended, damaged: try await damagedBlobs()),
            jobs: try state.jobRuns(), stuckMessages: try state.stuckMessages().count,
            stuckSince: try state.stuckMessages().since,
            witnesses: try await witnessFacts(), size: size,
            certificate: await certificateFacts(certificate, now: now), version: Product.version)
    }

    /// Whether the office can take acts now: its log is open for writing and there is room.
    package func isReady() -> Bool {
        log.ledger.refusal == nil && (disk(intake: 0).map { $0.free > 64 << 20 } ?? true)
    }

    private func roundBegan() throws -> Instant {
        try state.setting("scrub-began").flatMap { Instant($0) } ?? Instant(milliseconds: 0)
    }

    private func disk(intake: Int64) -> HealthFacts.Disk? {
        var status = statvfs()
        guard statvfs(folder.root.path, &status) == 0 else { return nil }
        let unit = Int64(status.f_frsize)
        return HealthFacts.Disk(
            free: Int64(status.f_bavail) * unit, size: Int64(status.f_blocks) * unit, intake: intake)
    }

    /// When the last good backup was made, as its entry says.
    private func lastBackup() throws -> Instant? {
        try log.streams(prefix: "backup").flatMap { try log.entries(of: $0, after: 0) }
            .filter { $0.kind == "backup-made" }.map(\.entered).max()
    }

    private func witnessFacts() async throws -> [HealthFacts.Witness] {
        try await witnessOverviews().filter { $0.setting.manner != .off }.map { witness in
            HealthFacts.Witness(
                name: witness.setting.key.name, size: witness.last?.size ?? 0, time: witness.last?.time,
                problem: witness.problem)
        }
    }

    private func certificateFacts(_ address: String?, now: Instant) async -> HealthFacts.Certificate? {
        guard let address else { return nil }
        return HealthFacts.Certificate(
            address: address, expires: await host.expiry(ofCertificateAt: address, now: now))
    }
}
