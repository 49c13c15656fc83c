import Chronology
import Rules
import TestKit
import Testing

@Suite struct `The evaluation of rules` {
    /// A case judged by a pack of these rules only.
    private func judged(by rules: String, case attributes: [String: FactValue] = [:]) throws -> RuleCase {
        let head = """
            pack: sample
            title: 样本
            rank: 10
            source: 样本
            checked: 2026-01-01
            in-force: { from: 2020-01-01, to: 2029-12-31 }
            roles:
              head: { title: 负责人 }
              clerk: { title: 经办人 }
            """
        return RuleCase(
            try Pack(files: [("sample/pack.yaml", head), ("sample/rules.yaml", rules)]), case: attributes,
            calendar: try RulesOfTests.calendar())
    }

    private let due = """
        rules:
          - id: S-1
            article: 第一条
            says: 五日内
            when: { fact: case-numbered }
            need: { fact: note-made, note: done }
            unless: { fact: note-made, note: lifted }
            within: { working-days: 5 }
            deviation: head
        """

    @Test func `a duty is open, then met, late or overdue by its own time`() throws {
        let numbered = try judged(by: due).at("2026-03-02 09:00").given(.caseNumbered)
        #expect(numbered.standing(of: "S-1", at: "2026-03-09 23:59") == .open)
        #expect(numbered.standing(of: "S-1", at: "2026-03-10 00:00") == .overdue)
        let done: [String: FactValue] = ["note": "done"]
        let inTime = numbered.at("2026-03-09 23:59").given(.noteMade, done)
        #expect(inTime.standing(of: "S-1") == .met)
        #expect(inTime.obligation("S-1")?.metBy == ["entry-2"])
        #expect(inTime.obligation("S-1")?.arose == "entry-1")
        #expect(numbered.at("2026-03-10 00:00").given(.noteMade, done).standing(of: "S-1") == .late)
    }

    @Test func `what happened in time and was entered late counts as in time once it is known`() throws {
        let numbered = try judged(by: due).at("2026-03-02 09:00").given(.caseNumbered)
        let late = numbered.at("2026-03-06 10:00").entered("2026-03-12 10:00").given(.noteMade, ["note": "done"])
        #expect(late.standing(of: "S-1", at: "2026-03-11 10:00") == .overdue, "as it was known then")
        #expect(late.standing(of: "S-1", at: "2026-03-12 10:00") == .met)
    }

    @Test func `an excuse and a deviation are told apart from being met`() throws {
        let numbered = try judged(by: due).at("2026-03-02 09:00").given(.caseNumbered, of: "c1")
        let lifted = numbered.given(.noteMade, ["note": "lifted"])
        #expect(lifted.standing(of: "S-1", at: "2026-06-01") == .excused)
        func deviated(_ about: FactValue?, as role: RoleID) -> Obligation.State? {
            var attributes: [String: FactValue] = ["rule": "S-1", "reason": "x"]
            attributes["about"] = about
            return numbered.given(.deviationRecorded, attributes, as: role).standing(of: "S-1", at: "2026-06-01")
        }
        #expect(deviated(nil, as: "head") == .deviated)
        #expect(deviated("c1", as: "head") == .deviated)
        #expect(deviated("c2", as: "head") == .overdue)
        #expect(deviated(nil, as: "clerk") == .overdue)
    }

    @Test func `the pack judges the acts of its own days`() throws {
        for (day, count) in [("2019-12-31", 0), ("2020-01-01", 1), ("2029-12-31", 1), ("2030-01-01", 0)] {
            let numbered = try judged(by: due).at(day).given(.caseNumbered)
            #expect(numbered.obligations("S-1").count == count, "\(day)")
        }
    }

