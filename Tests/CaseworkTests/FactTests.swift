import Casework
import Chronology
import Rules
import TestKit
import Testing

@Suite struct `Every event states its facts` {
    @Test func `receipt states source, parties and, for those who may see it, the informant`() throws {
        let told = Told().given(try #require(SampleEvents.all["matter-received"]))
        let fact = try #require(told.fact(.matterReceived))
        let expected: [String: FactValue] = [
            "source": "report", "channel": "letter", "industry": "construction", "written-by": "reporter",
            "anonymous": true, "relation": "other", "choice-reason": "受托", "sending-organ": "市信访局",
            "sending-number": "武信〔2026〕3号", "sending-date": "2026-02-27", "evidence": "offered",
            "window-recording-reason": "设备故障", "employer-name": "江城建筑公司", "employer-address": "武昌",
            "violation-summary": "三个月未发工资", "description": "来信", "reporter-name": "丁一", "reporter-sex": "female",
            "reporter-contact": "13900000000", "level": "city", "trace": "heightened",
        ]
        #expect(fact.attributes == expected)
        #expect(fact.person == "zhao" && fact.roles == ["intake-officer", "intake-dept"] && fact.entry == "entry-1")
        #expect(told.matter.caseFacts.attributes["trace"] == "heightened")
        #expect(told.matter.caseFacts.attributes["industry"] == "construction")
        #expect(Told().matter.caseFacts.attributes.isEmpty)
    }

    @Test func `material states name, pages, submitter and who received it`() throws {
        let fact = try #require(Told.complaint.given(.material(copy: true)).fact(.materialReceived))
        #expect(fact.subject == "m1")
        #expect(
            fact.attributes == [
                "name": "劳动合同", "pages": 2, "submitter": "complainant", "copy": true, "phase": "intake",
                "received-by": "zhao",
            ])
    }

    @Test func `a lead and an officer named twice are one officer`() throws {
        let told = Told.complaint.given(
            .leadAssigned(LeadAssigned(lead: Actor.lead.officer, others: [Actor.lead.officer])))
        #expect(told.fact(.leadAssigned)?["officer-count"] == 1)
        let two = try #require(Told.complaint.given(.leadNamed).fact(.leadAssigned))
        #expect(two.attributes == ["lead": "qian", "officers": ["qian", "sun"], "officer-count": 2])
        let twice = Told.complaint.given(.act { $0.officers = [Actor.lead.officer, Actor.lead.officer] })
        #expect(twice.fact(.actRecorded)?["officer-count"] == 1)
        #expect(twice.fact(.actRecorded)?["badges"] == ["W002"])
    }

    @Test func `every fact about a form states its kind, version, drafter, subject and fields`() {
        let told = Told.complaint.given(
            .drafted("f1", "rectification-order", about: "a1", fields: ["period-days": .number(15)])
        )
        .given(.submitted("f1")).given(.reviewed("f1"), by: .reviewer).given(.forwarded("f1"), by: .reviewer)
        .given(.decided("f1"), by: .head).given(.issued("f1"), by: .clerk).given(.signed("f1"), by: .clerk)
        .given(.voided("f1"), by: .clerk)
        let kinds: [FactKind] = [
            .formDrafted, .formSubmitted, .formReviewed, .formForwarded, .formApproved, .formNumbered, .formIssued,
            .formSigned, .formScanned, .formVoided,
        ]
        #expect(told.matter.facts.map(\.kind) == [.matterReceived] + kinds)
        for kind in kinds {
            let fact = told.fact(kind)
            #expect(fact?.subject == "f1")
            #expect(fact?["form"] == "rectification-order")
            #expect(fact?["version"] == 1)
            #expect(fact?["drafter"] == "zhao")
            #expect(fact?["about"] == "a1")
            #expect(fact?["field.period-days"] == 15)
        }
        #expect(told.fact(.formSubmitted)?["to"] == "agency-head")
        #expect(told.fact(.formReviewed)?["passed"] == true)
        #expect(told.fact(.formForwarded)?["to"] == "agency-head")
        #expect(told.fact(.formApproved)?["opinion"] == "同意")
        #expect(told.fact(.formIssued)?["number"] == "监字〔2026〕1号")
        #expect(told.fact(.formNumbered)?["number"] == "监字〔2026〕1号")
        #expect(told.fact(.formSigned)?["signers"] == ["party"])
        #expect(told.fact(.formSigned)?["signer-count"] == 1)
        #expect(told.fact(.formSigned)?["fingerprint"] == true)
        #expect(told.fact(.formScanned)?["pages"] == 1)
        #expect(told.fact(.formVoided)?["reason"] == "名称有误")
        #expect(told.fact(.formReviewed)?.person == "li")
    }

