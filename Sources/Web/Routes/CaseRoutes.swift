import Casework
import Hummingbird
import Office

/// The page of a case, and the acts that need no page of their own.
struct CaseRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/cases/:id") { request, context in
            let query = site.query(request)
            return try await page(context, tab: query["tab"] ?? "overview", done: query["done"], problem: nil)
        }
        router.post("/cases/:id/number") { request, context in
            let id = context.part("id")
            let form = try await site.form(request, context)
            return try await site.perform("编立案序号", in: id, form, context) { command in
                _ = try await site.office.numberCase(id, command)
                return "/cases/\(id)?done=numbered"
            } again: { problem in
                try await page(context, tab: "overview", done: nil, problem: problem)
            }
        }
        router.post("/cases/:id/acts/:act/finalise") { request, context in
            let id = context.part("id")
            let form = try await site.form(request, context)
            return try await site.perform("确认执法活动记录完整", in: id, form, context) { command in
                try await site.office.enter(.actFinalised(.init(act: context.part("act"))), in: id, command)
                return "/cases/\(id)?tab=acts&done=finalised"
            } again: { problem in
                try await page(context, tab: "acts", done: nil, problem: problem)
            }
        }
    }

    private func page(_ context: WebContext, tab: String, done: String?, problem: ProblemView?) async throws -> Response
    {
        let account = try context.signedIn()
        let dossier = try await site.office.dossier(context.part("id"), for: account)
        var model = CaseModel(
            dossier, tab: tab, now: site.office.now(), rules: site.office.rules, names: await site.names())
        model.problem = problem
        if model.isOverview || model.isActs {
            let overlaps = try await site.office.overlaps(in: context.part("id"), for: account)
            model.overlaps = overlaps.map { OverlapText(rules: site.office.rules).text($0) }
            model.overlapCount = overlaps.count > 1 ? overlaps.count : nil
        }
        return site.page(
            "case", model, title: "\(model.head.number) \(model.head.party)", context, status: problem?.status ?? 200,
            trail: [LinkView(href: "/cases", text: "案件")], current: "/cases", notice: done.flatMap(NoticeText.of),
            isWide: true)
    }
}
