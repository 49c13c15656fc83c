import Chronology
import Ledger
import Testing

@testable import Office

@Suite struct `How the system stands` {
    private static let now = Instant("2026-11-20T08:00:00+08:00") ?? Instant(milliseconds: 0)

    private func facts(_ change: (inout HealthFacts) -> Void = { _ in }) -> HealthFacts {
        let now = Self.now
        var facts = HealthFacts(
            clock: now, now: now, disk: HealthFacts.Disk(free: 400 << 30, size: 1 << 40, intake: 60 << 30),
            lastBackup: now.adding(seconds: -6 * 3600), lastEntry: now.adding(seconds: -60), isSynchronised: true,
            scrub: HealthFacts.Scrub(blobs: 12, waiting: 0, ended: now.adding(seconds: -86_400), damaged: []),
            jobs: [JobRun(job: .outbox, ran: now.adding(seconds: -5))], stuckMessages: 0,
            witnesses: [HealthFacts.Witness(name: "superior", size: 90, time: now.adding(seconds: -3600))], size: 100,
            certificate: HealthFacts.Certificate(
                address: "liuhen.example:443", expires: now.adding(seconds: 200 * 86_400)),
            version: "0.1.0")
        change(&facts)
        return facts
    }

    private func level(_ subject: HealthLine.Subject, _ change: (inout HealthFacts) -> Void) -> HealthLine.Level? {
        facts(change).lines.filter { $0.subject == subject }.map(\.level).max()
    }

    private func ago(_ days: Int) -> Instant { Self.now.adding(seconds: -days * 86_400) }

    @Test func `an office that is well is green in every line, and each subject has its line`() {
        let lines = facts().lines
        #expect(lines.allSatisfy { $0.level == .green }, "\(lines)")
        #expect(lines.map(\.subject) == HealthLine.Subject.allCases)
    }

