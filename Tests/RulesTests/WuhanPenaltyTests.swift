import Rules
import TestKit
import Testing

@Suite struct `Wuhan article 31: proposal and prior notice` {
    private let bundle = ["proposed-penalty-approval-form", "prior-notice"]

    private func wuhan() throws -> RuleCase { try RuleCase("wuhan") }

    @Test(.rows("WH-31.1"), arguments: ["proposed-penalty-approval-form", "prior-notice"])
    func `a penalty is proposed when the period has run out and correction was verified`(form: String) throws {
        let act: [String: FactValue] = ["form": .text(form)]
        let served = try wuhan().at("2018-03-02 10:00").given(.served, ["form": "rectification-order"], of: "s1")
        #expect(served.at("2018-03-12 16:00").refuses(.formDrafted, act, citing: "WH-31.1"))
        #expect(served.at("2018-03-13 09:00").refuses(.formDrafted, act, citing: "WH-31.1"), "not verified")
        let verified = served.at("2018-03-13 09:00").given(.correctionVerified, ["result": "not"])
        #expect(!verified.refuses(.formDrafted, act, citing: "WH-31.1"))
        let early = served.at("2018-03-09 09:00").given(.correctionVerified, ["result": "not"])
        #expect(early.at("2018-03-12 23:59").refuses(.formDrafted, act, citing: "WH-31.1"))
        #expect(!early.at("2018-03-13 00:00").refuses(.formDrafted, act, citing: "WH-31.1"))
        let returned = verified.given(.serviceReturned, of: "s1")
        #expect(returned.refuses(.formDrafted, act, citing: "WH-31.1"), "the order never reached the party")
        #expect(try wuhan().refuses(.formDrafted, act, citing: "WH-31.1"))
        let note: [String: FactValue] = ["note": "no-correction-phase", "reason": "某条例第三条"]
        #expect(try !wuhan().given(.noteMade, note).refuses(.formDrafted, act, citing: "WH-31.1"))
        #expect(
            try wuhan().given(.noteMade, ["note": "no-correction-phase"]).refuses(.formDrafted, act, citing: "WH-31.1"))
    }

    @Test(
        .rows("WH-31.2", "WH-31.3"),
        arguments: [
            ("WH-31.2", "proposed-penalty-approval-form"), ("WH-31.3", "prior-notice"),
        ])
    func `proposal and notice are drafted by the lead officer`(row: String, form: String) throws {
        #expect(try wuhan().refuses(.formDrafted, ["form": .text(form)], as: "review-dept", citing: row))
        #expect(try !wuhan().refuses(.formDrafted, ["form": .text(form)], as: "lead-handler", citing: row))
    }

    @Test(.rows("WH-31.3"), arguments: ["proposed-penalty-approval-form", "prior-notice"])
    func `neither is reviewed without the other`(form: String) throws {
        let other = bundle.filter { $0 != form }
        let review: [String: FactValue] = ["form": .text(form)]
        let one = try wuhan().given(.formSubmitted, ["form": .text(form)])
        #expect(one.refuses(.formReviewed, review, as: "review-dept", citing: "WH-31.3"))
        let both = one.given(.formSubmitted, ["form": .text(other[0])])
        #expect(!both.refuses(.formReviewed, review, as: "review-dept", citing: "WH-31.3"))
    }

    @Test(.rows("WH-31.4", "WH-31.5", "WH-31.6"), arguments: ["proposed-penalty-approval-form", "prior-notice"])
    func `the review department passes and submits, the agency head approves`(form: String) throws {
        let paper: [String: FactValue] = ["form": .text(form), "version": 1]
        let passed = paper.merging(["passed": true]) { $1 }
        let matter = try wuhan()
        #expect(matter.refuses(.formReviewed, paper, of: "f1", as: "lead-handler", citing: "WH-31.4"))
        #expect(!matter.refuses(.formReviewed, paper, of: "f1", as: "review-dept", citing: "WH-31.4"))
        #expect(matter.refuses(.formForwarded, paper, of: "f1", as: "review-dept", citing: "WH-31.4"))
        let reviewed = matter.given(.formReviewed, passed, of: "f1", as: "review-dept")
        #expect(!reviewed.refuses(.formForwarded, paper, of: "f1", as: "review-dept", citing: "WH-31.4"))
        #expect(reviewed.refuses(.formForwarded, paper, of: "f1", as: "lead-handler", citing: "WH-31.5"))
        #expect(!reviewed.refuses(.formForwarded, paper, of: "f1", as: "review-dept", citing: "WH-31.5"))
        #expect(reviewed.refuses(.formApproved, paper, of: "f1", as: "agency-head", citing: "WH-31.5"))
        let forwarded = reviewed.given(.formForwarded, paper, of: "f1", as: "review-dept")
        #expect(!forwarded.refuses(.formApproved, paper, of: "f1", as: "agency-head", citing: "WH-31.5"))
        #expect(forwarded.refuses(.formApproved, paper, of: "f1", as: "bureau-head", citing: "WH-31.6"))
        #expect(!forwarded.refuses(.formApproved, paper, of: "f1", as: "agency-head", citing: "WH-31.6"))
        let service: [String: FactValue] = ["form": .text(form), "form-id": "f1"]
        #expect(forwarded.refuses(.served, service, of: "s1", citing: "WH-31.6"))
        let approved = forwarded.given(.formApproved, paper, of: "f1", as: "agency-head")
        #expect(!approved.refuses(.served, service, of: "s1", citing: "WH-31.6"))
    }
}

