import Rules
import TestKit
import Testing

@Suite struct `National law on labour inspection` {
    private func national(_ attributes: [String: FactValue] = [:]) throws -> RuleCase {
        try RuleCase("national", case: attributes)
    }

    // 2018-02-12 is a Monday; 02-15 to 02-21 is the Spring Festival, Saturday 02-24 is worked.
    @Test(.rows("NL-RGD25-18a")) func `a complaint is accepted or not within five working days`() throws {
        let received = try national().at("2018-02-12 09:00").given(.matterReceived, ["source": "complaint"])
        #expect(received.lastDay(of: "NL-RGD25-18a") == "2018-02-24")
        #expect(received.standing(of: "NL-RGD25-18a", at: "2018-02-25 00:00") == .overdue)
        #expect(received.given(.acceptanceDecided, ["accepted": true]).standing(of: "NL-RGD25-18a") == .met)
        #expect(received.given(.matterDropped).standing(of: "NL-RGD25-18a", at: "2018-03-01") == .excused)
        let sent = received.given(FactKind("matter-transferred"), ["organ": "某区大队"])
        #expect(sent.standing(of: "NL-RGD25-18a", at: "2018-03-01") == .excused)
        let report = try national().given(.matterReceived, ["source": "report"])
        #expect(report.obligations("NL-RGD25-18a") == [])
        let before = try national().at("2005-01-31").given(.matterReceived, ["source": "complaint"])
        #expect(before.obligations("NL-RGD25-18a") == [])
    }

