import Casework
import Chronology
import Rules
import TestKit
import Testing

@Suite struct `The rules of Wuhan stand at the gates of a case` {
    private let registered = Told.complaint.submitting("reg", "complaint-registration-form")

    @Test func `a complaint by the book is accepted at every step up to the investigation`() throws {
        var told = Told()
        func accept(_ event: CaseEvent, by actor: Actor = .intake) throws {
            #expect(try told.decision(on: event, by: actor) == .accepted)
            told = told.given(event, by: actor)
        }
        try accept(.received())
        try accept(.material())
        try accept(.entered(.materialStamped, about: "m1", ["stamp": "complainant-submitted", "date": "2026-03-02"]))
        try accept(
            .drafted(
                "reg", "complaint-registration-form",
                fields: [
                    "received-day": .text("2026-03-02"), "complainants": .rows([["name": "王五"]]),
                    "employer-name": .text("江城公司"), "employer-address": .text("江城大道1号"), "cause": .text("拖欠工资"),
                    "facts": .text("三个月未发工资"), "demand": .text("支付工资"),
                ]))
        try accept(.submitted("reg", to: nil))
        try accept(.entered(.acceptanceDecided, ["accepted": true]))
        try accept(
            .drafted("file", fields: .filing))
        try accept(.submitted("file"))
        try accept(.decided("file"), by: .head)
        try accept(.numbered)
        try accept(.entered(.handedOver, ["what": "case", "from": "intake-dept", "to": "handling-dept"]))
        try accept(.entered(.handoverConfirmed, ["what": "case"]), by: .lead)
        try accept(.leadNamed, by: .head)
        #expect(try told.state() == "under-investigation")
    }

    @Test(.rows("WH-11.3")) func `another than the head approves no filing, on paper neither`() throws {
        let told = registered.submitting("file", "filing-approval-form")
        #expect(try told.refusingRules(of: .decided("file"), by: .bureau) == ["WH-11.3"])
        let paper = FormDecided.OnPaper(approver: Actor.bureau.officer, role: "bureau-head", scan: .sample("d"))
        #expect(try told.refusingRules(of: .decided("file", onPaper: paper), by: .clerk) == ["WH-11.3"])
        #expect(try told.decision(on: .decided("file"), by: .head) == .accepted)
    }

    @Test(.rows("WH-6.1")) func `who received the matter does not handle it, and who handled it does not review it`()
        throws
    {
        let told = registered.submitting("file", "filing-approval-form").given(.decided("file"), by: .head)
            .given(.numbered).given(.entered(.handedOver, ["what": "case", "from": "x", "to": "handling-dept"]))
        let own = CaseEvent.leadAssigned(LeadAssigned(lead: Actor.intake.officer, others: [Actor.second.officer]))
        let refusal = try #require(try told.refusals(of: own, by: .head).first)
        #expect(refusal.rule == RuleID("WH-6.1") && refusal.article == "第六条" && refusal.deviation == "agency-head")
        #expect(refusal.missing == [.otherPerson("zhao", held: "接待受理", taken: "办理")])
        #expect(try told.decision(on: .leadNamed, by: .head) == .accepted)

        let handled = Told.underInvestigation.submitting("stop", "investigation-suspension-approval-form", by: .lead)
        let second = Actor(account: "sun", name: "孙丽", unit: "city", roles: ["review-dept"])
        #expect(try handled.refusingRules(of: .reviewed("stop"), by: second).contains("WH-6.1"))
        #expect(try !handled.refusingRules(of: .reviewed("stop"), by: .reviewer).contains("WH-6.1"))
    }

    @Test(.rows("WH-6.1")) func `what happened is taken in whoever did it, and not counted as complete`() throws {
        let told = Told.underInvestigation.at("2026-03-02 12:00")
        let own = CaseEvent.act { $0.officers = [Actor.intake.officer, Actor.second.officer] }
        #expect(try told.decision(on: own, by: .lead) == .accepted)
        let recorded = told.given(own, by: .lead).given(.drafted("t1", "inspection-record", about: "a1"), by: .lead)
            .given(.submitted("t1"), by: .lead)
        #expect(try recorded.refusingRules(of: .finalised(), by: .lead) == ["WH-6.1"])
    }