@Suite struct `Wuhan articles 32 to 34: statement, hearing, review, discussion` {
    private let enter = FactKind.penaltyProcedureEntered

    private func wuhan() throws -> RuleCase { try RuleCase("wuhan") }

    // 2018-04-02 is a Monday; 04-05 to 04-07 is Qingming, Sunday 04-08 is worked.
    @Test(.rows("WH-32.1", "WH-32.8")) func `the statement period is the notice's own and is waited for`() throws {
        let notice: [String: FactValue] = ["form": "prior-notice", "field.statement-days": 3]
        let served = try wuhan().at("2018-04-02 10:00").given(.served, notice, of: "s1")
        #expect(served.lastDay(of: "WH-32.1") == "2018-04-08")
        #expect(served.obligation("WH-32.1")?.force == "advice")
        #expect(served.given(.statementRequested).standing(of: "WH-32.1") == .met)
        #expect(served.given(.serviceReturned, of: "s1").standing(of: "WH-32.1") == .excused)
        let silent = try wuhan().at("2018-04-02").given(.served, ["form": "prior-notice"], of: "s1")
        #expect(silent.lastDay(of: "WH-32.1") == nil)
        #expect(silent.standing(of: "WH-32.1") == .open)
        #expect(silent.at("2019-01-01").refuses(enter, citing: "WH-32.8"), "a period that nobody stated does not end")
        #expect(served.at("2018-04-08 23:59").refuses(enter, citing: "WH-32.8"))
        let waiver = served.given(.noteMade, ["note": "statement-waived"])
        #expect(waiver.at("2018-04-03 09:00").refuses(enter, citing: "WH-32.8"))
        #expect(!served.at("2018-04-09 00:00").refuses(enter, citing: "WH-32.8"))
        #expect(!served.given(.statementRequested).refuses(enter, citing: "WH-32.8"))
    }

    @Test(.rows("WH-32.2", "WH-32.3")) func `the party signs its application, which goes to the review department`()
        throws
    {
        #expect(try wuhan().refuses(.statementRequested, ["scribe": "li"], citing: "WH-32.2"))
        #expect(try !wuhan().refuses(.statementRequested, ["scribe": "li", "signer": "某"], citing: "WH-32.2"))
        #expect(try wuhan().refuses(.statementRequested, ["receiver": "lead-handler"], citing: "WH-32.3"))
        #expect(try !wuhan().refuses(.statementRequested, ["receiver": "review-dept"], citing: "WH-32.3"))
    }

