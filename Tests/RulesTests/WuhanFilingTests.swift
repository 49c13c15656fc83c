import Rules
import TestKit
import Testing

@Suite struct `Wuhan articles 11 to 15: acceptance and filing` {
    private let filing: [String: FactValue] = ["form": "filing-approval-form"]
    private let toHead: [String: FactValue] = ["form": "filing-approval-form", "to": "agency-head"]

    private func wuhan(_ attributes: [String: FactValue] = [:]) throws -> RuleCase {
        try RuleCase("wuhan", case: attributes)
    }

    @Test(.rows("WH-11.1")) func `the filing form is drafted by the intake department`() throws {
        #expect(try wuhan().refuses(.formDrafted, filing, as: "lead-handler", citing: "WH-11.1"))
        #expect(try !wuhan().refuses(.formDrafted, filing, as: "intake-dept", citing: "WH-11.1"))
    }

    // 2018-02-12 is a Monday; 02-15 to 02-21 is the Spring Festival, Sunday 02-11 and Saturday 02-24 are worked.
    @Test(.rows("WH-11.2"), arguments: ["complaint", "report"])
    func `the filing form reaches the head within five working days of receipt`(source: String) throws {
        let matter = try wuhan(["source": .text(source)]).at("2018-02-12 09:00")
            .given(.matterReceived, ["source": .text(source)])
        #expect(matter.lastDay(of: "WH-11.2") == "2018-02-24")
        #expect(matter.standing(of: "WH-11.2", at: "2018-02-24 23:59") == .open)
        #expect(matter.standing(of: "WH-11.2", at: "2018-02-25 00:00") == .overdue)
        let inTime = matter.at("2018-02-24 17:00").given(.formSubmitted, toHead, of: "f1")
        #expect(inTime.standing(of: "WH-11.2") == .met)
        let approvedLater = inTime.at("2018-03-09 10:00").given(.formApproved, filing, of: "f1", as: "agency-head")
        #expect(approvedLater.standing(of: "WH-11.2") == .met)
        #expect(matter.at("2018-02-25 08:00").given(.formSubmitted, toHead).standing(of: "WH-11.2") == .late)
        let elsewhere = matter.given(.formSubmitted, ["form": "filing-approval-form", "to": "review-dept"])
        #expect(elsewhere.standing(of: "WH-11.2") == .open)
    }

    @Test(.rows("WH-11.2")) func `the other reading counts from the decision to accept, and the earlier date is safe`()
        throws
    {
        let matter = try wuhan(["source": "complaint"]).at("2018-02-12 09:00")
            .given(.matterReceived, ["source": "complaint"])
            .at("2018-02-13 09:00").given(.acceptanceDecided, ["accepted": true])
        let due = try #require(matter.obligation("WH-11.2")?.due)
        // 02-14 is day 1, 02-22 to 02-24 are days 2 to 4, Monday 02-26 is day 5.
        #expect(matter.otherReadings(of: "WH-11.2") == ["2018-02-26 23:59"])
        #expect(due.safe == due.instant)
    }

