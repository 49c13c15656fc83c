import Rules
import TestKit
import Testing

@Suite struct `Wuhan articles 27 and 28: conclusion and correction` {
    private let order: [String: FactValue] = ["form": "rectification-order"]
    private let conclusion: [String: FactValue] = ["form": "investigation-conclusion-report"]

    private func wuhan() throws -> RuleCase { try RuleCase("wuhan") }

    @Test(
        .rows("WH-27.1"),
        arguments: [
            "rectification-order", "proposed-penalty-approval-form", "case-closure-approval-form",
            "filing-withdrawal-approval-form",
        ])
    func `every outcome waits for the lead officer's report`(form: String) throws {
        #expect(try wuhan().refuses(.formDrafted, ["form": .text(form)], citing: "WH-27.1"))
        let concluded = try wuhan().given(.formSubmitted, conclusion)
        #expect(!concluded.refuses(.formDrafted, ["form": .text(form)], citing: "WH-27.1"))
        #expect(try wuhan().refuses(.formDrafted, conclusion, as: "review-dept", citing: "WH-27.1"))
        #expect(try !wuhan().refuses(.formDrafted, conclusion, as: "lead-handler", citing: "WH-27.1"))
    }

    @Test(.rows("WH-27.2")) func `the report proposes the next step`() throws {
        #expect(try wuhan().refuses(.formSubmitted, conclusion, citing: "WH-27.2"))
        let proposing = conclusion.merging(["field.proposed-outcome": "rectification-order"]) { $1 }
        #expect(try !wuhan().refuses(.formSubmitted, proposing, citing: "WH-27.2"))
    }

    @Test(.rows("WH-28.1")) func `the order to correct is drafted by the lead officer and served`() throws {
        #expect(try wuhan().refuses(.formDrafted, order, as: "review-dept", citing: "WH-28.1"))
        #expect(try !wuhan().refuses(.formDrafted, order, as: "lead-handler", citing: "WH-28.1"))
        let issued = try wuhan().given(.formIssued, order, of: "o1")
        #expect(issued.standing(of: "WH-28.1") == .open)
        #expect(issued.given(.served, ["form-id": "o2"], of: "s1").standing(of: "WH-28.1") == .open)
        let served = issued.given(.served, ["form-id": "o1"], of: "s1")
        #expect(served.standing(of: "WH-28.1") == .met)
        #expect(served.given(.serviceReturned, of: "s1").standing(of: "WH-28.1") == .open)
    }

    @Test(.rows("WH-28.1"))
    func `no penalty is proposed without an order to correct, unless the law knows no correction`() throws {
        let proposal: [String: FactValue] = ["form": "proposed-penalty-approval-form"]
        #expect(try wuhan().refuses(.formDrafted, proposal, citing: "WH-28.1"))
        #expect(try !wuhan().given(.formIssued, order, of: "o1").refuses(.formDrafted, proposal, citing: "WH-28.1"))
        let note: [String: FactValue] = ["note": "no-correction-phase"]
        #expect(try wuhan().given(.noteMade, note).refuses(.formDrafted, proposal, citing: "WH-28.1"))
        let cited = try wuhan().given(.noteMade, note.merging(["reason": "某条例第三条"]) { $1 })
        #expect(!cited.refuses(.formDrafted, proposal, citing: "WH-28.1"))
    }

    // Friday 2018-03-02 and ten calendar days: Monday 2018-03-12. Thursday 2018-03-01: Sunday 03-11, moved to Monday.
    @Test(.rows("WH-28.2")) func `the period to correct is ten days from service, moved off a day of rest`() throws {
        let friday = try wuhan().at("2018-03-02 10:00").given(.served, order, of: "s1")
        #expect(friday.lastDay(of: "WH-28.2") == "2018-03-12")
        let thursday = try wuhan().at("2018-03-01 10:00").given(.served, order, of: "s1")
        #expect(thursday.lastDay(of: "WH-28.2") == "2018-03-12")
        // Unmoved Sunday 03-11; and ten working days: 03-02, 03-05 to 03-09, 03-12 to 03-15.
        #expect(thursday.otherReadings(of: "WH-28.2") == ["2018-03-11 23:59", "2018-03-15 23:59"])
        #expect(thursday.obligation("WH-28.2")?.force == "advice")
        #expect(thursday.given(.serviceReturned, of: "s1").standing(of: "WH-28.2") == .excused)
        #expect(thursday.given(.correctionVerified).standing(of: "WH-28.2") == .met)
    }

