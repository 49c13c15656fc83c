import Rules
import TestKit
import Testing

@Suite struct `Wuhan articles 1 to 6: whole trace and three functions` {
    private func wuhan(_ attributes: [String: FactValue] = [:]) throws -> RuleCase {
        try RuleCase("wuhan", case: attributes)
    }

    @Test(.rows("WH-N1.4")) func `the penalty procedure is not entered over a notice that was not served`() throws {
        let matter = try wuhan()
        #expect(matter.refuses(.penaltyProcedureEntered, citing: "WH-N1.4"))
        #expect(
            matter.given(.served, ["form": "rectification-order"]).refuses(.penaltyProcedureEntered, citing: "WH-N1.4"))
        let served = matter.given(.served, ["form": "prior-notice"], of: "s1")
        #expect(!served.refuses(.penaltyProcedureEntered, citing: "WH-N1.4"))
        #expect(served.given(.serviceReturned, of: "s1").refuses(.penaltyProcedureEntered, citing: "WH-N1.4"))
        #expect(!served.given(.serviceReturned, of: "s2").refuses(.penaltyProcedureEntered, citing: "WH-N1.4"))
    }

    @Test(.rows("WH-2.2"), arguments: ["questioning", "inspection", "verification"])
    func `no act is complete on video alone`(act: String) throws {
        let video: [String: FactValue] = ["act": .text(act), "recorded": true]
        #expect(try wuhan().refuses(.actCompleted, video, citing: "WH-2.2"))
        #expect(try !wuhan().refuses(.actCompleted, video.merging(["text-record": "f1"]) { $1 }, citing: "WH-2.2"))
        #expect(try !wuhan().refuses(.actRecorded, video, citing: "WH-2.2"), "what happened is always taken in")
    }

    @Test(.rows("WH-3.3")) func `an officer with an interest in the case is not assigned`() throws {
        let declared = try wuhan().given(.conflictDeclared, ["officer": "li", "reason": "亲属"])
        #expect(declared.refuses(.leadAssigned, ["lead": "li", "officers": ["zhao"]], citing: "WH-3.3"))
        #expect(declared.refuses(.leadAssigned, ["lead": "zhao", "officers": ["zhao", "li"]], citing: "WH-3.3"))
        #expect(!declared.refuses(.leadAssigned, ["lead": "zhao", "officers": ["zhao", "qian"]], citing: "WH-3.3"))
    }

    @Test(.rows("WH-5.2")) func `a recording of a device that is not registered is explained`() throws {
        #expect(try wuhan().refuses(.recordingAdded, ["device-registered": false], citing: "WH-5.2"))
        #expect(
            try !wuhan().refuses(
                .recordingAdded, ["device-registered": false, "device-reason": "借用"], citing: "WH-5.2"))
        #expect(try !wuhan().refuses(.recordingAdded, ["device-registered": true], citing: "WH-5.2"))
    }
}

@Suite struct `Wuhan article 6: one person, one function` {
    private static let intake: [(FactKind, [String: FactValue])] = [
        (.matterReceived, [:]), (.acceptanceDecided, [:]),
        (.formDrafted, ["form": "filing-approval-form"]), (.formDrafted, ["form": "non-acceptance-decision"]),
    ]
    private static let handling: [(FactKind, [String: FactValue])] = [
        (.leadAssigned, ["lead": "a"]), (.leadAssigned, ["officers": ["a", "b"]]),
        (.actCompleted, ["act": "questioning", "officers": ["a"]]),
        (.actCompleted, ["act": "inspection", "officers": ["a"]]),
        (.actCompleted, ["act": "verification", "officers": ["a"]]),
    ]
    private static let review: [(FactKind, [String: FactValue], [RoleID])] = [
        (.formReviewed, [:], ["review-dept"]), (.statementHeard, ["organiser": "a"], []),
        (.formDrafted, ["form": "statement-record"], []), (.formDrafted, ["form": "statement-deliberation-form"], []),
        (.formDrafted, ["form": "penalty-approval-form"], []), (.formDrafted, ["form": "penalty-decision"], []),
        (.formDrafted, ["form": "handling-decision"], []),
    ]
    private static let proposing: [(FactKind, [String: FactValue])] = [
        (.formDrafted, ["form": "proposed-penalty-approval-form"]), (.formDrafted, ["form": "prior-notice"]),
    ]

    private func received(by person: String = "a") throws -> RuleCase {
        try RuleCase("wuhan").given(.matterReceived, by: person)
    }

    /// The case in the penalty path, which somebody else opened.
    private func onPenaltyPath(_ matter: RuleCase) -> RuleCase {
        matter.given(.formDrafted, ["form": "proposed-penalty-approval-form"], by: "z")
    }

