import Casework
import Chronology
import Forms
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// Fifty firms, a one-page record each, and no case.
@Suite struct `Routine inspections of an office` {
    private func plan(_ office: Office, firms: Int = 50) -> NewRoutinePlan {
        NewRoutinePlan(
            title: "第四季度工资支付巡查", approvedBy: "周国强", until: office.now().day.adding(days: 30),
            firms: (1...firms).map {
                RoutinePlan.Firm(id: "F\($0)", name: "某公司\($0)", address: "某街\($0)号", contact: "王经理")
            })
    }

    @Test func `keep a plan of fifty firms with a record of one page for each`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let unit = Office.wholeAgency
        let context = try await sample.context("zhou")
        let id = try await office.makeRoutinePlan(plan(office), inBook: unit, context)
        #expect(try await office.makeRoutinePlan(plan(office), inBook: unit, context) == id)
        let li = try await sample.account("li")
        let (made, firms) = try await office.routinePlan(id, in: unit, for: li)
        #expect(firms.count == 50 && made.number.hasPrefix("日常巡查〔"))
        let cases = try await office.cases(for: li, CaseQuery()).total
        let from = office.now().adding(seconds: 3600)
        try office.setClock(from.adding(seconds: 7200))
        let visit = RoutinePlan.Visit(
            from: from, to: from.adding(seconds: 1800), officers: ["李建国", "赵　敏"], present: "王经理",
            found: "抽查三名职工的劳动合同和工资台账，均按月足额支付。", result: .clear, measures: "", caseID: nil, caseNumber: nil)
        let scan = try await sample.upload(Array("%PDF-1.7 签名页".utf8), as: "li")
        try await office.enterVisit(
            visit, to: "F7", of: id, inBook: unit, scan: scan, try await sample.context("li"))
        let record = try #require(try await office.routinePlan(id, in: unit, for: li).plan.record(of: "F7"))
        #expect(record.result == .clear && record.documents.count == 2)
        let document = try #require(record.documents.first)
        let bytes = try await office.files.bytes(of: document)
        #expect(String(decoding: bytes.prefix(5), as: UTF8.self) == "%PDF-")
        #expect(try await office.scans.pageCount(of: bytes) == 1)
        let blank = try await office.blankRecord(of: "F8", plan: id, in: unit, for: li)
        #expect(try await office.scans.pageCount(of: blank) == 1)
        // No case came of it.
        #expect(try await office.cases(for: li, CaseQuery()).total == cases)
        await #expect(throws: OfficeError.notFound("firm", id: "F99")) {
            try await office.enterVisit(
                visit, to: "F99", of: id, inBook: unit, scan: nil, try await sample.context("li"))
        }
    }

    @Test func `are for those who have rights in cases`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        await #expect(throws: OfficeError.forbidden("case")) {
            _ = try await office.makeRoutinePlan(
                plan(office, firms: 2), inBook: Office.wholeAgency, try await sample.context("admin"))
        }
        await #expect(throws: OfficeError.forbidden("case")) {
            _ = try await office.routinePlans(for: try await sample.account("admin"))
        }
    }
}
