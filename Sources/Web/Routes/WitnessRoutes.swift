import Casework
import Chronology
import HTTPTypes
import Hummingbird
import NIOCore
import Office

/// The integrity of the log, and the witnesses that it is shown to: over the network, or as a file that people carry.
struct WitnessRoutes {
    let site: Site
    private static let back = LinkView(href: "/integrity", text: "完整性")

    func add(to router: Router<WebContext>) {
        router.get("/integrity") { request, context in
            try await page(context, done: site.query(request)["done"], problem: nil)
        }
        router.get("/witnesses/new") { _, context in
            _ = try context.signedIn()
            return site.ask(form(nil), context, current: current(context))
        }
        router.post("/witnesses/new") { request, context in try await set(nil, request, context) }
        router.get("/witnesses/:id") { _, context in
            _ = try context.signedIn()
            return site.ask(form(try await found(context)), context, current: current(context))
        }
        router.post("/witnesses/:id") { request, context in try await set(try await found(context), request, context) }
        router.get("/witnesses/:id/request") { _, context in
            let file = try await site.office.witnessFile(for: context.part("id"), by: try context.signedIn())
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/plain; charset=utf-8",
                    .contentDisposition: "attachment; filename=\"\(file.name)\"",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
        }
        router.post("/witnesses/answer") { request, context in
            let typed = try await site.form(request, context)
            return try await site.perform("收回见证结果", typed, context) { command in
                guard let file = typed.filled("witness-file").first else {
                    throw OfficeError.invalid([.blank("witness-file")])
                }
                _ = try await site.office.takeWitnessFile(file.bytes, by: command.account)
                return "/integrity?done=witnessed"
            } again: { problem in
                try await page(context, done: nil, problem: problem)
            }
        }
        router.post("/witnesses/ask") { request, context in
            let typed = try await site.form(request, context)
            return try await site.perform("送去见证", typed, context) { command in
                try await site.office.askWitnessesNow(for: command.account)
                return "/integrity?done=witness-asked"
            } again: { problem in
                try await page(context, done: nil, problem: problem)
            }
        }
    }

    private func current(_ context: WebContext) -> String {
        context.account.map { site.office.keepsSystem($0) } ?? false ? "/system" : "/integrity"
    }

    private func page(_ context: WebContext, done: String?, problem: ProblemView?) async throws -> Response {
        let account = try context.signedIn()
        let keeps = site.office.keepsSystem(account)
        let mayChange = account.roles(on: site.office.now().day).contains(Office.systemRole)
        var model = IntegrityModel(
            try await site.office.integrity(), try await site.office.witnessOverviews(), site.office.information,
            mayAsk: keeps, mayChange: mayChange)
        model.problem = problem
        let count = model.witnesses.count { $0.style == "met" }
        let alarms = model.witnesses.count { $0.style == "overdue" }
        let title =
            "日志 \(model.size) 条，"
            + (alarms > 0 ? "\(alarms) 个见证方不认可" : count > 0 ? "\(count) 个外部见证" : "尚无外部见证")
        return site.page(
            "integrity", model, title: title, context, status: problem?.status ?? 200,
            trail: keeps ? [LinkView(href: "/system", text: "系统")] : [], current: current(context),
            notice: done.flatMap(NoticeText.of))
    }

    private func found(_ context: WebContext) async throws -> WitnessSetting {
        let id = context.part("id")
        guard let found = try await site.office.witnessOverviews().first(where: { $0.setting.id == id }) else {
            throw OfficeError.notFound("witness", id: id)
        }
        return found.setting
    }

    private func set(_ known: WitnessSetting?, _ request: Request, _ context: WebContext) async throws -> Response {
        try await site.act(form(known), request, context, current: current(context)) { typed, command in
            guard let manner = WitnessSetting.Manner(rawValue: typed.raw("witness-manner")) else {
                throw OfficeError.invalid([.blank("witness-manner")])
            }
            try await site.office.setWitness(
                key: known.map(\.keyText) ?? typed.raw("witness-key"), manner: manner,
                address: typed.raw("witness-address"), command)
            return "/integrity?done=saved"
        }
    }

    private func form(_ known: WitnessSetting?) -> ActionForm {
        ActionForm(
            known == nil ? "登记见证方" : "变更见证方", action: "/witnesses/\(known?.id ?? "new")", back: Self.back,
            submit: "保存",
            notes: ["由系统管理员设定，记入日志。见证方只看到摘要和检查点，看不到案件内容。"],
            facts: known.map { [InputModel.FactView(label: "见证方", value: $0.name)] } ?? []
        ) { form in
            var fields: [FieldView] = []
            if known == nil {
                fields.append(
                    .of(
                        "witness-key", "见证方公钥", in: form, required: true,
                        hint: "见证方运行 liuhen witness 时显示的一行，形如 名字+8位数字字母+一长串。请当面或者用公函取得。"))
            }
            fields.append(
                .of(
                    "witness-manner", "怎样送去见证",
                    .choice([("http", "自动通过网络发送"), ("visits", "由见证方自己来取"), ("stick", "用 U 盘送"), ("off", "停用")]),
                    in: form, initially: known?.manner.rawValue, required: true))
            fields.append(
                .of(
                    "witness-address", "见证节点网址", in: form, initially: known?.address,
                    hint: "自动发送时填写，例如 https://witness.example.gov.cn 。"))
            return fields
        }
    }
}