    @Test func `a disk is judged by its room and by how long that lasts`() {
        #expect(level(.disk) { $0.disk?.free = 15 << 30 } == .red)
        #expect(level(.disk) { $0.disk?.free = 100 << 30 } == .amber)
        #expect(
            facts { $0.disk?.free = 100 << 30 }.lines.first?.finding
                == .disk(free: 100 << 30, size: 1 << 40, days: 50))
        #expect(level(.disk) { $0.disk = HealthFacts.Disk(free: 3 << 30, size: 1 << 40, intake: 0) } == .red)
        #expect(level(.disk) { $0.disk = HealthFacts.Disk(free: 19 << 30, size: 100 << 30, intake: 0) } == .amber)
        // Room for little is red on a small disk too, and much room where a week fills it.
        #expect(level(.disk) { $0.disk = HealthFacts.Disk(free: 1 << 30, size: 10 << 30, intake: 0) } == .red)
        #expect(
            level(.disk) { $0.disk = HealthFacts.Disk(free: 100 << 30, size: 200 << 30, intake: 600 << 30) } == .red)
        #expect(level(.disk) { $0.disk = nil } == .amber)
    }

    @Test func `one night without a backup is told, two are urgent, none ever is red`() {
        #expect(level(.backup) { $0.lastBackup = nil } == .red)
        #expect(level(.backup) { $0.lastBackup = Self.now.adding(seconds: -25 * 3600) } == .green)
        #expect(level(.backup) { $0.lastBackup = Self.now.adding(seconds: -27 * 3600) } == .amber)
        #expect(level(.backup) { $0.lastBackup = Self.now.adding(seconds: -51 * 3600) } == .red)
    }

    @Test func `a clock behind the log is red, one that follows no time server amber`() {
        #expect(level(.clock) { $0.lastEntry = Self.now.adding(seconds: 119) } == .green)
        let behind = facts { $0.lastEntry = Self.now.adding(seconds: 3600) }.lines.first { $0.subject == .clock }
        #expect(behind?.finding == .clockBehind(seconds: 3600, lastEntry: Self.now.adding(seconds: 3600)))
        #expect(behind?.level == .red)
        #expect(level(.clock) { $0.isSynchronised = false } == .amber)
        #expect(level(.clock) { $0.isSynchronised = nil } == .green)
    }

    @Test func `rot is red whatever else is told of the scrub, and a scrub forgotten is amber`() {
        let blob = DamagedBlob(digest: "ab", stream: "case/1", problem: "vault.payload")
        #expect(level(.scrub) { $0.scrub.damaged = [blob] } == .red)
        #expect(level(.scrub) { $0.scrub.ended = ago(76) } == .amber)
        #expect(level(.scrub) { $0.scrub.ended = nil } == .green)
    }

    @Test func `backups and imports are among the jobs, and one that cannot do its work is noted`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        func isNoted(
            _ job: BackgroundJob, failing: Bool, by keep: @escaping @Sendable () async -> Void
        ) async throws -> Bool {
            let work = Task { await keep() }
            defer { work.cancel() }
            for _ in 0..<10_000_000 {
                let run = try office.state.jobRuns().first { $0.job == job }
                if let run, (run.failing != nil) == failing, (run.problem != nil) == failing { return true }
                await Task.yield()
            }
            return false
        }
        let words = ImportWords(deviceKinds: [], sources: [])
        #expect(try await isNoted(.imports, failing: false) { await office.keepImporting(words: words) })
        #expect(try await isNoted(.backups, failing: false) { await office.keepBackingUp() })
        office.log.ledger.close()
        #expect(try await isNoted(.backups, failing: true) { await office.keepBackingUp() })
    }

    @Test func `jobs that do not run are red, one that fails is amber for an hour`() {
        #expect(level(.jobs) { $0.jobs = [] } == .red)
        #expect(level(.jobs) { $0.jobs[0].ran = Self.now.adding(seconds: -601) } == .red)
        #expect(level(.jobs) { $0.jobs[0].failing = Self.now.adding(seconds: -60) } == .amber)
        #expect(level(.jobs) { $0.jobs[0].failing = Self.now.adding(seconds: -3601) } == .red)
        func stuck(_ days: Int) -> HealthLine.Level? {
            level(.jobs) {
                $0.stuckMessages = 2
                $0.stuckSince = ago(days)
            }
        }
        #expect(stuck(0) == .amber && stuck(2) == .red)
    }

    @Test func `each witness has a line, and none at all is amber`() {
        #expect(level(.witness) { $0.witnesses = [] } == .amber)
        #expect(level(.witness) { $0.witnesses[0].time = nil } == .amber)
        #expect(level(.witness) { $0.witnesses[0].time = ago(40) } == .amber)
        #expect(level(.witness) { $0.witnesses[0].time = ago(80) } == .red)
        // Nothing was entered since: there is nothing more to witness.
        #expect(
            level(.witness) {
                $0.witnesses[0].time = ago(80)
                $0.witnesses[0].size = 100
            } == .green)
        let two = facts {
            $0.witnesses.append(HealthFacts.Witness(name: "legal", size: 0, time: nil))
        }.lines.filter { $0.subject == .witness }
        #expect(two.map(\.level) == [.amber, .green])
    }

    @Test func `a certificate is told a month before its end`() {
        func ends(in days: Int) -> HealthLine.Level? {
            level(.certificate) { $0.certificate?.expires = Self.now.adding(seconds: days * 86_400) }
        }
        #expect(ends(in: 31) == .green && ends(in: 29) == .amber && ends(in: 6) == .red && ends(in: -1) == .red)
        #expect(level(.certificate) { $0.certificate?.expires = nil } == .amber)
        #expect(level(.certificate) { $0.certificate = nil } == .green)
    }

    @Test func `the end of a certificate is read as openssl writes it`() {
        #expect(
            HostFacts.end("notAfter=2026-12-01 10:20:30Z\n") == Instant("2026-12-01T18:20:30+08:00"))
        #expect(HostFacts.end("unable to load certificate\n") == nil)
    }
}
