import Rules
import TestKit
import Testing

@Suite struct `Wuhan articles 7 to 10: how a matter comes in` {
    private let complaintForms = ["complaint-registration-form", "construction-report-complaint-registration-form"]
    private let reportForms = ["report-registration-form", "construction-report-complaint-registration-form"]

    private func wuhan(_ attributes: [String: FactValue] = [:]) throws -> RuleCase {
        try RuleCase("wuhan", case: attributes)
    }

    @Test(.rows("WH-7.2")) func `a visit links the window's recording or says why there is none`() throws {
        let matter = try wuhan()
        #expect(matter.refuses(.matterReceived, ["channel": "visit"], citing: "WH-7.2"))
        for answer in ["window-recording", "window-recording-reason"] {
            #expect(!matter.refuses(.matterReceived, ["channel": "visit", answer: "x"], citing: "WH-7.2"))
        }
        #expect(!matter.refuses(.matterReceived, ["channel": "phone"], citing: "WH-7.2"))
    }

    @Test(.rows("WH-8.1")) func `a matter names its source, a complaint or report its channel`() throws {
        let matter = try wuhan()
        #expect(matter.refuses(.matterReceived, ["channel": "visit"], citing: "WH-8.1"))
        #expect(matter.refuses(.matterReceived, ["source": "complaint"], citing: "WH-8.1"))
        #expect(!matter.refuses(.matterReceived, ["source": "report", "channel": "letter"], citing: "WH-8.1"))
        for source in ["referred", "assigned", "other"] {
            #expect(!matter.refuses(.matterReceived, ["source": .text(source)], citing: "WH-8.1"))
        }
    }

