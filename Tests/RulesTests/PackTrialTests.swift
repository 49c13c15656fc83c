import Rules
import TestKit
import Testing

@Suite struct `A pack on trial` {
    private let pack = """
        pack: sample
        title: 样本
        rank: 10
        source: 样本
        checked: 2026-01-01
        roles:
          head: { title: 负责人 }
        rules:
          - id: S-1
            article: 一
            says: 五日内
            when: { fact: case-numbered }
            need: { fact: case-closed }
            within: { working-days: 5 }
          - { id: S-2, article: 二, says: 二, never: { fact: [case-closed, case-archived] } }
        """

    private func trial(_ scenarios: String) throws -> PackTrial {
        let sample = try Pack(files: [("sample/pack.yaml", pack)])
        let yaml = "pack: sample\nscenarios:\n" + scenarios
        return try PackTrial(
            files: [("sample/pack.yaml", pack)],
            scenarios: try Scenario.read(file: "sample/a.yaml", yaml: yaml, packs: [sample]),
            calendar: try RulesOfTests.calendar())
    }

    private let precise = """
          - rows: S-1
            name: five working days
            story:
              - { at: 2026-03-02 09:00, fact: case-numbered }
              - { owes: S-1, state: open, due: 2026-03-09, at: 2026-03-09 23:59 }
        """

    @Test func `a scenario that looks at the figure leaves no change of it unnoticed`() throws {
        let trial = try trial(precise)
        #expect(trial.failures() == [])
        let result = try trial.survivors(of: RuleID("S-1"))
        #expect(result.changes == 3)
        #expect(result.survived.map(\.what) == [])
        #expect(trial.untested == [RuleID("S-2")])
    }

    @Test func `a scenario that does not look at the figure lets its changes live`() throws {
        let careless = precise.replacing(", due: 2026-03-09", with: "").replacing("23:59", with: "00:00")
        let survived = try trial(careless).survivors(of: RuleID("S-1")).survived
        #expect(survived.map(\.what) == ["line 14: 5 -> 6"])
    }

    @Test func `an item of a list that no scenario tries may be left out unnoticed`() throws {
        let half = "  - { rows: S-2, name: n, story: [{ refused: S-2, fact: case-closed }] }"
        #expect(
            try trial(half).survivors(of: RuleID("S-2")).survived.map(\.what).contains { $0.contains("case-archived") })
        let whole =
            "  - { rows: S-2, name: n, story: [{ refused: S-2, fact: case-closed }, { refused: S-2, fact: case-archived }] }"
        #expect(try trial(whole).survivors(of: RuleID("S-2")).survived == [])
    }

    @Test func `a scenario that does not come true says where`() throws {
        let wrong = precise.replacing("due: 2026-03-09", with: "due: 2026-03-10")
        let failure = try #require(try trial(wrong).failures().first)
        #expect(failure.place == "sample/a.yaml:3")
        #expect(failure.step == 2)
        #expect(failure.found == "S-1 is due 2026-03-09")
    }

    @Test func `a scenario looks at the other readings, the safe day and whether the figures were checked`() throws {
        let read = pack.replacing(
            "within: { working-days: 5 }",
            with: "within: { working-days: 5, other-readings: [{ says: 自然日, calendar-days: 5 }] }")
        let sample = try Pack(files: [("sample/pack.yaml", read)])
        func failures(_ look: String) throws -> [ScenarioFailure] {
            let yaml = """
                pack: sample
                scenarios:
                  - rows: S-1
                    name: n
                    story:
                      - { at: 2026-03-02 09:00, fact: case-numbered }
                      - { owes: S-1, \(look) }
                """
            let scenarios = try Scenario.read(file: "sample/a.yaml", yaml: yaml, packs: [sample])
            return try PackTrial(
                files: [("sample/pack.yaml", read)], scenarios: scenarios, calendar: try RulesOfTests.calendar()
            ).failures()
        }
        // Five calendar days after Monday 2 March end on Saturday the 7th, before the five working days.
        #expect(try failures("due: 2026-03-09, safe: 2026-03-07, readings: [2026-03-07], confirmed: true") == [])
        #expect(try failures("safe: 2026-03-09").map(\.found) == ["S-1 is safe until 2026-03-07"])
        #expect(try failures("readings: []").map(\.found) == ["S-1 is read as 2026-03-07"])
        #expect(try failures("confirmed: false").map(\.found) == ["S-1 is confirmed"])
    }

    @Test(arguments: [
        ("fact: case-numberd", "case-numberd"), ("fact: device-checked, colour: red", "colour"),
        ("fact: device-checked, performance: so-so", "so-so"), ("fact: case-closed, colour: red", "colour"),
    ])
    func `a scenario cannot tell what nobody could enter`(fact: String, name: String) throws {
        let story = "  - { rows: S-1, name: n, story: [{ \(fact) }] }"
        let error = #expect(throws: PackError.self) { _ = try trial(story) }
        #expect(error?.problem == .unknownName(name))
    }
}
