import Chronology
import Foundation
import Rules
import Testing

@testable import Forms

@Suite struct `What a form states` {
    @Test func `names each missing field with its article`() throws {
        let kind = try FormsTestTools.kind("inquiry-transcript")
        let problems = FormContent().problems(in: kind)
        #expect(problems.allSatisfy { $0.fault == .missing })
        let certificate = try #require(problems.first { $0.field == "certificate-numbers" })
        #expect(certificate.article == "第十六条第三款")
        #expect(certificate.label == "执法证号")
        #expect(problems.map(\.field).contains("place"))
        #expect(!problems.map(\.field).contains("refusal"))
        #expect(!problems.map(\.field).contains("person-signature"))
    }

    @Test func `refuses a value of another kind, an option that is not offered, and too long a text`() throws {
        let kind = try FormsTestTools.kind("rectification-order")
        let content = FormContent([
            "period-days": .text("十"), "period-basis": .choice("whenever"),
            "addressee": .text(String(repeating: "长", count: 201)), "colour": .text("红"),
        ])
        let faults = Dictionary(
            content.problems(in: kind).filter { $0.fault != .missing }.map { ($0.field, $0.fault) }
        ) { first, _ in first }
        #expect(faults["period-days"] == .wrongKind(expected: .number))
        #expect(faults["period-basis"] == .unknownOption("whenever"))
        #expect(faults["addressee"] == .tooLong(characters: 201, limit: 200))
        #expect(faults["colour"] == .unknownField)
    }

    @Test func `refuses blanks, control characters and columns that the table does not have`() throws {
        let kind = try FormsTestTools.kind("service-receipt")
        let receipt = FormContent([
            "addressee": .text("甲\u{7}"), "circumstances": .text("因\(Wording.blank)而留置"), "place": .text("一\n二"),
        ])
        let faults = receipt.problems(in: kind)
        #expect(faults.first { $0.field == "addressee" }?.fault == .controlCharacter)
        #expect(faults.first { $0.field == "circumstances" }?.fault == .blankLeft)
        #expect(faults.first { $0.field == "place" }?.fault == .controlCharacter)
        let list = try FormsTestTools.kind("submitted-material-list")
        let rows = FormContent(["submitter": .text("甲"), "items": .table([["name": "合同", "weight": "3"]])])
        #expect(rows.problems(in: list).map(\.fault) == [.unknownColumn("weight")])
    }

    @Test func `counts a table without a filled cell as nothing`() throws {
        let list = try FormsTestTools.kind("submitted-material-list")
        let rows = FormContent(["submitter": .text("甲"), "items": .table([["name": " "]])])
        #expect(rows.problems(in: list).map(\.field) == ["items"])
    }

    @Test func `begins with what the case knows and leaves blanks for the rest`() throws {
        let knowledge = CaseKnowledge([
            "employer.name": .text("武汉宏囍建设工程有限公司"), "case.cause": .text("拖欠工资"),
            "lead.name": .text("周喆"), "case.received-day": .day(try #require(Day(2026, 9, 28))),
        ])
        let order = knowledge.prefilled(try FormsTestTools.kind("rectification-order"))
        #expect(order["addressee"] == .text("武汉宏囍建设工程有限公司"))
        #expect(order["opening"] == .text("你单位拖欠工资一案，本机关立案调查已经终结。"))
        #expect(order["period-days"] == .number(10))
        #expect(order["period-basis"] == .choice("ordinary"))
        #expect(order["violation"] == nil)
        let demand = knowledge.prefilled(try FormsTestTools.kind("demand-letter"))
        #expect(demand["opening"]?.text.contains(Wording.blank) == true)
        let filing = knowledge.prefilled(try FormsTestTools.kind("filing-approval-form"))
        #expect(filing["received-day"]?.text == "2026年9月28日")
    }

    @Test func `takes a sum that an event keeps in fen as a sum`() throws {
        let knowledge = CaseKnowledge(["form.prior-notice.proposal": .text("罚款"), "wages.owed": .number(2_134_560)])
        let kind = try FormsTestTools.kind("penalty-approval-form")
        let amount = try #require(kind.fields.first { $0.name == "amount" })
        #expect(knowledge["wages.owed"]?.converted(to: amount) == .money(Money(fen: 2_134_560)))
        #expect(knowledge.prefilled(kind)["proposal"] == .text("罚款"))
    }

    @Test func `takes only the columns that its table has`() throws {
        let knowledge = CaseKnowledge([
            "complainants": .table([["name": "张囍堃", "phone": "13800001111", "shoe-size": "42"]])
        ])
        let form = knowledge.prefilled(try FormsTestTools.kind("complaint-registration-form"))
        #expect(form["complainants"] == .table([["name": "张囍堃", "phone": "13800001111"]]))
    }

    @Test func `tells what changed between two versions`() throws {
        let kind = try FormsTestTools.kind("rectification-order")
        let before = FormContent(["period-days": .number(10), "period-basis": .choice("ordinary")])
        let after = FormContent(["period-days": .number(5), "period-basis": .choice("special"), "contact": .text(" ")])
        let changes = before.differences(to: after, in: kind)
        #expect(changes.map(\.before) == ["10", "一般期限"])
        #expect(changes.map(\.after) == ["5", "特殊情况"])
    }

    @Test func `is one text for search`() throws {
        let kind = try FormsTestTools.kind("service-receipt")
        let content = FormContent(["addressee": .text("甲公司"), "method": .choice("leave")])
        #expect(content.plainText(in: kind) == "劳动保障监察送达回执\n被送达人：甲公司\n送达方式：留置送达")
    }

    @Test func `survives being written and read`() throws {
        let content = FormContent([
            "a": .text("一"), "b": .number(2), "c": .money(Money(fen: 305)), "d": .day(try #require(Day(2026, 1, 2))),
            "e": .time(FormsTestTools.noon), "f": .choice("x"), "g": .yesNo(true), "h": .persons(["甲", "乙"]),
            "i": .table([["name": "丙"]]),
        ])
        #expect(try JSONDecoder().decode(FormContent.self, from: JSONEncoder().encode(content)) == content)
    }

    @Test func `reads what people type into its fields`() throws {
        let fields = try FormsTestTools.kind("statement-deliberation-form").fields
        let persons = try #require(fields.first { $0.name == "participants" })
        let time = try #require(fields.first { $0.name == "time" })
        let enter = try #require(fields.first { $0.name == "enter" })
        #expect(FieldValue(reading: "甲、乙，丙\n丁", for: persons) == .persons(["甲", "乙", "丙", "丁"]))
        let moment = try #require(FieldValue(reading: "2026-11-22T14:03", for: time))
        #expect(moment.text == "2026年11月22日14时03分")
        #expect(moment.inputText == "2026-11-22T14:03")
        #expect(FieldValue(reading: "no", for: enter) == .yesNo(false))
        #expect(FieldValue(reading: "maybe", for: enter) == nil)
    }
}
