import Casework
import Chronology
import Rules
import TestKit
import Testing

/// The act lasts from 10:00 to 11:00.
@Suite struct `An act is laid against its recordings` {
    private let acted = Told.underInvestigation.at("2026-03-02 12:00").given(.act(), by: .lead)

    private func completed(_ told: Told) -> Fact? { told.given(.finalised(), by: .lead).fact(.actCompleted) }

    private func recorded(_ stretches: (String, String)...) -> Told {
        stretches.enumerated().reduce(acted) { told, next in
            told.given(.recording("r\(next.offset)", next.element.0, next.element.1), by: .lead)
        }
    }

    private func explained(
        _ told: Told, _ from: String, _ to: String, cause: FactValue = "battery", objective: Bool = true,
        spoken: Bool = true
    ) -> Told {
        told.given(
            .entered(
                .gapExplained, about: "a1",
                [
                    "from": .instant(.clock(from)), "to": .instant(.clock(to)), "cause": cause,
                    "objective": .boolean(objective), "voice-explanation": .boolean(spoken),
                ]), by: .lead)
    }

    @Test func `an act without recording states no gaps`() {
        #expect(completed(acted)?["recorded"] == false)
        #expect(completed(acted)?.states("gaps") == false)
        #expect(acted.fact(.actRecorded)?["act"] == "inspection")
    }

    @Test func `a recording from start to end has no gaps`() {
        let fact = completed(recorded(("09:58:00", "11:01:00")))
        #expect(fact?["recorded"] == true)
        #expect(fact?["gaps"] == 0 && fact?["late-start"] == 0 && fact?["early-end"] == 0)
    }

    @Test(.rows("WH-24.3")) func `three minutes between two recordings are a gap, and the act is not finalised`() throws
    {
        let told = recorded(("10:00:00", "10:20:00"), ("10:23:00", "11:00:00"))
        #expect(completed(told)?["gaps"] == 1)
        #expect(try told.refusingRules(of: .finalised(), by: .lead).contains("WH-24.3"))
        let whole = recorded(("10:00:00", "11:00:00"))
        #expect(try !whole.refusingRules(of: .finalised(), by: .lead).contains("WH-24.3"))
    }

    @Test func `the two seconds in which a camera changes its file are no gap`() {
        #expect(completed(recorded(("10:00:00", "10:20:00"), ("10:20:02", "11:00:00")))?["gaps"] == 0)
    }

    @Test(.rows("WH-24.3")) func `an explanation speaks for the gap that it covers whole, and for no other`() throws {
        let told = recorded(("10:00:00", "10:20:00"), ("10:23:00", "11:00:00"))
        let explained = explained(told, "10:20:00", "10:23:00")
        #expect(completed(explained)?["gaps"] == 0)
        #expect(try !explained.refusingRules(of: .finalised(), by: .lead).contains("WH-24.3"))
        #expect(completed(self.explained(told, "10:20:00", "10:22:59"))?["gaps"] == 1)
        #expect(completed(self.explained(told, "10:20:01", "10:23:00"))?["gaps"] == 1)
    }

    @Test(.rows("WH-26.1")) func `an honest bad cause explains the gap, and the duty stays unmet`() throws {
        let told = recorded(("10:00:00", "10:20:00"), ("10:23:00", "11:00:00"))
        func standing(_ told: Told) throws -> Obligation.State? {
            try RuleBook.wuhan().obligations(of: told.matter.caseFacts, at: told.clock)
                .last { $0.rule == RuleID("WH-26.1") && $0.force == "due" }?.state
        }
        let bad = explained(told, "10:20:00", "10:23:00", cause: "unexcused", objective: false)
        #expect(completed(bad)?["gaps"] == 0)
        #expect(try !bad.refusingRules(of: .finalised(), by: .lead).contains("WH-24.3"))
        #expect(try standing(bad) == .open)
        #expect(try standing(explained(told, "10:20:00", "10:23:00")) == .met)
        let called = explained(told, "10:20:00", "10:23:00", cause: "unexcused", objective: true)
        #expect(called.matter.act("a1")?.explanations.map(\.isObjective) == [false])
    }