    @Test(.rows("WH-6.1", "WH-6.2"))
    func `the head opens the separation by a recorded deviation, though not on the way to a penalty`() throws {
        let deviation = CaseEvent.entered(.deviationRecorded, ["rule": "WH-6.1", "reason": "人员不足"])
        let own = CaseEvent.leadAssigned(LeadAssigned(lead: Actor.intake.officer, others: []))
        let ordinary = Told.underInvestigation
        #expect(try ordinary.refusingRules(of: own, by: .head) == ["WH-6.1", "WH-13.2"])
        #expect(try ordinary.given(deviation, by: .lead).refusingRules(of: own, by: .head).contains("WH-6.1"))
        #expect(try !ordinary.given(deviation, by: .head).refusingRules(of: own, by: .head).contains("WH-6.1"))
        let penalty = ordinary.given(.drafted("p", "proposed-penalty-approval-form"), by: .lead)
        let both = penalty.given(deviation, by: .head)
            .given(.entered(.deviationRecorded, ["rule": "WH-6.2", "reason": "人员不足"]), by: .head)
        let refusals = try both.refusals(of: own, by: .head).filter { $0.rule?.text.hasPrefix("WH-6.") ?? false }
        #expect(refusals.map(\.rule) == [RuleID("WH-6.2")])
        #expect(refusals.first?.deviation == nil)
    }

    @Test(.rows("WH-37.8"), arguments: ["fax", "email", "message"])
    func `a decision is not served by electronic means`(method: String) throws {
        let told = Told.complaint.submitting("d1", "penalty-decision", by: .reviewer).given(.issued("d1"))
            .submitting("r1", "service-receipt")
        let event = CaseEvent.served(
            "s1", form: "d1", method: method, receipt: "r1", captures: 1,
            ["fax-time": "2026-03-02", "fax-number": "027-1"])
        let refusal = try #require(try told.refusals(of: event).first { $0.rule == RuleID("WH-37.8") })
        #expect(refusal.article == "第三十七条第（四）项")
        #expect(refusal.deviation == nil)
        let direct = CaseEvent.served("s1", form: "d1", receipt: "r1", ["signer": "刘总"])
        #expect(try !told.refusingRules(of: direct).contains("WH-37.8"))
    }

    @Test(.rows("WH-23.1")) func `a deviation of the head opens the gate for one act, and the duty stays deviated`()
        throws
    {
        let told = Told.underInvestigation.at("2026-03-02 12:00")
            .given(
                .entered(.triggerAssessed, ["trigger": "dispute-risk", "answer": true, "reason": "矛盾激烈"]), by: .lead
            )
            .given(.act(), by: .lead).submitting("t1", "inspection-record", by: .lead)
            .given(.act("a2"), by: .lead)
        let record: [String: FactValue] = ["rule": "WH-23.1", "about": "a1", "reason": "设备全部损坏"]
        #expect(try told.refusingRules(of: .finalised(), by: .lead).contains("WH-23.1"))
        let byLead = told.given(.entered(.deviationRecorded, record), by: .lead)
        #expect(try byLead.refusingRules(of: .finalised(), by: .lead).contains("WH-23.1"))
        let opened = told.given(.entered(.deviationRecorded, record), by: .head)
        #expect(try !opened.refusingRules(of: .finalised(), by: .lead).contains("WH-23.1"))
        #expect(try opened.refusingRules(of: .finalised("a2"), by: .lead).contains("WH-23.1"))
        let finalised = opened.given(.finalised(), by: .lead)
        let obligation = try #require(
            try RuleBook.wuhan().obligations(of: finalised.matter.caseFacts, at: finalised.clock)
                .last { $0.rule == RuleID("WH-23.1") })
        #expect(obligation.state == .deviated && obligation.about == "a1")
        #expect(obligation.metBy == [finalised.fact(.deviationRecorded)?.entry])
    }

    @Test(.rows("WH-9.6"))
    func `material of the complainant bears the stamp of its day before the filing is put forward`() throws {
        let told = registered.given(.material()).given(
            .drafted("file", fields: .filing))
        func stamped(_ date: FactValue) throws -> [String] {
            try told.given(
                .entered(.materialStamped, about: "m1", ["stamp": "complainant-submitted", "date": date])
            ).refusingRules(of: .submitted("file"))
        }
        #expect(try told.refusingRules(of: .submitted("file")) == ["WH-9.6"])
        #expect(try stamped("2026-03-01") == ["WH-9.6"])
        #expect(try stamped("2026-03-02") == [])
    }
}
