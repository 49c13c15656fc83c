import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@Suite struct `A form that is too long for the log` {
    private static let transcript = FormDrafted(
        form: "f1", formKind: "inquiry-transcript", version: 1, about: "a1", corrects: nil,
        fields: [
            "person": .text("王五"), "place": .text("工地办公室"), "notice": .text(String(repeating: "告知", count: 300)),
            "dialogue": .rows((0..<1200).map { ["question": "第\($0)问", "answer": String(repeating: "答", count: 50)] }),
        ])

    @Test func `keeps its longest fields in the vault and the others in the log`() throws {
        let (event, long) = try Self.transcript.dividedForLog()
        let bytes = try #require(long)
        #expect(bytes.count > 200_000)
        #expect(event.fields?.keys.sorted() == ["notice", "person", "place"])
        #expect(event.content == Self.transcript.fields)
        var kept = event
        kept.longFields = .sample("a")
        let record = try CaseEvent.formDrafted(kept).record()
        #expect((record.personal?.count ?? 0) < FormDrafted.longestInLog)
        guard case .formDrafted(var read) = try CaseEvent(record) else {
            Issue.record("another kind")
            return
        }
        #expect(read.lacksContent)
        #expect(read.longFields == .sample("a"))
        #expect(read.content.keys.sorted() == ["notice", "person", "place"])
        try read.read(long: bytes)
        #expect(!read.lacksContent)
        #expect(read.content == Self.transcript.fields)
    }

    @Test(arguments: [0, 1, 2, 3, 4000, 8000, 12000])
    func `fits the log with what stays, whatever the lengths of its fields`(length: Int) throws {
        let fields = Dictionary(
            uniqueKeysWithValues: (0..<9).map {
                ("field\($0)", FieldContent.text(String(repeating: "长", count: length)))
            })
        let form = FormDrafted(form: "f1", formKind: "k", version: 1, about: nil, corrects: nil, fields: fields)
        let (event, long) = try form.dividedForLog()
        #expect((try CaseEvent.formDrafted(event).record().personal?.count ?? 0) <= FormDrafted.longestInLog + 2)
        #expect((long == nil) == (length < 400))
        #expect(event.content == fields)
    }

    @Test func `is folded with all its fields, and without those that cannot be read`() throws {
        var (event, _) = try Self.transcript.dividedForLog()
        event.longFields = .sample("a")
        let whole = Told.complaint.given(.formDrafted(event))
        #expect(whole.matter.form("f1")?.fields == Self.transcript.fields)
        #expect(whole.matter.form("f1")?.lacksContent == false)
        event.longContent = nil
        let damaged = Told.complaint.given(.formDrafted(event))
        #expect(damaged.matter.form("f1")?.fields.keys.sorted() == ["notice", "person", "place"])
        #expect(damaged.matter.form("f1")?.lacksContent == true)
        #expect(damaged.matter.form("f1")?.contents == [.sample("a")])
        #expect(try damaged.problems(of: .submitted("f1")) == [.contentUnreadable(form: "f1")])
        let again = damaged.given(.drafted("f1", "inquiry-transcript", version: 2, fields: ["person": .text("王五")]))
        #expect(again.matter.form("f1")?.lacksContent == false)
        #expect(again.matter.form("f1")?.contents == [.sample("a")])
    }

    @Test func `has an end all the same`() throws {
        let row = ["question": "问", "answer": String(repeating: "答", count: 100_000)]
        let rows = [[String: String]](repeating: row, count: 14)
        let bytes = 14 * 3 * 100_001
        #expect(
            try Told.complaint.problems(of: .drafted("f1", "inquiry-transcript", fields: ["dialogue": .rows(rows)]))
                == [
                    .formTooLong(bytes: bytes, limit: 4 << 20)
                ])
        let cell = [["question": "问", "answer": String(repeating: "答", count: 200_001)]]
        #expect(
            try Told.complaint.problems(of: .drafted("f1", "inquiry-transcript", fields: ["dialogue": .rows(cell)]))
                == [
                    .fieldTooLong(name: "dialogue", label: "询问内容", limit: 200_000)
                ])
    }
}

@Suite struct `What a form keeps from its first version on` {
    @Test func `is what it is about and what it corrects`() {
        let told = Told.complaint.given(.drafted("f0")).given(.drafted("f1", about: "a1", corrects: "f0"))
            .given(.drafted("f1", version: 2))
        let facts = told.matter.facts.filter { $0.kind == .formDrafted && $0.subject == "f1" }
        #expect(facts.map { $0["corrects"] } == [.text("f0"), .text("f0")])
        #expect(facts.map { $0["about"] } == [.text("a1"), .text("a1")])
    }
}

@Suite struct `The role in which a form was judged` {
    private let both = Actor(account: "he", name: "何敏", unit: "city", roles: ["officer", "review-dept"])
    private let submitted = Told.complaint.submitting("f1", "inquiry-transcript")

    @Test func `is the one that the step was done in, and for older entries the first of the person`() {
        let stated = submitted.given(
            .formReviewed(FormReviewed(form: "f1", version: 1, passed: true, opinion: "", role: "review-dept")),
            by: both)
        #expect(stated.matter.form("f1")?.review?.role == "review-dept")
        let old = submitted.given(.reviewed("f1"), by: both)
        #expect(old.matter.form("f1")?.review?.role == "officer")
        let decided = submitted.given(
            .formDecided(
                FormDecided(
                    form: "f1", version: 1, approved: true, opinion: "", document: "", onPaper: nil, role: "review-dept"
                )), by: both)
        #expect(decided.matter.form("f1")?.decision?.role == "review-dept")
    }

    @Test func `is one that the person holds`() throws {
        let review = FormReviewed(form: "f1", version: 1, passed: true, opinion: "", role: "bureau-head")
        #expect(
            try submitted.problems(of: .formReviewed(review), by: both) == [.notAllowed("role", value: "bureau-head")])
    }
}

@Suite struct `A scan of which not every sheet could be read` {
    private let submitted = Told.complaint.submitting("f1", "inquiry-transcript")

    @Test(arguments: [
        (ScanCheck(sheets: 2, read: 2), true), (ScanCheck(sheets: 2, read: 1), false),
        (ScanCheck(sheets: 2, read: 1, confirmation: " "), false),
        (ScanCheck(sheets: 2, read: 1, confirmation: "反光"), true),
    ])
    func `needs a person who vouches for it`(check: ScanCheck, isEnough: Bool) throws {
        let signed = FormSigned(
            form: "f1", version: 1, signers: ["officer"], withFingerprint: false, isSealed: false, pages: 2,
            names: [], scan: .sample("d"), check: check)
        #expect(try submitted.problems(of: .formSigned(signed)) == (isEnough ? [] : [.blank("confirmation")]))
        let event = CaseEvent.formSigned(signed)
        #expect(try CaseEvent(try event.record()) == event)
        let paper = FormDecided.OnPaper(
            approver: Actor.head.officer, role: "agency-head", scan: .sample("d"), check: check)
        #expect(
            try submitted.problems(of: .decided("f1", onPaper: paper), by: .clerk)
                == (isEnough ? [] : [.blank("confirmation")]))
    }
}