    @Test(.rows("WH-32.4")) func `the review department hears the statement, the handlers neither lead nor write`()
        throws
    {
        let led = try wuhan().given(.leadAssigned, ["lead": "li", "officers": ["li", "zhao"]])
        func refuses(_ organiser: String, _ recorder: String, as role: RoleID = "review-dept") -> Bool {
            led.refuses(
                .statementHeard, ["organiser": .text(organiser), "recorder": .text(recorder)], as: role,
                citing: "WH-32.4")
        }
        #expect(!refuses("sun", "zhou"))
        #expect(refuses("sun", "zhou", as: "officer"))
        for handler in ["li", "zhao"] {
            #expect(refuses(handler, "zhou"))
            #expect(refuses("sun", handler))
        }
        let alone = try wuhan().given(.leadAssigned, ["lead": "li"])
        for heard in [["organiser", "recorder"], ["recorder", "organiser"]] {
            #expect(
                alone.refuses(
                    .statementHeard, [heard[0]: "li", heard[1]: "sun"], as: "review-dept", citing: "WH-32.4"))
        }
    }

    @Test(
        .rows("WH-32.5", "WH-32.6"),
        arguments: [
            ("WH-32.5", "statement-record"), ("WH-32.6", "statement-deliberation-form"),
        ])
    func `record and deliberation form are drafted by the review department`(row: String, form: String) throws {
        #expect(try wuhan().refuses(.formDrafted, ["form": .text(form)], as: "lead-handler", citing: row))
        #expect(try !wuhan().refuses(.formDrafted, ["form": .text(form)], as: "review-dept", citing: row))
    }

    @Test(.rows("WH-32.5", "WH-32.6")) func `the panel of two or more decides on the record`() throws {
        let panel: [String: FactValue] = ["enter": true, "participants": ["sun", "zhou"]]
        #expect(try wuhan().refuses(.deliberationDecided, panel, citing: "WH-32.5"))
        let recorded = try wuhan().given(.formSubmitted, ["form": "statement-record"])
        #expect(!recorded.refuses(.deliberationDecided, panel, citing: "WH-32.5"))
        #expect(!recorded.refuses(.deliberationDecided, panel, citing: "WH-32.6"))
        #expect(recorded.refuses(.deliberationDecided, ["participants": ["sun"]], citing: "WH-32.6"))
        #expect(recorded.refuses(.deliberationDecided, citing: "WH-32.6"))
    }

    @Test(.rows("WH-32.6", "WH-32.7")) func `a statement is answered by the panel before the procedure is entered`()
        throws
    {
        #expect(try !wuhan().refuses(enter, citing: "WH-32.6"))
        #expect(try !wuhan().refuses(enter, citing: "WH-32.7"))
        let requested = try wuhan().given(.statementRequested)
        #expect(requested.refuses(enter, citing: "WH-32.6"))
        #expect(
            !requested.given(.formSubmitted, ["form": "statement-deliberation-form"]).refuses(enter, citing: "WH-32.6"))
        #expect(requested.refuses(enter, citing: "WH-32.7"))
        #expect(requested.given(.deliberationDecided, ["enter": false]).refuses(enter, citing: "WH-32.7"))
        #expect(!requested.given(.deliberationDecided, ["enter": true]).refuses(enter, citing: "WH-32.7"))
    }

    @Test(.rows("WH-33.1")) func `a lawful hearing is finished before the procedure is entered`() throws {
        func requested(_ eligible: Bool, _ timely: Bool) throws -> RuleCase {
            try wuhan().given(.hearingRequested, ["eligible": .boolean(eligible), "timely": .boolean(timely)])
        }
        #expect(try !wuhan().refuses(enter, citing: "WH-33.1"))
        #expect(try requested(true, true).refuses(enter, citing: "WH-33.1"))
        #expect(try !requested(false, true).refuses(enter, citing: "WH-33.1"))
        #expect(try !requested(true, false).refuses(enter, citing: "WH-33.1"))
        #expect(try !requested(true, true).given(.hearingConcluded).refuses(enter, citing: "WH-33.1"))
    }

    @Test(.rows("WH-33.4"), arguments: ["penalty-approval-form", "penalty-decision", "handling-decision"])
    func `no decision is drafted before the legal section concluded in its favour`(form: String) throws {
        let act: [String: FactValue] = ["form": .text(form)]
        let requested = try wuhan().given(.hearingRequested, ["eligible": true, "timely": true])
        func refuses(_ conclusion: [String: FactValue], as role: RoleID = "legal-dept") -> Bool {
            requested.given(.hearingConcluded, conclusion, as: role).refuses(.formDrafted, act, citing: "WH-33.4")
        }
        #expect(requested.refuses(.formDrafted, act, citing: "WH-33.4"))
        #expect(!refuses(["held": true, "supports": true]))
        #expect(refuses(["held": true, "supports": true], as: "review-dept"))
        #expect(refuses(["held": true, "supports": false]))
        #expect(refuses(["held": false]))
        #expect(!refuses(["held": false, "reason": "申请撤回"]))
        #expect(refuses(["held": false, "reason": "申请撤回"], as: "review-dept"))
        for unlawful in [["eligible": false, "timely": true], ["eligible": true, "timely": false]]
            as [[String: FactValue]]
        {
            let late = try wuhan().given(.hearingRequested, unlawful)
            #expect(!late.refuses(.formDrafted, act, citing: "WH-33.4"))
        }
    }

    @Test(.rows("WH-34.1")) func `whether the case is complex is judged with a reason`() throws {
        #expect(try wuhan().refuses(enter, citing: "WH-34.1"))
        #expect(try wuhan().given(.complexityJudged, ["complex": false]).refuses(enter, citing: "WH-34.1"))
        #expect(
            try !wuhan().given(.complexityJudged, ["complex": false, "reason": "案情简单"]).refuses(
                enter, citing: "WH-34.1"))
    }

    @Test(.rows("WH-34.2", "WH-34.3", "WH-34.4"))
    func `the legal section passes the case and brings it to the leaders`() throws {
        let discussion: [String: FactValue] = [
            "participants": ["a", "b"], "brought-by": "legal-dept", "result": "for",
        ]
        func reviewed(_ passed: Bool, as role: RoleID) throws -> RuleCase {
            try wuhan().given(.legalReviewed, ["passed": .boolean(passed)], as: role)
        }
        #expect(try wuhan().refuses(.collectivelyDiscussed, discussion, citing: "WH-34.2"))
        #expect(try reviewed(false, as: "legal-dept").refuses(.collectivelyDiscussed, discussion, citing: "WH-34.2"))
        #expect(try reviewed(true, as: "review-dept").refuses(.collectivelyDiscussed, discussion, citing: "WH-34.2"))
        #expect(try !reviewed(true, as: "legal-dept").refuses(.collectivelyDiscussed, discussion, citing: "WH-34.2"))
        #expect(try !wuhan().refuses(.collectivelyDiscussed, discussion, citing: "WH-34.3"))
        #expect(
            try wuhan().refuses(
                .collectivelyDiscussed, discussion.merging(["brought-by": "review-dept"]) { $1 }, citing: "WH-34.3"))
        #expect(try !wuhan().refuses(.collectivelyDiscussed, discussion, citing: "WH-34.4"))
        #expect(
            try wuhan().refuses(
                .collectivelyDiscussed, discussion.merging(["participants": ["a"]]) { $1 }, citing: "WH-34.4"))
    }

    @Test(.rows("WH-34.4")) func `a complex case waits for the leaders' discussion`() throws {
        #expect(try !wuhan().given(.complexityJudged, ["complex": false]).refuses(enter, citing: "WH-34.4"))
        let complex = try wuhan().given(.complexityJudged, ["complex": true])
        #expect(complex.refuses(enter, citing: "WH-34.4"))
        #expect(complex.given(.collectivelyDiscussed, ["result": "against"]).refuses(enter, citing: "WH-34.4"))
        #expect(!complex.given(.collectivelyDiscussed, ["result": "for"]).refuses(enter, citing: "WH-34.4"))
    }
}

