import Casework
import Chronology
import Foundation
import Rules
import Synchronization
import Testing

@testable import Office

@Suite struct `The office takes spreadsheets in` {
    private static let words = ImportWords(
        deviceKinds: [.init("body-worn", ["执法记录仪"])], sources: [.init("complaint", ["投诉"])])

    private func sheet(_ rows: [[String]]) -> [UInt8] {
        Array(rows.map { $0.joined(separator: ",") }.joined(separator: "\n").utf8)
    }

    private func take(
        _ kind: ImportKind, _ rows: [[String]], in sample: SampleOffice, as name: String, stopAfter limit: Int = .max
    ) async throws -> (report: ImportReport, codes: [OneTimeCode]) {
        var report = try await sample.office.readImport(kind, sheet(rows), words: Self.words)
        let codes = Codes()
        try await sample.office.takeIn(
            &report, sheet(rows), named: "表.csv", try await sample.account(name)
        ) { done, _ in
            done >= limit
        } code: {
            codes.add($0)
        }
        return (report, codes.all)
    }

    private func volumes(_ count: Int) -> [[String]] {
        [["年度", "案卷号", "题名", "当事人"]] + (1...count).map { ["20\($0 % 10 + 10)", "\($0)", "第\($0)号欠薪案", "甲公司"] }
    }

    @Test func `volumes by the batch, and none of them twice`() async throws {
        let sample = try await SampleOffice()
        let first = try await take(.volumes, volumes(450), in: sample, as: "zheng")
        #expect(first.report.done == 450)
        #expect(try sample.office.log.streams(prefix: "old-volumes/").count == 10)
        let again = try await take(.volumes, volumes(451), in: sample, as: "zheng")
        #expect(again.report.known == 450 && again.report.done == 1)
        var changed = volumes(3)
        changed[2][2] = "另一个题名"
        let other = try await take(.volumes, changed, in: sample, as: "zheng")
        #expect(other.report.conflicts == 1 && other.report.known == 2 && other.report.done == 0)
        #expect(try sample.entries("imports").count == 2)
    }

    @Test func `and one that was stopped goes on where it was`() async throws {
        let sample = try await SampleOffice()
        let stopped = try await take(.volumes, volumes(450), in: sample, as: "zheng", stopAfter: 200)
        #expect(stopped.report.done == 200 && stopped.report.fresh == 250)
        let rest = try await take(.volumes, volumes(450), in: sample, as: "zheng")
        #expect(rest.report.known == 200 && rest.report.done == 250)
        #expect(try await sample.office.oldVolumeShelf.all().count == 450)
    }

    @Test func `with what names people in the personal part`() async throws {
        let sample = try await SampleOffice()
        _ = try await take(.volumes, volumes(1), in: sample, as: "zheng")
        let entry = try #require(try sample.entries("old-volumes/2011").first)
        #expect(!String(decoding: entry.open, as: UTF8.self).contains("甲公司"))
        #expect(String(decoding: try #require(entry.personal), as: UTF8.self).contains("甲公司"))
        _ = try await take(
            .employers, [["单位", "统一社会信用代码"], ["江城公司", "91350100M000100Y43"]], in: sample, as: "wang")
        let employer = try #require(try sample.entries("employers").first)
        #expect(!String(decoding: employer.open, as: UTF8.self).contains("91350100M000100Y43"))
        let found = try await sample.office.employer(code: "91350100M000100Y43", for: try await sample.account("wang"))
        #expect(found?.name == "江城公司" && found?.cases.isEmpty == true)
    }

    @Test func `people with their first codes, which are shown once`() async throws {
        let sample = try await SampleOffice()
        let rows = [["姓名", "用户名", "部门"], ["张三", "zhangsan", "监察一科"], ["李四", "wang", "监察一科"], ["王五", "王五", "监察一科"]]
        let first = try await take(.people, rows, in: sample, as: "admin")
        #expect(first.report.done == 1 && first.codes.count == 1)
        #expect(first.report.conflicts == 1, "the name wang is another's")
        #expect(first.report.refused == 1, "a sign-in name has no Han characters")
        let again = try await take(.people, rows, in: sample, as: "admin")
        #expect(again.report.known == 1 && again.codes.isEmpty)
    }