    @Test(.rows("WH-28.2", "WH-28.3", "WH-28.4")) func `the order's own period counts where it states one`() throws {
        let served = try wuhan().at("2018-03-02 10:00").given(
            .served, order.merging(["period-days": 15]) { $1 }, of: "s1")
        // Saturday 2018-03-17 moves to Monday 03-19.
        #expect(served.lastDay(of: "WH-28.2") == "2018-03-19")
    }

    @Test(.rows("WH-28.3")) func `a period of another provision cites it`() throws {
        let other = order.merging(["field.period-basis": "other-provision"]) { $1 }
        #expect(try wuhan().refuses(.formSubmitted, other, citing: "WH-28.3"))
        #expect(
            try !wuhan().refuses(
                .formSubmitted, other.merging(["field.period-citation": "x"]) { $1 }, citing: "WH-28.3"))
        #expect(try !wuhan().refuses(.formSubmitted, order, citing: "WH-28.3"))
    }

    @Test(.rows("WH-28.4"), arguments: [5, 9, 11, 30])
    func `another period than ten days has a reason or a citation`(days: Int) throws {
        let shortened = order.merging(["field.period-days": .integer(days)]) { $1 }
        #expect(try wuhan().refuses(.formSubmitted, shortened, citing: "WH-28.4"))
        for answer in ["field.period-reason", "field.period-citation"] {
            #expect(try !wuhan().refuses(.formSubmitted, shortened.merging([answer: "x"]) { $1 }, citing: "WH-28.4"))
        }
        #expect(
            try !wuhan().refuses(.formSubmitted, order.merging(["field.period-days": 10]) { $1 }, citing: "WH-28.4"))
    }

    @Test(.rows("WH-28.5")) func `correction is verified on the working day after the period at the latest`() throws {
        let served = try wuhan().at("2018-03-02 10:00").given(.served, order, of: "s1")
        #expect(served.lastDay(of: "WH-28.5") == "2018-03-13")
        #expect(served.standing(of: "WH-28.5", at: "2018-03-13 23:59") == .open)
        #expect(served.standing(of: "WH-28.5", at: "2018-03-14 00:00") == .overdue)
        #expect(served.at("2018-03-13").given(.correctionVerified).standing(of: "WH-28.5") == .met)
        #expect(served.at("2018-03-07").given(.correctionVerified).standing(of: "WH-28.5") == .met)
        #expect(served.at("2018-03-14").given(.correctionVerified).standing(of: "WH-28.5") == .late)
        #expect(served.given(.serviceReturned, of: "s1").standing(of: "WH-28.5", at: "2018-05-01") == .excused)
    }

    @Test(.rows("WH-28.6")) func `verification has its record and its result`() throws {
        let written = try wuhan().given(.formSubmitted, ["form": "rectification-verification-record"], of: "r1")
        let verification: [String: FactValue] = ["result": "not", "record": "r1"]
        #expect(!written.refuses(.correctionVerified, verification, citing: "WH-28.6"))
        for missing in ["result", "record"] {
            #expect(written.refuses(.correctionVerified, verification.filter { $0.key != missing }, citing: "WH-28.6"))
        }
        #expect(written.refuses(.correctionVerified, ["result": "not", "record": "r2"], citing: "WH-28.6"))
        let other = try wuhan().given(.formSubmitted, ["form": "inspection-record"], of: "r1")
        #expect(other.refuses(.correctionVerified, verification, citing: "WH-28.6"))
    }

    @Test(.rows("WH-28.7")) func `verification is recorded where a situation calls for it`() throws {
        let verification: [String: FactValue] = ["act": "verification", "triggered": true]
        let matter = try wuhan()
        func refuses(_ attributes: [String: FactValue], _ matter: RuleCase) -> Bool {
            matter.refuses(.actCompleted, attributes, of: "a1", citing: "WH-28.7")
        }
        #expect(refuses(verification, matter))
        #expect(!refuses(["act": "verification", "triggered": false], matter))
        #expect(!refuses(verification.merging(["recorded": true]) { $1 }, matter))
        #expect(!refuses(verification, matter.given(.recordingExempted, of: "a1")))
        #expect(!refuses(verification, matter.given(.deviationRecorded, ["rule": "WH-28.7"], as: "agency-head")))
    }
}