    /// For both rows: every way to show the function against a person who took the matter in (or, for intake, who leads).
    @Test(.rows("WH-6.1", "WH-6.2"), arguments: ["WH-6.1", "WH-6.2"])
    func `who took part in one function takes part in no other`(row: String) throws {
        let isHard = row == "WH-6.2"
        let led = try RuleCase("wuhan").given(.leadAssigned, ["lead": "a"], by: "chief")
        let leading = isHard ? onPenaltyPath(led) : led
        for (kind, attributes) in Self.intake {
            #expect(leading.refuses(kind, attributes, by: "a", citing: row), "\(kind) \(attributes)")
            #expect(!leading.refuses(kind, attributes, by: "c", citing: row))
        }
        let receiver = isHard ? onPenaltyPath(try received()) : try received()
        for (kind, attributes) in Self.handling {
            #expect(receiver.refuses(kind, attributes, by: "chief", citing: row), "\(kind) \(attributes)")
        }
        for (kind, attributes, roles) in Self.review {
            let refusal = receiver.refuses(kind, attributes, by: "a", as: roles.first ?? "officer", citing: row)
            #expect(refusal, "\(kind) \(attributes)")
        }
        #expect(!receiver.refuses(.formReviewed, by: "a", as: "legal-dept", citing: row), "another reviewer's function")
        #expect(!receiver.refuses(.actCompleted, ["act": "service", "officers": ["a"]], by: "a", citing: row))
        let happened = receiver.refuses(.actRecorded, ["act": "inspection", "officers": ["a"]], by: "a", citing: row)
        #expect(!happened, "what happened is always taken in")
        #expect(!receiver.refuses(.leadAssigned, ["lead": "b", "officers": ["b", "c"]], by: "chief", citing: row))
    }

    @Test(.rows("WH-6.1")) func `a small agency may override the separation with its head's recorded deviation`() throws
    {
        let received = try received()
        let assignment: [String: FactValue] = ["lead": "a"]
        let opened = received.given(
            .deviationRecorded, ["rule": "WH-6.1", "reason": "人手不足"], by: "head", as: "agency-head")
        #expect(!opened.refuses(.leadAssigned, assignment, by: "chief", citing: "WH-6.1"))
        let byAnother = received.given(
            .deviationRecorded, ["rule": "WH-6.1", "reason": "x"], by: "b", as: "review-dept")
        #expect(byAnother.refuses(.leadAssigned, assignment, by: "chief", citing: "WH-6.1"))
    }

    @Test(.rows("WH-6.2")) func `on the penalty path nothing overrides it, whatever happened before`() throws {
        let overlap = try received().given(.leadAssigned, ["lead": "a"], by: "chief")
        for (kind, attributes) in Self.proposing where attributes["form"] == "proposed-penalty-approval-form" {
            #expect(overlap.refuses(kind, attributes, by: "a", citing: "WH-6.2"), "entering the path")
        }
        #expect(!overlap.refuses(.actCompleted, ["act": "inspection", "officers": ["a"]], by: "a", citing: "WH-6.2"))
        let entered = onPenaltyPath(overlap)
        for (kind, attributes) in Self.proposing {
            #expect(entered.refuses(kind, attributes, by: "a", citing: "WH-6.2"))
        }
        let opened = entered.given(.deviationRecorded, ["rule": "WH-6.2"], by: "head", as: "agency-head")
        #expect(opened.refuses(.formDrafted, ["form": "prior-notice"], by: "a", citing: "WH-6.2"))
        #expect(!opened.refuses(.formDrafted, ["form": "prior-notice"], by: "q", citing: "WH-6.2"))
    }
}

@Suite struct `Rows of Wuhan that parts of the product carry` {
    @Test(arguments: [
        ("WH-N1.3", "append-only-log"), ("WH-2.1", "record-stages"), ("WH-2.3", "late-entries"),
        ("WH-3.2", "frozen-forms"), ("WH-10.1", "open-reporting"),
        ("WH-10.5", "informant-protection"), ("WH-41.1", "volume"),
        ("WH-41.7", "offsite-backup"), ("WH-45.1", "recording-provenance"), ("WH-45.2", "whole-originals"),
        ("WH-45.3", "write-once-vault"), ("WH-45.4", "no-deletion"), ("WH-48.2", "in-force-dates"),
    ])
    func `name their part`(row: String, feature: String) throws {
        let rule = try #require(try RulesOfTests.pack("wuhan").rule(RuleID(row)))
        #expect(rule.shape == .feature(feature))
    }

    @Test(.rows("WH-48.2")) func `an act of the day before the rules were issued is not judged by them`() throws {
        let early = try RuleCase("wuhan").at("2017-12-04")
        #expect(early.refusals(of: .matterReceived) == [])
        #expect(early.given(.matterReceived, ["source": "complaint"]).obligations("WH-11.2") == [])
        let first = try RuleCase("wuhan").at("2017-12-05")
        #expect(first.refuses(.matterReceived, citing: "WH-8.1"))
        #expect(first.given(.matterReceived, ["source": "complaint"]).obligations("WH-11.2").count == 1)
    }
}
