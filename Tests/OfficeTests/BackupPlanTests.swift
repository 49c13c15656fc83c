import Casework
import Chronology
import Foundation
import Ledger
import Rules
import TestKit
import Testing

@testable import Office

/// When backups are made, and what the log tells of them.
@Suite struct `The plan of the backups` {
    private func time(_ text: String) throws -> Instant { try #require(Instant(text + ":00+08:00")) }

    @Test(
        arguments: [
            ("2026-10-09T12:00", nil, nil, true),
            ("2026-10-09T12:00", "2026-10-09T02:31", "2026-10-09T02:30", false),
            // Yesterday's is good until the next planned moment has come.
            ("2026-10-10T02:29", "2026-10-09T02:31", "2026-10-09T02:30", false),
            ("2026-10-10T02:30", "2026-10-09T02:31", "2026-10-09T02:30", true),
            // The server was off at night: as soon as it runs.
            ("2026-10-10T08:00", "2026-10-09T02:31", "2026-10-09T02:30", true),
            // It failed: again after ten minutes, not before.
            ("2026-10-10T02:39", "2026-10-09T02:31", "2026-10-10T02:30", false),
            ("2026-10-10T02:40", "2026-10-09T02:31", "2026-10-10T02:30", true),
            // The clock was set back.
            ("2026-10-10T03:00", "2026-10-09T02:31", "2027-01-01T00:00", true),
        ] as [(String, String?, String?, Bool)])
    func `makes one a night, and makes up for one that failed`(
        now: String, good: String?, tried: String?, isDue: Bool
    ) throws {
        let plan = BackupPlan.initial
        #expect(
            try plan.isDue(at: time(now), good: good.map { try time($0) }, tried: tried.map { try time($0) }) == isDue)
    }

    @Test func `is set by the system administrator and by nobody else, and each night is tried once`() async throws {
        let sample = try await SampleOffice()
        let place = try BackupPlace()
        let plan = BackupPlan(minute: 60, days: 7, weeks: 4, months: 3, years: 1)
        await #expect(throws: OfficeError.forbidden("backup-settings")) {
            try await sample.office.set(plan, try await sample.context("wang"))
        }
        await #expect(throws: OfficeError.forbidden("backups")) {
            _ = try await sample.office.backupOverview(for: try await sample.account("wang"))
        }
        try await sample.office.set(plan, try await sample.context("admin"))
        try await sample.office.set(place.target, secrets: nil, try await sample.context("admin"))
        #expect(try sample.office.backupHistory().plan == plan)
        #expect(try sample.office.backupHistory().targets == [place.target])
        // A new target is backed up to at once, and then not before its time.
        try await sample.office.backUp()
        try await sample.office.backUp()
        #expect(try sample.office.backupHistory().made.count == 1)
        // Its disk is taken out: the failure is told once, however often it is asked for by the clock.
        try FileManager.default.removeItem(atPath: place.target.address)
        try sample.office.state.set("backup-good/\(place.target.id)", to: nil)
        for _ in 0..<3 {
            try sample.office.state.set("backup-try/\(place.target.id)", to: nil)
            try await sample.office.backUp()
        }
        try await sample.office.takeUpReports()
        let history = try sample.office.backupHistory()
        #expect(history.failed.map(\.problem) == [.targetAbsent(path: place.target.address)])
        #expect(history.openFailure(at: place.target.id) != nil)
        #expect(history.days(upTo: sample.office.now().day, count: 3).last?.state == .good)
    }

    @Test func `begins with the place that was chosen when the office was set up`() async throws {
        let sample = try await SampleOffice()
        let place = try BackupPlace()
        try sample.office.state.set(Office.backupTargetSetting, to: place.target.address)
        try await sample.office.backUp()
        #expect(try sample.office.backupHistory().targets == [place.target])
        #expect(try sample.office.backupHistory().made.count == 1)
        #expect(try sample.office.state.setting(Office.backupTargetSetting) == nil)
        // What cannot be a target is none.
        try sample.office.state.set(Office.backupTargetSetting, to: "relative")
        try await sample.office.backUp()
        #expect(try sample.office.backupHistory().targets == [place.target])
    }

    @Test(.rows("FS-21.6", "LX-24.1"), arguments: [("fushun", "FS-21.6"), ("linxi", "LX-24.1")])
    func `enters a verified backup in the book that owes one each quarter, once`(pack: String, rule: String)
        async throws
    {
        let owing = try await OwingOffice(pack: pack, rule: rule)
        let before = try await owing.owed
        #expect(before >= 1)
        for _ in 0..<2 {
            _ = try await owing.office.makeBackup(to: owing.place.target)
            try await owing.office.takeUpReports()
        }
        #expect(try await owing.owed == before - 1)
        #expect(try await owing.backups == 1)
    }

    @Test(.rows("FS-21.6", "LX-24.1"), arguments: [("fushun", "FS-21.6"), ("linxi", "LX-24.1")])
    func `enters a drill there too, where no backup of this office did`(pack: String, rule: String) async throws {
        let owing = try await OwingOffice(pack: pack, rule: rule)
        let before = try await owing.owed
        _ = try await owing.office.makeBackup(to: owing.place.target)
        // The report of the backup is lost, as where it was made by an older version.
        for (_, file) in BackupReport.waiting(in: owing.office.folder) { try FileManager.default.removeItem(at: file) }
        #expect(try await owing.backups == 0)
        let drill = try await owing.office.makeDrill(with: owing.place.target)
        #expect(drill.findings == [])
        try await owing.office.takeUpReports()
        #expect(try await owing.owed == before - 1)
        #expect(try await owing.backups == 1)
    }
}

/// An office whose text asks for a verified backup each quarter, with a book in which something stands.
private final class OwingOffice: Sendable {
    let office: Office
    let place: BackupPlace
    private let root: URL
    private let unit: String
    private let rule: String

    init(pack: String, rule: String) async throws {
        root = SampleOffice.newFolder()
        office = try await Office.makeDemo(pack: pack, in: root, logger: SampleOffice.logger)
        place = try BackupPlace()
        unit = try #require(await office.bookUnits().first).id
        self.rule = rule
        let officer = try #require(await office.accounts().first { office.mayAct($0) }, "somebody acts in cases")
        let training = ActEntered(
            what: FactKind("training-held"), subject: nil,
            answers: ["topic": "全过程记录", "participants": ["王"], "hours": 8])
        try await office.enter(training, inBook: unit, CommandContext(command: "training-of-test", account: officer))
    }

    deinit {
        office.log.ledger.close()
        try? FileManager.default.removeItem(at: root)
    }

    /// The quarters for which the rule still wants one.
    var owed: Int {
        get async throws {
            try await office.obligations(ofBook: unit).count { $0.rule.text == rule && $0.metBy.isEmpty }
        }
    }

    /// The backups that stand in the book.
    var backups: Int {
        get async throws {
            try await office.books.current(unit).lines.count { $0.act.what == FactKind("backup-made") }
        }
    }
}