@Suite struct `Wuhan article 29: withdrawal, suspension, closing without a penalty` {
    private let withdrawal = "filing-withdrawal-approval-form"
    private let suspension = "investigation-suspension-approval-form"
    private let closing: [String: FactValue] = ["form": "case-closure-approval-form", "field.variant": "no-penalty"]

    private func wuhan() throws -> RuleCase { try RuleCase("wuhan") }

    @Test(.rows("WH-29.1"), arguments: ["questioning", "inspection"])
    func `a filing is withdrawn after an act of investigation and with its ground`(act: String) throws {
        let form: [String: FactValue] = ["form": "filing-withdrawal-approval-form", "field.ground": "x"]
        let numbered = try wuhan().given(.caseNumbered)
        #expect(numbered.refuses(.formSubmitted, form, citing: "WH-29.1"))
        let inspected = numbered.given(.actCompleted, ["act": .text(act)])
        #expect(!inspected.refuses(.formSubmitted, form, citing: "WH-29.1"))
        #expect(inspected.refuses(.formSubmitted, ["form": "filing-withdrawal-approval-form"], citing: "WH-29.1"))
        #expect(try wuhan().given(.actCompleted, ["act": .text(act)]).refuses(.formSubmitted, form, citing: "WH-29.1"))
        #expect(numbered.given(.actCompleted, ["act": "call"]).refuses(.formSubmitted, form, citing: "WH-29.1"))
    }

    @Test(
        .rows(
            "WH-29.2", "WH-29.3", "WH-29.4", "WH-29.6", "WH-29.7", "WH-29.8", "WH-29.11", "WH-29.12", "WH-29.13"),
        arguments: [
            ("WH-29.2", "WH-29.3", "WH-29.4", "filing-withdrawal-approval-form"),
            ("WH-29.6", "WH-29.7", "WH-29.8", "investigation-suspension-approval-form"),
            ("WH-29.11", "WH-29.12", "WH-29.13", "case-closure-approval-form"),
        ])
    func `goes from the lead officer through review to the agency head`(
        drafting: String, review: String, approval: String, form: String
    ) throws {
        let paper: [String: FactValue] = ["form": .text(form), "field.variant": "no-penalty", "version": 1]
        let matter = try wuhan()
        #expect(matter.refuses(.formDrafted, paper, as: "intake-dept", citing: drafting))
        #expect(!matter.refuses(.formDrafted, paper, as: "lead-handler", citing: drafting))
        #expect(matter.refuses(.formReviewed, paper, of: "f1", as: "legal-dept", citing: review))
        #expect(!matter.refuses(.formReviewed, paper, of: "f1", as: "review-dept", citing: review))
        let passed = paper.merging(["passed": true]) { $1 }
        #expect(matter.refuses(.formApproved, paper, of: "f1", as: "agency-head", citing: review), "unreviewed")
        let returned = matter.given(.formReviewed, paper.merging(["passed": false]) { $1 }, of: "f1", as: "review-dept")
        #expect(returned.refuses(.formApproved, paper, of: "f1", as: "agency-head", citing: review))
        let reviewed = matter.given(.formReviewed, passed, of: "f1", as: "review-dept")
        #expect(!reviewed.refuses(.formApproved, paper, of: "f1", as: "agency-head", citing: review))
        let second = paper.merging(["version": 2]) { $1 }
        #expect(reviewed.refuses(.formApproved, second, of: "f1", as: "agency-head", citing: review), "another version")
        #expect(reviewed.refuses(.formApproved, paper, of: "f1", as: "bureau-head", citing: approval))
        #expect(!reviewed.refuses(.formApproved, paper, of: "f1", as: "agency-head", citing: approval))
    }

    @Test(.rows("WH-29.5")) func `a withdrawn case is archived by the review department`() throws {
        let withdrawn = try wuhan().given(.formApproved, ["form": .text(withdrawal)], of: "f1")
        #expect(withdrawn.standing(of: "WH-29.5") == .open)
        #expect(withdrawn.given(.caseArchived, as: "lead-handler").standing(of: "WH-29.5") == .open)
        #expect(withdrawn.given(.caseArchived, as: "review-dept").standing(of: "WH-29.5") == .met)
    }