    @Test func `a due time explains every day from its start`() throws {
        let numbered = try judged(by: due).at("2026-09-28 09:00").given(.caseNumbered)
        let time = try #require(numbered.obligation("S-1")?.due)
        #expect(time.days.first?.date == Day(2026, 9, 28))
        #expect(time.days.first?.isCounted == false, "the day of the start")
        #expect(time.days.last?.date == time.lastDay)
        #expect(time.days.filter(\.isCounted).count == 5)
        #expect(time.days.contains { $0.date == Day(2026, 10, 1) && !$0.isCounted })
        #expect(time.fromEntry == "entry-1")
        #expect(!time.isProvisional)
    }

    @Test func `a period that runs into a year without notices is provisional`() throws {
        let numbered = try judged(by: due).at("2028-12-27 09:00").given(.caseNumbered)
        #expect(numbered.obligation("S-1")?.due?.isProvisional == true)
    }

    @Test func `a rule nobody confirmed refuses nothing and is never overdue`() throws {
        let rules = """
            rules:
              - { id: S-1, article: 一, says: 一, confirmed: false, never: { fact: case-closed } }
              - id: S-2
                article: 二
                says: 二
                confirmed: false
                when: { fact: case-closed }
                need: { fact: case-archived }
                within: { hours: 1 }
            """
        let matter = try judged(by: rules)
        #expect(matter.refusals(of: .caseClosed) == [])
        #expect(matter.given(.caseClosed).standing(of: "S-2", at: "2027-01-01") == .open)
        let confirmed = try judged(by: rules.replacing("confirmed: false", with: "confirmed: true"))
        #expect(confirmed.refuses(.caseClosed, citing: "S-1"))
        #expect(confirmed.given(.caseClosed).standing(of: "S-2", at: "2027-01-01") == .overdue)
    }

    @Test func `advice refuses nothing and is never overdue`() throws {
        let rules = """
            rules:
              - { id: S-1, article: 一, says: 一, force: advice, never: { fact: case-closed } }
              - id: S-2
                article: 二
                says: 二
                force: advice
                before: { fact: case-closed }
                need: { fact: noted, note: x }
            """.replacing("noted", with: "note-made")
        let matter = try judged(by: rules)
        #expect(matter.refusals(of: .caseClosed) == [])
        #expect(matter.given(.caseClosed).standing(of: "S-2") == .open)
    }

    @Test func `a gate that was passed shows how it stood then, and what has been mended since`() throws {
        let rules = """
            rules:
              - id: S-1
                article: 一
                says: 一
                before: { fact: case-closed }
                need: { fact: note-made, note: done }
                deviation: head
              - id: S-2
                article: 二
                says: 二
                before: { fact: case-closed }
                need: { not: { fact: remedy-begun } }
            """
        let matter = try judged(by: rules)
        #expect(matter.given(.caseClosed).standing(of: "S-1") == .overdue)
        #expect(matter.given(.noteMade, ["note": "done"]).given(.caseClosed).standing(of: "S-1") == .met)
        #expect(matter.given(.caseClosed).given(.noteMade, ["note": "done"]).standing(of: "S-1") == .late)
        let opened = matter.given(.deviationRecorded, ["rule": "S-1"], as: "head").given(.caseClosed)
        #expect(opened.standing(of: "S-1") == .deviated)
        #expect(matter.given(.caseClosed).given(.remedyBegun).standing(of: "S-2") == .met, "as it stood then")
    }