    @Test func `devices and running cases through the same doors as by hand`() async throws {
        let sample = try await SampleOffice()
        let devices = try await take(
            .devices, [["设备编号", "种类", "部门", "领用人"], ["DSJ-77", "执法记录仪", "监察一科", "李建国"]], in: sample, as: "zheng")
        #expect(devices.report.done == 1)
        #expect(await sample.office.allDevices().contains { $0.number == "DSJ-77" && $0.holder?.account == "li" })
        let rows = [
            ["案号", "案由", "所处环节", "收到日期", "立案日期", "当事人", "承办人"],
            ["旧〔2025〕1号", "欠薪", "调查取证中", "2025-11-03", "2025-11-07", "甲公司", "李建国"],
            ["旧〔2025〕2号", "欠薪", "调查取证中", "2025-11-03", "2025-11-07", "乙公司", "李建国"],
        ]
        let cases = try await take(.cases, rows, in: sample, as: "wang")
        #expect(cases.report.done == 2)
        let id = try await sample.office.caseID(named: "旧〔2025〕1号")
        #expect(try await sample.office.cases.current(id).lead?.account == "li")
        #expect(try await take(.cases, rows, in: sample, as: "wang").report.known == 2)
    }

    @Test func `with employers that have no code, found again by name and address, in cases too`() async throws {
        let sample = try await SampleOffice()
        let rows = [["单位", "统一社会信用代码", "地址"], ["老王面馆", "", "解放大道3号"], ["老王面馆", "", "解放大道5号"]]
        #expect(try await take(.employers, rows, in: sample, as: "wang").report.done == 2)
        #expect(try await take(.employers, rows, in: sample, as: "wang").report.known == 2)
        let wang = try await sample.account("wang")
        let listed = try await sample.office.employers(containing: "老王", for: wang)
        #expect(listed.count == 2 && listed.allSatisfy { $0.hasNoCode && $0.known.creditCode == nil })
        var matter = SampleOffice.matter
        matter.employers = [Employer(part: .employer, name: "老王面馆", address: "解放大道3号")]
        let id = try await sample.office.receive(matter, try await sample.context("wang"))
        let key = try #require(matter.employers?.first?.registerKey)
        let found = try #require(try await sample.office.employer(code: key, for: wang))
        #expect(found.cases.map(\.summary.id) == [id] && found.sites == ["解放大道3号"])
    }

    @Test func `for those alone whose work it is`() async throws {
        let sample = try await SampleOffice()
        for (kind, name) in [
            (ImportKind.volumes, "wang"), (.people, "security"), (.people, "wang"), (.cases, "admin"), (.devices, "li"),
        ] {
            let account = try await sample.account(name)
            #expect(!sample.office.mayImport(kind, account))
        }
        await #expect(throws: OfficeError.forbidden("import")) {
            _ = try await self.take(.volumes, self.volumes(1), in: sample, as: "wang")
        }
    }

    @Test func `and a volume is lent, once, until it is back`() async throws {
        let sample = try await SampleOffice()
        _ = try await take(.volumes, volumes(2), in: sample, as: "zheng")
        let keeper = try await sample.account("zheng")
        let first = try #require(
            try await sample.office.archivedVolumes(OldVolumeQuery(), for: keeper).rows.first)
        let record = try await sample.office.oldVolume(first.id, for: keeper)
        let due = sample.office.now().day
        let lent = ActEntered(
            what: .volumeBorrowed, subject: nil,
            answers: ["purpose": "复查", "approved-by": "周国强", "due": .text(due.description)],
            personal: ["borrower": "李建国"])
        try await sample.office.enter(lent, ofOldVolume: record.id, try await sample.context("zheng"))
        await #expect(throws: OfficeError.invalid([.alreadyExists("loan", id: record.volume.number)])) {
            try await sample.office.enter(lent, ofOldVolume: record.id, try await sample.context("zheng"))
        }
        #expect(try await sample.office.overdueLoans(for: keeper).isEmpty)
        try sample.office.setClock(Instant(due.adding(days: 1), hour: 9))
        #expect(try await sample.office.overdueLoans(for: keeper).map(\.id) == [record.id])
        #expect(try await sample.office.overdueLoans(for: try await sample.account("li")).isEmpty)
        let back = ActEntered(what: .volumeReturned, subject: nil, answers: ["complete": true])
        try await sample.office.enter(back, ofOldVolume: record.id, try await sample.context("zheng"))
        #expect(try await sample.office.overdueLoans(for: keeper).isEmpty)
        await #expect(throws: OfficeError.forbidden("old-volumes")) {
            try await sample.office.enter(lent, ofOldVolume: record.id, try await sample.context("li"))
        }
    }

    /// The codes that were given.
    private final class Codes: Sendable {
        private let list = Mutex<[OneTimeCode]>([])
        var all: [OneTimeCode] { list.withLock { $0 } }
        func add(_ code: OneTimeCode) { list.withLock { $0.append(code) } }
    }
}
