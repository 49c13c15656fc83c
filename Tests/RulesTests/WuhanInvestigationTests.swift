import Rules
import TestKit
import Testing

@Suite struct `Wuhan articles 16 to 22: the papers of the investigation` {
    private let conclusion: [String: FactValue] = ["form": "investigation-conclusion-report"]

    private func wuhan(_ attributes: [String: FactValue] = [:]) throws -> RuleCase {
        try RuleCase("wuhan", case: attributes)
    }

    @Test(
        .rows("WH-16.1", "WH-17.3"),
        arguments: [
            ("WH-16.1", "questioning", "inquiry-transcript"), ("WH-17.3", "inspection", "inspection-record"),
        ])
    func `each questioning has its transcript and each inspection its record`(
        row: String, act: String, form: String
    ) throws {
        let matter = try wuhan()
        let attributes: [String: FactValue] = ["act": .text(act)]
        #expect(matter.refuses(.actCompleted, attributes, of: "a1", citing: row))
        let ofAnother = matter.given(.formSubmitted, ["form": .text(form), "about": "a0"], of: "f0")
        #expect(ofAnother.refuses(.actCompleted, attributes, of: "a1", citing: row))
        let other = matter.given(.formSubmitted, ["form": "service-receipt", "about": "a1"], of: "f1")
        #expect(other.refuses(.actCompleted, attributes, of: "a1", citing: row))
        let written = matter.given(.formSubmitted, ["form": .text(form), "about": "a1"], of: "f1")
        #expect(!written.refuses(.actCompleted, attributes, of: "a1", citing: row))
        #expect(!matter.refuses(.actCompleted, ["act": "call"], of: "a1", citing: row))
    }

    @Test(.rows("WH-16.2", "WH-16.3"))
    func `refusal to cooperate is written down and signed by officers and witnesses`() throws {
        let matter = try wuhan()
        let act: [String: FactValue] = ["act": "questioning", "cooperation": "refused"]
        let form: [String: FactValue] = ["form": "non-cooperation-record", "about": "a1"]
        #expect(matter.refuses(.actCompleted, act, of: "a1", citing: "WH-16.2"))
        #expect(!matter.refuses(.actCompleted, ["cooperation": "yes"], of: "a1", citing: "WH-16.2"))
        let written = matter.given(.formSubmitted, form, of: "f1")
        #expect(!written.refuses(.actCompleted, act, of: "a1", citing: "WH-16.2"))
        #expect(written.refuses(.actCompleted, act, of: "a2", citing: "WH-16.2"))
        func signed(_ signers: FactValue) -> RuleCase {
            written.given(.formSigned, form.merging(["signers": signers]) { $1 }, of: "f1")
        }
        #expect(written.refuses(.actCompleted, act, of: "a1", citing: "WH-16.3"))
        #expect(signed(["officer"]).refuses(.actCompleted, act, of: "a1", citing: "WH-16.3"))
        #expect(signed(["witness"]).refuses(.actCompleted, act, of: "a1", citing: "WH-16.3"))
        #expect(!signed(["officer", "witness"]).refuses(.actCompleted, act, of: "a1", citing: "WH-16.3"))
        #expect(signed(["officer", "witness"]).refuses(.actCompleted, act, of: "a2", citing: "WH-16.3"))
        let deviated = signed(["officer"]).given(
            .deviationRecorded, ["rule": "WH-16.3", "about": "a1", "reason": "现场无见证人"], as: "agency-head")
        #expect(!deviated.refuses(.actCompleted, act, of: "a1", citing: "WH-16.3"))
        #expect(deviated.refuses(.actCompleted, act, of: "a2", citing: "WH-16.3"))
    }

