import Casework
import Chronology
import Recordings
import Rules

/// An act of the officers with its recordings held against its time.
struct ActView: PageModel {
    let id: String
    let anchor: String
    let title: String
    let time: String
    let place: String?
    let officers: String
    let isFinalised: Bool
    let finaliseAction: String
    let track: TrackView?
    let isUnrecorded: Bool
    let gaps: [GapView]
    let checklist: [CheckView]
    let links: [LinkView]
    /// How many items of the checklist are answered, and the page on which all are.
    let captureCount: String
    let captureHref: String

    /// A stretch of the act that no recording shows.
    struct GapView: PageModel {
        let time: String
        let length: String
        let kind: String
        let isExplained: Bool
        let explanation: String?
        let explainHref: String
    }

    /// A point of what a recording shows.
    struct CheckView: PageModel {
        let title: String
        let answer: String?
        let href: String
    }

    init(_ act: Case.Act, in folded: Case) {
        let recorded = act.recorded
        let place = "/cases/\(folded.id)"
        let subject = PercentEncoding.encode(recorded.act)
        id = recorded.act
        anchor = "act-" + recorded.act
        title = AnswerLabels.option(recorded.what.rawValue, of: "act")
        time = "\(TimeText.minute(recorded.from)) 至 \(TimeText.minute(recorded.to))"
        self.place = recorded.place
        officers = recorded.officers.map { "\($0.name)（\($0.badge ?? "无证号")）" }.joined(separator: "、")
        isFinalised = act.isFinalised
        finaliseAction = "\(place)/acts/\(recorded.act)/finalise"
        let report = folded.coverage(of: recorded)
        isUnrecorded = report == nil
        track = report.map { TrackView($0, recordings: folded.recordings.filter { $0.added.act == recorded.act }) }
        gaps = (report?.gaps ?? []).map { gap in
            let explanation = act.explanations.first { $0.from <= gap.interval.from && gap.interval.to <= $0.to }
            return GapView(
                time: "\(gap.interval.from.clockText) 至 \(gap.interval.to.clockText)",
                length: TimeText.length(milliseconds: gap.interval.milliseconds), kind: gap.kind.title,
                isExplained: explanation != nil,
                explanation: explanation.map { text in
                    AnswerLabels.option(text.cause, of: "gap") + (text.isObjective ? "" : "（非客观原因）")
                        + (text.isSpoken ? "，已语音说明" : "，未语音说明")
                },
                explainHref: "\(place)/enter/gap-explained?subject=\(subject)"
                    + "&from=\(TimeText.inputSeconds(gap.interval.from))&to=\(TimeText.inputSeconds(gap.interval.to))&gap-kind=\(gap.kind.rawValue)"
            )
        }
        let page = "\(place)/acts/\(subject)/capture"
        captureHref = page
        let expected = folded.captureItems(of: act)
        captureCount = "\(expected.count { $0.answer != nil })/\(expected.count)"
        checklist = expected.map { item in
            CheckView(
                title: AnswerLabels.title(of: item),
                answer: item.answer.map { AnswerLabels.option($0, of: "answer") },
                href: item.added == nil
                    ? "\(place)/enter/capture-answered?subject=\(subject)&item=\(item.name)" : page)
        }
        let more: [FactKind] = [.recordingFailureReported, .recordingExempted, .correctionVerified]
        let upload = LinkView(href: "\(place)/recordings/new?act=\(subject)", text: "上传音像记录")
        links =
            [upload]
            + more.compactMap { kind in
                ActAddress(kind, subject: recorded.act, caseID: folded.id).map {
                    LinkView(href: $0.href, text: $0.title)
                }
            }
    }
}

extension Gap.Kind {
    var title: String {
        switch self {
        case .lateStart: "晚于到场开始"
        case .interruption: "中断"
        case .earlyEnd: "早于离场结束"
        case .unrecorded: "未记录"
        }
    }
}

/// The time of an act above its recorded time, as a drawing 1000 wide.
struct TrackView: PageModel {
    let from: String
    let to: String
    let length: String
    let recorded: String
    let isComplete: Bool
    let lanes: [LaneView]
    let gaps: [BarView]
    let height: Int
    let words: String

    /// A recording.
    struct LaneView: PageModel {
        let name: String
        let x: Int
        let y: Int
        let width: Int
        let href: String?
    }

    /// A gap.
    struct BarView: PageModel {
        let x: Int
        let width: Int
        let words: String
    }

    /// How wide the act is drawn.
    static let width: Int64 = 1000