    @Test(.rows("NL-RGD25-18b")) func `an accepted complaint is filed on the same day`() throws {
        let accepted = try national(["source": "complaint"]).at("2018-03-05 09:00")
            .given(.acceptanceDecided, ["accepted": true])
        #expect(accepted.lastDay(of: "NL-RGD25-18b") == "2018-03-05")
        let filing: [String: FactValue] = ["form": "filing-approval-form"]
        #expect(accepted.given(.formApproved, filing).standing(of: "NL-RGD25-18b") == .met)
        #expect(accepted.at("2018-03-06").given(.formApproved, filing).standing(of: "NL-RGD25-18b") == .late)
        #expect(accepted.given(.formApproved, ["form": "x"]).standing(of: "NL-RGD25-18b") == .open)
        #expect(
            try national(["source": "complaint"]).given(.acceptanceDecided, ["accepted": false])
                .obligations("NL-RGD25-18b") == [])
        #expect(
            try national(["source": "report"]).given(.acceptanceDecided, ["accepted": true])
                .obligations("NL-RGD25-18b") == [])
    }

    // From Monday 2026-03-02 fifteen working days: 03-03 to 03-06 are 4, 03-09 to 03-13 are 9, 03-16 to 03-20 are 14,
    // Monday 03-23 is the fifteenth.
    @Test(
        .rows("NL-RGD25-37a"),
        arguments: [
            (FactKind.formIssued, "rectification-order"), (.formIssued, "penalty-decision"),
            (.formIssued, "handling-decision"), (.formApproved, "filing-withdrawal-approval-form"),
            (.formApproved, "case-closure-approval-form"),
        ])
    func `a figure that nobody confirmed is shown and never overdue`(kind: FactKind, form: String) throws {
        let concluded = try national().at("2026-03-02 10:00")
            .given(.formSubmitted, ["form": "investigation-conclusion-report"])
        let duty = try #require(concluded.obligation("NL-RGD25-37a", at: "2026-06-01"))
        #expect(duty.isConfirmed == false)
        #expect(duty.state == .open)
        #expect(concluded.lastDay(of: "NL-RGD25-37a") == "2026-03-23")
        #expect(concluded.at("2026-06-01").given(kind, ["form": .text(form)]).standing(of: "NL-RGD25-37a") == .met)
    }

    @Test(.rows("NL-LBJC-16a")) func `two inspectors, with badges and certificates`() throws {
        #expect(try national().refuses(.leadAssigned, ["officer-count": 1], citing: "NL-LBJC-16a"))
        #expect(try !national().refuses(.leadAssigned, ["officer-count": 2], citing: "NL-LBJC-16a"))
        func standing(_ act: String, _ more: [String: FactValue]) throws -> [Obligation.State] {
            let whole: [String: FactValue] = [
                "act": .text(act), "officer-count": 2, "badges": ["1", "2"], "certificates-shown": "yes",
            ]
            return try national().given(.actCompleted, whole.merging(more) { $1 }, of: "a1")
                .obligations("NL-LBJC-16a").map(\.state)
        }
        for act in ["questioning", "inspection"] {
            #expect(try standing(act, [:]) == [.met, .met])
            #expect(try standing(act, ["officer-count": 1]) == [.open, .met])
            #expect(try standing(act, ["badges": ["1"]]) == [.open, .met])
            #expect(try standing(act, ["certificates-shown": "no"]) == [.met, .open])
        }
        #expect(try standing("verification", [:]) == [.met])
        #expect(try standing("verification", ["officer-count": 1]) == [.open])
        #expect(try standing("call", ["officer-count": 1]) == [])
    }

    @Test(.rows("NL-LBJC-16b")) func `an inspector with an interest steps aside`() throws {
        let declared = try national().given(.conflictDeclared, ["officer": "li"])
        #expect(declared.refuses(.leadAssigned, ["lead": "li"], citing: "NL-LBJC-16b"))
        #expect(declared.refuses(.leadAssigned, ["lead": "zhao", "officers": ["zhao", "li"]], citing: "NL-LBJC-16b"))
        #expect(!declared.refuses(.leadAssigned, ["lead": "zhao", "officers": ["zhao"]], citing: "NL-LBJC-16b"))
    }

    // Working days of 2018 after Thursday 03-01: 21 to the end of March; April has 04-02 to 04-04, 04-08 to 04-13,
    // 04-16 to 04-20, 04-23 to 04-28 (Labour Day: 04-29 to 05-01 off, Saturday 04-28 worked): 3 + 6 + 5 + 6 = 20;
    // May from 05-02: 3, 5, 5, then 05-21 to 05-25. The sixtieth is 60 − 41 = 19th of May: 05-28 is the 19th.
    private func filed() throws -> RuleCase {
        try national().at("2018-03-01 10:00").given(.formApproved, ["form": "filing-approval-form"], of: "f1")
    }

    private let extended: [String: FactValue] = ["form": "extension-approval-form"]
    private let suspended: [String: FactValue] = ["form": "investigation-suspension-approval-form"]
    private let concluded: [String: FactValue] = ["form": "investigation-conclusion-report"]

    @Test(.rows("NL-LBJC-17a")) func `the investigation ends within sixty working days of filing`() throws {
        let filed = try filed()
        #expect(filed.lastDay(of: "NL-LBJC-17a") == "2018-05-28")
        #expect(filed.at("2018-05-28").given(.formSubmitted, concluded).standing(of: "NL-LBJC-17a") == .met)
        #expect(filed.standing(of: "NL-LBJC-17a", at: "2018-05-29 00:00") == .overdue)
    }

    // Thirty more: 05-29 to 06-01 are 4, June 06-04 to 06-08 9, 06-11 to 06-15 14, 06-18 off, 06-19 to 06-22 18,
    // 06-25 to 06-29 23, 07-02 to 07-06 28, 07-09 29, 07-10 30.
    @Test(.rows("NL-LBJC-17a", "NL-LBJC-17b")) func `an approved extension adds thirty working days, once`() throws {
        let once = try filed().given(.formApproved, extended, of: "x1", as: "bureau-head")
        #expect(once.lastDay(of: "NL-LBJC-17a") == "2018-07-10")
        #expect(once.given(.formApproved, extended, of: "x2").lastDay(of: "NL-LBJC-17a") == "2018-07-10")
        #expect(try filed().given(.formSubmitted, extended, of: "x1").lastDay(of: "NL-LBJC-17a") == "2018-05-28")
        let late = try filed().at("2018-06-05").given(.formApproved, extended, of: "x1")
        #expect(late.lastDay(of: "NL-LBJC-17a") == "2018-07-10")
        #expect(try national().refuses(.formApproved, extended, of: "x1", as: "agency-head", citing: "NL-LBJC-17b"))
        #expect(try !national().refuses(.formApproved, extended, of: "x1", as: "bureau-head", citing: "NL-LBJC-17b"))
    }

    // Suspended on Friday 2018-03-09: six days are used (03-02, 03-05 to 03-09). Resumed on Monday 05-28: 54 days more,
    // 05-29 to 06-01 4, 06-04 to 06-15 14, 06-19 to 06-22 18, 06-25 to 06-29 23, July 22 days 45, 08-01 to 08-03 48,
    // 08-06 to 08-10 53, Monday 08-13 54.
    @Test(.rows("NL-LBJC-17a")) func `a suspended investigation's clock stands still and runs on`() throws {
        let suspended = try filed().at("2018-03-09 15:00").given(.formApproved, suspended, of: "s1")
        #expect(suspended.obligation("NL-LBJC-17a", at: "2018-09-01")?.due == nil)
        #expect(suspended.standing(of: "NL-LBJC-17a", at: "2018-09-01") == .open)
        let resumed = suspended.at("2018-05-28 09:00").given(.investigationResumed, ["reason": "鉴定已出"])
        #expect(resumed.lastDay(of: "NL-LBJC-17a") == "2018-08-13")
        let submitted = try filed().at("2018-03-09").given(.formSubmitted, self.suspended, of: "s1")
        #expect(submitted.lastDay(of: "NL-LBJC-17a") == "2018-05-28", "not yet approved")
    }

    @Test(.rows("NL-LBJC-19a"), arguments: ["penalty-decision", "handling-decision"])
    func `no decision before the party was told and heard`(form: String) throws {
        let act: [String: FactValue] = ["form": .text(form)]
        #expect(try national().refuses(.formIssued, act, citing: "NL-LBJC-19a"))
        let told = try national().given(.served, ["form": "prior-notice"])
        #expect(!told.refuses(.formIssued, act, citing: "NL-LBJC-19a"))
        #expect(told.given(.statementRequested).refuses(.formIssued, act, citing: "NL-LBJC-19a"))
        #expect(
            !told.given(.statementRequested).given(.statementHeard).refuses(.formIssued, act, citing: "NL-LBJC-19a"))
    }
}

