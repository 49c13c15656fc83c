import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// The making of an office by answers: whole or not at all.
@Suite(.features("setup")) struct `A new office` {
    @Test func `begins with the readings, figures, holidays and numbers that were chosen`() async throws {
        let root = SampleOffice.newFolder()
        defer { try? FileManager.default.removeItem(at: root) }
        var answers = RecoveryTests.answers(recovery: try RecoveryKey.make().recipient)
        let pack = try PackLibrary.bundled.pack("wuhan")
        let rule = try #require(pack.rules.first { !$0.readings.isEmpty })
        let setting = try #require(pack.settings.first)
        answers.readings = [rule.id.text: try #require(rule.readings.first).id]
        answers.figures = [setting.name: setting.figure + 1]
        answers.calendars = [SampleCalendar.year2027]
        answers.backupTarget = "/mnt/backup"
        let codes = try await Office.make(answers, in: root, logger: SampleOffice.logger)
        #expect(codes.map(\.role) == Office.administratorRoles)
        let office = try await Office.open(root, logger: SampleOffice.logger)
        #expect(office.rules.calendar.announcedYears.last == 2027)
        let today = office.now().day
        #expect(office.adopted.choices.readings(on: today) == [rule.id: try #require(rule.readings.first).id])
        #expect(office.adopted.choices.figures(on: today) == [setting.name: setting.figure + 1])
        #expect(try office.state.setting(Office.backupTargetSetting) == "/mnt/backup")
        #expect(await Office.verify(root).findings.isEmpty)
    }

    @Test func `is not backed up to what is no place, or cannot be written to`() async throws {
        let root = SampleOffice.newFolder()
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        let desk = try SetupDesk(root, logger: SampleOffice.logger)
        for (address, problem) in [
            ("usb", OfficeError.invalid([.notAllowed("backup-address", value: "usb")])),
            ("/nowhere/at/all", .backup(.targetAbsent(path: "/nowhere/at/all"))),
        ] {
            await #expect(throws: problem) {
                var answers = await desk.answers
                answers.backupTarget = address
                try await desk.answer(.backup, answers)
            }
        }
        #expect(await desk.answers.backupTarget == nil)
    }

    @Test func `leaves nothing where an answer cannot be`() async throws {
        let root = SampleOffice.newFolder()
        defer { try? FileManager.default.removeItem(at: root) }
        var answers = RecoveryTests.answers(recovery: "age1nonsense")
        answers.numbers = [NumberChoice(series: "none", start: 0)]
        answers.administrators[1].signInName = answers.administrators[0].signInName
        do {
            _ = try await Office.make(answers, in: root, logger: SampleOffice.logger)
            Issue.record("it was made")
        } catch OfficeError.invalid(let problems) {
            let names = problems.compactMap { problem -> String? in
                if case .notAllowed(let name, _) = problem { name } else { nil }
            }
            #expect(names == ["series", "number-start", "sign-in-security-administrator"])
            #expect(problems.contains(.blank("recovery")))
        }
        #expect(!FileManager.default.fileExists(atPath: root.path))
    }

    @Test func `stopped while it is put in its place, stands whole after the next start`() async throws {
        let root = SampleOffice.newFolder()
        defer { try? FileManager.default.removeItem(at: root) }
        let made = SampleOffice.newFolder()
        _ = try await Office.make(
            RecoveryTests.answers(recovery: try RecoveryKey.make().recipient), in: made, logger: SampleOffice.logger)
        // As it lies after the keys moved and nothing else did.
        let manager = FileManager.default
        try manager.createDirectory(at: root, withIntermediateDirectories: true)
        try manager.moveItem(at: made, to: root.appendingPathComponent("making"))
        try Data().write(to: root.appendingPathComponent("making/finished"))
        try manager.moveItem(
            at: root.appendingPathComponent("making/keys"), to: root.appendingPathComponent("keys"))
        #expect(try !SetupDesk.isNeeded(in: root))
        _ = try await Office.open(root, logger: SampleOffice.logger)
        #expect(!manager.fileExists(atPath: root.appendingPathComponent("making").path))
    }

    @Test func `stopped while it is made, is not there`() throws {
        let root = SampleOffice.newFolder()
        defer { try? FileManager.default.removeItem(at: root) }
        let making = root.appendingPathComponent("making/keys")
        try FileManager.default.createDirectory(at: making, withIntermediateDirectories: true)
        #expect(try SetupDesk.isNeeded(in: root))
        try OfficeStaging(root: root).begin()
        #expect(!FileManager.default.fileExists(atPath: making.path))
        try FileManager.default.createDirectory(
            at: root.appendingPathComponent("keys"), withIntermediateDirectories: true)
        #expect(throws: OfficeError.storage(reason: "folder-not-empty keys")) { try OfficeStaging(root: root).begin() }
    }
}