    @Test(.rows("WH-11.2")) func `a matter that is not accepted needs no filing form`() throws {
        let matter = try wuhan(["source": "complaint"]).at("2018-02-12").given(.matterReceived, ["source": "complaint"])
        let refused = matter.given(.acceptanceDecided, ["accepted": false])
        #expect(refused.standing(of: "WH-11.2", at: "2018-03-30") == .excused)
        #expect(matter.given(.matterDropped).standing(of: "WH-11.2", at: "2018-03-30") == .excused)
        #expect(
            matter.given(.acceptanceDecided, ["accepted": true]).standing(of: "WH-11.2", at: "2018-03-30") == .overdue)
    }

    @Test(
        .rows("WH-11.2"), arguments: ["phone", "letter"],
        [
            "complaint-registration-form", "construction-report-complaint-registration-form",
        ])
    func `a complaint by phone or letter counts from the complainant's own form`(channel: String, form: String) throws {
        let matter = try wuhan(["source": "complaint", "channel": .text(channel)]).at("2018-03-05 09:00")
            .given(.matterReceived, ["source": "complaint"])
        #expect(matter.obligation("WH-11.2")?.due == nil)
        let registered = matter.at("2018-03-12 09:00").given(.formSubmitted, ["form": .text(form)])
        #expect(registered.lastDay(of: "WH-11.2") == "2018-03-19")
        let visit = try wuhan(["source": "complaint", "channel": "visit"]).at("2018-03-05 09:00")
            .given(.matterReceived, ["source": "complaint"]).at("2018-03-06").given(
                .formSubmitted, ["form": .text(form)])
        #expect(visit.lastDay(of: "WH-11.2") == "2018-03-12")
        let report = try wuhan(["source": "report", "channel": .text(channel)]).at("2018-03-05 09:00")
            .given(.matterReceived, ["source": "report"])
        #expect(report.lastDay(of: "WH-11.2") == "2018-03-12")
    }

    @Test(.rows("WH-11.3")) func `filing is approved by the agency head`() throws {
        let proposed = try wuhan().given(.formSubmitted, toHead, of: "f1")
        #expect(proposed.refuses(.formApproved, filing, of: "f1", as: "intake-dept", citing: "WH-11.3"))
        #expect(!proposed.refuses(.formApproved, filing, of: "f1", as: "agency-head", citing: "WH-11.3"))
        #expect(proposed.refuses(.formIssued, filing, of: "f1", citing: "WH-11.3"))
        #expect(
            !proposed.given(.formApproved, filing, of: "f1", as: "agency-head")
                .refuses(.formIssued, filing, of: "f1", citing: "WH-11.3"))
    }

    @Test(.rows("WH-11.4")) func `a complaint that is not accepted ends by a decision of the intake department`() throws
    {
        let decision: [String: FactValue] = ["form": "non-acceptance-decision"]
        #expect(try wuhan().refuses(.formDrafted, decision, as: "lead-handler", citing: "WH-11.4"))
        #expect(try !wuhan().refuses(.formDrafted, decision, as: "intake-dept", citing: "WH-11.4"))
        let refused = try wuhan(["source": "complaint"]).given(.acceptanceDecided, ["accepted": false])
        #expect(refused.refuses(.matterDropped, ["reason": "x"], citing: "WH-11.4"))
        #expect(try !wuhan(["source": "complaint"]).refuses(.matterDropped, ["reason": "撤回"], citing: "WH-11.4"))
        let report = try wuhan(["source": "report"]).given(.acceptanceDecided, ["accepted": false])
        #expect(!report.refuses(.matterDropped, ["reason": "x"], citing: "WH-11.4"))
    }

    @Test(.rows("WH-11.5")) func `the refusal is served on the complainant before the matter is archived`() throws {
        let issued = try wuhan().given(.formIssued, ["form": "non-acceptance-decision"], of: "d1")
        #expect(issued.standing(of: "WH-11.5") == .open)
        #expect(issued.refuses(.caseArchived, citing: "WH-11.5"))
        let other = issued.given(.served, ["form-id": "d2"], of: "s0")
        #expect(other.refuses(.caseArchived, citing: "WH-11.5"))
        let served = issued.given(.served, ["form-id": "d1"], of: "s1")
        #expect(served.standing(of: "WH-11.5") == .met)
        #expect(!served.refuses(.caseArchived, citing: "WH-11.5"))
        let returned = served.given(.serviceReturned, of: "s1")
        #expect(returned.standing(of: "WH-11.5") == .open)
        #expect(returned.refuses(.caseArchived, citing: "WH-11.5"))
    }

    @Test(.rows("WH-11.6")) func `a report that is not filed needs a reason only`() throws {
        let report = try wuhan(["source": "report"])
        #expect(report.refuses(.matterDropped, citing: "WH-11.6"))
        #expect(report.refusals(of: .matterDropped, ["reason": "线索不实"]) == [])
    }

    @Test(.rows("WH-12.1"), arguments: ["referred", "assigned"])
    func `a referred matter is assessed before it is filed`(source: String) throws {
        let matter = try wuhan(["source": .text(source)])
        #expect(matter.refuses(.formDrafted, filing, citing: "WH-12.1"))
        #expect(matter.given(.acceptanceAssessed, ["met": true]).refuses(.formDrafted, filing, citing: "WH-12.1"))
        #expect(
            matter.given(.acceptanceAssessed, ["met": false, "ground": "x"])
                .refuses(.formDrafted, filing, citing: "WH-12.1"))
        #expect(
            !matter.given(.acceptanceAssessed, ["met": true, "ground": "x"])
                .refuses(.formDrafted, filing, citing: "WH-12.1"))
        #expect(try !wuhan(["source": "complaint"]).refuses(.formDrafted, filing, citing: "WH-12.1"))
    }

    @Test(
        .rows("WH-12.2"), arguments: ["referred", "assigned"],
        [
            "report-registration-form", "complaint-registration-form",
            "construction-report-complaint-registration-form",
        ])
    func `any of the three forms of a referred matter is made by an intake officer`(source: String, form: String) throws
    {
        let matter = try wuhan(["source": .text(source)])
        #expect(matter.refuses(.formDrafted, ["form": .text(form)], as: "complainant", citing: "WH-12.2"))
        #expect(!matter.refuses(.formDrafted, ["form": .text(form)], as: "intake-officer", citing: "WH-12.2"))
    }

    @Test(.rows("WH-12.3"), arguments: ["referred", "assigned"])
    func `the form of a referred matter is handed to the intake department, which confirms`(source: String) throws {
        let matter = try wuhan(["source": .text(source)])
        #expect(matter.refuses(.formDrafted, filing, citing: "WH-12.3"))
        let handed = matter.given(.handedOver, ["what": "forms", "from": "letters-office", "to": "intake-dept"])
        #expect(handed.refuses(.formDrafted, filing, citing: "WH-12.3"))
        #expect(handed.given(.handoverConfirmed, ["what": "case"]).refuses(.formDrafted, filing, citing: "WH-12.3"))
        #expect(!handed.given(.handoverConfirmed, ["what": "forms"]).refuses(.formDrafted, filing, citing: "WH-12.3"))
        let own = matter.given(.handedOver, ["what": "forms", "from": "intake-dept", "to": "intake-dept"])
        #expect(!own.refuses(.formDrafted, filing, citing: "WH-12.3"))
        let elsewhere = matter.given(.handedOver, ["what": "forms", "from": "intake-dept", "to": "review-dept"])
        #expect(elsewhere.refuses(.formDrafted, filing, citing: "WH-12.3"))
    }

    @Test(.rows("WH-12.4", "WH-12.6"), arguments: ["referred", "assigned"])
    func `a referred matter is numbered on a filing form that the head approved`(source: String) throws {
        let matter = try wuhan(["source": .text(source)])
        for row in ["WH-12.4", "WH-12.6"] { #expect(matter.refuses(.caseNumbered, citing: row)) }
        #expect(matter.given(.formSubmitted, filing, as: "officer").refuses(.caseNumbered, citing: "WH-12.4"))
        let submitted = matter.given(.formSubmitted, filing, as: "intake-dept")
        #expect(!submitted.refuses(.caseNumbered, citing: "WH-12.4"))
        #expect(submitted.given(.formApproved, filing, as: "review-dept").refuses(.caseNumbered, citing: "WH-12.6"))
        #expect(!submitted.given(.formApproved, filing, as: "agency-head").refuses(.caseNumbered, citing: "WH-12.6"))
    }

    // 2018-04-02 is a Monday; 04-05 to 04-07 is Qingming, Sunday 04-08 is worked.
    @Test(.rows("WH-12.5"), arguments: ["referred", "assigned"])
    func `the filing form of a referred matter reaches the head within five working days`(source: String) throws {
        let matter = try wuhan(["source": .text(source)]).at("2018-04-02 10:00")
            .given(.matterReceived, ["source": .text(source)])
        #expect(matter.lastDay(of: "WH-12.5") == "2018-04-10")
        #expect(matter.at("2018-04-10").given(.formSubmitted, toHead).standing(of: "WH-12.5") == .met)
        #expect(
            matter.given(.formSubmitted, ["form": "filing-approval-form", "to": "review-dept"])
                .standing(of: "WH-12.5") == .open)
        #expect(matter.standing(of: "WH-12.5", at: "2018-04-11 00:00") == .overdue)
        #expect(
            matter.given(.acceptanceAssessed, ["met": false]).standing(of: "WH-12.5", at: "2018-05-30") == .excused)
        #expect(matter.given(.matterDropped).standing(of: "WH-12.5", at: "2018-05-30") == .excused)
        let accepted = matter.at("2018-04-03").given(.acceptanceDecided, ["accepted": true])
        #expect(accepted.otherReadings(of: "WH-12.5") == ["2018-04-11 23:59"])
    }

    @Test(.rows("WH-13.1", "WH-15.1"), arguments: [("WH-13.1", "city"), ("WH-15.1", "district")])
    func `the intake department gives the serial after approval`(row: String, level: String) throws {
        let matter = try wuhan(["level": .text(level)])
        #expect(matter.refuses(.caseNumbered, as: "intake-dept", citing: row))
        let approved = matter.given(.formApproved, filing, as: "agency-head")
        #expect(!approved.refuses(.caseNumbered, as: "intake-dept", citing: row))
        #expect(approved.refuses(.caseNumbered, as: "lead-handler", citing: row))
    }

    @Test(.rows("WH-13.2", "WH-15.2"), arguments: [("WH-13.2", "city"), ("WH-15.2", "district")])
    func `a case is handed to the handling side only when numbered`(row: String, level: String) throws {
        let matter = try wuhan(["level": .text(level)])
        let toHandling: [String: FactValue] = ["what": "case", "from": "intake-dept", "to": "handling-dept"]
        #expect(matter.refuses(.handedOver, toHandling, citing: row))
        let numbered = matter.given(.caseNumbered)
        #expect(!numbered.refuses(.handedOver, toHandling, citing: row))
        #expect(numbered.refuses(.leadAssigned, ["lead": "li"], citing: row), "not handed over")
        #expect(
            matter.given(.handedOver, toHandling).refuses(.leadAssigned, ["lead": "li"], citing: row), "not numbered")
        #expect(!numbered.given(.handedOver, toHandling).refuses(.leadAssigned, ["lead": "li"], citing: row))
        #expect(
            numbered.given(.handedOver, ["what": "forms", "to": "handling-dept"])
                .refuses(.leadAssigned, ["lead": "li"], citing: row))
    }

    @Test(.rows("WH-15.2")) func `a district with a handling department hands the case to it first`() throws {
        let numbered = try wuhan(["level": "district", "has-handling-dept": true]).given(.caseNumbered)
        #expect(numbered.refuses(.leadAssigned, ["lead": "li"], citing: "WH-15.2"))
        let handed = numbered.given(.handedOver, ["what": "case", "to": "handling-dept"])
        #expect(!handed.refuses(.leadAssigned, ["lead": "li"], citing: "WH-15.2"))
    }

    @Test(.rows("WH-15.3")) func `a district without a handling department hands the case to a named officer`() throws {
        let matter = try wuhan(["level": "district", "has-handling-dept": false])
        #expect(matter.refuses(.leadAssigned, ["lead": "li"], citing: "WH-15.3"))
        let numbered = matter.given(.caseNumbered)
        #expect(numbered.refuses(.leadAssigned, citing: "WH-15.3"))
        #expect(!numbered.refuses(.leadAssigned, ["lead": "li"], citing: "WH-15.3"))
        #expect(!numbered.refuses(.leadAssigned, ["lead": "li"], citing: "WH-15.2"), "no department to hand it to")
    }
}
