import Casework
import Forms
import Office
import Rules

/// Approvals, one after the other: everything that one needs, the opinion, and on to the next.
struct ApprovalModel: PageModel {
    let heading: String
    let remaining: Int
    let caseHead: CaseHead
    let caseID: String
    let caseVersion: Int
    let form: String
    let version: Int
    let title: String
    let step: String
    let action: String
    let formHref: String
    let document: String?
    let drafter: String
    let shown: [FormModel.ShownField]
    let opinions: [FormRow.OpinionView]
    let asks: [ObligationView]
    let problem: ProblemView?
    let opinion: String?
    let yes: String
    let no: String
    let next: String?
    var takesOpinion = true

    /// The paths of the steps that an approval page takes, and what its buttons say.
    static func buttons(_ step: FormStep) -> (path: String, yes: String, no: String)? {
        switch step {
        case .reviewed: ("review", "审核通过", "退回修改")
        case .approved: ("decide", "同意", "不同意")
        case .forwarded: ("forward", "报请审批", "")
        case .issued: ("issue", "印发", "")
        case .drafted, .submitted, .signed: nil
        }
    }
}

/// Nothing waits for approval.
struct NoApprovalModel: PageModel {
    let text: String
}

extension ApprovalModel {
    init(
        _ paper: PaperItem, sheet: FormSheet, dossier: CaseDossier, queue: [PaperItem], asks: [ObligationView],
        typed: FormBody?, problem: ProblemView?
    ) {
        let buttons = Self.buttons(paper.step)
        let place = "/cases/\(dossier.case.id)"
        let others = queue.filter { !($0.form == paper.form && $0.step == paper.step) }
        self.init(
            heading: "\(paper.step.waiting)：《\(paper.title)》", remaining: others.count, caseHead: CaseHead(dossier),
            caseID: dossier.case.id, caseVersion: dossier.case.version, form: paper.form, version: paper.version,
            title: paper.title, step: paper.step.title,
            action: "\(place)/forms/\(paper.form)/\(buttons?.path ?? "decide")",
            formHref: "\(place)/forms/\(paper.form)",
            document: sheet.form?.document.map { "\(place)/blobs/\($0.digest)" }, drafter: paper.drafter,
            shown: sheet.kind.contentFields.map { FormField.shown($0, content: sheet.fields[$0.name]) },
            opinions: sheet.form.map(FormRow.opinions) ?? [], asks: asks, problem: problem, opinion: typed?["opinion"],
            yes: buttons?.yes ?? "同意", no: buttons?.no ?? "",
            next: others.first.map { "/approvals/\($0.caseSummary.id)/\($0.form)" })
        takesOpinion = paper.step == .reviewed || paper.step == .approved
    }
}
