import Casework
import Chronology
import Hummingbird
import Office

/// What goes to supervision platforms: what waits, what is stuck, where it goes.
struct OutboxRoutes {
    let site: Site
    private static let back = LinkView(href: "/outbox", text: "平台报送")

    func add(to router: Router<WebContext>) {
        router.get("/outbox") { request, context in
            try await page(context, done: site.query(request)["done"], problem: nil)
        }
        router.post("/outbox/:platform/resend") { request, context in
            let form = try await site.form(request, context)
            return try await site.perform("重新报送", form, context) { command in
                try await site.office.resend(context.part("platform"), key: form["key"], for: command.account)
                return "/outbox?done=resent"
            } again: { problem in
                try await page(context, done: nil, problem: problem)
            }
        }
        router.get("/outbox/:platform/target") { _, context in
            _ = try context.signedIn()
            return site.ask(try await target(context), context)
        }
        router.post("/outbox/:platform/target") { request, context in
            try await site.act(try await target(context), request, context) { typed, command in
                guard let manner = OutboxTarget.Manner(rawValue: typed.raw("outbox-manner")) else {
                    throw OfficeError.invalid([.blank("outbox-manner")])
                }
                let since = try typed.day("outbox-since")
                let set = OutboxTarget(
                    platform: context.part("platform"), manner: manner, address: typed.raw("outbox-address"),
                    since: since)
                try await site.office.set(set, token: typed["outbox-token"], command)
                return "/outbox?done=saved"
            }
        }
    }

    private func page(_ context: WebContext, done: String?, problem: ProblemView?) async throws -> Response {
        let account = try context.signedIn()
        var model = OutboxModel(try await site.office.outboxes(for: account), now: site.office.serverTime())
        model.problem = problem
        return site.page(
            "outbox", model, title: "平台报送", context, status: problem?.status ?? 200, current: "/office",
            notice: done.flatMap(NoticeText.of), isWide: true)
    }

    private func target(_ context: WebContext) async throws -> ActionForm {
        let account = try context.signedIn()
        let id = context.part("platform")
        guard let overview = try await site.office.outboxes(for: account).first(where: { $0.platform.id == id }) else {
            throw OfficeError.notFound("platform", id: id)
        }
        let (set, today) = (overview.target, site.office.now().day)
        return ActionForm(
            "设定报送去处", action: "/outbox/\(id)/target", back: Self.back,
            notes: ["由系统管理员设定，设定记入日志；访问凭证不记入日志。每条记录至少报送一次，平台按记录编号（Idempotency-Key）去重。"],
            facts: [InputModel.FactView(label: "平台", value: overview.platform.title)]
        ) { form in
            [
                .of(
                    "outbox-manner", "报送方式",
                    .choice([("http", "HTTP 发送"), ("folder", "写入文件夹"), ("off", "停止报送")]), in: form,
                    initially: set?.manner.rawValue, required: true),
                .of(
                    "outbox-address", "地址或者文件夹", in: form, initially: set?.address,
                    hint: "例如 https://… ，或者服务器上已有的文件夹的完整路径。"),
                .of(
                    "outbox-since", "报送这一天起的记录", .day, in: form,
                    initially: (set?.since ?? today).description, required: true),
                .of("outbox-token", "访问凭证", .password, in: nil, hint: "平台发给本单位的凭证。不填则不改。"),
            ]
        }
    }
}
