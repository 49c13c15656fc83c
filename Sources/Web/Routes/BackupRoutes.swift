import Casework
import Chronology
import HTTPTypes
import Hummingbird
import Office

/// How old the backups are, what would be lost now, and what the system administrator sets and starts.
struct BackupRoutes {
    let site: Site
    private static let back = LinkView(href: "/backups", text: "备份")

    func add(to router: Router<WebContext>) {
        router.get("/backups") { request, context in try await page(request, context, problem: nil) }
        router.post("/backups/stop") { request, context in
            try await act("停止", request, context) { account in try await site.office.stopBackups(by: account) }
        }
        router.post("/backups/targets/:target/run") { request, context in
            let job = BackupDesk.Job.backup(context.part("target"))
            return try await act("立即备份", request, context) { try await site.office.ask(for: job, by: $0) }
        }
        router.post("/backups/targets/:target/drill") { request, context in
            let job = BackupDesk.Job.drill(context.part("target"))
            return try await act("试恢复", request, context) { try await site.office.ask(for: job, by: $0) }
        }
        router.get("/backups/targets/new") { _, context in
            _ = try await overview(context)
            return site.ask(targetForm(nil), context, current: "/system")
        }
        router.post("/backups/targets/new") { request, context in
            _ = try context.signedIn()
            return try await site.act(targetForm(nil), request, context, current: "/system") { typed, command in
                try await set(typed, address: typed.raw("backup-address"), command)
            }
        }
        router.get("/backups/targets/:target") { _, context in
            site.ask(targetForm(try await target(context)), context, current: "/system")
        }
        router.post("/backups/targets/:target") { request, context in
            let known = try await target(context)
            return try await site.act(targetForm(known), request, context, current: "/system") { typed, command in
                try await set(typed, address: known.address, command)
            }
        }
        router.get("/backups/plan") { _, context in
            site.ask(planForm(try await overview(context)), context, current: "/system")
        }
        router.post("/backups/plan") { request, context in
            let form = planForm(try await overview(context))
            return try await site.act(form, request, context, current: "/system") { typed, command in
                try await site.office.set(try Self.plan(typed), command)
                return "/backups?done=saved"
            }
        }
    }

    private func overview(_ context: WebContext) async throws -> BackupOverview {
        try await site.office.backupOverview(for: try context.signedIn())
    }

    private func page(_ request: Request, _ context: WebContext, problem: ProblemView?) async throws -> Response {
        let overview = try await overview(context)
        var model = BackupModel(overview)
        model.problem = problem
        var response = site.page(
            "backups", model, title: model.heading, context, status: problem?.status ?? 200,
            trail: [LinkView(href: "/system", text: "系统")],
            current: "/system", notice: site.query(request)["done"].flatMap(NoticeText.of), isWide: true)
        // The page shows how far it has come without a script.
        if model.isBusy, problem == nil, let name = HTTPField.Name("Refresh") {
            response.headers[name] = "3; url=/backups"
        }
        return response
    }

    /// Asks the server for something that goes on after the answer.
    private func act(
        _ attempt: String, _ request: Request, _ context: WebContext, _ work: (Account) async throws -> Void
    ) async throws -> Response {
        let form = try await site.form(request, context)
        return try await site.perform(attempt, form, context) { command in
            try await work(command.account)
            return "/backups?done=asked"
        } again: { problem in
            try await page(request, context, problem: problem)
        }
    }

    // MARK: Settings

    private func target(_ context: WebContext) async throws -> BackupTarget {
        let id = context.part("target")
        guard let found = try await overview(context).history.targets.first(where: { $0.id == id }) else {
            throw OfficeError.notFound("backup-target", id: id)
        }
        return found
    }

