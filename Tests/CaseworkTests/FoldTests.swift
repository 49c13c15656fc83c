import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@Suite struct `A case is what its log tells` {
    @Test(.features("timeline")) func `a whole case is folded from its events`() throws {
        let told = Told.complaint.given(.material())
            .given(.entered(.materialStamped, about: "m1", ["stamp": "complainant-submitted", "date": "2026-03-02"]))
            .given(.entered(.originalNotProduced, about: "m1", ["reason": "原件遗失"]))
            .submitting("f1", "filing-approval-form", ["cause": .text("拖欠工资")])
            .given(.reviewed("f1"), by: .reviewer).given(.forwarded("f1"), by: .reviewer)
            .given(.decided("f1"), by: .head).given(.issued("f1")).given(.signed("f1"))
            .given(.numbered).given(.leadNamed, by: .head)
            .given(.act(), by: .lead).given(.recording("r1", "10:00:00", "10:20:00"), by: .lead)
            .given(.entered(.recordingStored, about: "r1", ["volume": "V1"]))
            .given(
                .entered(
                    .recordingLabelled, about: "r1", ["case-number": "7", "handler": "钱峰"], personal: ["party": "江城公司"])
            )
            .given(.entered(.captureAnswered, about: "a1", ["item": "place", "answer": "marked"]))
            .given(.finalised(), by: .lead).given(.served("s1", form: "f1"))
            .given(.entered(.serviceReturned, about: "s1", personal: ["return-circumstances": "查无此人"]))
        let matter = told.matter
        #expect(matter.version == 21)
        #expect(matter.receivedAt == RuleCase.instant("2026-03-02 09:00"))
        #expect(matter.receivedBy == Actor.intake.officer)
        #expect(matter.partyName == "江城公司")
        #expect(matter.number == "立〔2026〕7号")
        #expect(matter.lead == Actor.lead.officer)
        #expect(matter.officers == [Actor.lead.officer, Actor.second.officer])
        #expect(matter.materials.map(\.stamps) == [["complainant-submitted"]])
        #expect(matter.materials.first?.originalNotProduced == "原件遗失")
        let form = try #require(matter.form("f1"))
        #expect(form.version == 1 && form.drafter == Actor.intake.officer)
        #expect(form.draftedAt == RuleCase.instant("2026-03-02 09:04"))
        #expect(form.fields == ["cause": .text("拖欠工资")])
        #expect(form.review?.by == Actor.reviewer.officer)
        #expect(form.forwarded && form.isApproved && !form.isVoided)
        #expect(form.decision?.by == Actor.head.officer && form.decision?.isOnPaper == false)
        #expect(form.document == .sample("e"))
        #expect(form.signed.map(\.signers) == [["party"]])
        #expect(matter.form(ofKind: "filing-approval-form")?.id == "f1")
        #expect(matter.act("a1")?.isFinalised == true)
        #expect(matter.act("a1")?.answers == ["place": "marked"])
        #expect(matter.recordings.map(\.volume) == ["V1"])
        #expect(matter.recordings.first?.label == ["case-number": "7", "handler": "钱峰", "party": "江城公司"])
        #expect(matter.services.map(\.returned) == ["查无此人"])
        #expect(matter.entered(.recordingStored).map(\.by) == [Actor.intake.officer])
    }

    @Test func `the same entries give the same case, all at once or one by one`() {
        let events: [CaseEvent] = [.received(), .material(), .drafted("f1"), .submitted("f1"), .decided("f1")]
        let entries = events.enumerated().map { index, event in
            Case.Entry(
                id: "e\(index)", actor: .intake, entered: .clock("10:00:00"), at: .clock("10:00:00"), event: event)
        }
        var grown = Case(id: "case-1")
        for entry in entries { grown.apply(entry) }
        let whole = Case(id: "case-1", entries: entries)
        #expect(whole.facts == grown.facts && whole.forms == grown.forms && whole.version == 5)
    }

    @Test(.features("versions")) func `a new version of a form leaves the opinions on the old one behind`() throws {
        let returned = Told.complaint.submitting("f1", "filing-approval-form").given(.reviewed("f1"), by: .reviewer)
            .given(.decided("f1", approved: false, opinion: "补充"), by: .head)
        #expect(returned.matter.form("f1")?.isSubmitted == false)
        let again = returned.given(.drafted("f1", version: 2), by: .clerk)
        let form = try #require(again.matter.form("f1"))
        #expect(form.version == 2 && form.drafter == Actor.clerk.officer)
        #expect(form.review == nil && form.decision == nil && !form.isApproved && !form.isSubmitted && !form.forwarded)
        #expect(again.matter.forms.count == 1)
        #expect(again.given(.submitted("f1", version: 2)).matter.form("f1")?.isSubmitted == true)
    }

    @Test func `a voided form is no longer the newest of its kind`() {
        let told = Told.complaint.given(.drafted("f1")).given(.drafted("f2")).given(.voided("f2"))
        #expect(told.matter.form(ofKind: "filing-approval-form")?.id == "f1")
        #expect(told.matter.form("f2")?.voided == "名称有误")
    }

    @Test func `events about things that are not there change nothing but the count`() {
        let told = Told.complaint.given(.finalised("none")).given(.decided("none")).given(.issued("none"))
            .given(.entered(.recordingStored, about: "none", ["volume": "V1"]))
            .given(.entered(.serviceReturned, about: "none", ["return-circumstances": "退回"]))
        #expect(told.matter.version == 6)
        #expect(told.matter.forms.isEmpty && told.matter.acts.isEmpty && told.matter.recordings.isEmpty)
    }

    @Test func `an event that cannot be read stops every decision and nothing else`() throws {
        let told = Told.complaint.givenUnreadable("case-split").givenUnreadable("case-joined")
        #expect(told.matter.unreadable == "case-split")
        #expect(told.matter.version == 3)
        #expect(try told.decision(on: .material()) == .invalid([.unreadable(kind: "case-split")]))
        let later = told.given(.material())
        #expect(later.matter.materials.count == 1)
        #expect(later.matter.version == 4)
        #expect(try later.state() == "received")
        #expect(try Told.complaint.decision(on: .material()) == .accepted)
    }

    @Test func `a case whose personal parts are withheld still folds and stands where it stood`() throws {
        let events: [CaseEvent] = [
            .received(), .material(), .drafted("f1", "complaint-registration-form", fields: ["cause": .text("拖欠工资")]),
            .submitted("f1"), .signed("f1"), .act(), .served("s1", form: "f1"),
        ]
        let bare = try events.reduce(Told()) { told, event in
            let record = try event.record()
            return told.given(
                try CaseEvent(EventRecord(kind: record.kind, open: record.open, personal: nil, sealed: nil)))
        }
        #expect(bare.matter.version == 7)
        #expect(bare.matter.partyName == nil)
        #expect(bare.matter.number == "2026-0001")
        #expect(bare.matter.materials.first?.received.name == nil)
        #expect(bare.matter.form("f1")?.fields == [:])
        #expect(bare.matter.form("f1")?.signed.first?.names == nil)
        #expect(bare.matter.acts.first?.recorded.place == nil)
        #expect(bare.matter.services.first?.entered.addressee == nil)
        #expect(try bare.state() == "registered")
    }
}