    @Test(.rows("WH-29.6")) func `a suspension states its ground`() throws {
        #expect(try wuhan().refuses(.formSubmitted, ["form": .text(suspension)], citing: "WH-29.6"))
        #expect(
            try !wuhan().refuses(
                .formSubmitted, ["form": .text(suspension), "field.ground": "等待鉴定"], citing: "WH-29.6"))
    }

    @Test(.rows("WH-29.10"))
    func `a case is closed without penalty when all conditions hold and correction was verified`() throws {
        let whole = closing.merging(
            ["field.cooperated": true, "field.no-penalty-needed": true, "field.ground": "已改正"]) { $1 }
        let corrected = try wuhan().given(.correctionVerified, ["result": "corrected"])
        #expect(!corrected.refuses(.formSubmitted, whole, citing: "WH-29.10"))
        for name in ["field.cooperated", "field.no-penalty-needed", "field.ground"] {
            #expect(corrected.refuses(.formSubmitted, whole.filter { $0.key != name }, citing: "WH-29.10"), "\(name)")
        }
        for name in ["field.cooperated", "field.no-penalty-needed"] {
            #expect(corrected.refuses(.formSubmitted, whole.merging([name: false]) { $1 }, citing: "WH-29.10"))
        }
        #expect(try wuhan().refuses(.formSubmitted, whole, citing: "WH-29.10"))
        let partly = try wuhan().given(.correctionVerified, ["result": "partly"])
        #expect(partly.refuses(.formSubmitted, whole, citing: "WH-29.10"))
        let fulfilled: [String: FactValue] = ["form": "case-closure-approval-form", "field.variant": "fulfilled"]
        #expect(try !wuhan().refuses(.formSubmitted, fulfilled, citing: "WH-29.10"))
    }

    @Test(.rows("WH-29.13", "WH-36.3"), arguments: [("WH-29.13", "no-penalty"), ("WH-36.3", "fulfilled")])
    func `a case is closed on a form that the agency head approved`(row: String, ground: String) throws {
        let act: [String: FactValue] = ["ground": .text(ground)]
        let form: [String: FactValue] = ["form": "case-closure-approval-form", "field.variant": .text(ground)]
        #expect(try wuhan().refuses(.caseClosed, act, citing: row))
        #expect(try wuhan().given(.formApproved, form, as: "bureau-head").refuses(.caseClosed, act, citing: row))
        #expect(try !wuhan().given(.formApproved, form, as: "agency-head").refuses(.caseClosed, act, citing: row))
        let other = form.merging(["field.variant": "other-end"]) { $1 }
        #expect(try wuhan().given(.formApproved, other, as: "agency-head").refuses(.caseClosed, act, citing: row))
    }

    @Test(.rows("WH-29.14", "WH-36.4"), arguments: [("WH-29.14", "no-penalty"), ("WH-36.4", "fulfilled")])
    func `a closed case is archived by the review department`(row: String, ground: String) throws {
        let closed = try wuhan().given(.caseClosed, ["ground": .text(ground)])
        #expect(closed.standing(of: row) == .open)
        #expect(closed.given(.caseArchived, as: "lead-handler").standing(of: row) == .open)
        #expect(closed.given(.caseArchived, as: "review-dept").standing(of: row) == .met)
    }

    @Test(
        .rows("WH-29.15", "WH-31.7"),
        arguments: [
            ("WH-29.15", "filing-withdrawal-approval-form"), ("WH-29.15", "investigation-suspension-approval-form"),
            ("WH-29.15", "case-closure-approval-form"), ("WH-31.7", "proposed-penalty-approval-form"),
            ("WH-31.7", "prior-notice"),
        ])
    func `the form is handed to the review department before it is reviewed`(row: String, form: String) throws {
        let paper: [String: FactValue] = ["form": .text(form)]
        let handed: [String: FactValue] = ["what": "forms", "to": "review-dept", "form": .text(form)]
        #expect(try wuhan().refuses(.formReviewed, paper, citing: row))
        #expect(try !wuhan().given(.handedOver, handed).refuses(.formReviewed, paper, citing: row))
        #expect(
            try wuhan().given(.handedOver, handed.merging(["form": "inspection-record"]) { $1 })
                .refuses(.formReviewed, paper, citing: row))
        #expect(
            try wuhan().given(.handedOver, handed.merging(["to": "agency-head"]) { $1 })
                .refuses(.formReviewed, paper, citing: row))
    }
}