    @Test(
        .rows("WH-16.4", "WH-16.5", "WH-16.7"),
        arguments: [
            ("WH-16.4", "field.officer-unit"), ("WH-16.4", "field.officers"), ("WH-16.5", "field.certificate-numbers"),
            ("WH-16.7", "field.start"), ("WH-16.7", "field.end"), ("WH-16.7", "field.place"),
        ])
    func `the transcript states who asked, on which certificates, when and where`(row: String, field: String) throws {
        var transcript: [String: FactValue] = [
            "form": "inquiry-transcript", "field.officer-unit": "市支队", "field.officers": "李、赵",
            "field.certificate-numbers": "42010001、42010002", "field.start": "2026-03-02 09:00",
            "field.end": "2026-03-02 09:40", "field.place": "会议室",
        ]
        #expect(try !wuhan().refuses(.formSubmitted, transcript, citing: row))
        for blank in [" ", nil] as [FactValue?] {
            transcript[field] = blank
            #expect(try wuhan().refuses(.formSubmitted, transcript, citing: row))
        }
    }

    @Test(.rows("WH-16.7")) func `the transcript does not end before it starts`() throws {
        let transcript: [String: FactValue] = [
            "form": "inquiry-transcript", "field.start": "2026-03-02 10:00", "field.end": "2026-03-02 09:40",
            "field.place": "会议室",
        ]
        #expect(try wuhan().refuses(.formSubmitted, transcript, citing: "WH-16.7"))
        let sameTime = transcript.merging(["field.end": "2026-03-02 10:00"]) { $1 }
        #expect(try !wuhan().refuses(.formSubmitted, sameTime, citing: "WH-16.7"))
    }

    @Test(.rows("WH-16.6")) func `whether certificates were shown is answered, a no with its reason`() throws {
        func refuses(_ answer: [String: FactValue]) throws -> Bool {
            try wuhan().refuses(.actCompleted, answer.merging(["act": "questioning"]) { $1 }, citing: "WH-16.6")
        }
        #expect(try refuses([:]))
        #expect(try refuses(["certificates-shown": "no"]))
        #expect(try refuses(["certificates-reason": "x"]))
        #expect(try !refuses(["certificates-shown": "yes"]))
        #expect(try !refuses(["certificates-shown": "no", "certificates-reason": "情况紧急"]))
    }

    @Test(.rows("WH-17.1")) func `an inquiry notice that was issued is served`() throws {
        let issued = try wuhan().given(.formIssued, ["form": "inquiry-notice"], of: "n1")
        #expect(issued.standing(of: "WH-17.1") == .open)
        #expect(issued.given(.served, ["form-id": "n2"], of: "s1").standing(of: "WH-17.1") == .open)
        let served = issued.given(.served, ["form-id": "n1"], of: "s1")
        #expect(served.standing(of: "WH-17.1") == .met)
        #expect(served.given(.serviceReturned, of: "s1").standing(of: "WH-17.1") == .open)
    }