@Suite struct `National law on penalties, in the version of the day` {
    private let decision: [String: FactValue] = ["form": "penalty-decision"]
    private let notice: [String: FactValue] = ["form": "prior-notice"]

    private func national(on day: String, _ attributes: [String: FactValue] = [:]) throws -> RuleCase {
        try RuleCase("national", case: attributes).at(day)
    }

    /// The last day of the older text and the first of the newer: what a row of each asks of an act on its day.
    @Test(
        .rows(
            "NL-CF21-44", "NL-CF21-45", "NL-CF21-57.2", "NL-CF21-58.1", "NL-CF17-31", "NL-CF17-32", "NL-CF17-38.2",
            "NL-CF17-38.3"),
        arguments: [
            ("NL-CF17-31", "NL-CF21-44"), ("NL-CF17-32", "NL-CF21-45"), ("NL-CF17-38.2", "NL-CF21-57.2"),
            ("NL-CF17-38.3", "NL-CF21-58.1"),
        ])
    func `each text judges the acts of its own days`(older: String, newer: String) throws {
        func matter(_ day: String) throws -> RuleCase {
            try national(on: day).given(.statementRequested).given(.complexityJudged, ["complex": true])
        }
        #expect(try !matter("2017-12-31").refuses(.formIssued, decision, citing: older))
        #expect(try matter("2018-01-01").refuses(.formIssued, decision, citing: older))
        #expect(try matter("2021-07-14").refuses(.formIssued, decision, citing: older))
        #expect(try !matter("2021-07-15").refuses(.formIssued, decision, citing: older))
        #expect(try !matter("2021-07-14").refuses(.formIssued, decision, citing: newer))
        #expect(try matter("2021-07-15").refuses(.formIssued, decision, citing: newer))
    }

