import Chronology
import Rules
import TestKit
import Testing

@Suite struct `The words of a pack` {
    private let head = """
        pack: sample
        title: 样本
        rank: 10
        source: 样本
        checked: 2026-01-01
        procedures: { penalty: 处罚, inspection: 检查 }
        roles:
          head: { title: 负责人 }
        stages:
          one: 一
        forms:
          letter:
            title: 信
            family: letter
            stage: one
            article: 一
            fields: { reason: { label: 理由 }, party: { label: 当事人 } }
        rows: { 1: 2, 2: [2.1a, 2.9] }
        """

    private func pack(_ rules: String) throws -> Pack {
        try Pack(files: [("sample/pack.yaml", head), ("sample/rules.yaml", "rules:\n" + rules)])
    }

    private func told(_ rules: String, case attributes: [String: FactValue] = [:]) throws -> RuleCase {
        RuleCase(try pack(rules), case: attributes, calendar: try RulesOfTests.calendar())
    }

    @Test func `a form states what a row asks for, or is not submitted`() throws {
        let story = try told("  - { id: S-1.1, article: 一, says: 一, form: letter, states: [reason, party] }")
        let whole: [String: FactValue] = ["form": "letter", "field.reason": "a", "field.party": "b"]
        #expect(!story.refuses(.formSubmitted, whole, citing: "S-1.1"))
        for name in ["field.reason", "field.party"] {
            #expect(story.refuses(.formSubmitted, whole.filter { $0.key != name }, citing: "S-1.1"))
        }
    }