    private func targetForm(_ known: BackupTarget?) -> ActionForm {
        ActionForm(
            known == nil ? "增加备份位置" : "设定备份位置",
            action: "/backups/targets/" + (known?.id ?? "new"), back: Self.back, submit: "保存",
            notes: [
                "备份全部加密，拿到备份的人没有恢复密钥就打不开。至少准备两处：一处接在服务器上的移动硬盘或者另一台机器的共享文件夹，一处放在别的楼。",
                "位置不能在服务器自己的数据文件夹里面。移动硬盘不在时，页面会提示，插上以后自动补做。",
            ], facts: known.map { [InputModel.FactView(label: "位置", value: $0.address)] } ?? []
        ) { form in
            var fields: [FieldView] = [
                .of("backup-title", "名称", in: form, initially: known?.title, required: true, hint: "例如：移动硬盘甲（档案室保管）。")
            ]
            if known == nil {
                fields.append(
                    .of(
                        "backup-address", "文件夹或者 S3 地址", in: form,
                        required: true, hint: "服务器上的完整路径，例如 /media/backup/liuhen ；对象存储写 s3:https://主机/桶/前缀 。"))
            }
            fields.append(
                .of(
                    "backup-off", "每天自动备份到这里", .choice([("on", "是"), ("off", "否，暂停")]), in: form,
                    initially: known?.isOff == true ? "off" : "on", required: true))
            if known?.isRemote ?? true {
                fields.append(.of("backup-access-key", "S3 访问密钥编号", in: form, hint: "只有对象存储需要。不填则不改。"))
                fields.append(.of("backup-secret-key", "S3 访问密钥", .password, in: nil, hint: "不记入日志。不填则不改。"))
            }
            return fields
        }
    }

    private func set(_ typed: FormBody, address: String, _ command: CommandContext) async throws -> String {
        let title = typed.raw("backup-title")
        guard !title.isEmpty else { throw OfficeError.invalid([.blank("backup-title")]) }
        guard !address.isEmpty else { throw OfficeError.invalid([.blank("backup-address")]) }
        guard let target = BackupTarget(address, title: title, isOff: typed.raw("backup-off") == "off") else {
            throw OfficeError.invalid([.notAllowed("backup-address", value: address)])
        }
        var secrets: BackupSecrets?
        if let access = typed["backup-access-key"], let secret = typed["backup-secret-key"] {
            secrets = BackupSecrets(accessKey: access, secretKey: secret)
        }
        try await site.office.set(target, secrets: secrets, command)
        return "/backups?done=saved"
    }

    private func planForm(_ overview: BackupOverview) -> ActionForm {
        let plan = overview.history.plan
        return ActionForm(
            "设定自动备份", action: "/backups/plan", back: Self.back, submit: "保存",
            notes: ["到时服务器没有开机的，开机后立即补做。保留份数以外的旧备份自动清理，占用的空间自动收回。"]
        ) { form in
            [
                .of(
                    "backup-time", "每天几点开始", in: form, initially: plan.clockText, required: true,
                    hint: "24 小时制，例如 02:30。"),
                .of("backup-days", "保留最近多少天的，每天一份", .number, in: form, initially: "\(plan.days)", required: true),
                .of("backup-weeks", "再保留多少周的，每周一份", .number, in: form, initially: "\(plan.weeks)", required: true),
                .of("backup-months", "再保留多少个月的，每月一份", .number, in: form, initially: "\(plan.months)", required: true),
                .of("backup-years", "再保留多少年的，每年一份", .number, in: form, initially: "\(plan.years)", required: true),
            ]
        }
    }

    private static func plan(_ typed: FormBody) throws -> BackupPlan {
        func number(_ name: String, _ range: ClosedRange<Int>) throws -> Int {
            let text = typed.raw(name)
            guard !text.isEmpty else { throw OfficeError.invalid([.blank(name)]) }
            guard let number = Int(text), range.contains(number) else {
                throw OfficeError.invalid([.notAllowed(name, value: text)])
            }
            return number
        }
        let text = typed.raw("backup-time").replacing("：", with: ":")
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) && $0.allSatisfy(\.isNumber) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
        else {
            throw OfficeError.invalid([text.isEmpty ? .blank("backup-time") : .notAllowed("backup-time", value: text)])
        }
        return BackupPlan(
            minute: hour * 60 + minute, days: try number("backup-days", 1...3650),
            weeks: try number("backup-weeks", 0...520), months: try number("backup-months", 0...240),
            years: try number("backup-years", 0...100))
    }
}
