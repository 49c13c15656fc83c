import Casework
import Chronology
import Foundation
import Ledger
import Rules
import Testing

@testable import Forms
@testable import Office

@Suite struct `A wage list in an office` {
    private func sheet(_ count: Int) -> [UInt8] {
        let rows = (1...count).map { ["", "\($0 % 7)００.50", "工人\($0)", "2026年6月至8月", "9000"] }
        return Workbook(
            name: "工资", rows: [["序号", "已发", "姓名", "所属期间", "应发"]] + rows, widths: []
        ).file
    }

    @Test func `of hundreds of rows is entered from a spreadsheet, outlives the process and verifies`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.complaint()
        let upload = try await sample.upload(sheet(600), named: "工资表.xlsx", as: "wang")
        let (read, source) = try await sample.office.wageSheet(upload: upload, by: try await sample.account("wang"))
        #expect(read.refused == [])
        #expect(read.rows.count == 600)
        #expect(read.taken.last?.number == 601)
        let command = UUID().uuidString
        for _ in 1...2 {
            try await sample.office.enterWages(
                read.rows, replacing: true, source: source, in: id, try await sample.context("wang", command: command))
        }
        let entries = try sample.entries("case/\(id)").filter { $0.kind == WagesEntered.kind }
        #expect(entries.count == 1)
        #expect((entries.first?.personal?.count ?? 0) < 16_384)
        #expect(try await sample.office.cases.current(id).wages == read.rows)
        sample.office.log.ledger.close()
        let office = try await Office.open(sample.root, logger: SampleOffice.logger)
        #expect(try await office.cases.current(id).wages == read.rows)
        #expect(try await office.cases.current(id).wageAccount.workers.count == 600)
        office.log.ledger.close()
        #expect(await Office.verify(sample.root).findings == [])
    }

    @Test func `fills the fields of forms with its sums`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.complaint()
        let rows = [
            WageRow(worker: "张三", period: "6月", owed: 300_000, paid: 100_000),
            WageRow(worker: "张三", period: "7月", owed: 300_000), WageRow(worker: "李四", period: "6月", owed: 50_050),
        ]
        try await sample.office.enterWages(rows, replacing: true, in: id, try await sample.context("wang"))
        let paths = CasePaths(
            case: try await sample.office.cases.current(id), information: sample.office.information,
            account: try await sample.account("wang"), now: sample.office.now(), about: nil, rules: sample.office.rules)
        let known = paths.knowledge
        #expect(known["wages.total"] == .money(Money(fen: 550_050)))
        #expect(known["wages.count"] == .number(2))
        guard case .table(let workers)? = known["wages.workers"] else {
            Issue.record("no table")
            return
        }
        #expect(workers.map { $0["outstanding"] } == ["5000.00", "500.50"])
        #expect(workers.map { $0["period"] } == ["6月、7月", "6月"])
    }

    @Test func `comes with the matter, also where a break lies between the two entries`() async throws {
        let sample = try await SampleOffice()
        let command = UUID().uuidString
        let id = try await sample.complaint(command: command)
        let rows = [WageRow(worker: "张三", period: "6月", owed: 300_000)]
        let again = try await sample.office.receive(
            SampleOffice.matter, wages: rows, source: nil, try await sample.context("wang", command: command))
        #expect(again == id)
        #expect(try await sample.office.cases.current(id).wages.last == rows[0])
    }

    @Test(arguments: [("姓名,应发\n", 0), ("甲,乙\n1,2\n", -1)])
    func `without rows or headings is told as such`(text: String, count: Int) async throws {
        let sample = try await SampleOffice()
        if count < 0 {
            await #expect(throws: OfficeError.sheet(.headingsMissing)) {
                _ = try await sample.office.wageSheet(Array(text.utf8))
            }
        } else {
            #expect(try await sample.office.wageSheet(Array(text.utf8)).rows.count == count)
        }
        await #expect(throws: OfficeError.sheet(.unreadable)) {
            _ = try await sample.office.wageSheet([0x50, 0x4B, 3, 4, 0])
        }
    }
}

@Suite struct `An officer and an employer in several cases` {
    private func act(_ id: String, _ officers: [Officer], _ start: Instant, minutes: Int) -> CaseEvent {
        var act = ActRecorded(
            act: id, what: .inspection, from: start, to: start.adding(seconds: minutes * 60), isOnSite: true,
            officers: officers)
        act.place = "江城大道1号"
        return .actRecorded(act)
    }

    @Test func `an officer at two places at once is named in both cases, and nothing is barred`() async throws {
        let sample = try await SampleOffice()
        let (one, two) = (try await sample.complaint(), try await sample.complaint())
        let li = try await sample.account("li").officer
        let wang = try await sample.account("wang")
        let start = sample.office.now().adding(seconds: -7200)
        try await sample.office.enter(act("a1", [li], start, minutes: 60), in: one, try await sample.context("li"))
        #expect(try await sample.office.overlaps(in: one, for: wang).isEmpty)
        try await sample.office.enter(
            act("b1", [li], start.adding(seconds: 3600), minutes: 10), in: two, try await sample.context("li"))
        #expect(try await sample.office.overlaps(in: two, for: wang).isEmpty)
        try await sample.office.enter(
            act("b2", [li], start.adding(seconds: 1800), minutes: 10), in: two, try await sample.context("li"))
        for (own, other) in [(one, two), (two, one)] {
            let found = try await sample.office.overlaps(in: own, for: wang)
            #expect(found.map(\.otherCase) == [other])
            #expect(found.map(\.officer.account) == ["li"])
            #expect(found.first?.otherNumber != nil)
        }
    }

    @Test func `an employer is found by its code with former names, sites and cases, and the look is on record`()
        async throws
    {
        let sample = try await SampleOffice()
        let account = try await sample.account("wang")
        for (name, address) in [("江城旧名公司", "武昌路1号"), ("江城公司", "汉口路2号")] {
            var matter = SampleOffice.matter
            matter.employers = [
                Employer(part: .employer, name: name, creditCode: "91350100m000100y43", address: address)
            ]
            _ = try await sample.office.receive(matter, try await sample.context("wang"))
        }
        let found = try #require(try await sample.office.employer(code: "91350100M000100Y43", for: account))
        #expect(Set([found.name] + found.formerNames) == ["江城旧名公司", "江城公司"])
        #expect(Set(found.sites) == ["武昌路1号", "汉口路2号"])
        #expect(found.cases.count == 2)
        #expect(try await sample.office.employer(code: "9144030071526726XG", for: account) == nil)
        #expect(try await sample.office.employers(containing: "旧名", for: account).map(\.code) == [found.code])
        let looks = try sample.entries("access/wang/\(sample.office.now().day)")
        #expect(
            looks.contains {
                String(decoding: $0.open, as: UTF8.self).contains("employers\\/91350100M000100Y43")
                    || String(decoding: $0.open, as: UTF8.self).contains("employers/91350100M000100Y43")
            })
    }

    @Test func `the register is closed to who has no rights in cases`() async throws {
        let sample = try await SampleOffice()
        let outsider = Account(id: "nobody", signInName: "nobody", name: "某人", badge: nil, unit: "")
        await #expect(throws: OfficeError.forbidden("case")) {
            _ = try await sample.office.employers(for: outsider)
        }
    }
}