    @Test(arguments: ["fact", "same", "count", "by", "at", "day"])
    func `a question is not called by a word that says something of every fact`(name: String) throws {
        let yaml = """
            acts:
              sworn-in:
                title: 宣誓
                ask:
                  \(name): 内容
            """
        let error = try #require(
            throws: PackError.self, performing: { try ActLibrary(files: [(name: "Acts/mine.yaml", yaml: yaml)]) })
        #expect(error.file == "Acts/mine.yaml" && error.line == 5)
        #expect(error.key == "acts.sworn-in.ask.\(name)" && error.problem == .reservedName(name))
    }

    @Test func `an act of the library is refused without the answers that a row asks for`() throws {
        let story = try told("  - { id: S-1.1, article: 一, says: 一, records: device-checked, states: [battery] }")
        #expect(story.refuses(FactKind("device-checked"), citing: "S-1.1"))
        #expect(!story.refuses(FactKind("device-checked"), ["battery": 80], citing: "S-1.1"))
    }

    @Test(arguments: [
        ("months: 3", "2026-06-02 23:59", "2026-06-03 00:00"), ("years: 1", "2027-03-02 23:59", "2027-03-03 00:00"),
        ("calendar-days: 7", "2026-03-09 23:59", "2026-03-10 00:00"),
        ("hours: 24", "2026-03-03 08:59", "2026-03-03 09:00"),
    ])
    func `what must have passed has passed with its last day`(length: String, early: String, ripe: String) throws {
        let rule = """
              - id: S-1.1
                article: 一
                says: 一
                before: { fact: recording-disposed }
                need: { elapsed: { \(length), since: { fact: recording-added }, same: subject } }
            """
        let story = try told(rule).at("2026-03-02 09:00").given(.recordingAdded, of: "r1")
        let disposed = FactKind("recording-disposed")
        #expect(story.at(early).refuses(disposed, of: "r1", citing: "S-1.1"))
        #expect(!story.at(ripe).refuses(disposed, of: "r1", citing: "S-1.1"))
        #expect(story.at(ripe).refuses(disposed, of: "r2", citing: "S-1.1"))
    }

    @Test func `a date ahead must lie far enough off`() throws {
        let rule = """
              - id: S-1.1
                article: 一
                says: 一
                before: { fact: hearing-arranged }
                need: { elapsed: { calendar-days: 7, since: { fact: served }, until: hearing-at } }
            """
        let story = try told(rule).at("2026-03-02 09:00").given(.served)
        let arranged = FactKind("hearing-arranged")
        #expect(story.refuses(arranged, ["hearing-at": .time("2026-03-08 23:00")], citing: "S-1.1"))
        #expect(!story.refuses(arranged, ["hearing-at": .time("2026-03-09 09:00")], citing: "S-1.1"))
    }

    @Test func `a rule of some procedures is silent in the others`() throws {
        let rule = "  - { id: S-1.1, article: 一, says: 一, never: { fact: case-closed }, procedures: [penalty] }"
        #expect(try told(rule, case: ["procedure": "penalty"]).refuses(.caseClosed, citing: "S-1.1"))
        #expect(try !told(rule, case: ["procedure": "inspection"]).refuses(.caseClosed, citing: "S-1.1"))
        #expect(try !told(rule).refuses(.caseClosed, citing: "S-1.1"))
    }

    private let readings = """
          - id: S-1.1
            article: 一
            says: 二日内
            when: { fact: case-numbered }
            need: { fact: case-closed }
            within: { working-days: 2 }
            readings:
              - { id: longer, says: 三日内, within: { working-days: 3 } }
              - { id: barred, says: 不得结案, never: { fact: case-closed } }
        """

    @Test func `an office may choose another reading of a rule`() throws {
        let pack = try pack(readings)
        let calendar = try RulesOfTests.calendar()
        func numbered(_ reading: String?) -> RuleCase {
            RuleCase(pack.choosing(readings: reading.map { [RuleID("S-1.1"): $0] } ?? [:]), calendar: calendar)
                .at("2026-03-02 09:00").given(.caseNumbered)
        }
        #expect(numbered(nil).lastDay(of: "S-1.1") == "2026-03-04")
        #expect(numbered("longer").lastDay(of: "S-1.1") == "2026-03-05")
        #expect(numbered("barred").refuses(.caseClosed, citing: "S-1.1"))
        #expect(numbered("unheard-of").lastDay(of: "S-1.1") == "2026-03-04")
    }

    @Test func `an office sets the figure where the text only asks for promptness`() throws {
        let pack = try pack(
            """
              - id: S-1.1
                article: 一
                says: 及时
                when: { fact: case-numbered }
                need: { fact: case-closed }
                within: { unit: working-days, as-set: prompt, default: 3 }
            """)
        let calendar = try RulesOfTests.calendar()
        func due(_ settings: [String: Int]) -> String? {
            RuleCase(pack.choosing(settings: settings), calendar: calendar).at("2026-03-02 09:00").given(.caseNumbered)
                .lastDay(of: "S-1.1")
        }
        #expect(due([:]) == "2026-03-05")
        #expect(due(["prompt": 1]) == "2026-03-03")
        #expect(due(["other": 1]) == "2026-03-05")
    }

    @Test func `the list of rows tells those that nothing carries`() throws {
        let pack = try pack(
            """
              - { id: S-1.1, article: 一, says: 一, form: letter, is-kept: true }
              - { id: S-1.3, article: 一, says: 一, feature: entry-log }
            """)
        #expect(pack.rows.map(\.text) == ["S-1.1", "S-1.2", "S-2.1a", "S-2.9"])
        #expect(RuleCoverage.disagreements(in: [pack]).map(\.text) == ["S-1.2", "S-1.3", "S-2.1a", "S-2.9"])
        let coverage = RuleCoverage.of([pack], log: "feature:entry-log\ta test\ta file")
        #expect(coverage.filter { $0.state == .carried }.map(\.id.text) == ["S-1.3"])
        #expect(coverage.filter { $0.state == .missing }.map(\.id.text) == ["S-1.2", "S-2.1a", "S-2.9"])
    }

    @Test func `a gate beside a value or a part of the product is a gate`() throws {
        for first in ["parameter: { name: x }", "feature: entry-log", "records: device-checked"] {
            let story = try told(
                """
                  - id: S-1.1
                    article: 一
                    says: 一
                    \(first)
                    also: [{ never: { fact: case-closed } }]
                """)
            #expect(story.refuses(.caseClosed, citing: "S-1.1"), "\(first)")
        }
    }

    @Test func `a period begins on the day that the act states`() throws {
        let rule = """
              - id: S-1.1
                article: 一
                says: 一
                when: { fact: decision-fulfilled }
                need: { fact: case-closed }
                within: { calendar-days: 2, from: date }
            """
        let story = try told(rule).at("2026-03-02 09:00").given(.decisionFulfilled, ["date": "2026-03-05"])
        #expect(story.lastDay(of: "S-1.1") == "2026-03-07")
    }

    @Test func `what an office has not set yet is owed without a date`() throws {
        let rule = """
              - id: S-1.1
                article: 一
                says: 一
                when: { fact: case-numbered }
                need: { fact: case-closed }
                within: { unit: working-days, as-set: prompt }
            """
        let story = try told(rule).at("2026-03-02 09:00").given(.caseNumbered)
        #expect(story.standing(of: "S-1.1", at: "2027-01-01") == .open)
        #expect(story.lastDay(of: "S-1.1") == nil)
    }

    @Test func `what was done after its period is not late where something excused it`() throws {
        let rule = """
              - id: S-1.1
                article: 一
                says: 一
                when: { fact: case-numbered }
                need: { fact: case-closed }
                unless: { fact: note-made }
                within: { working-days: 1 }
            """
        let late = try told(rule).at("2026-03-02 09:00").given(.caseNumbered).at("2026-03-06 09:00")
        #expect(late.given(.caseClosed).standing(of: "S-1.1") == .late)
        #expect(late.given(.noteMade).given(.caseClosed).standing(of: "S-1.1") == .met)
    }
}
