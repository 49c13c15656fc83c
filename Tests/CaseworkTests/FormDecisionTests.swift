import Casework
import Rules
import TestKit
import Testing

@Suite struct `The life of a form goes forward one step at a time` {
    private static let complete = [String: FieldContent].filing
    private let drafted = Told.complaint.submitting("reg", "complaint-registration-form")
        .given(.drafted("f1", fields: Self.complete))
    private var submitted: Told { drafted.given(.submitted("f1")) }
    private let paper = FormDecided.OnPaper(approver: Actor.head.officer, role: "agency-head", scan: .sample("d"))

    @Test func `a form is of a known kind with known fields, and begins with version 1`() throws {
        let told = Told.complaint
        #expect(try told.problems(of: .drafted("f1", "love-letter")) == [.unknownFormKind("love-letter")])
        #expect(try told.problems(of: .drafted("f1", version: 2)) == [.unknown("form", id: "f1")])
        #expect(
            try told.problems(of: .drafted("f1", fields: ["colour": .text("红")])) == [.notAllowed("colour", value: "")])
        #expect(
            try told.problems(of: .drafted("f1", fields: ["source": .text("x")])) == [
                .fieldNotAllowed(name: "source", label: "案件来源", value: "x")
            ])
        #expect(try told.problems(of: .drafted("f1", fields: ["source": .text("")])) == [])
        let long = FieldContent.text(String(repeating: "长", count: 8001))
        #expect(
            try told.problems(of: .drafted("f1", fields: ["cause": long])) == [
                .fieldTooLong(name: "cause", label: "案由", limit: 8000)
            ])
        #expect(try told.problems(of: .drafted("f1", fields: ["summary": long])) == [])
        #expect(try told.problems(of: .drafted("f1", corrects: "f0")) == [.unknown("form", id: "f0")])
        #expect(try drafted.problems(of: .drafted("f2", corrects: "reg")) == [])
    }

    @Test func `a form keeps its kind`() throws {
        #expect(
            try drafted.problems(of: .drafted("f1", "inquiry-notice", version: 2)) == [
                .unknownFormKind("inquiry-notice")
            ])
    }

    @Test func `the second of two persons who write a form is told that it changed meanwhile`() throws {
        let told = drafted.given(.drafted("f1", version: 2), by: .clerk)
        let outdated = Problem.outdated(form: "f1", version: 1, current: 2, by: "吴静")
        #expect(try told.problems(of: .drafted("f1", version: 2)) == [outdated])
        #expect(try told.problems(of: .submitted("f1", version: 1)) == [outdated])
        #expect(try told.problems(of: .drafted("f1", version: 3)) == [])
    }

    @Test(.features("form-templates"))
    func `a form that lacks a required field is not submitted, and the article says which`() throws {
        let told = Told.complaint.given(
            .drafted("f1", fields: Self.complete.filter { !["cause", "proposal"].contains($0.key) }))
        #expect(
            try told.problems(of: .submitted("f1")) == [
                .missingField(name: "cause", label: "案由", article: nil),
                .missingField(name: "proposal", label: "接待部门（或立案部门）意见", article: "第十一条第一款"),
            ])
        let blank = told.given(.drafted("f1", version: 2, fields: Self.complete.merging(["cause": .text("　")]) { $1 }))
        #expect(
            try blank.problems(of: .submitted("f1", version: 2))
                == [.missingField(name: "cause", label: "案由", article: nil)])
        #expect(try drafted.decision(on: .submitted("f1")) == .accepted)
    }

    @Test(.features("versions"), .rows("WH-3.2")) func `a submitted form is neither written on nor submitted again`()
        throws
    {
        #expect(try submitted.problems(of: .drafted("f1", version: 2)) == [.alreadySubmitted(form: "f1")])
        #expect(try submitted.problems(of: .submitted("f1")) == [.alreadySubmitted(form: "f1")])
    }

    @Test func `a returned form goes forward again in a new version only`() throws {
        for returned in [
            submitted.given(.reviewed("f1", passed: false), by: .reviewer),
            submitted.given(.decided("f1", approved: false, opinion: "补充"), by: .head),
        ] {
            #expect(try returned.problems(of: .submitted("f1")) == [.alreadySubmitted(form: "f1")])
            #expect(try returned.problems(of: .decided("f1"), by: .head) == [.notSubmitted(form: "f1")])
            let again = returned.given(.drafted("f1", version: 2, fields: Self.complete))
            #expect(try again.problems(of: .submitted("f1", version: 2)) == [])
        }
    }

    @Test func `a form that was not submitted goes no further`() throws {
        let notSubmitted = [Problem.notSubmitted(form: "f1")]
        #expect(try drafted.problems(of: .reviewed("f1"), by: .reviewer) == notSubmitted)
        #expect(try drafted.problems(of: .forwarded("f1"), by: .reviewer) == notSubmitted)
        #expect(try drafted.problems(of: .decided("f1"), by: .head) == notSubmitted)
        #expect(try drafted.problems(of: .issued("f1")) == notSubmitted)
        #expect(try drafted.problems(of: .signed("f1")) == notSubmitted)
    }

    @Test func `nobody reviews or approves the own paper`() throws {
        let own = [Problem.ownPaper(form: "f1")]
        #expect(try submitted.problems(of: .reviewed("f1")) == own)
        #expect(try submitted.problems(of: .decided("f1")) == own)
        let reviewed = submitted.given(.reviewed("f1"), by: .reviewer)
        #expect(try reviewed.problems(of: .decided("f1"), by: .reviewer) == own)
        #expect(try reviewed.decision(on: .decided("f1"), by: .head) == .accepted)
    }

    @Test(.features("paper-approval", "carriers"))
    func `an approval on paper is entered by another than the drafter, and given by another than either`() throws {
        let own = [Problem.ownPaper(form: "f1")]
        #expect(try submitted.problems(of: .decided("f1", onPaper: paper)) == own)
        #expect(try submitted.decision(on: .decided("f1", onPaper: paper), by: .clerk) == .accepted)
        let byDrafter = FormDecided.OnPaper(approver: Actor.intake.officer, role: "agency-head", scan: .sample("d"))
        #expect(try submitted.problems(of: .decided("f1", onPaper: byDrafter), by: .clerk) == own)
        let byReviewer = FormDecided.OnPaper(approver: Actor.reviewer.officer, role: "agency-head", scan: .sample("d"))
        #expect(
            try submitted.given(.reviewed("f1"), by: .reviewer)
                .problems(of: .decided("f1", onPaper: byReviewer), by: .clerk) == own)
    }

    @Test func `what was decided on is the paper that was frozen`() throws {
        #expect(try submitted.problems(of: .decided("f1", document: "d"), by: .head) == [.otherDocument(form: "f1")])
    }

    @Test func `a refusal gives its reason`() throws {
        #expect(
            try submitted.problems(of: .decided("f1", approved: false, opinion: " "), by: .head) == [.blank("opinion")])
        #expect(try submitted.problems(of: .decided("f1", opinion: ""), by: .head) == [])
    }

    @Test func `a form is reviewed, decided and issued once`() throws {
        let reviewed = submitted.given(.reviewed("f1"), by: .reviewer)
        #expect(try reviewed.problems(of: .reviewed("f1"), by: .bureau) == [.alreadyDecided(form: "f1")])
        let decided = reviewed.given(.decided("f1"), by: .head)
        #expect(try decided.problems(of: .decided("f1"), by: .bureau) == [.alreadyDecided(form: "f1")])
        let issued = decided.given(.issued("f1"))
        #expect(try decided.problems(of: .issued("f1")) == [])
        #expect(try issued.problems(of: .issued("f1")) == [.alreadyIssued(form: "f1")])
    }

    @Test(.features("carriers")) func `a signature counts with the scan of the sheet and with who signed`() throws {
        #expect(try submitted.problems(of: .signed("f1", scan: nil)) == [.scanMissing])
        #expect(try submitted.problems(of: .signed("f1", [])) == [.blank("signers")])
        #expect(try submitted.decision(on: .signed("f1")) == .accepted)
    }

    @Test func `a step on a form that is not there names it`() throws {
        let unknown = [Problem.unknown("form", id: "f9")]
        let steps: [CaseEvent] = [
            .submitted("f9"), .reviewed("f9"), .forwarded("f9"), .decided("f9"), .issued("f9"), .signed("f9"),
            .voided("f9"),
        ]
        for step in steps { #expect(try drafted.problems(of: step, by: .head) == unknown) }
    }

    @Test func `a form is voided with a reason, and then nothing more happens to it`() throws {
        #expect(try submitted.problems(of: .voided("f1", reason: " ")) == [.blank("reason")])
        #expect(try submitted.decision(on: .voided("f1")) == .accepted)
        let told = submitted.given(.voided("f1"))
        let steps: [CaseEvent] = [
            .drafted("f1", version: 2), .submitted("f1"), .reviewed("f1"), .forwarded("f1"), .decided("f1"),
            .issued("f1"),
            .signed("f1"), .voided("f1"), .served("s1", form: "f1"),
        ]
        for step in steps { #expect(try told.problems(of: step, by: .head) == [.voided(form: "f1")]) }
    }

    @Test(.features("versions")) func `a served form is corrected, not voided`() throws {
        let told = submitted.given(.served("s1", form: "f1"))
        #expect(try told.problems(of: .voided("f1")) == [.served(form: "f1")])
    }
}