    @Test func `a refusal says what is missing and who may open the gate`() throws {
        let rules = """
            rules:
              - id: S-1
                article: 第九条
                says: 两人签字
                before: { fact: case-closed }
                need:
                  all:
                    - { fact: form-signed, form: f, count: 2, same: subject }
                    - { states: [ground, evidence] }
                    - { role: clerk }
                deviation: head
            """
        let matter = try judged(by: rules)
        let refusal = try #require(matter.refusals(of: .caseClosed, ["ground": "x"], of: "c1").first)
        #expect(refusal.article == "第九条")
        #expect(refusal.says == "两人签字")
        #expect(refusal.deviation == "head")
        #expect(
            refusal.missing == [
                .fact(kinds: [.formSigned], form: ["f"], about: "c1", need: 2, have: 0), .statements(["evidence"]),
                .role(["clerk"]),
            ])
        let once = matter.given(.formSigned, ["form": "f"], of: "c1", by: "a").given(
            .formSigned, ["form": "f"], of: "c1", by: "a")
        let still = once.refusals(of: .caseClosed, ["ground": "x", "evidence": "y"], of: "c1", as: "clerk")
        #expect(still.first?.missing == [.fact(kinds: [.formSigned], form: ["f"], about: "c1", need: 2, have: 1)])
        let twice = once.given(.formSigned, ["form": "f"], of: "c1", by: "b")
        #expect(twice.refusals(of: .caseClosed, ["ground": "x", "evidence": "y"], of: "c1", as: "clerk") == [])
    }

    @Test func `standstills may follow one another and count in the days they cut`() throws {
        let rules = """
            rules:
              - id: S-1
                article: 一
                says: 一
                when: { fact: case-numbered }
                need: { fact: case-closed }
                within:
                  calendar-days: 10
                  paused: [{ from: { fact: note-made, note: stop }, to: { fact: note-made, note: go } }]
            """
        let numbered = try judged(by: rules).at("2026-03-01").given(.caseNumbered)
        #expect(numbered.lastDay(of: "S-1") == "2026-03-11")
        // Three days used, stands still 03-04 to 03-20; two used to 03-22, stands still to 04-01; five are left.
        let stopped = numbered.at("2026-03-04").given(.noteMade, ["note": "stop"])
        #expect(stopped.lastDay(of: "S-1") == nil)
        let going = stopped.at("2026-03-20").given(.noteMade, ["note": "go"])
        #expect(going.lastDay(of: "S-1") == "2026-03-27")
        let again = going.at("2026-03-22").given(.noteMade, ["note": "stop"])
            .at("2026-04-01").given(.noteMade, ["note": "go"])
        #expect(again.lastDay(of: "S-1") == "2026-04-06")
        let tooLate = numbered.at("2026-03-20").given(.noteMade, ["note": "stop"])
        #expect(tooLate.lastDay(of: "S-1") == "2026-03-11", "it had run out before")
    }

    @Test func `a stated figure counts within reason only`() throws {
        let rules = """
            rules:
              - id: S-1
                article: 一
                says: 一
                when: { fact: served }
                need: { fact: case-closed }
                within: { calendar-days: 10, or-as-stated: period-days }
            """
        func lastDay(_ stated: FactValue?) throws -> String? {
            var attributes: [String: FactValue] = [:]
            attributes["period-days"] = stated
            return try judged(by: rules).at("2026-03-01").given(.served, attributes).lastDay(of: "S-1")
        }
        #expect(try lastDay(nil) == "2026-03-11")
        #expect(try lastDay(3) == "2026-03-04")
        #expect(try lastDay("5") == "2026-03-06")
        #expect(try lastDay(-5) == "2026-03-11")
        #expect(try lastDay(.integer(.max)) == "2026-03-11")
        #expect(try lastDay("many") == "2026-03-11")
    }

    @Test func `several packs are judged side by side, the highest rank first`() throws {
        let book = RuleBook(
            packs: [try RulesOfTests.pack("wuhan"), try RulesOfTests.pack("national")],
            calendar: try RulesOfTests.calendar())
        #expect(book.packs.map(\.id) == ["national", "wuhan"])
        #expect(book.procedure?.id == "wuhan")
        let matter = try RuleCase("wuhan", case: ["source": "complaint"]).at("2026-03-02 09:00")
            .given(.matterReceived, ["source": "complaint"])
        let duties = book.obligations(of: matter.caseFacts, at: RuleCase.instant("2026-03-02 10:00"))
        #expect(duties.filter { $0.rule.text == "NL-RGD25-18a" }.map(\.pack) == ["national"])
        #expect(duties.filter { $0.rule.text == "WH-11.2" }.map(\.pack) == ["wuhan"])
    }
}
