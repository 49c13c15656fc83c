import Casework
import Chronology
import Rules

/// One full event of every kind: each property is set, so that none is lost on the way.
enum SampleEvents {
    /// Every sample, by the kind that it must bear in the log.
    static let all: [String: CaseEvent] = [
        "matter-received": .matterReceived(matter),
        "material-received": .materialReceived(
            MaterialReceived(
                item: "m1", pages: 3, submitter: "complainant", isCopy: true, phase: "intake",
                document: "violation-statement", name: "劳动合同复印件", blob: .sample("b"))),
        "case-numbered": .caseNumbered(CaseNumbered(serial: "武人社监立〔2026〕7号")),
        "lead-assigned": .leadAssigned(
            LeadAssigned(lead: Actor.lead.officer, others: [Actor.second.officer], reason: "轮案")),
        "form-drafted": .formDrafted(
            FormDrafted(
                form: "f1", formKind: "rectification-order", version: 2, about: "a1", corrects: "f0",
                fields: [
                    "demand": .text("补发工资"), "period-days": .number(10), "agreed": .yes(true),
                    "rows": .rows([["name": "王五", "owed": "100"], [:]]),
                ])),
        "form-submitted": .formSubmitted(
            FormSubmitted(form: "f1", version: 2, to: "agency-head", document: .sample("c"), setWith: "typst 0.14.0")),
        "form-reviewed": .formReviewed(FormReviewed(form: "f1", version: 2, passed: false, opinion: "补充证据")),
        "form-forwarded": .formForwarded(FormForwarded(form: "f1", version: 2, to: "agency-head")),
        "form-decided": .formDecided(
            FormDecided(
                form: "f1", version: 2, approved: true, opinion: "同意", document: String(repeating: "c", count: 64),
                onPaper: FormDecided.OnPaper(
                    approver: Actor.head.officer, role: "agency-head", scan: .sample("d", name: "审批.pdf")))),
        "form-issued": .formIssued(
            FormIssued(form: "f1", version: 2, number: "监令字〔2026〕1号", document: .sample("e"))),
        "form-signed": .formSigned(
            FormSigned(
                form: "f1", version: 2, signers: ["officer", "party"], withFingerprint: true, isSealed: false, pages: 2,
                names: ["钱峰", "王五"], scan: .sample("d"))),
        "form-voided": .formVoided(FormVoided(form: "f1", reason: "名称有误")),
        "act-recorded": .actRecorded(act),
        "act-finalised": .actFinalised(ActFinalised(act: "a1")),
        "act-entered": .actEntered(
            ActEntered(
                what: .recordingLabelled, subject: "r1",
                answers: [
                    "case-number": "7", "one": 1, "none": 0, "held": true, "barred": false, "list": ["甲", "乙"],
                    "when": .instant(.clock("10:00:00")),
                ], personal: ["party": "江城公司"], attachments: [.sample("b")])),
        "recording-added": .recordingAdded(
            RecordingAdded(
                recording: "r1", act: "a1", device: "DSJ-01", deviceRegistered: false, deviceReason: "设备送修",
                start: .clock("10:00:00.250"), durationMilliseconds: 1_200_500, isEvidence: true, container: "mp4",
                probedWith: "ffprobe 5.1", blob: .sample("a", name: "视频.mp4", type: "video/mp4"))),
        "service-entered": .serviceEntered(
            ServiceEntered(
                service: "s1", form: "f1", method: "mail", receipt: "f2", captures: 1, addressee: "江城公司",
                details: ["posting-proof": "EMS 1", "held": false], attachments: [.sample("b")])),
        "wages-entered": .wagesEntered(wages),
        "case-joined-into": .caseJoined(
            CaseJoined(into: "c2", intoNumber: "立〔2026〕7号", reason: "同一单位", approval: approval)),
        "case-taken-in": .caseTakenIn(takenIn),
        "case-split-off": .caseSplitOff(
            CaseSplitOff(
                into: "c3", intoNumber: "接〔2026〕9号", reason: "事项不同", approval: approval, people: ["王五"], matter: "加班工资"
            )),
        "case-taken-over": .caseTakenOver(takenOver),
    ]

    private static let approval = JoinApproval(by: Actor.head.officer, role: "agency-head", scan: .sample("d"))

