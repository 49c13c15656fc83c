import Casework
import Chronology
import Forms
import Foundation
import Ledger
import Rules
import TestKit
import Testing

@testable import Office

/// A calendar from a file: adopted by two, from a day, and as it was known before that day.
@Suite(.features("calendar-adoption")) struct `A calendar from a file` {
    private static let newYear = Day(2027, 1, 1)

    @Test func `counts from its day on, also after a restart, and not before`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let head = try await sample.context("zhou")
        let today = office.now().day
        let from = today.adding(days: 3)
        let file = try office.rulesFile([("2027.yaml", Array(SampleCalendar.year2027.utf8))])
        let preview = try await office.preview(file)
        #expect(preview.days?.announced == [2027])
        #expect(preview.days?.stretches.map { "\($0.from) \($0.count)" }.first == "2027-01-01 1")
        try await office.proposeRules(file, from: from, source: "测试〔2026〕1号", reason: "公布", head)
        let newYear = try #require(Self.newYear)
        #expect(office.rules.calendar.isWorkingDay(newYear))
        try office.setClock(Instant(from).adding(seconds: 36_000))
        #expect(!office.rules.calendar.isWorkingDay(newYear))
        #expect(office.rules.calendar.isAnnounced(newYear))
        // What was asked of a case before that day was counted with what was known then.
        let before = office.rules.calendar(at: Instant(from).adding(seconds: -1))
        #expect(before.isWorkingDay(newYear) && !before.isAnnounced(newYear))
        office.log.ledger.close()
        let again = try await Office.open(sample.root, logger: SampleOffice.logger)
        #expect(!again.rules.calendar.isWorkingDay(newYear))
        #expect(again.rulesHash == office.rulesHash)
        #expect(await Office.verify(sample.root).findings.isEmpty)
    }

    @Test func `makes the provisional due dates of its year firm, and says how many beforehand`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        try office.setClock(Instant(try #require(Day(2026, 11, 22)), hour: 9))
        // Sixty working days from 20 November lead into a year whose holidays are not announced.
        let rows = [
            "案号,案由,所处环节,收到日期,立案日期,当事人,承办人", "旧〔2026〕1号,欠薪,调查取证中,2026-11-16,2026-11-20,甲公司,李建国",
            "旧〔2026〕2号,欠薪,调查取证中,2026-11-16,2026-11-20,乙公司,李建国",
        ]
        let bytes = Array(rows.joined(separator: "\n").utf8)
        let words = ImportWords(deviceKinds: [], sources: [])
        var report = try await office.readImport(.cases, bytes, words: words)
        try await office.takeIn(&report, bytes, named: "表.csv", try await sample.account("wang")) { _, _ in
            false
        } code: { _ in
        }
        #expect(report.done == 2)
        func provisional() async throws -> Int {
            var count = 0
            for summary in try await office.allCases() {
                count += try await office.obligations(summary.id).count { $0.due?.isProvisional ?? false }
            }
            return count
        }
        let before = try await provisional()
        #expect(before >= 2)
        let file = try office.rulesFile([("2027.yaml", Array(SampleCalendar.year2027.utf8))])
        let preview = try await office.preview(file)
        #expect(preview.firm == before)
        // New Year's Day and the days of the Spring Festival move them too.
        #expect(preview.cases.count == 2)
        try await office.proposeRules(
            file, from: office.now().day, source: "测试〔2026〕1号", reason: "公布", try await sample.context("zhou"))
        #expect(try await provisional() == 0)
        #expect(try await office.preview(file).firm == 0)
    }

    @Test func `is refused with line and key, and where nothing is new`() async throws {
        let sample = try await SampleOffice()
        let broken = SampleCalendar.year2027.replacing("year: 2027", with: "jahr: 2027")
        #expect(throws: CalendarError.unknownKey(file: "x.yaml", line: 8, key: "jahr")) {
            _ = try sample.office.rulesFile([("x.yaml", Array(broken.utf8))])
        }
        let taken = SampleCalendar.year2027.replacing("year: 2027", with: "year: 2026")
        #expect(throws: CalendarError.repeatedYear(file: "x.yaml", line: 5, year: 2026)) {
            _ = try sample.office.rulesFile([("x.yaml", Array(taken.utf8))])
        }
        let known = try sample.office.rulesFile([("n.yaml", Array(try WorkingDayCalendar.nationalText().utf8))])
        let head = try await sample.context("zhou")
        await #expect(throws: OfficeError.invalid([.notAllowed("rules-file", value: "n.yaml")])) {
            try await sample.office.proposeRules(
                known, from: sample.office.now().day, source: "x", reason: "x", head)
        }
    }
}

/// A pack from a file.
@Suite(.features("pack-adoption")) struct `A pack from files` {
    @Test func `is read from one bundle as from its files, and a bad bundle is named`() async throws {
        let sample = try await SampleOffice()
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bundle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try PackLibrary.bundled.files(of: "wuhan").map { file in
            (name: (file.name as NSString).lastPathComponent, bytes: Array(file.yaml.utf8))
        }
        for (name, bytes) in files { try Data(bytes).write(to: folder.appendingPathComponent(name)) }
        let zip = Process()
        zip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        zip.currentDirectoryURL = folder
        zip.arguments = ["python3", "-m", "zipfile", "-c", "wuhan.zip"] + files.map(\.name)
        try zip.run()
        zip.waitUntilExit()
        let bundle = Array(try Data(contentsOf: folder.appendingPathComponent("wuhan.zip")))
        let known = try sample.office.rulesFile(files).change(from: Day(epochDay: 20_700))
        let found = try await sample.office.rulesFile(sent: [("武汉.zip", bundle)])
        #expect(try found.change(from: Day(epochDay: 20_700)).hash == known.hash)
        await #expect(throws: RulesBundleError(name: "武汉.zip", problem: .notReadable)) {
            _ = try await sample.office.rulesFile(sent: [("武汉.zip", Array(bundle.prefix(200)))])
        }
    }

    @Test func `is adopted with its bytes in the vault, and never makes an administrator of cases`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let files = try PackLibrary.bundled.files(of: "wuhan").map { file in
            (name: file.name, bytes: Array(file.yaml.replacing("武汉市劳动保障监察执法全过程记录办法", with: "修订办法").utf8))
        }
        let file = try office.rulesFile(files)
        let head = try await sample.context("zhou")
        try await office.proposeRules(
            file, from: office.now().day, source: "修订通知", reason: "修订", head)
        #expect(office.rules.packs.last { $0.id == "wuhan" }?.title == "修订办法")
        office.log.ledger.close()
        let again = try await Office.open(sample.root, logger: SampleOffice.logger)
        #expect(again.rules.packs.last { $0.id == "wuhan" }?.title == "修订办法")
        let bad = files.map { file in
            (
                name: file.name,
                bytes: Array(
                    String(decoding: file.bytes, as: UTF8.self).replacing("av-custodian", with: Office.systemRole)
                        .utf8)
            )
        }
        let roles = try Pack(files: bad.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) }).roles.map(\.id)
        if roles.contains(Office.systemRole) {
            #expect(throws: OfficeError.invalid([.notAllowed("role", value: Office.systemRole)])) {
                _ = try again.rulesFile(bad)
            }
        } else {
            Issue.record("the sample names no such role: \(roles)")
        }
    }
}