    @Test(.rows("WH-26.2")) func `a cause not spoken on resuming is refused until the head opens the gate`() throws {
        let told = recorded(("10:00:00", "10:20:00"), ("10:23:00", "11:00:00"))
        let unspoken = explained(told, "10:20:00", "10:23:00", spoken: false)
        #expect(completed(unspoken)?["gaps"] == 0)
        #expect(try unspoken.refusingRules(of: .finalised(), by: .lead).contains("WH-26.2"))
        let opened = unspoken.given(
            .entered(.deviationRecorded, ["rule": "WH-26.2", "about": "a1", "reason": "忘记说明"]), by: .head)
        #expect(try !opened.refusingRules(of: .finalised(), by: .lead).contains("WH-26.2"))
        #expect(try !opened.refusingRules(of: .finalised(), by: .lead).contains("WH-24.3"))
    }

    @Test(.rows("WH-24.4")) func `a late start and an early end are counted apart from gaps`() throws {
        let told = recorded(("10:12:00", "10:50:00"))
        let fact = completed(told)
        #expect(fact?["gaps"] == 0 && fact?["late-start"] == 1 && fact?["early-end"] == 1)
        #expect(try told.refusingRules(of: .finalised(), by: .lead).contains("WH-24.4"))
        let unspoken = explained(told, "10:00:00", "10:12:00", spoken: false)
        #expect(completed(unspoken)?["late-start"] == 0)
        #expect(completed(unspoken)?["early-end"] == 1)
    }

    @Test func `a recording of another time shows nothing of the act`() throws {
        let told = recorded(("15:00:00", "16:00:00"))
        #expect(completed(told)?["recorded"] == true)
        #expect(completed(told)?["gaps"] == 1)
        #expect(try told.refusingRules(of: .finalised(), by: .lead).contains("WH-24.3"))
    }

    @Test func `what a recording must show is missing until each point is answered`() {
        let told = recorded(("10:00:00", "11:00:00"))
        #expect(completed(told)?["missing-captures"] == 8)
        let answered = told.given(.entered(.captureAnswered, about: "a1", ["item": "place", "answer": "marked"]))
        #expect(completed(answered)?["missing-captures"] == 7)
    }

    @Test(
        .rows("WH-23.2"),
        arguments: [
            (nil, true), (["inspection"], true), (["a1"], true), (["questioning"], false), (["a2"], false),
        ] as [([String]?, Bool)])
    func `a judged risk calls for a recording of the acts that it covers`(covers: [String]?, triggers: Bool) {
        var answers: [String: FactValue] = ["trigger": "dispute-risk", "answer": true, "reason": "矛盾激烈"]
        answers["covers"] = covers.map { .list($0) }
        #expect(completed(acted.given(.entered(.triggerAssessed, answers)))?["triggered"] == .boolean(triggers))
        answers["answer"] = false
        #expect(completed(acted.given(.entered(.triggerAssessed, answers)))?["triggered"] == false)
    }

    @Test(.rows("WH-23.3")) func `obstruction calls for a recording`() throws {
        func met(_ obstruction: String) -> Told {
            Told.underInvestigation.at("2026-03-02 12:00").given(
                .act {
                    $0.cooperation = "refused"
                    $0.obstruction = obstruction
                }, by: .lead)
        }
        #expect(completed(met("yes"))?["triggered"] == true)
        #expect(completed(met("no"))?["triggered"] == false)
        #expect(try met("yes").refusingRules(of: .finalised(), by: .lead).contains("WH-23.3"))
        #expect(try met("unasked").refusingRules(of: .finalised(), by: .lead).contains("WH-23.3"))
        #expect(try !met("no").refusingRules(of: .finalised(), by: .lead).contains("WH-23.3"))
    }

    @Test(.rows("WH-2.2")) func `the text record of an act is the submitted form about it`() throws {
        #expect(try acted.refusingRules(of: .finalised(), by: .lead).contains("WH-2.2"))
        let drafted = acted.given(.drafted("t1", "inspection-record", about: "a1"), by: .lead)
        #expect(completed(drafted)?.states("text-record") == false)
        let written = drafted.given(.submitted("t1"), by: .lead)
        #expect(completed(written)?["text-record"] == "t1")
        #expect(try written.refusingRules(of: .finalised(), by: .lead) == [])
        #expect(completed(written.given(.voided("t1")))?.states("text-record") == false)
    }
}