    private static var takenIn: CaseTakenIn {
        var event = CaseTakenIn(way: .joined, from: "c1", fromNumber: "立〔2026〕8号", reason: "同一单位", part: 1)
        event.complainants = [Complainant(name: "王五")]
        event.employers = [Employer(part: .employer, name: "江城公司")]
        event.materials = [
            CaseTakenIn.Piece(
                received: MaterialReceived(
                    item: "立〔2026〕8号：m1", pages: 3, submitter: "complainant", isCopy: true, phase: "intake",
                    name: "劳动合同复印件", blob: .sample("b")), at: .clock("10:00:00"), stamps: ["copy-verified"])
        ]
        return event
    }

    private static var wages: WagesEntered {
        var wages = WagesEntered(
            replaces: true, rows: [WageRow(worker: "王五", period: "2026年1月", owed: 800_000, paid: 100_000)],
            source: .sample("b"))
        wages.list = .sample("c")
        return wages
    }

    private static var takenOver: CaseTakenOver {
        var event = CaseTakenOver(
            number: "武监立〔2025〕88号", unit: "大队", level: "city", cause: "拖欠工资", source: .complaint,
            industry: .construction, state: "suspended", stateTitle: "中止调查", received: .example(1),
            digest: String(repeating: "1", count: 64))
        event.procedure = "penalty"
        event.stateBefore = "under-investigation"
        event.milestones = [
            CaseTakenOver.Milestone(
                name: "filed", title: "立案日期", day: .example(5),
                facts: [.init(kind: .formApproved, attributes: ["form": "filing-approval-form", "accepted": true])])
        ]
        event.lead = Actor.lead.officer
        event.others = [Actor.second.officer]
        event.papers = [
            CaseTakenOver.Paper(
                item: "p1", pages: 3, day: .example(5), form: "filing-approval-form", steps: [.drafted, .approved],
                scan: .sample("b", name: "立案审批表.pdf"))
        ]
        event.paperNames = ["立案审批表"]
        event.complainants = [Complainant(name: "王五")]
        event.employers = [Employer(part: .employer, name: "江城公司")]
        event.summary = "三个月未发工资"
        return event
    }

    private static var matter: MatterReceived {
        var matter = MatterReceived(
            intakeNumber: "2026-0001", unit: "city", level: "city", cause: "拖欠工资", source: .report, channel: .letter,
            industry: .construction, writtenBy: .reporter, isAnonymous: true, isHeightened: true)
        matter.relation = "other"
        matter.choiceReason = "受托"
        matter.sendingOrgan = "市信访局"
        matter.sendingNumber = "武信〔2026〕3号"
        matter.sendingDay = Day(2026, 2, 27)
        matter.evidence = "offered"
        matter.windowRecordingReason = "设备故障"
        matter.complainants = [
            Complainant(
                name: "王五", sex: "male", identityNumber: "420100199001010011", phone: "13800000000", address: "汉口",
                representative: "赵六")
        ]
        matter.employers = [
            Employer(
                part: .generalContractor, name: "江城建筑公司", creditCode: "91420100MA4K000000", address: "武昌",
                legalRepresentative: "刘总", phone: "027-1")
        ]
        matter.summary = "三个月未发工资"
        matter.description = "来信"
        matter.wages = [WageRow(worker: "王五", period: "2026年1月", owed: 800_000, paid: 100_000)]
        matter.informant = MatterReceived.Informant(name: "丁一", sex: "female", contact: "13900000000")
        return matter
    }

    private static var act: ActRecorded {
        var act = ActRecorded(
            act: "a1", what: .inspection, from: .clock("10:00:00"), to: .clock("11:00:00"), isOnSite: true,
            officers: [Actor.lead.officer, Actor.second.officer])
        act.certificatesShown = true
        act.certificatesReason = "已出示"
        act.cooperation = "refused"
        act.obstruction = "yes"
        act.place = "江城大道1号"
        act.persons = "刘总"
        act.findings = "未见工资表"
        return act
    }
}

extension Day {
    /// A day of December 2025.
    static func example(_ day: Int) -> Day { Day(2025, 12, day) ?? Day(epochDay: 0) }
}