    init(_ report: CoverageReport, recordings: [Case.Recording], caseID: String? = nil) {
        let step = report.step
        let whole = max(1, step.milliseconds)
        func x(_ instant: Instant) -> Int64 {
            let offset = min(max(0, instant.milliseconds - step.from.milliseconds), whole)
            return offset * Self.width / whole
        }
        from = step.from.clockText
        to = step.to.clockText
        length = TimeText.length(milliseconds: step.milliseconds)
        recorded = TimeText.length(milliseconds: report.coveredMilliseconds)
        isComplete = report.isComplete
        lanes = recordings.enumerated().map { index, recording in
            let start = x(recording.added.start)
            return LaneView(
                name: recording.added.blob.title, x: Int(start), y: 26 + index * 18,
                width: Int(max(2, x(recording.added.end) - start)),
                href: caseID.map { "/cases/\($0)/recordings/\(recording.added.recording)" })
        }
        gaps = report.gaps.map { gap in
            let start = x(gap.interval.from)
            return BarView(
                x: Int(start), width: Int(max(2, x(gap.interval.to) - start)),
                words: "\(gap.kind.title) \(gap.interval.from.clockText)–\(gap.interval.to.clockText)")
        }
        height = 30 + recordings.count * 18
        let holes = report.isComplete ? "，没有中断" : "，缺口 \(report.gaps.count) 处"
        let strays = report.outside.isEmpty ? "" : "；有 \(report.outside.count) 份不在执法时间内，请核对设备时间"
        words = "执法活动 \(length)，已记录 \(recorded)\(holes)\(strays)"
    }
}

/// A recording in a list.
struct RecordingRow: PageModel {
    let href: String
    let name: String
    let act: String
    let start: String
    let length: String
    let device: String
    let isEvidence: Bool
    let isStored: Bool
    let volume: String?
    let isLabelled: Bool
    let acts: [LinkView]
    /// What does not fit about its time.
    let doubts: [String]

    init(_ recording: Case.Recording, in folded: Case) {
        let added = recording.added
        href = "/cases/\(folded.id)/recordings/\(added.recording)"
        name = added.blob.title
        act =
            added.act.flatMap { folded.act($0) }.map {
                "\(AnswerLabels.option($0.recorded.what.rawValue, of: "act")) \($0.recorded.from.day)"
            } ?? "未归类"
        start = TimeText.minute(added.start)
        doubts = recording.clockDoubts.map(ClockText.text)
        length = TimeText.length(milliseconds: Int64(added.durationMilliseconds))
        device = added.device
        isEvidence = added.isEvidence
        isStored = recording.volume != nil
        volume = recording.volume
        isLabelled = recording.label != nil
        let kinds: [FactKind] =
            (recording.volume == nil ? [.recordingStored] : []) + (recording.label == nil ? [.recordingLabelled] : [])
            + [recording.isPicture ? .evidencePrinted : .evidenceRemarked]
        acts = kinds.compactMap { kind in
            ActAddress(kind, subject: added.recording, caseID: folded.id).map {
                LinkView(href: $0.href, text: $0.title)
            }
        }
    }
}

/// A service that was made or tried.
struct ServiceRow: PageModel {
    let title: String
    let formHref: String
    let method: String
    let addressee: String
    let at: String
    let receipt: LinkView?
    let returned: String?
    let files: [LinkView]
    let returnHref: String?

    init(_ service: Case.Service, in folded: Case, rules: RuleBook) {
        let entered = service.entered
        let place = "/cases/\(folded.id)"
        title = folded.form(entered.form).flatMap { rules.form($0.kind)?.title } ?? "文书"
        formHref = "\(place)/forms/\(entered.form)"
        method =
            rules.packs.lazy.compactMap { pack in pack.serviceMethods.first { $0.id == entered.method }?.title }.first
            ?? AnswerLabels.option(entered.method, of: "method")
        addressee = entered.addressee ?? "（已隐去）"
        at = TimeText.minute(service.at)
        receipt = entered.receipt.map { LinkView(href: "\(place)/forms/\($0)", text: "送达回证") }
        returned = service.returned
        files = (entered.attachments ?? []).map { LinkView(href: "\(place)/blobs/\($0.digest)", text: $0.title) }
        returnHref =
            entered.method == "mail" && service.returned == nil
            ? ActAddress(.serviceReturned, subject: entered.service, caseID: folded.id)?.href : nil
    }
}

/// A form that must reach somebody and has not been served.
struct ToServeView: PageModel {
    let form: String
    let title: String
    let number: String?
    let on: String
    let href: String
    /// The receipt that goes with it: to be written, or already begun; nil where no text has one.
    let receipt: LinkView?

    static func all(_ folded: Case, rules: RuleBook) -> [ToServeView] {
        folded.forms.compactMap { form in
            guard let kind = rules.form(form.kind), let role = kind.servedOn, !form.isVoided, form.issued != nil,
                !folded.services.contains(where: { $0.entered.form == form.id && $0.returned == nil })
            else { return nil }
            return ToServeView(
                form: form.id, title: kind.title, number: form.issued?.number,
                on: MissingText(rules: rules, caseID: nil).titles([role]),
                href: "/cases/\(folded.id)/services/new?form=\(PercentEncoding.encode(form.id))",
                receipt: receipt(of: form, in: folded, rules: rules))
        }
    }

    private static func receipt(of form: Form, in folded: Case, rules: RuleBook) -> LinkView? {
        guard let kind = rules.form("service-receipt") else { return nil }
        if let begun = folded.forms.last(where: { $0.kind == kind.id && $0.about == form.id && !$0.isVoided }) {
            let text = "《\(kind.title)》\(begun.standing.word)"
            return LinkView(href: "/cases/\(folded.id)/forms/\(begun.id)", text: text)
        }
        let address = ActAddress(form: kind.id, about: form.id, caseID: folded.id, rules: rules)
        return LinkView(href: address.href, text: "制作《\(kind.title)》")
    }
}
