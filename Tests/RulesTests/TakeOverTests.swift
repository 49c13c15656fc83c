import Chronology
import Rules
import TestKit
import Testing

@Suite struct `A case that was taken over` {
    private let rules = """
        rules:
          - id: S-1
            article: 第一条
            says: 五日内
            when: { fact: case-numbered }
            need: { fact: note-made, note: done }
            within: { working-days: 5 }
          - id: S-2
            article: 第二条
            says: 归档
            when: { fact: case-numbered }
            need: { fact: note-made, note: filed }
          - id: S-3
            article: 第三条
            says: 先有记录
            before: { fact: case-closed }
            need: { fact: note-made, note: done }
          - id: S-4
            article: 第四条
            says: 可以中止
            when: { fact: matter-received }
            need: { fact: case-closed }
            within: { working-days: 30, paused: [{ from: { fact: procedure-suspended }, to: { fact: procedure-resumed } }] }
        """

    private func judged() throws -> RuleCase {
        let head = """
            pack: sample
            title: 样本
            rank: 10
            source: 样本
            checked: 2026-01-01
            in-force: { from: 2020-01-01, to: 2029-12-31 }
            roles:
              head: { title: 负责人 }
            stages: { one: 一, two: 二 }
            states:
              begun: { title: 已开始, stage: one }
              going: { title: 办理中, stage: one }
              halted: { title: 中止, stage: one }
              over: { title: 已结, stage: two }
            transitions:
              - { on: { fact: matter-received }, to: begun }
              - { on: { fact: procedure-resumed }, from: halted, to: previous }
              - { on: { fact: case-closed }, from: going, to: over }
            """
        return RuleCase(
            try Pack(files: [("sample/pack.yaml", head), ("sample/rules.yaml", rules)]), case: [:],
            calendar: try RulesOfTests.calendar())
    }

    /// Numbered on 2 March 2026, so that five working days end with 9 March; taken over at another time.
    private func taken(_ moment: String, _ more: [String: FactValue] = [:]) throws -> RuleCase {
        try judged().at("2026-03-02 09:00").given(.matterReceived).given(.caseNumbered)
            .at(moment).given(.caseTakenOver, ["state": "going"].merging(more) { _, new in new })
    }

    @Test func `shows what had run out before it came as neither kept nor broken`() throws {
        let late = try taken("2026-03-20 09:00")
        #expect(late.standing(of: "S-1", at: "2026-06-01 09:00") == .beforeTakeOver)
        #expect(late.standing(of: "S-2", at: "2026-06-01 09:00") == .beforeTakeOver, "a duty without a period")
        #expect(late.standing(of: "S-1", at: "2026-03-15 09:00") == .overdue, "as it was known before")
    }

    @Test func `is judged by the dates that still run`() throws {
        let early = try taken("2026-03-05 09:00")
        #expect(early.standing(of: "S-1", at: "2026-03-09 23:59") == .open)
        #expect(early.standing(of: "S-1", at: "2026-03-10 00:00") == .overdue)
        #expect(early.obligation("S-1", at: "2026-03-06 09:00")?.due?.lastDay == Day(2026, 3, 9))
        let done = early.given(.noteMade, ["note": "done"])
        #expect(done.standing(of: "S-1", at: "2026-06-01 09:00") == .met)
    }

    @Test func `is judged wholly for what arises after it came`() throws {
        let later = try taken("2026-03-20 09:00").at("2026-03-23 09:00").given(.caseNumbered)
        let standings = later.obligations("S-1", at: "2026-06-01 09:00").map(\.state)
        #expect(standings == [.beforeTakeOver, .overdue])
    }

    @Test func `is not stopped by a gate for what was done before, once somebody says so`() throws {
        let come = try taken("2026-03-20 09:00")
        #expect(come.refuses(.caseClosed, citing: "S-3"))
        let said = come.given(.doneBeforeTakeOver, ["rule": "S-3", "proof": "原卷第 12 页"])
        #expect(!said.refuses(.caseClosed, citing: "S-3"))
        let closed = said.given(.caseClosed)
        #expect(closed.standing(of: "S-3") == .beforeTakeOver)
        let began = try judged().at("2026-03-02 09:00").given(.caseNumbered)
            .given(.doneBeforeTakeOver, ["rule": "S-3", "proof": "原卷第 12 页"])
        #expect(began.refuses(.caseClosed, citing: "S-3"), "no word helps a case that began here")
    }

    @Test func `stands where it is said to stand, and goes back from a suspension to the state before`() throws {
        #expect(try taken("2026-03-20 09:00").state == "going")
        let halted = try taken("2026-03-20 09:00", ["state": "halted", "state-before": "going"])
        #expect(halted.state == "halted")
        #expect(halted.given(FactKind("procedure-resumed")).state == "going")
    }

    @Test func `keeps a clock standing that stood still when it came`() throws {
        let come = try judged().at("2026-03-02 09:00").given(.matterReceived)
            .at("2026-03-06 09:00").given(FactKind("procedure-suspended"))
            .at("2026-09-20 09:00").given(.caseTakenOver, ["state": "halted", "state-before": "going"])
        #expect(come.standing(of: "S-4", at: "2026-09-25 09:00") == .open)
        let resumed = come.at("2026-10-09 09:00").given(FactKind("procedure-resumed"))
        // Four working days were used by 6 March, and the other twenty-six begin on 10 October, a day of work.
        #expect(resumed.obligation("S-4", at: "2026-10-12 09:00")?.due?.lastDay == Day(2026, 11, 13))
    }
}
