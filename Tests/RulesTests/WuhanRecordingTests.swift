import Rules
import TestKit
import Testing

@Suite struct `Wuhan articles 23 to 26: audio and video` {
    private let onSite: [String: FactValue] = ["act": "inspection", "on-site": true, "recorded": true]
    private let conclusion: [String: FactValue] = ["form": "investigation-conclusion-report"]

    private func wuhan() throws -> RuleCase { try RuleCase("wuhan") }

    @Test(.rows("WH-23.1")) func `an act that calls for a recording has both recording and paper`() throws {
        let act: [String: FactValue] = ["act": "inspection", "triggered": true]
        func refuses(_ more: [String: FactValue], _ matter: RuleCase) -> Bool {
            matter.refuses(.actCompleted, act.merging(more) { $1 }, of: "a1", citing: "WH-23.1")
        }
        let matter = try wuhan()
        #expect(refuses(["recorded": true], matter))
        #expect(refuses(["recorded": false, "text-record": "f1"], matter))
        #expect(!refuses(["recorded": true, "text-record": "f1"], matter))
        #expect(!refuses(["recorded": false, "triggered": false], matter))
        #expect(!refuses(["text-record": "f1"], matter.given(.recordingExempted, of: "a1")))
        #expect(refuses(["text-record": "f1"], matter.given(.recordingExempted, of: "a2")))
        let deviated = matter.given(.deviationRecorded, ["rule": "WH-23.1", "about": "a1"], as: "agency-head")
        #expect(!refuses(["text-record": "f1"], deviated))
    }

    @Test(
        .rows("WH-23.2", "WH-23.4", "WH-23.5"),
        arguments: [
            ("WH-23.2", "dispute-risk"), ("WH-23.4", "major-complex"), ("WH-23.5", "required-by-law"),
        ])
    func `a situation judged so calls for a recording of what it covers`(row: String, trigger: String) throws {
        let matter = try wuhan()
        func assessed(_ answer: Bool, _ covers: FactValue?) -> RuleCase {
            var attributes: [String: FactValue] = ["trigger": .text(trigger), "answer": .boolean(answer)]
            attributes["covers"] = covers
            return matter.given(.triggerAssessed, attributes)
        }
        func refuses(_ matter: RuleCase, recorded: Bool = false) -> Bool {
            matter.refuses(
                .actCompleted, ["act": "questioning", "recorded": .boolean(recorded)], of: "a1", citing: row)
        }
        #expect(!refuses(matter))
        #expect(refuses(assessed(true, nil)), "covers every act")
        #expect(refuses(assessed(true, ["questioning"])), "covers the kind of act")
        #expect(refuses(assessed(true, ["a1", "a9"])), "covers the act")
        #expect(!refuses(assessed(true, ["service"])))
        #expect(!refuses(assessed(false, nil)))
        #expect(!refuses(assessed(true, nil), recorded: true))
        #expect(!refuses(assessed(true, nil).given(.recordingExempted, of: "a1")))
        #expect(refuses(assessed(true, nil).given(.recordingExempted, of: "a2")))
        let other = matter.given(.triggerAssessed, ["trigger": "obstruction", "answer": true])
        #expect(!refuses(other))
        let deviation = assessed(true, nil).given(.deviationRecorded, ["rule": .text(row)], as: "agency-head")
        #expect(!refuses(deviation))
    }

    @Test(.rows("WH-23.3")) func `after a refusal to cooperate it is judged whether enforcement was obstructed`() throws
    {
        func refuses(_ more: [String: FactValue], _ matter: RuleCase) -> Bool {
            matter.refuses(
                .actCompleted, more.merging(["cooperation": "refused"]) { $1 }, of: "a1", citing: "WH-23.3")
        }
        let matter = try wuhan()
        #expect(refuses([:], matter))
        #expect(refuses(["obstruction": "unasked"], matter))
        #expect(!refuses(["obstruction": "no"], matter))
        #expect(refuses(["obstruction": "yes"], matter))
        #expect(refuses(["recorded": true], matter), "unanswered, though recorded")
        #expect(!refuses(["obstruction": "yes", "recorded": true], matter))
        #expect(!refuses(["obstruction": "yes"], matter.given(.recordingExempted, of: "a1")))
        #expect(refuses(["obstruction": "yes"], matter.given(.recordingExempted, of: "a2")))
        let deviated = matter.given(.deviationRecorded, ["rule": "WH-23.3", "about": "a1"], as: "agency-head")
        #expect(!refuses(["obstruction": "yes"], deviated))
        #expect(!matter.refuses(.actCompleted, ["cooperation": "yes"], of: "a1", citing: "WH-23.3"))
    }

