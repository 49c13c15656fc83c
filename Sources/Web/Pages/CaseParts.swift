import Casework
import Chronology
import Office
import Rules

/// A line of the timeline.
struct TimelineView: PageModel {
    let entry: String
    let index: Int64
    let at: String
    let entered: String?
    let who: String
    let title: String
    let href: String?
    let details: [String]
    let isLate: Bool

    init(_ item: TimelineItem, events: EventText) {
        entry = item.entry
        index = item.index
        at = TimeText.minute(item.at)
        entered = item.isLate ? TimeText.minute(item.entered) : nil
        who =
            item.actor.name + (item.actor.badge.map { "（\($0)）" } ?? "")
            + (item.actor.standsInFor.map { "（代 \($0.name)）" } ?? "")
        title = events.title(item.event)
        href = events.address(item.event)
        details = events.details(item.event)
        isLate = item.isLate
    }
}

/// The people of a case.
struct PeopleView: PageModel {
    let lead: String
    let officers: String?
    let receiver: String?
    let complainants: [String]
    /// Linked to the register where the code is known.
    let employers: [EmployerView]
    let wages: WageAccountView?
    let wagesHref: String

    struct EmployerView: PageModel {
        let href: String?
        let text: String
    }

    init(_ folded: Case) {
        lead = folded.lead.map { "\($0.name)（\($0.badge ?? "无证号")）" } ?? "未确定"
        let others = folded.officers.dropFirst().map(\.name).joined(separator: "、")
        officers = others.isEmpty ? nil : others
        receiver = folded.receivedBy?.name
        complainants = (folded.matter?.complainants ?? []).map { person in
            [person.name, person.phone, person.representative.map { "代理人 \($0)" }].compactMap { $0 }.joined(
                separator: " · ")
        }
        employers = (folded.matter?.employers ?? []).map { employer in
            EmployerView(
                href: employer.registerKey.map { "/employers/\(PercentEncoding.encode($0))" },
                text: "\(employer.part.title)：\(employer.name)")
        }
        wages = WageAccountView(folded, limit: 8)
        wagesHref = "/cases/\(folded.id)/wages"
    }
}

/// A piece of material with its stamps.
struct MaterialView: PageModel {
    let name: String
    let pages: Int
    let submitter: String
    let copy: String
    let at: String
    let stamps: String?
    let note: String?
    let href: String?
    let stampHref: String
    let originalHref: String?

    init(_ material: Case.Material, caseID: String) {
        let received = material.received
        name = received.name ?? "（已隐去）"
        pages = received.pages
        submitter = AnswerLabels.option(received.submitter, of: "submitter")
        copy = received.isCopy ? "复印件" : "原件"
        at = material.at.day.description
        let titles = material.stamps.map { AnswerLabels.option($0, of: "stamp") }
        stamps = titles.isEmpty ? nil : titles.joined(separator: "、")
        note = material.originalNotProduced.map { "未提供原件：\($0)" }
        href = received.blob.map { "/cases/\(caseID)/blobs/\($0.digest)" }
        stampHref = "/cases/\(caseID)/enter/material-stamped?subject=\(PercentEncoding.encode(received.item))"
        originalHref =
            received.isCopy && material.originalNotProduced == nil
            ? "/cases/\(caseID)/enter/original-not-produced?subject=\(PercentEncoding.encode(received.item))" : nil
    }
}

/// A piece of evidence, with what may still be done with it.
struct EvidenceView: PageModel {
    let name: String
    let kind: String
    let bound: String
    let at: String
    let by: String
    let files: [LinkView]
    let acts: [LinkView]

    init(_ entered: Case.Entered, of folded: Case) {
        let act = entered.act
        let answers = act.answers.merging(act.personal ?? [:]) { kept, _ in kept }
        name = answers["name"]?.text ?? "（已隐去）"
        kind = AnswerLabels.option(answers["evidence-kind"]?.text ?? "", of: "evidence-kind")
        bound = answers["bound"] == true ? "随卷装订" : "不能装订，须装证据袋"
        at = entered.at.day.description
        by = entered.by.name
        files = act.attachments.map { LinkView(href: "/cases/\(folded.id)/blobs/\($0.digest)", text: $0.title) }
        let kinds: [FactKind] =
            (answers["evidence-kind"]?.text == "image" ? [.evidencePrinted] : [])
            + (answers["bound"] == true ? [] : [.evidenceBagged])
        acts = kinds.compactMap { kind in
            ActAddress(kind, subject: act.subject, caseID: folded.id).map { LinkView(href: $0.href, text: $0.title) }
        }
    }
}

/// A form in the list of a case.
struct FormRow: PageModel {
    let href: String
    let title: String
    let number: String?
    let version: Int
    let drafter: String
    let at: String
    let word: String
    let style: String
    let volume: String
    let next: String?
    let opinions: [OpinionView]
    let document: String?

    /// What a reviewer or approver said.
    struct OpinionView: PageModel {
        let who: String
        let at: String
        let word: String
        let text: String
        let isOnPaper: Bool
    }

    init(_ form: Form, in folded: Case, rules: RuleBook) {
        let kind = rules.form(form.kind)
        href = "/cases/\(folded.id)/forms/\(form.id)"
        title = kind?.title ?? form.kind
        number = form.issued?.number
        version = form.version
        drafter = form.drafter.name
        at = TimeText.minute(form.draftedAt)
        let standing = form.standing
        word = standing.word
        volume = kind?.volume.title ?? ""
        next = kind.flatMap { form.nextStep(of: $0)?.waiting }
        // What was submitted and waits for nobody is done.
        style = standing.style == "soon" && next == nil ? "met" : standing.style
        opinions = Self.opinions(of: form)
        document = form.document.map { "/cases/\(folded.id)/blobs/\($0.digest)" }
    }

    static func opinions(of form: Form) -> [OpinionView] {
        let reviews = form.reviews.map { OpinionView($0, word: $0.passed ? "审核通过" : "审核退回") }
        let decision = form.decision.map { OpinionView($0, word: $0.passed ? "同意" : "不同意") }
        return reviews + [decision].compactMap { $0 }
    }
}

extension FormRow.OpinionView {
    init(_ opinion: Form.Opinion, word: String) {
        self.init(
            who: opinion.by.name + (opinion.standsInFor.map { "（代\($0.name)）" } ?? ""), at: TimeText.minute(opinion.at),
            word: word, text: opinion.text,
            isOnPaper: opinion.isOnPaper)
    }
}