    @Test(.rows("WH-17.2")) func `material asked for without a notice is a reminder only, and none with a reason`()
        throws
    {
        let ledger: [String: FactValue] = ["phase": "investigation", "submitter": "inspected-unit"]
        let matter = try wuhan().given(.materialReceived, ledger, of: "m1")
        #expect(matter.obligation("WH-17.2")?.force == "advice")
        #expect(matter.standing(of: "WH-17.2") == .open)
        #expect(!matter.refuses(.formSubmitted, conclusion, citing: "WH-17.2"))
        #expect(matter.given(.formIssued, ["form": "inquiry-notice"]).standing(of: "WH-17.2") == .met)
        let waived: [String: FactValue] = ["note": "inquiry-notice-waived"]
        #expect(matter.given(.noteMade, waived).standing(of: "WH-17.2") == .open)
        #expect(
            matter.given(.noteMade, waived.merging(["reason": "事实清楚"]) { $1 }).standing(of: "WH-17.2") == .met)
        let own = try wuhan().given(.materialReceived, ["phase": "intake", "submitter": "complainant"])
        #expect(own.obligations("WH-17.2") == [])
    }

    @Test(.rows("WH-17.4")) func `the inspection record describes the inspection`() throws {
        let record: [String: FactValue] = ["form": "inspection-record"]
        #expect(try wuhan().refuses(.formSubmitted, record, citing: "WH-17.4"))
        #expect(
            try !wuhan().refuses(.formSubmitted, record.merging(["field.findings": "查见…"]) { $1 }, citing: "WH-17.4"))
    }

    @Test(
        .rows("WH-18.1", "WH-18.2"),
        arguments: [
            ("WH-18.1", "inspected-unit", "inspected-unit-submitted"),
            ("WH-18.2", "complainant", "complainant-or-reporter-submitted"),
            ("WH-18.2", "reporter", "complainant-or-reporter-submitted"),
        ])
    func `material of the investigation bears the stamp of its submitter`(
        row: String, submitter: String, stamp: String
    ) throws {
        let matter = try wuhan().at("2026-03-02 10:00")
            .given(.materialReceived, ["phase": "investigation", "submitter": .text(submitter)], of: "m1")
        func stamped(_ stamp: String, _ day: String) -> RuleCase {
            matter.given(.materialStamped, ["stamp": .text(stamp), "date": .text(day)], of: "m1")
        }
        #expect(matter.refuses(.formSubmitted, conclusion, citing: row))
        #expect(!stamped(stamp, "2026-03-02").refuses(.formSubmitted, conclusion, citing: row))
        #expect(stamped(stamp, "2026-03-03").refuses(.formSubmitted, conclusion, citing: row))
        #expect(stamped("complainant-submitted", "2026-03-02").refuses(.formSubmitted, conclusion, citing: row))
    }

    @Test(.rows("WH-18.3")) func `a copy of the investigation bears the second stamp, or there was no original`() throws
    {
        let matter = try wuhan().given(.materialReceived, ["phase": "investigation", "copy": true], of: "m1")
        let compared: [String: FactValue] = ["stamp": "copy-verified", "compared-by": "li"]
        #expect(matter.refuses(.formSubmitted, conclusion, citing: "WH-18.3"))
        #expect(
            !matter.given(.materialStamped, compared, of: "m1").refuses(.formSubmitted, conclusion, citing: "WH-18.3"))
        #expect(
            matter.given(.materialStamped, ["stamp": "copy-verified"], of: "m1")
                .refuses(.formSubmitted, conclusion, citing: "WH-18.3"))
        let without = matter.given(.originalNotProduced, ["reason": "遗失"], of: "m1")
        #expect(!without.refuses(.formSubmitted, conclusion, citing: "WH-18.3"))
        #expect(matter.given(.originalNotProduced, of: "m1").refuses(.formSubmitted, conclusion, citing: "WH-18.3"))
        #expect(
            without.given(.materialStamped, compared, of: "m1").refuses(.formSubmitted, conclusion, citing: "WH-18.3"))
        let original = try wuhan().given(.materialReceived, ["phase": "investigation", "copy": false], of: "m1")
        #expect(!original.refuses(.formSubmitted, conclusion, citing: "WH-18.3"))
    }

    @Test(.rows("WH-22.1", "WH-22.2", "WH-22.3"))
    func `an extension has a reason, the lead officer's draft and the bureau's approval`() throws {
        let form: [String: FactValue] = ["form": "extension-approval-form"]
        #expect(try wuhan().refuses(.formSubmitted, form, citing: "WH-22.1"))
        #expect(try !wuhan().refuses(.formSubmitted, form.merging(["field.reason": "复杂"]) { $1 }, citing: "WH-22.1"))
        #expect(try wuhan().refuses(.formDrafted, form, as: "review-dept", citing: "WH-22.2"))
        #expect(try !wuhan().refuses(.formDrafted, form, as: "lead-handler", citing: "WH-22.2"))
        #expect(try wuhan().refuses(.formApproved, form, as: "agency-head", citing: "WH-22.3"))
        #expect(try !wuhan().refuses(.formApproved, form, as: "bureau-head", citing: "WH-22.3"))
    }
}