@Suite struct `Wuhan articles 35 and 36: decision and closing` {
    private func wuhan() throws -> RuleCase { try RuleCase("wuhan") }

    @Test(
        .rows("WH-35.1", "WH-35.2", "WH-35.3"),
        arguments: [
            ("WH-35.1", "penalty-approval-form"), ("WH-35.2", "penalty-decision"), ("WH-35.3", "handling-decision"),
        ])
    func `the papers of the decision are drafted by the review department`(row: String, form: String) throws {
        #expect(try wuhan().refuses(.formDrafted, ["form": .text(form)], as: "lead-handler", citing: row))
        #expect(try !wuhan().refuses(.formDrafted, ["form": .text(form)], as: "review-dept", citing: row))
    }

    @Test(.rows("WH-35.1")) func `the approval form is approved by the bureau's head`() throws {
        let form: [String: FactValue] = ["form": "penalty-approval-form"]
        #expect(try wuhan().refuses(.formApproved, form, of: "f1", as: "agency-head", citing: "WH-35.1"))
        #expect(try !wuhan().refuses(.formApproved, form, of: "f1", as: "bureau-head", citing: "WH-35.1"))
    }

    @Test(.rows("WH-35.2", "WH-35.3"), arguments: [("WH-35.2", "penalty-decision"), ("WH-35.3", "handling-decision")])
    func `a decision is issued on the approved form and then served`(row: String, form: String) throws {
        let decision: [String: FactValue] = ["form": .text(form)]
        #expect(try wuhan().refuses(.formIssued, decision, of: "d1", citing: row))
        let other = try wuhan().given(.formApproved, ["form": "proposed-penalty-approval-form"])
        #expect(other.refuses(.formIssued, decision, of: "d1", citing: row))
        let approved = try wuhan().given(.formApproved, ["form": "penalty-approval-form"])
        #expect(!approved.refuses(.formIssued, decision, of: "d1", citing: row))
        let issued = approved.given(.formIssued, decision, of: "d1")
        #expect(issued.obligations(row).map(\.state) == [.met, .open])
        #expect(issued.given(.served, ["form-id": "d2"], of: "s1").standing(of: row) == .open)
        let served = issued.given(.served, ["form-id": "d1"], of: "s1")
        #expect(served.standing(of: row) == .met)
        #expect(served.given(.serviceReturned, of: "s1").standing(of: row) == .open)
    }