    @Test(.rows("NL-CF17-31", "NL-CF21-44"), arguments: [("NL-CF17-31", "2019-05-06"), ("NL-CF21-44", "2026-03-02")])
    func `the notice was served and did not come back`(row: String, day: String) throws {
        let served = try national(on: day).given(.served, notice, of: "s1")
        #expect(!served.refuses(.formIssued, decision, citing: row))
        #expect(served.given(.serviceReturned, of: "s1").refuses(.formIssued, decision, citing: row))
        #expect(try national(on: day).given(.served, ["form": "x"]).refuses(.formIssued, decision, citing: row))
    }

    @Test(.rows("NL-CF17-32", "NL-CF21-45"), arguments: [("NL-CF17-32", "2019-05-06"), ("NL-CF21-45", "2026-03-02")])
    func `a statement asked for is heard`(row: String, day: String) throws {
        #expect(try !national(on: day).refuses(.formIssued, decision, citing: row))
        let heard = try national(on: day).given(.statementRequested).given(.statementHeard)
        #expect(!heard.refuses(.formIssued, decision, citing: row))
    }

    @Test(
        .rows("NL-CF17-38.2", "NL-CF21-57.2"),
        arguments: [("NL-CF17-38.2", "2019-05-06"), ("NL-CF21-57.2", "2026-03-02")])
    func `a complex case was discussed and approved`(row: String, day: String) throws {
        let matter = try national(on: day)
        #expect(!matter.given(.complexityJudged, ["complex": false]).refuses(.formIssued, decision, citing: row))
        let complex = matter.given(.complexityJudged, ["complex": true])
        #expect(
            complex.given(.collectivelyDiscussed, ["result": "against"]).refuses(.formIssued, decision, citing: row))
        #expect(!complex.given(.collectivelyDiscussed, ["result": "for"]).refuses(.formIssued, decision, citing: row))
    }

    @Test(.rows("NL-CF17-38.3", "NL-CF21-58.1")) func `legal review was general and is now for four situations`() throws
    {
        #expect(try national(on: "2019-05-06").refuses(.formIssued, decision, citing: "NL-CF17-38.3"))
        for (row, day) in [("NL-CF17-38.3", "2019-05-06"), ("NL-CF21-58.1", "2026-03-02")] {
            let matter = try national(on: day).given(.complexityJudged, ["complex": true])
            #expect(matter.given(.legalReviewed, ["passed": false]).refuses(.formIssued, decision, citing: row))
            #expect(!matter.given(.legalReviewed, ["passed": true]).refuses(.formIssued, decision, citing: row))
        }
        let now = try national(on: "2026-03-02")
        #expect(!now.refuses(.formIssued, decision, citing: "NL-CF21-58.1"))
        #expect(
            !now.given(.complexityJudged, ["complex": false]).refuses(.formIssued, decision, citing: "NL-CF21-58.1"))
        #expect(now.given(.hearingConcluded, ["held": true]).refuses(.formIssued, decision, citing: "NL-CF21-58.1"))
        #expect(!now.given(.hearingConcluded, ["held": false]).refuses(.formIssued, decision, citing: "NL-CF21-58.1"))
    }

    @Test(
        .rows("NL-CF21-42", "NL-CF17-37.1"),
        arguments: [
            ("NL-CF17-37.1", "2019-05-06", ["questioning", "inspection"]),
            ("NL-CF21-42", "2026-03-02", ["questioning", "inspection", "verification"]),
        ])
    func `two officers on the penalty path`(row: String, day: String, acts: [String]) throws {
        for act in acts {
            func standing(_ officers: Int, _ attributes: [String: FactValue]) throws -> Obligation.State? {
                try national(on: day, attributes)
                    .given(.actCompleted, ["act": .text(act), "officer-count": .integer(officers)]).standing(of: row)
            }
            #expect(try standing(2, ["penalty-path": true]) == .met)
            #expect(try standing(1, ["penalty-path": true]) == .open)
            #expect(try standing(1, ["penalty-path": false]) == nil)
        }
        let other = row == "NL-CF21-42" ? "2021-07-14" : "2021-07-15"
        let outside = try national(on: other, ["penalty-path": true])
            .given(.actCompleted, ["act": "inspection", "officer-count": 1])
        #expect(outside.obligations(row) == [])
    }

    // From Monday 2026-03-02: seven working days end on Wednesday 03-11.
    @Test(.rows("NL-CF21-56")) func `preserved evidence is disposed of within seven working days`() throws {
        let preserved = try national(on: "2026-03-02").given(.served, ["form": "evidence-preservation-notice"])
        #expect(preserved.lastDay(of: "NL-CF21-56") == "2026-03-11")
        #expect(preserved.given(.noteMade, ["note": "preservation-disposed"]).standing(of: "NL-CF21-56") == .met)
        #expect(preserved.given(.noteMade, ["note": "x"]).standing(of: "NL-CF21-56") == .open)
        let older = try national(on: "2021-07-14").given(.served, ["form": "evidence-preservation-notice"])
        #expect(older.obligations("NL-CF21-56") == [])
    }

    // Older text, calendar days: Monday 2019-05-06 and seven days are 05-13.
    @Test(
        .rows("NL-CF21-61.1", "NL-CF17-40"),
        arguments: [
            ("NL-CF21-61.1", "2026-03-02", "2026-03-11"), ("NL-CF17-40", "2019-05-06", "2019-05-13"),
        ])
    func `a decision is served within seven days`(row: String, day: String, last: String) throws {
        let issued = try national(on: day).given(.formIssued, decision, of: "d1")
        #expect(issued.lastDay(of: row) == last)
        #expect(issued.given(.served, ["form-id": "d1"], of: "s1").standing(of: row) == .met)
        #expect(issued.given(.served, ["form-id": "d2"], of: "s1").standing(of: row) == .open)
        let returned = issued.given(.served, ["form-id": "d1"], of: "s1").given(.serviceReturned, of: "s1")
        #expect(returned.standing(of: row) == .open)
    }

    @Test(.rows("NL-CF21-61.2"), arguments: ["fax", "email", "message"])
    func `a decision goes out electronically only with a signed confirmation`(method: String) throws {
        let service: [String: FactValue] = ["form": "penalty-decision", "method": .text(method)]
        let now = try national(on: "2026-03-02")
        #expect(now.refuses(.served, service, citing: "NL-CF21-61.2"))
        #expect(!now.refuses(.served, service.merging(["confirmed-by-party": "b1"]) { $1 }, citing: "NL-CF21-61.2"))
        #expect(!now.refuses(.served, service.merging(["method": "direct"]) { $1 }, citing: "NL-CF21-61.2"))
        #expect(try !national(on: "2021-07-14").refuses(.served, service, citing: "NL-CF21-61.2"))
    }

    @Test(.rows("NL-CF21-62")) func `no penalty is approved over an untold or unheard party`() throws {
        let approval: [String: FactValue] = ["form": "penalty-approval-form"]
        let now = try national(on: "2026-03-02")
        #expect(now.refuses(.formApproved, approval, citing: "NL-CF21-62"))
        let told = now.given(.served, notice)
        #expect(!told.refuses(.formApproved, approval, citing: "NL-CF21-62"))
        #expect(told.given(.statementRequested).refuses(.formApproved, approval, citing: "NL-CF21-62"))
        #expect(
            !told.given(.statementRequested).given(.statementHeard)
                .refuses(.formApproved, approval, citing: "NL-CF21-62"))
        #expect(try !national(on: "2021-07-14").refuses(.formApproved, approval, citing: "NL-CF21-62"))
    }

    // Monday 2026-03-02 and five working days: 03-09. Monday 2019-05-06 and three days: Thursday 05-09.
    @Test(
        .rows("NL-CF21-64.1", "NL-CF17-42.1"),
        arguments: [
            ("NL-CF21-64.1", "2026-03-02", "2026-03-09", []),
            ("NL-CF17-42.1", "2019-05-09", "2019-05-12", ["2019-05-14 23:59"]),
        ])
    func `a hearing is asked for within the days of the text`(
        row: String, day: String, last: String, others: [String]
    ) throws {
        let told = try national(on: day).given(.served, notice, of: "s1")
        #expect(told.lastDay(of: row) == last)
        #expect(told.otherReadings(of: row) == others)
        #expect(told.standing(of: row, at: "2030-01-01") == .open)
        #expect(told.given(.hearingRequested).standing(of: row) == .met)
        #expect(told.given(.serviceReturned, of: "s1").standing(of: row) == .excused)
        let outside = try national(on: row == "NL-CF21-64.1" ? "2021-07-14" : "2021-07-15").given(.served, notice)
        #expect(outside.obligations(row) == [])
    }

    // Monday 2026-03-02 and fifteen days: 03-17. Monday 2019-05-06: 05-21.
    @Test(
        .rows("NL-CF21-67", "NL-CF17-46"),
        arguments: [
            ("NL-CF21-67", "2026-03-02", "2026-03-17"), ("NL-CF17-46", "2019-05-06", "2019-05-21"),
        ])
    func `a fine is paid within fifteen days of receipt`(row: String, day: String, last: String) throws {
        let served = try national(on: day).given(.served, decision, of: "s1")
        #expect(served.lastDay(of: row) == last)
        #expect(served.standing(of: row, at: "2030-01-01") == .open, "the party's period, not the office's")
        #expect(served.given(.decisionFulfilled).standing(of: row) == .met)
        #expect(served.given(.serviceReturned, of: "s1").standing(of: row) == .excused)
        let outside = try national(on: row == "NL-CF21-67" ? "2021-07-14" : "2021-07-15").given(.served, decision)
        #expect(outside.obligations(row) == [])
    }

    // Reconsideration: 2026-03-02 and sixty days is Friday 05-01, Labour Day until Tuesday 05-05: 05-06. 2019-05-06 and
    // sixty days is Friday 2019-07-05. Suit: six months from 2026-03-02 is Wednesday 09-02; from 2018-09-01 Friday
    // 2019-03-01. Moved off days of rest: 2019-05-08 and sixty days is Sunday 07-07; six months from 2018-09-02 is
    // Saturday 2019-03-02. Before Qingming: 2026-02-02 and sixty days is Friday 04-03.
    @Test(
        .rows("NL-FY23-20.1", "NL-FY17-9", "NL-SS-46.1"),
        arguments: [
            ("NL-FY23-20.1", "2026-03-02", "2026-05-06", "reconsideration"),
            ("NL-FY17-9", "2019-05-06", "2019-07-05", "reconsideration"),
            ("NL-FY23-20.1", "2026-02-02", "2026-04-03", "reconsideration"),
            ("NL-FY17-9", "2019-05-08", "2019-07-08", "reconsideration"),
            ("NL-SS-46.1", "2018-09-02", "2019-03-04", "suit"),
            ("NL-SS-46.1", "2026-03-02", "2026-09-02", "suit"), ("NL-SS-46.1", "2018-09-01", "2019-03-01", "suit"),
        ])
    func `the party has its time for reconsideration and suit`(
        row: String, day: String, last: String, route: String
    ) throws {
        for form in ["penalty-decision", "handling-decision"] {
            let served = try national(on: day).given(.served, ["form": .text(form)], of: "s1")
            #expect(served.lastDay(of: row) == last)
            #expect(served.standing(of: row, at: "2031-01-01") == .open)
            #expect(served.given(.remedyBegun, ["route": .text(route)]).standing(of: row) == .met)
            #expect(served.given(.remedyBegun, ["route": "other"]).standing(of: row) == .open)
            #expect(served.given(.serviceReturned, of: "s1").standing(of: row) == .excused)
        }
        #expect(try national(on: day).given(.served, notice).obligations(row) == [])
    }

    @Test(
        .rows("NL-FY23-20.1", "NL-FY17-9", "NL-SS-46.1"),
        arguments: [
            ("NL-FY17-9", "2017-12-31", false), ("NL-FY17-9", "2018-01-01", true), ("NL-FY17-9", "2023-12-31", true),
            ("NL-FY17-9", "2024-01-01", false), ("NL-FY23-20.1", "2023-12-31", false),
            ("NL-FY23-20.1", "2024-01-01", true),
            ("NL-SS-46.1", "2017-06-30", false), ("NL-SS-46.1", "2017-07-01", true),
        ])
    func `the text in force on the day of service counts`(row: String, day: String, counts: Bool) throws {
        let served = try national(on: day).given(.served, decision, of: "s1")
        #expect(served.obligations(row).isEmpty != counts)
    }
}