    @Test(.rows("LX-4.5"), arguments: [("video/mp4", "video"), ("audio/mpeg", "audio"), ("image/jpeg", "image")])
    func `a recording states whether it is film, sound or picture`(type: String, media: String) throws {
        let told = Told.complaint.given(
            .recording("r1", of: nil, "09:00", "09:10") { $0.blob = .sample("b", name: "r1", type: type) })
        #expect(try #require(told.fact(.recordingAdded))["media"] == .text(media))
    }

    @Test func `a refusal is another fact than an approval`() {
        let told = Told.complaint.submitting("f1", "filing-approval-form")
            .given(.decided("f1", approved: false, opinion: "补充"), by: .head)
        #expect(told.fact(.formRefused)?["opinion"] == "补充")
        #expect(told.fact(.formApproved) == nil)
    }

    @Test func `a form without a number states none`() {
        let told = Told.complaint.submitting("f1", "filing-approval-form").given(.issued("f1", number: nil))
        #expect(told.fact(.formNumbered) == nil)
        #expect(told.fact(.formIssued)?.states("number") == false)
    }

    @Test func `an approval on paper is its approver's act in the approver's role`() throws {
        let paper = FormDecided.OnPaper(approver: Actor.head.officer, role: "agency-head", scan: .sample("d"))
        let told = Told.complaint.submitting("f1", "filing-approval-form").given(
            .decided("f1", onPaper: paper), by: .clerk)
        let fact = try #require(told.fact(.formApproved))
        #expect(fact.roles == ["agency-head"] && fact.person == "zhou")
        #expect(fact["carrier"] == "paper" && fact["entered-by"] == "wu")
        #expect(told.matter.form("f1")?.decision?.by == Actor.head.officer)
        #expect(told.matter.form("f1")?.decision?.isOnPaper == true)
        #expect(try told.refusingRules(of: .numbered) == [])
        let electronic = Told.complaint.submitting("f1", "filing-approval-form").given(.decided("f1"), by: .head)
        #expect(electronic.fact(.formApproved)?["carrier"] == "electronic")
        #expect(electronic.fact(.formApproved)?.states("entered-by") == false)
    }

    @Test func `service states the form, its fields and the details, which never replace what service itself states`()
        throws
    {
        let told = Told.complaint.submitting("f1", "rectification-order", ["period-days": .number(15)])
            .given(
                .served(
                    "s1", form: "f1", method: "fax", receipt: "r1", captures: 2,
                    ["fax-number": "027-1", "method": "direct", "form": "x", "captures": 9]))
        let fact = try #require(told.fact(.served))
        #expect(
            fact.attributes == [
                "form": "rectification-order", "form-id": "f1", "method": "fax", "addressee": "江城公司", "receipt": "r1",
                "captures": 2, "fax-number": "027-1", "field.period-days": 15, "period-days": 15,
            ])
    }

    @Test func `mail that came back states the form that was served`() throws {
        let told = Told.complaint.submitting("f1", "penalty-decision").given(.served("s1", form: "f1", method: "mail"))
            .given(.entered(.serviceReturned, about: "s1", personal: ["return-circumstances": "查无此人"]))
        let fact = try #require(told.fact(.serviceReturned))
        #expect(fact.subject == "s1" && fact["form"] == "penalty-decision" && fact["form-id"] == "f1")
        #expect(fact["return-circumstances"] == "查无此人")
    }

    @Test(.rows("WH-45.1")) func `a recording states its device, its time and its act`() throws {
        let told = Told.complaint.given(.act()).given(.recording("r1", "10:00:00", "10:20:00"))
        #expect(
            try #require(told.fact(.recordingAdded)).attributes == [
                "act": "a1", "device": "DSJ-01", "device-registered": true, "start": .instant(.clock("10:00:00")),
                "end": .instant(.clock("10:20:00")), "evidence": false, "media": "video",
            ])
    }

    @Test func `a proposed penalty puts the case on the penalty path until it is voided`() {
        let told = Told.complaint.given(.drafted("p", "proposed-penalty-approval-form"))
        #expect(Told.complaint.matter.caseFacts.attributes["penalty-path"] == false)
        #expect(told.matter.caseFacts.attributes["penalty-path"] == true)
        #expect(told.given(.voided("p")).matter.caseFacts.attributes["penalty-path"] == false)
    }
}
