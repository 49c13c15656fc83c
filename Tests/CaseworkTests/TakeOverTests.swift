import Casework
import Chronology
import Rules
import TestKit
import Testing

@Suite struct `A running case is taken over` {
    private func event(_ change: (inout CaseTakenOver) -> Void = { _ in }) -> CaseEvent {
        var event = CaseTakenOver(
            number: "武监立〔2025〕88号", unit: "大队", level: "city", cause: "拖欠工资", source: .complaint,
            industry: .general, state: "under-investigation", stateTitle: "调查取证中", received: .example(1),
            digest: "1")
        event.employers = [Employer(part: .employer, name: "江城公司")]
        event.lead = Actor.lead.officer
        event.milestones = [
            CaseTakenOver.Milestone(
                name: "filed", title: "立案日期", day: .example(5),
                facts: [.init(kind: .formApproved, attributes: ["form": "filing-approval-form"])])
        ]
        change(&event)
        return .caseTakenOver(event)
    }

    private func milestone(_ name: String, _ day: Day) -> CaseTakenOver.Milestone {
        CaseTakenOver.Milestone(name: name, title: name, day: day, facts: [])
    }

    @Test func `and stands where it stood, with its number, people, days and papers`() throws {
        let told = Told().given(
            event {
                $0.papers = [.init(item: "p1", pages: 3, day: .example(5), scan: .sample("b"))]
                $0.paperNames = ["立案审批表"]
            })
        #expect(try told.state() == "under-investigation")
        #expect(told.matter.number == "武监立〔2025〕88号")
        #expect(told.matter.partyName == "江城公司")
        #expect(told.matter.lead == Actor.lead.officer)
        #expect(told.matter.receivedAt?.day == .example(1))
        #expect(told.matter.materials.map(\.received.name) == ["立案审批表"])
        #expect(told.matter.caseFacts.takenOver?.day == Day(2026, 3, 2))
        #expect(told.fact(.formApproved)?.day == .example(5))
        #expect(told.fact(.caseNumbered)?["serial"] == "武监立〔2025〕88号")
    }

    @Test func `and what had run out before shows as before the take-over, nothing as overdue`() throws {
        let told = Told().given(event())
        let duties = try RuleBook.wuhan().obligations(of: told.matter.caseFacts, at: told.clock)
        #expect(duties.contains { $0.state == .beforeTakeOver })
        #expect(!duties.contains { [.overdue, .late].contains($0.state) }, "\(duties.filter { $0.state == .overdue })")
    }

    @Test func `and a paper of a kind that the rules ask for counts as done`() throws {
        let conclusion = CaseEvent.drafted("f9", "rectification-order")
        let bare = Told().given(event { $0.state = "investigation-concluded" })
        let papered = Told().given(
            event {
                $0.state = "investigation-concluded"
                $0.papers = [
                    .init(
                        item: "p1", pages: 3, day: .example(20), form: "investigation-conclusion-report",
                        steps: [.drafted, .submitted, .reviewed, .approved, .issued, .signed])
                ]
                $0.paperNames = ["调查终结报告"]
            })
        #expect(papered.fact(.formSubmitted)?["form"] == "investigation-conclusion-report")
        let (before, after) = (
            try bare.refusingRules(of: conclusion, by: .lead), try papered.refusingRules(of: conclusion, by: .lead)
        )
        #expect(Set(after).isSubset(of: before))
    }

    @Test func `but not with what cannot be so, each named`() throws {
        func problems(_ change: (inout CaseTakenOver) -> Void) throws -> [Problem] {
            try Told().problems(of: event(change))
        }
        #expect(try problems { _ in } == [])
        #expect(try problems { $0.number = " " } == [.blank("serial")])
        #expect(try problems { $0.cause = "" } == [.blank("cause-of-action")])
        #expect(try problems { $0.employers = nil } == [.blank("employers")])
        #expect(try problems { $0.state = "nowhere" } == [.notAllowed("state", value: "调查取证中")])
        #expect(
            try problems { $0.employers = [Employer(part: .employer, name: "甲", creditCode: "91420100MA4K000000")] }
                == [.notAllowed("credit-code", value: "91420100MA4K000000")])
        #expect(
            try problems { $0.milestones = [milestone("filed", Day(2025, 11, 30) ?? .example(1))] }
                == [.fieldNotAllowed(name: "milestone.filed", label: "filed", value: "2025-11-30")])
        #expect(
            try problems { $0.milestones = [milestone("accepted", .example(9)), milestone("filed", .example(8))] }
                == [.fieldNotAllowed(name: "milestone.filed", label: "filed", value: "2025-12-08")])
        #expect(
            try problems { $0.milestones = [milestone("decided", Day(2026, 3, 3) ?? .example(1))] }
                == [.fieldNotAllowed(name: "milestone.decided", label: "decided", value: "2026-03-03")])
        #expect(
            try problems { $0.papers = [.init(item: "p1", pages: 0)] } == [.blank("pages"), .blank("paper-name")])
        #expect(try Told().given(event()).problems(of: event()) == [.alreadyReceived])
        #expect(try Told().given(.received()).problems(of: event()) == [.alreadyReceived])
    }

    @Test func `and only such a case takes somebody's word for what was done before`() throws {
        let word = CaseEvent.entered(.doneBeforeTakeOver, ["rule": "WH-29.10", "proof": "原卷第 12 页"])
        #expect(try Told().given(event()).problems(of: word, by: .lead) == [])
        #expect(
            try Told().given(.received()).problems(of: word, by: .lead)
                == [.notAllowed("what", value: "done-before-take-over")])
    }

    @Test(arguments: [
        ("武监立〔2025〕88号", 2025, 88), ("武监立[2025]88号", 2025, 88), ("武监立（２０２５）８８号", 2025, 88),
        (" 武监立 〔2025〕 088 号", 2025, 88),
    ]) func `and its number is known in every writing`(typed: String, year: Int, number: Int) {
        let text = CaseNumberText(typed)
        #expect(text.candidates.contains { $0.year == year && $0.number == number })
        #expect(text.isSame(as: CaseNumberText("武监立〔\(year)〕\(number)号")))
    }

    @Test(arguments: ["汉监立〔2025〕8号", "武监立〔2025〕号", "武监立〔25〕8号", "武监立〔2025〕8", "武监立〔2025〕0号", "武监立〔2025〕80号", ""])
    func `and a number of another pattern is another`(typed: String) {
        #expect(!CaseNumberText(typed).isSame(as: CaseNumberText("武监立〔2025〕8号")))
    }
}
