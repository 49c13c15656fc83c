import Hummingbird
import Office
import Rules

/// Approvals, one after the other.
struct ApprovalRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/approvals") { request, context in
            let account = try context.signedIn()
            let notice = site.query(request)["done"].flatMap(NoticeText.of)
            guard let first = try await queue(account).first else {
                return site.page(
                    "no-approval", NoApprovalModel(text: "文书提交后会排在这里。"), title: "没有等您处理的文书", context,
                    current: "/approvals", notice: notice)
            }
            return try await page(
                context, caseID: first.caseSummary.id, form: first.form, typed: nil, problem: nil, notice: notice)
        }
        router.get("/approvals/:id/:form") { _, context in
            try await page(context, caseID: context.part("id"), form: context.part("form"), typed: nil, problem: nil)
        }
    }

    /// The papers that can be dealt with by one press.
    private func queue(_ account: Account) async throws -> [PaperItem] {
        try await site.office.worklist(for: account).papers.filter { ApprovalModel.buttons($0.step) != nil }
    }

    func page(
        _ context: WebContext, caseID: String, form: String, typed: FormBody?, problem: ProblemView?,
        notice: String? = nil
    ) async throws -> Response {
        let account = try context.signedIn()
        let office = site.office
        let queue = try await queue(account)
        guard let paper = queue.first(where: { $0.form == form && $0.caseSummary.id == caseID }) else {
            return .seeOther("/cases/\(caseID)/forms/\(form)")
        }
        let dossier = try await office.dossier(caseID, for: account)
        let sheet = try await office.sheet(kind: nil, form: form, in: caseID, for: account)
        let now = office.now()
        let asks = dossier.obligations.filter { $0.about == form && ($0.state == .open || $0.state == .overdue) }
            .map { ObligationView($0, now: now, rules: office.rules, caseID: caseID) }
        let model = ApprovalModel(
            paper, sheet: sheet, dossier: dossier, queue: queue, asks: ObligationView.inOrder(asks), typed: typed,
            problem: problem)
        return site.page(
            "approval", model, title: model.heading, context, status: problem?.status ?? 200, current: "/approvals",
            notice: notice, isWide: true)
    }
}
