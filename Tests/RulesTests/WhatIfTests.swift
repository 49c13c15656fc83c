import Chronology
import Rules
import TestKit
import Testing

/// A what-if judges only the rules that can differ; it must say what judging everything says.
@Suite struct `What a changed pack would change` {
    private func book(days: Int, inForceTo end: String = "2029-12-31") throws -> RuleBook {
        let pack = """
            pack: sample
            title: 样本
            rank: 10
            source: 样本
            checked: 2026-01-01
            in-force: { from: 2020-01-01, to: \(end) }
            rules:
              - id: S-1
                article: 第一条
                says: 数日内
                when: { fact: case-numbered }
                need: { fact: note-made, note: done }
                within: { working-days: \(days) }
              - id: S-2
                article: 第二条
                says: 期满方可结案
                before: { fact: case-closed }
                need: { expired: S-1 }
              - id: S-3
                article: 第三条
                says: 另一事
                when: { fact: case-numbered }
                need: { fact: lead-assigned }
            """
        return RuleBook(
            packs: [try Pack(files: [("sample/pack.yaml", pack)]), try RulesOfTests.pack("national")],
            calendar: try RulesOfTests.calendar())
    }

    private func closed() throws -> CaseFacts {
        try RuleCase("wuhan").at("2026-03-02 09:00").given(.caseNumbered)
            .at("2026-03-10 09:00").given(.caseClosed).caseFacts
    }

    @Test func `a longer period moves its own duty and the gate that waits for it, and nothing else`() throws {
        let (before, after) = (try book(days: 5), try book(days: 30))
        let facts = try closed()
        let moment = RuleCase.instant("2026-03-20 09:00")
        let changes = WhatIf(before, after).changes(of: facts, at: moment)
        #expect(changes.map(\.rule.text) == ["S-1", "S-2"])
        #expect(changes.map { $0.before?.state } == [.overdue, .met])
        #expect(changes.map { $0.after?.state } == [.open, .overdue])
        let whole = ObligationChange.between(
            before.obligations(of: facts, at: moment), after.obligations(of: facts, at: moment))
        #expect(changes == whole)
    }

    @Test func `a text that ends before the case takes all its duties with it`() throws {
        let changes = WhatIf(try book(days: 5), try book(days: 5, inForceTo: "2025-12-31"))
            .changes(of: try closed(), at: RuleCase.instant("2026-03-20 09:00"))
        #expect(changes.map(\.rule.text) == ["S-1", "S-2", "S-3"])
        #expect(changes.allSatisfy { $0.kind == .vanishes })
    }

    @Test func `packs that are alike change nothing`() throws {
        let changes = WhatIf(try book(days: 5), try book(days: 5))
            .changes(of: try closed(), at: RuleCase.instant("2026-03-20 09:00"))
        #expect(changes.isEmpty)
    }
}
