import Casework
import Chronology
import Rules

/// Events in few words, for tests that are about something else than the properties left out.
extension CaseEvent {
    /// A complaint by a visitor against one employer.
    static func received(
        _ source: MatterReceived.Source = .complaint, channel: MatterReceived.Channel = .visit, level: String = "city",
        _ change: (inout MatterReceived) -> Void = { _ in }
    ) -> CaseEvent {
        var matter = MatterReceived(
            intakeNumber: "2026-0001", unit: "city", level: level, cause: "拖欠工资", source: source, channel: channel,
            industry: .general, writtenBy: source == .complaint ? .complainant : .reporter)
        matter.relation = "self"
        matter.windowRecordingReason = "窗口录像另存"
        matter.complainants = [Complainant(name: "王五")]
        matter.employers = [Employer(part: .employer, name: "江城公司", address: "江城大道1号")]
        matter.summary = "三个月未发工资"
        change(&matter)
        return .matterReceived(matter)
    }

    static func material(
        _ item: String = "m1", submitter: String = "complainant", copy: Bool = false, pages: Int = 2,
        name: String? = "劳动合同"
    ) -> CaseEvent {
        .materialReceived(
            MaterialReceived(
                item: item, pages: pages, submitter: submitter, isCopy: copy, phase: "intake", name: name, blob: nil))
    }

    static func drafted(
        _ form: String, _ kind: FormKindID = "filing-approval-form", version: Int = 1, about: String? = nil,
        corrects: String? = nil, fields: [String: FieldContent] = [:]
    ) -> CaseEvent {
        .formDrafted(
            FormDrafted(form: form, formKind: kind, version: version, about: about, corrects: corrects, fields: fields))
    }

    static func submitted(
        _ form: String, version: Int = 1, to: RoleID? = "agency-head", document: BlobReference = .sample("c")
    ) -> CaseEvent {
        .formSubmitted(FormSubmitted(form: form, version: version, to: to, document: document, setWith: "typst"))
    }

    static func reviewed(_ form: String, version: Int = 1, passed: Bool = true) -> CaseEvent {
        .formReviewed(FormReviewed(form: form, version: version, passed: passed, opinion: passed ? "同意" : "退回补充"))
    }

    static func forwarded(_ form: String, version: Int = 1) -> CaseEvent {
        .formForwarded(FormForwarded(form: form, version: version, to: "agency-head"))
    }

    static func decided(
        _ form: String, version: Int = 1, approved: Bool = true, opinion: String = "同意", document: Character = "c",
        onPaper: FormDecided.OnPaper? = nil
    ) -> CaseEvent {
        .formDecided(
            FormDecided(
                form: form, version: version, approved: approved, opinion: opinion,
                document: String(repeating: document, count: 64), onPaper: onPaper))
    }

    static func issued(_ form: String, version: Int = 1, number: String? = "监字〔2026〕1号") -> CaseEvent {
        .formIssued(FormIssued(form: form, version: version, number: number, document: .sample("e")))
    }

    static func signed(
        _ form: String, version: Int = 1, _ signers: [String] = ["party"], scan: BlobReference? = .sample("d")
    ) -> CaseEvent {
        .formSigned(
            FormSigned(
                form: form, version: version, signers: signers, withFingerprint: true, isSealed: false, pages: 1,
                names: ["王五"], scan: scan))
    }

    static func voided(_ form: String, reason: String = "名称有误") -> CaseEvent {
        .formVoided(FormVoided(form: form, reason: reason))
    }

    /// An inspection on site from 10:00 to 11:00 of 2 March 2026.
    static func act(
        _ act: String = "a1", _ what: ActRecorded.Act = .inspection, from: String = "10:00:00", to: String = "11:00:00",
        change: (inout ActRecorded) -> Void = { _ in }
    ) -> CaseEvent {
        var event = ActRecorded(
            act: act, what: what, from: .clock(from), to: .clock(to), isOnSite: true,
            officers: [Actor.lead.officer, Actor.second.officer])
        event.certificatesShown = true
        event.cooperation = "yes"
        event.place = "江城大道1号"
        change(&event)
        return .actRecorded(event)
    }

    static func finalised(_ act: String = "a1") -> CaseEvent { .actFinalised(ActFinalised(act: act)) }

    static func entered(
        _ what: FactKind, about subject: String? = nil, _ answers: [String: FactValue] = [:],
        personal: [String: FactValue] = [:], attachments: [BlobReference] = []
    ) -> CaseEvent {
        .actEntered(
            ActEntered(what: what, subject: subject, answers: answers, personal: personal, attachments: attachments))
    }

    /// A recording of the act from one time to another of 2 March 2026.
    static func recording(
        _ recording: String, of act: String? = "a1", _ from: String, _ to: String, device: String = "DSJ-01",
        content: Character = "a", _ change: (inout RecordingAdded) -> Void = { _ in }
    ) -> CaseEvent {
        let start = Instant.clock(from)
        var event = RecordingAdded(
            recording: recording, act: act, device: device, deviceRegistered: true, deviceReason: nil, start: start,
            durationMilliseconds: Int(Instant.clock(to).milliseconds - start.milliseconds), isEvidence: false,
            container: "mp4", probedWith: "ffprobe", blob: .sample(content, name: "\(recording).mp4", type: "video/mp4")
        )
        change(&event)
        return .recordingAdded(event)
    }

    static func served(
        _ service: String, form: String, method: String = "direct", receipt: String? = nil, captures: Int = 0,
        addressee: String = "江城公司", _ details: [String: FactValue] = [:]
    ) -> CaseEvent {
        .serviceEntered(
            ServiceEntered(
                service: service, form: form, method: method, receipt: receipt, captures: captures,
                addressee: addressee, details: details, attachments: []))
    }

    static let numbered = CaseEvent.caseNumbered(CaseNumbered(serial: "立〔2026〕7号"))
    static let leadNamed = CaseEvent.leadAssigned(
        LeadAssigned(lead: Actor.lead.officer, others: [Actor.second.officer]))
}

extension [String: FieldContent] {
    /// The filing form with all that is required.
    static let filing: Self = [
        "source": .text("complaint"), "received-day": .text("2026-03-02"), "cause": .text("拖欠工资"),
        "employer-name": .text("江城公司"), "employer-address": .text("江城大道1号"), "summary": .text("三个月未发工资"),
        "basis": .text("符合条件"), "proposal": .text("建议立案"),
    ]
}

extension Told {
    /// A complaint that was received.
    static var complaint: Told { Told().given(.received()) }

    /// A form drafted and frozen, whatever its fields.
    func submitting(
        _ form: String, _ kind: FormKindID, _ fields: [String: FieldContent] = [:], by actor: Actor = .intake
    ) -> Told { given(.drafted(form, kind, fields: fields), by: actor).given(.submitted(form), by: actor) }

    /// A complaint that is under investigation.
    static var underInvestigation: Told {
        complaint.submitting("reg", "complaint-registration-form").submitting("file", "filing-approval-form")
            .given(.decided("file"), by: .head).given(.numbered).given(.leadNamed, by: .head)
    }
}