    @Test(.rows("WH-35.4"), arguments: ["penalty-approval-form", "penalty-decision", "handling-decision"])
    func `no paper of the decision is drafted outside the procedure`(form: String) throws {
        #expect(try wuhan().refuses(.formDrafted, ["form": .text(form)], citing: "WH-35.4"))
        #expect(
            try !wuhan().given(.penaltyProcedureEntered).refuses(.formDrafted, ["form": .text(form)], citing: "WH-35.4")
        )
    }

    @Test(.rows("WH-36.1")) func `after performance the lead officer proposes closing, with the proof`() throws {
        let form: [String: FactValue] = ["form": "case-closure-approval-form", "field.variant": "fulfilled"]
        #expect(try wuhan().refuses(.formDrafted, form, as: "review-dept", citing: "WH-36.1"))
        #expect(try !wuhan().refuses(.formDrafted, form, as: "lead-handler", citing: "WH-36.1"))
        #expect(try wuhan().refuses(.formSubmitted, form, as: "lead-handler", citing: "WH-36.1"))
        #expect(try wuhan().given(.decisionFulfilled).refuses(.formSubmitted, form, citing: "WH-36.1"))
        let fulfilled = try wuhan().given(.decisionFulfilled, ["evidence": "收据"])
        #expect(!fulfilled.refuses(.formSubmitted, form, citing: "WH-36.1"))
        #expect(fulfilled.standing(of: "WH-36.1") == .open)
        let noPenalty = form.merging(["field.variant": "no-penalty"]) { $1 }
        #expect(fulfilled.given(.formSubmitted, noPenalty).standing(of: "WH-36.1") == .open)
        #expect(fulfilled.given(.formSubmitted, form).obligations("WH-36.1").map(\.state) == [.met, .met])
        #expect(try !wuhan().refuses(.formSubmitted, noPenalty, citing: "WH-36.1"))
    }

    @Test(.rows("WH-36.2", "WH-36.3")) func `closing after performance is reviewed, then approved by the agency head`()
        throws
    {
        let form: [String: FactValue] = [
            "form": "case-closure-approval-form", "field.variant": "fulfilled", "version": 1,
        ]
        let matter = try wuhan()
        #expect(matter.refuses(.formReviewed, form, of: "f1", as: "lead-handler", citing: "WH-36.2"))
        #expect(!matter.refuses(.formReviewed, form, of: "f1", as: "review-dept", citing: "WH-36.2"))
        #expect(matter.refuses(.formApproved, form, of: "f1", as: "agency-head", citing: "WH-36.2"))
        let reviewed = matter.given(.formReviewed, form.merging(["passed": true]) { $1 }, of: "f1", as: "review-dept")
        #expect(!reviewed.refuses(.formApproved, form, of: "f1", as: "agency-head", citing: "WH-36.2"))
        #expect(reviewed.refuses(.formApproved, form, of: "f1", as: "bureau-head", citing: "WH-36.3"))
        #expect(!reviewed.refuses(.formApproved, form, of: "f1", as: "agency-head", citing: "WH-36.3"))
    }
}
