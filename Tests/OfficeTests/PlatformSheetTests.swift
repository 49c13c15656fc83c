import Casework
import Chronology
import Forms
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

@Suite(.features("platform-outbox"), .rows("QK-9.3")) struct `The sheet of a case for a platform` {
    private let sample: SampleOffice
    private let office: Office
    private let platform = "wuhan-supervision"

    init() async throws {
        sample = try await SampleOffice()
        office = sample.office
    }

    private func supply(_ value: String, for field: String, in id: String) async throws {
        try await office.supply(value, for: field, platform: platform, in: id, try await sample.context("wang"))
    }

    private func tick(_ id: String) async throws {
        try await office.tickPlatform(
            platform, number: "HB-7", in: id, try await sample.context("wang"))
    }

    private func missing(_ error: any Error) -> [String] {
        if case .platform(let fields)? = error as? OfficeError { fields.map(\.label) } else { ["\(error)"] }
    }

    @Test func `is refused with each field that the platform demands and the case lacks`() async throws {
        let id = try await sample.complaint()
        let wang = try await sample.account("wang")
        let lacking = ["案由代码", "统一社会信用代码", "主办人员", "主办人员执法证号"]
        let export = await #expect(throws: OfficeError.self) {
            _ = try await office.platformWorkbook(platform, of: id, for: wang)
        }
        #expect(missing(try #require(export)) == lacking)
        let ticked = await #expect(throws: OfficeError.self) { try await tick(id) }
        #expect(missing(try #require(ticked)) == lacking)
        let sheet = try await office.platformSheet(platform, of: id, for: wang)
        #expect(sheet.lines.first { $0.field.name == "cause-code" }?.uncoded == "拖欠工资")
        #expect(sheet.lines.first { $0.field.name == "source" }?.value == "投诉")
        #expect(sheet.lines.map(\.field.label).prefix(4) == ["案件编号", "执法主体", "案由", "案由代码"])
    }

    @Test func `goes out once what it lacks is supplied, and is ticked with number and deadline`() async throws {
        let deadline = try #require(Day("2027-01-05"))
        let id = try await sample.complaint()
        let wang = try await sample.account("wang")
        for field in ["cause-code", "credit-code", "lead", "lead-badge"] {
            try await supply("值\(field)", for: field, in: id)
        }
        let rows = try await office.rows(ofSheet: try await office.platformWorkbook(platform, of: id, for: wang))
        #expect(rows.first == ["录入项", "内容"])
        #expect(rows.contains(["案由代码", "值cause-code"]))
        #expect(rows.contains(["当事人名称", "武汉晨光电子有限公司"]))
        #expect(rows.map(\.first).dropFirst() == Platform.named(platform)?.sheet.map(\.label).map(Optional.some)[...])
        try await office.tellPlatformDeadline(
            deadline, platform: platform, in: id, try await sample.context("wang"))
        var sheet = try await office.platformSheet(platform, of: id, for: wang)
        #expect(sheet.deadlines.map(\.day) == [deadline] && sheet.deadlines.map(\.isMet) == [false])
        try await tick(id)
        sheet = try await office.platformSheet(platform, of: id, for: wang)
        #expect(sheet.entered.map(\.number) == ["HB-7"] && sheet.entered.first?.by == wang.name)
        #expect(sheet.deadlines.map(\.isMet) == [true])
    }

    @Test func `has no field of another name`() async throws {
        let id = try await sample.complaint()
        await #expect(throws: OfficeError.notFound("platform", id: "\(platform) colour")) {
            try await supply("红", for: "colour", in: id)
        }
    }

    @Test func `turns our word into the platform's code where its table has one`() throws {
        let yaml = """
            platform: p
            title: 平台
            checked: 2026-11-22
            feed: []
            sheet:
              - { name: code, label: 代码, from: case.cause, codes: causes, required: true }
            codes:
              causes: { 拖欠工资: LD-0107 }
            """
        var knowledge = CaseKnowledge()
        knowledge["case.cause"] = .text("拖欠工资")
        let sheet = PlatformSheet(try Platform(yaml: yaml), of: Case(id: "c"), knowledge: knowledge)
        #expect(sheet.lines.map(\.value) == ["LD-0107"])
        #expect(sheet.missing == [])
    }
}