    @Test(
        .rows("WH-23.4", "WH-23.5"),
        arguments: [
            ("WH-23.4", "major-complex", "reason"), ("WH-23.5", "required-by-law", "citation"),
        ])
    func `a major case is judged with a reason, a legal demand with its citation`(
        row: String, trigger: String, answer: String
    ) throws {
        let assessment: [String: FactValue] = ["trigger": .text(trigger), "answer": true]
        #expect(try wuhan().refuses(.triggerAssessed, assessment, citing: row))
        #expect(
            try !wuhan().refuses(.triggerAssessed, assessment.merging([answer: "某条"]) { $1 }, citing: row))
        #expect(try !wuhan().refuses(.triggerAssessed, ["trigger": "dispute-risk"], citing: row))
    }

    @Test(.rows("WH-23.6")) func `the duty is lifted for a state secret, or for another reason that is explained`()
        throws
    {
        func refuses(_ attributes: [String: FactValue]) throws -> Bool {
            try wuhan().refuses(.recordingExempted, attributes, of: "a1", citing: "WH-23.6")
        }
        #expect(try !refuses(["reason": "state-secret"]))
        #expect(try refuses(["reason": "other-unsuitable"]))
        #expect(try refuses(["reason": "other-unsuitable", "explanation": " "]))
        #expect(try !refuses(["reason": "other-unsuitable", "explanation": "病房"]))
        #expect(try refuses(["explanation": "病房"]))
    }

    @Test(.rows("WH-24.1"), arguments: ["gaps", "late-start", "early-end"])
    func `a recorded call is recorded whole, or the difference explained`(difference: String) throws {
        let call: [String: FactValue] = ["act": "call", "recorded": true, "gaps": 0, "late-start": 0, "early-end": 0]
        let matter = try wuhan()
        #expect(!matter.refuses(.actCompleted, call, of: "a1", citing: "WH-24.1"))
        let short = call.merging([difference: 1]) { $1 }
        #expect(matter.refuses(.actCompleted, short, of: "a1", citing: "WH-24.1"))
        #expect(!matter.given(.gapExplained, of: "a1").refuses(.actCompleted, short, of: "a1", citing: "WH-24.1"))
        #expect(matter.given(.gapExplained, of: "a2").refuses(.actCompleted, short, of: "a1", citing: "WH-24.1"))
    }

    @Test(.rows("WH-24.2")) func `an electronic notice is kept as an image`() throws {
        let matter = try wuhan()
        let message: [String: FactValue] = ["act": "message"]
        #expect(matter.refuses(.actCompleted, message, of: "a1", citing: "WH-24.2"))
        let image: [String: FactValue] = ["evidence-kind": "image", "about": "a1"]
        #expect(!matter.given(.evidenceAdded, image).refuses(.actCompleted, message, of: "a1", citing: "WH-24.2"))
        #expect(matter.given(.evidenceAdded, image).refuses(.actCompleted, message, of: "a2", citing: "WH-24.2"))
        #expect(
            matter.given(.evidenceAdded, ["evidence-kind": "document", "about": "a1"])
                .refuses(.actCompleted, message, of: "a1", citing: "WH-24.2"))
        let deviated = matter.given(.deviationRecorded, ["rule": "WH-24.2", "about": "a1"], as: "agency-head")
        #expect(!deviated.refuses(.actCompleted, message, of: "a1", citing: "WH-24.2"))
    }

    @Test(.rows("WH-24.3")) func `a recording on site has no break without an explanation`() throws {
        #expect(try wuhan().refuses(.actCompleted, onSite.merging(["gaps": 1]) { $1 }, citing: "WH-24.3"))
        #expect(try !wuhan().refuses(.actCompleted, onSite.merging(["gaps": 0]) { $1 }, citing: "WH-24.3"))
        let notRecorded: [String: FactValue] = ["on-site": true, "recorded": false, "gaps": 1]
        #expect(try !wuhan().refuses(.actCompleted, notRecorded, citing: "WH-24.3"))
    }

    @Test(.rows("WH-24.4"), arguments: ["late-start", "early-end"])
    func `a recording on site runs from arrival to the end, or says why not`(difference: String) throws {
        let whole = onSite.merging(["late-start": 0, "early-end": 0]) { $1 }
        let matter = try wuhan()
        #expect(!matter.refuses(.actCompleted, whole, of: "a1", citing: "WH-24.4"))
        let part = whole.merging([difference: 1]) { $1 }
        #expect(matter.refuses(.actCompleted, part, of: "a1", citing: "WH-24.4"))
        #expect(!matter.given(.gapExplained, of: "a1").refuses(.actCompleted, part, of: "a1", citing: "WH-24.4"))
        #expect(matter.given(.gapExplained, of: "a2").refuses(.actCompleted, part, of: "a1", citing: "WH-24.4"))
    }

    @Test(
        .rows("WH-25.1", "WH-25.2", "WH-25.3", "WH-25.4", "WH-25.5", "WH-25.6"),
        arguments: [
            ("WH-25.1", "time"), ("WH-25.1", "place"), ("WH-25.1", "cause"), ("WH-25.2", "officer-identity"),
            ("WH-25.2", "party-identity"), ("WH-25.3", "scene"), ("WH-25.4", "evidence"),
            ("WH-25.5", "persons-conduct"),
            ("WH-25.6", "service"),
        ])
    func `each point of the capture list is marked, or its absence explained`(row: String, item: String) throws {
        let items = [
            "time", "place", "cause", "officer-identity", "party-identity", "scene", "evidence", "persons-conduct",
            "service",
        ]
        let act = onSite.merging(["act": row == "WH-25.6" ? "service" : "inspection"]) { $1 }
        let others = items.filter { $0 != item }.reduce(try wuhan()) {
            $0.given(.captureAnswered, ["item": .text($1), "answer": "marked"], of: "a1")
        }
        func refuses(_ matter: RuleCase) -> Bool { matter.refuses(.actCompleted, act, of: "a1", citing: row) }
        func answered(_ more: [String: FactValue], of act: String = "a1") -> RuleCase {
            others.given(.captureAnswered, more.merging(["item": .text(item)]) { $1 }, of: act)
        }
        #expect(refuses(others))
        #expect(!refuses(answered(["answer": "marked"])))
        #expect(refuses(answered(["answer": "marked"], of: "a2")))
        #expect(refuses(answered(["answer": "not-present"])))
        #expect(!refuses(answered(["answer": "not-captured", "reason": "镜头被遮挡"])))
        #expect(!others.refuses(.actCompleted, act.merging(["recorded": false]) { $1 }, of: "a1", citing: row))
        #expect(!others.refuses(.actCompleted, act.merging(["on-site": false]) { $1 }, of: "a1", citing: row))
    }

    @Test(.rows("WH-25.6")) func `service is demanded of a recording of service only`() throws {
        #expect(try !wuhan().refuses(.actCompleted, onSite, of: "a1", citing: "WH-25.6"))
    }

    @Test(.rows("WH-25.7")) func `what an officer adds to the list is answered too, for its own act`() throws {
        let listed = try wuhan().given(FactKind("capture-item-listed"), ["item": "机台数量"], of: "a1")
        func refuses(_ matter: RuleCase, _ act: String = "a1") -> Bool {
            matter.refuses(.actCompleted, onSite, of: act, citing: "WH-25.7")
        }
        func answered(_ answer: [String: FactValue], of act: String = "a1") -> RuleCase {
            listed.given(FactKind("capture-item-answered"), answer, of: act)
        }
        #expect(try !refuses(wuhan()))
        #expect(refuses(listed))
        #expect(!refuses(listed, "a2"))
        #expect(refuses(answered(["item": "库存", "answer": "marked"])))
        #expect(refuses(answered(["item": "机台数量", "answer": "marked"], of: "a2")))
        #expect(refuses(answered(["item": "机台数量", "answer": "not-captured"])))
        #expect(!refuses(answered(["item": "机台数量", "answer": "marked"])))
        #expect(!refuses(answered(["item": "机台数量", "answer": "not-captured", "reason": "机房断电"])))
    }

    @Test(
        .rows("WH-26.1"),
        arguments: [
            "device-fault", "device-damage", "weather", "battery", "storage", "other-objective",
        ])
    func `a break has an objective cause`(cause: String) throws {
        let explained = try wuhan().given(.gapExplained, ["cause": .text(cause)], of: "a1")
        #expect(explained.obligations("WH-26.1").map(\.state) == [.met, .met])
    }

    @Test(.rows("WH-26.1")) func `a break that was forgotten is taken in and stays a breach`() throws {
        #expect(try wuhan().refuses(.gapExplained, of: "a1", citing: "WH-26.1"))
        #expect(try !wuhan().refuses(.gapExplained, ["cause": "unexcused"], of: "a1", citing: "WH-26.1"))
        let forgotten = try wuhan().given(.gapExplained, ["cause": "unexcused"], of: "a1")
        #expect(forgotten.obligations("WH-26.1").map(\.state) == [.open, .met])
    }

    @Test(.rows("WH-26.2")) func `the cause of a break is spoken on resuming`() throws {
        func refuses(_ matter: RuleCase, of act: String = "a1") -> Bool {
            matter.refuses(.actCompleted, onSite, of: act, citing: "WH-26.2")
        }
        let silent = try wuhan().given(.gapExplained, ["voice-explanation": false], of: "a1")
        #expect(refuses(silent))
        #expect(!refuses(silent, of: "a2"))
        #expect(try !refuses(wuhan().given(.gapExplained, ["voice-explanation": true], of: "a1")))
        for kind in ["late-start", "early-end"] {
            let edge = try wuhan().given(
                .gapExplained, ["voice-explanation": false, "gap-kind": .text(kind)], of: "a1")
            #expect(!refuses(edge), "nothing was resumed")
        }
        #expect(!refuses(silent.given(.deviationRecorded, ["rule": "WH-26.2", "about": "a1"], as: "agency-head")))
    }

    @Test(.rows("WH-26.3")) func `that recording cannot go on is reported at once`() throws {
        func reported(_ time: String) throws -> RuleCase {
            try wuhan().at(time).given(
                .recordingFailureReported, ["to": "head", "found-at": .time("2026-03-02 10:05")], of: "a1")
        }
        #expect(try reported("2026-03-02 10:20").standing(of: "WH-26.3") == .met)
        #expect(try reported("2026-03-02 11:04").standing(of: "WH-26.3") == .met)
        #expect(try reported("2026-03-02 11:05").standing(of: "WH-26.3") == .late)
        #expect(try reported("2026-03-02 14:00").standing(of: "WH-26.3") == .late)
        let toNobody = try wuhan().given(.recordingFailureReported, of: "a1")
        #expect(toNobody.standing(of: "WH-26.3") == .open)
    }

    @Test(.rows("WH-26.4")) func `a failure of recording is explained in writing before the investigation ends`() throws
    {
        let reported = try wuhan().given(.recordingFailureReported, ["to": "head"], of: "a1")
        #expect(reported.standing(of: "WH-26.4") == .open)
        #expect(reported.refuses(.formSubmitted, conclusion, citing: "WH-26.4"))
        let statement: [String: FactValue] = ["form": "av-interruption-statement", "about": "a1"]
        let explained = reported.given(.formSubmitted, statement)
        #expect(explained.standing(of: "WH-26.4") == .met)
        #expect(!explained.refuses(.formSubmitted, conclusion, citing: "WH-26.4"))
        let elsewhere = reported.given(.formSubmitted, statement.merging(["about": "a2"]) { $1 })
        #expect(elsewhere.standing(of: "WH-26.4") == .open)
        #expect(elsewhere.refuses(.formSubmitted, conclusion, citing: "WH-26.4"))
    }
}