    @Test(.rows("WH-8.2"), arguments: ["referred", "assigned"])
    func `what an organ passes on names that organ`(source: String) throws {
        let matter = try wuhan()
        #expect(matter.refuses(.matterReceived, ["source": .text(source)], citing: "WH-8.2"))
        #expect(
            !matter.refuses(.matterReceived, ["source": .text(source), "sending-organ": "市政府"], citing: "WH-8.2"))
    }

    @Test(.rows("WH-8.3")) func `a matter of another source is described`() throws {
        #expect(try wuhan().refuses(.matterReceived, ["source": "other", "description": " "], citing: "WH-8.3"))
        #expect(try !wuhan().refuses(.matterReceived, ["source": "other", "description": "巡查发现"], citing: "WH-8.3"))
    }

    @Test(.rows("WH-9.1")) func `a complaint by someone whose rights are untouched needs a reason`() throws {
        let matter: [String: FactValue] = ["source": "complaint", "relation": "other"]
        #expect(try wuhan().refuses(.matterReceived, matter, citing: "WH-9.1"))
        #expect(
            try !wuhan().refuses(
                .matterReceived, matter.merging(["choice-reason": "受托"]) { $1 }, citing: "WH-9.1"))
        for relation in ["self", "agent"] {
            #expect(
                try !wuhan().refuses(
                    .matterReceived, ["source": "complaint", "relation": .text(relation)], citing: "WH-9.1"))
        }
    }

    @Test(.rows("WH-9.2")) func `a complaint form is filled in by the complainant or at dictation`() throws {
        for form in complaintForms {
            for (writer, isRefused) in [("officer", true), ("complainant", false), ("dictated", false)] {
                let matter = try wuhan(["source": "complaint"]).given(.matterReceived, ["written-by": .text(writer)])
                #expect(matter.refuses(.formSubmitted, ["form": .text(form)], citing: "WH-9.2") == isRefused)
            }
        }
        // An officer makes the form of a referred matter (article 12).
        let assigned = try wuhan(["source": "assigned"]).given(.matterReceived, ["written-by": "officer"])
        #expect(!assigned.refuses(.formSubmitted, ["form": "complaint-registration-form"], citing: "WH-9.2"))
    }

    @Test(.rows("WH-9.3")) func `a complaint in construction takes the form of that field`() throws {
        let form: [String: FactValue] = ["form": "complaint-registration-form"]
        #expect(try wuhan(["industry": "construction"]).refuses(.formDrafted, form, citing: "WH-9.3"))
        #expect(try !wuhan(["industry": "general"]).refuses(.formDrafted, form, citing: "WH-9.3"))
    }

    @Test(.rows("WH-9.4")) func `a complaint comes with evidence or a statement that there is none`() throws {
        let complaint = try wuhan(["source": "complaint"])
        for form in complaintForms {
            let act: [String: FactValue] = ["form": .text(form)]
            #expect(complaint.refuses(.formSubmitted, act, citing: "WH-9.4"))
            #expect(
                complaint.given(.matterReceived, ["evidence": "offered"]).refuses(.formSubmitted, act, citing: "WH-9.4")
            )
            #expect(
                !complaint.given(.matterReceived, ["evidence": "none-available"])
                    .refuses(.formSubmitted, act, citing: "WH-9.4"))
            #expect(
                !complaint.given(.materialReceived, ["submitter": "complainant"], of: "m1")
                    .refuses(.formSubmitted, act, citing: "WH-9.4"))
        }
    }

    @Test(.rows("WH-9.5", "WH-10.8"), arguments: [("WH-9.5", "complainant"), ("WH-10.8", "reporter")])
    func `each piece handed in is listed with name, pages, kind and receiver`(row: String, submitter: String) throws {
        let whole: [String: FactValue] = [
            "phase": "intake", "submitter": .text(submitter), "name": "工资条", "pages": 2, "copy": true,
            "received-by": "wang",
        ]
        #expect(try !wuhan().refuses(.materialReceived, whole, citing: row))
        for name in ["name", "pages", "copy", "received-by"] {
            #expect(try wuhan().refuses(.materialReceived, whole.filter { $0.key != name }, citing: row), "\(name)")
        }
    }

    @Test(
        .rows("WH-9.6", "WH-10.9"),
        arguments: [
            ("WH-9.6", "complainant", "complainant-submitted"), ("WH-10.9", "reporter", "reporter-submitted"),
        ])
    func `material of intake bears its own stamp with the day it was handed in`(
        row: String, submitter: String, stamp: String
    ) throws {
        let matter = try wuhan(["channel": "visit"]).at("2018-02-12 09:00")
            .given(.materialReceived, ["phase": "intake", "submitter": .text(submitter)], of: "m1")
        let filing: [String: FactValue] = ["form": "filing-approval-form"]
        func stamped(_ stamp: String, _ day: String) -> RuleCase {
            matter.given(.materialStamped, ["stamp": .text(stamp), "date": .text(day)], of: "m1")
        }
        #expect(matter.refuses(.formSubmitted, filing, citing: row))
        #expect(!stamped(stamp, "2018-02-12").refuses(.formSubmitted, filing, citing: row))
        #expect(stamped(stamp, "2018-02-13").refuses(.formSubmitted, filing, citing: row))
        for other in ["complainant-submitted", "reporter-submitted", "inspected-unit-submitted"] where other != stamp {
            #expect(stamped(other, "2018-02-12").refuses(.formSubmitted, filing, citing: row))
        }
        // The stamp stands on another piece.
        let second = stamped(stamp, "2018-02-12")
            .given(.materialReceived, ["phase": "intake", "submitter": .text(submitter)], of: "m2")
        #expect(second.refuses(.formSubmitted, filing, citing: row))
    }

    @Test(.rows("WH-9.7", "WH-10.10"), arguments: [("WH-9.7", "complainant"), ("WH-10.10", "reporter")])
    func `a copy bears the second stamp after comparison, or there was no original`(row: String, submitter: String)
        throws
    {
        let matter = try wuhan(["channel": "visit"])
            .given(.materialReceived, ["phase": "intake", "submitter": .text(submitter), "copy": true], of: "m1")
        let filing: [String: FactValue] = ["form": "filing-approval-form"]
        let compared: [String: FactValue] = ["stamp": "copy-verified", "compared-by": "wang"]
        #expect(matter.refuses(.formSubmitted, filing, citing: row))
        let stamped = matter.given(.materialStamped, compared, of: "m1")
        #expect(!stamped.refuses(.formSubmitted, filing, citing: row))
        #expect(
            matter.given(.materialStamped, ["stamp": "copy-verified"], of: "m1")
                .refuses(.formSubmitted, filing, citing: row), "nobody compared it")
        #expect(
            matter.given(.materialStamped, ["stamp": "complainant-submitted", "compared-by": "wang"], of: "m1")
                .refuses(.formSubmitted, filing, citing: row))
        let without = matter.given(.originalNotProduced, ["reason": "原件遗失"], of: "m1")
        #expect(!without.refuses(.formSubmitted, filing, citing: row))
        #expect(
            matter.given(.originalNotProduced, of: "m1").refuses(.formSubmitted, filing, citing: row), "no reason given"
        )
        #expect(
            stamped.given(.originalNotProduced, ["reason": "原件遗失"], of: "m1")
                .refuses(.formSubmitted, filing, citing: row), "stamp and missing original contradict each other")
        let original = try wuhan(["channel": "visit"])
            .given(.materialReceived, ["phase": "intake", "submitter": .text(submitter), "copy": false], of: "m1")
        #expect(!original.refuses(.formSubmitted, filing, citing: row))
    }

    @Test(.rows("WH-10.2")) func `a report by phone notes who reports, or that nobody is named`() throws {
        let call: [String: FactValue] = ["source": "report", "channel": "phone"]
        let contact: [String: FactValue] = ["reporter-sex": "拒绝", "reporter-contact": "拒绝"]
        let named: [String: FactValue] = ["reporter-name": "某"]
        func refuses(_ parts: [String: FactValue]...) throws -> Bool {
            try wuhan().refuses(
                .matterReceived, parts.reduce(call) { $0.merging($1) { $1 } }, citing: "WH-10.2")
        }
        #expect(try refuses(contact))
        #expect(try refuses(contact, ["anonymous": false]))
        #expect(try !refuses(contact, named))
        #expect(try !refuses(contact, ["anonymous": true]))
        for missing in contact.keys { #expect(try refuses(contact.filter { $0.key != missing }, named)) }
    }

    @Test(.rows("WH-10.3"), arguments: ["employer-name", "employer-address", "violation-summary"])
    func `a report by phone notes the employer and the violation`(missing: String) throws {
        var call: [String: FactValue] = [
            "source": "report", "channel": "phone", "employer-name": "甲公司", "employer-address": "不详",
            "violation-summary": "欠薪",
        ]
        #expect(try !wuhan().refuses(.matterReceived, call, citing: "WH-10.3"))
        call[missing] = nil
        #expect(try wuhan().refuses(.matterReceived, call, citing: "WH-10.3"))
    }

    @Test(.rows("WH-10.4")) func `the form of a report by phone is made by who answered`() throws {
        let call = try wuhan(["source": "report", "channel": "phone"])
        let form: [String: FactValue] = ["form": "report-registration-form"]
        #expect(call.refuses(.formDrafted, form, as: "lead-handler", citing: "WH-10.4"))
        #expect(!call.refuses(.formDrafted, form, as: "intake-officer", citing: "WH-10.4"))
        let visit = try wuhan(["source": "report", "channel": "visit"])
        #expect(!visit.refuses(.formDrafted, form, as: "reporter", citing: "WH-10.4"))
    }

    @Test(.rows("WH-10.6")) func `a reporter on site fills in the form, or dictates it`() throws {
        for form in reportForms {
            for (writer, isRefused) in [("officer", true), ("reporter", false), ("dictated", false)] {
                let matter = try wuhan(["source": "report", "channel": "visit"])
                    .given(.matterReceived, ["written-by": .text(writer)])
                #expect(matter.refuses(.formSubmitted, ["form": .text(form)], citing: "WH-10.6") == isRefused)
            }
        }
    }

    @Test(
        .rows("WH-10.7", "WH-10.11"),
        arguments: [
            ("WH-10.7", "visit", "violation-statement", "letter"), ("WH-10.11", "letter", "report-letter", "visit"),
        ])
    func `a report on site comes with its statement, one by letter with the letter`(
        row: String, channel: String, paper: String, otherChannel: String
    ) throws {
        for form in reportForms {
            let act: [String: FactValue] = ["form": .text(form)]
            let report = try wuhan(["source": "report", "channel": .text(channel)])
            #expect(report.refuses(.formSubmitted, act, citing: row))
            #expect(report.given(.materialReceived, ["document": "other"]).refuses(.formSubmitted, act, citing: row))
            #expect(
                !report.given(.materialReceived, ["document": .text(paper)]).refuses(.formSubmitted, act, citing: row))
            let other = try wuhan(["source": "report", "channel": .text(otherChannel)])
            #expect(!other.refuses(.formSubmitted, act, citing: row))
        }
    }
}
