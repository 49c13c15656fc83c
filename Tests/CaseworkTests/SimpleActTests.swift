import Casework
import Rules
import TestKit
import Testing

@Suite struct `Simple acts are entered as their questions ask` {
    private let told = Told.complaint.given(.material()).given(.act()).given(.recording("r1", "10:00:00", "10:20:00"))
        .submitting("f1", "inquiry-notice").given(.served("s1", form: "f1"))

    @Test func `a question that must be answered is not left blank`() throws {
        #expect(
            try told.problems(of: .entered(.triggerAssessed, ["trigger": "dispute-risk", "answer": true]))
                == [.blank("reason")])
        #expect(
            try told.problems(
                of: .entered(.triggerAssessed, ["trigger": "dispute-risk", "answer": true, "reason": " "]))
                == [.blank("reason")])
    }

    @Test func `an answer is one of the choices`() throws {
        func trigger(_ trigger: FactValue, _ covers: FactValue = ["inspection"]) -> CaseEvent {
            .entered(.triggerAssessed, ["trigger": trigger, "answer": true, "reason": "矛盾激烈", "covers": covers])
        }
        #expect(try told.decision(on: trigger("dispute-risk")) == .accepted)
        #expect(try told.problems(of: trigger("weather")) == [.notAllowed("trigger", value: "weather")])
        #expect(
            try told.problems(of: trigger("dispute-risk", ["inspection", "lunch"]))
                == [.notAllowed("covers", value: "inspection, lunch")])
    }

    @Test func `an answer is of the kind that the question asks for`() throws {
        func performed(_ amount: FactValue) -> CaseEvent {
            .entered(.performanceReceived, ["amount": amount, "outstanding": 0])
        }
        #expect(try told.problems(of: performed(100)) == [])
        #expect(try told.problems(of: performed(-1)) == [.notAllowed("amount", value: "-1")])
        #expect(try told.problems(of: performed("100")) == [.notAllowed("amount", value: "100")])
        #expect(
            try told.problems(of: .entered(.complexityJudged, ["complex": "yes", "reason": "金额大"]))
                == [.notAllowed("complex", value: "yes")])
        let long = FactValue.text(String(repeating: "长", count: 501))
        #expect(try told.problems(of: .entered(.caseArchived, ["archive-number": long])).count == 1)
    }

    @Test func `an answer that nobody asked for is not taken`() throws {
        #expect(
            try told.problems(of: .entered(.caseArchived, ["archive-number": "D-1", "colour": "红"]))
                == [.notAllowed("colour", value: "红")])
    }

    @Test func `a personal answer never stands on the open part`() throws {
        let answers: [String: FactValue] = ["case-number": "7", "handler": "钱峰"]
        let open = answers.merging(["party": "江城公司"]) { kept, _ in kept }
        #expect(
            try told.problems(of: .entered(.recordingLabelled, about: "r1", open)) == [.notAllowed("party", value: "")])
        #expect(
            try told.decision(on: .entered(.recordingLabelled, about: "r1", answers, personal: ["party": "江城公司"]))
                == .accepted)
    }

    @Test func `an act is about a thing of the case, of the right kind`() throws {
        let stamp: [String: FactValue] = ["stamp": "complainant-submitted", "date": "2026-03-02"]
        let stored: [String: FactValue] = ["volume": "V1"]
        let capture: [String: FactValue] = ["item": "place", "answer": "marked"]
        #expect(try told.problems(of: .entered(.materialStamped, about: "m1", stamp)) == [])
        #expect(
            try told.problems(of: .entered(.materialStamped, about: "r1", stamp)) == [.unknown("material", id: "r1")])
        #expect(try told.problems(of: .entered(.materialStamped, stamp)) == [.unknown("material", id: "")])
        #expect(try told.problems(of: .entered(.recordingStored, about: "r1", stored)) == [])
        #expect(
            try told.problems(of: .entered(.recordingStored, about: "a1", stored)) == [.unknown("recording", id: "a1")])
        #expect(try told.problems(of: .entered(.captureAnswered, about: "a1", capture)) == [])
        #expect(try told.problems(of: .entered(.captureAnswered, about: "f1", capture)) == [.unknown("act", id: "f1")])
        let returned: [String: FactValue] = ["return-circumstances": "查无此人"]
        #expect(try told.problems(of: .entered(.serviceReturned, about: "s1", personal: returned)) == [])
        #expect(
            try told.problems(of: .entered(.serviceReturned, about: "f1", personal: returned))
                == [.unknown("service", id: "f1")])
    }

    @Test(arguments: [FactKind.matterReceived, .formApproved, .served, .actCompleted, .caseNumbered])
    func `a fact that comes of another event is no simple act`(what: FactKind) throws {
        #expect(ActSchema.of(what) == nil)
        #expect(try told.problems(of: .entered(what)) == [.notAllowed("what", value: what.rawValue)])
    }

    @Test func `every fact comes of a simple act or of another event, and none of both`() {
        let ofOtherEvents: Set<FactKind> = [
            .matterReceived, .materialReceived, .formDrafted, .formSubmitted, .formReviewed, .formForwarded,
            .formApproved,
            .formRefused, .formNumbered, .formIssued, .formSigned, .formScanned, .formVoided, .formCorrected,
            .caseNumbered,
            .leadAssigned, .actRecorded, .actCompleted, .recordingAdded, .served, .joinedInto,
            .takenIn, .splitOff, .caseTakenOver,
        ]
        let simple = ActSchema.all.map(\.what)
        #expect(Set(simple).count == simple.count)
        #expect(Set(simple) == Set(FactKind.builtIn).subtracting(ofOtherEvents))
    }
}
