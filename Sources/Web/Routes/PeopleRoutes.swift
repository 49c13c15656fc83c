import Casework
import Chronology
import Hummingbird
import Office
import Rules

/// People, their accounts and their rights. Everybody of the office may look: each right shows who gave it.
struct PeopleRoutes {
    let site: Site
    private static let back = LinkView(href: "/office/people", text: "人员和职责")

    private var rights: RightsForms { RightsForms(site: site) }

    func add(to router: Router<WebContext>) {
        router.get("/office") { request, context in try index(request, context) }
        router.get("/office/people") { request, context in try await list(request, context) }
        router.get("/office/people/new") { _, context in
            _ = try context.signedIn()
            return site.ask(await newForm(), context)
        }
        router.post("/office/people/new") { request, context in try await open(request, context) }
        router.get("/office/people/:id") { request, context in
            let viewer = try context.signedIn()
            let account = try await site.office.account(context.part("id"))
            let model = PersonView(site.office, account).page(viewer: viewer)
            return site.register(model, title: account.name, request, context, trail: [Self.back])
        }
        addAction(router, "roles/new") { account, back, _ in
            await rights.role(to: account, back: back)
        } does: { typed, account, _, command in
            try await rights.grant(typed, to: account.id, command)
        }
        addAction(router, "roles/:grant/withdraw") { account, back, context in
            rights.reason(
                "收回职责", action: "\(back.href)/roles/\(PercentEncoding.encode(context.part("grant")))/withdraw",
                back: back, notes: ["立即生效。此前办理的事项不受影响。"], person: account.name)
        } does: { typed, account, context, command in
            try await site.office.withdrawRole(
                grant: context.part("grant"), of: account.id, reason: typed.raw("reason"), command)
        }
        addAction(router, "cases/new") { account, back, _ in
            rights.caseRight(to: account, back: back)
        } does: { typed, account, _, command in
            try await rights.giveCaseRight(typed, to: account.id, command)
        }
        addAction(router, "cases/:right/end") { account, back, context in
            rights.reason(
                "收回单案权限", action: "\(back.href)/cases/\(PercentEncoding.encode(context.part("right")))/end",
                back: back, notes: ["立即生效。"], person: account.name)
        } does: { typed, account, context, command in
            try await site.office.endCaseRight(
                context.part("right"), of: account.id, reason: typed.raw("reason"), command)
        }
        addAction(router, "deputies/new") { account, back, _ in
            await rights.deputy(of: account, action: "\(back.href)/deputies/new", back: back)
        } does: { typed, account, _, command in
            try await rights.nameDeputy(typed, for: account.id, command)
        }
        addAction(router, "deputies/:naming/end") { account, back, context in
            ActionForm(
                "结束代理", action: "\(back.href)/deputies/\(PercentEncoding.encode(context.part("naming")))/end",
                back: back, notes: ["立即生效。此前代为办理的事项不受影响。"],
                facts: [InputModel.FactView(label: "被代理人", value: account.name)]
            ) { _ in [] }
        } does: { _, account, context, command in
            try await site.office.endDeputy(context.part("naming"), of: account.id, command)
        }
        addAction(router, "move") { account, back, _ in
            let units = await rights.units()
            return ActionForm(
                "调整部门", action: "\(back.href)/move", back: back,
                facts: [InputModel.FactView(label: "人员", value: account.name)]
            ) { form in [.of("unit", "部门", .choice(units), in: form, initially: account.unitID, required: true)] }
        } does: { typed, account, _, command in
            try await site.office.moveAccount(account.id, to: typed.raw("unit"), command)
        }
        addAction(router, "close") { account, back, _ in
            rights.reason(
                "停用账号", action: "\(back.href)/close", back: back,
                notes: ["停用以后不能再登录，账号和办理过的事项都不删除。名下还有未结案件的，先办理移交。"], person: account.name)
        } does: { typed, account, _, command in
            try await site.office.closeAccount(account.id, reason: typed.raw("reason"), command)
        }
        addAction(router, "reset") { account, back, _ in
            rights.reason(
                "申请重置口令", action: "\(back.href)/reset", back: back,
                notes: ["须由另一名管理员确认。确认以前，现在的口令仍然有效。"], person: account.name)
        } does: { typed, account, _, command in
            try await site.office.askReset(of: account.id, reason: typed.raw("reason"), command)
        }
        router.get("/office/people/:id/reset/confirm") { _, context in
            _ = try context.signedIn()
            return site.ask(confirmForm(try await site.office.account(context.part("id"))), context)
        }
        router.post("/office/people/:id/reset/confirm") { request, context in try await confirm(request, context) }
    }

    /// A form of one act on an account, and the act.
    private func addAction(
        _ router: Router<WebContext>, _ path: String,
        form: @escaping @Sendable (Account, LinkView, WebContext) async -> ActionForm,
        does act: @escaping @Sendable (FormBody, Account, WebContext, CommandContext) async throws -> Void
    ) {
        @Sendable func found(_ context: WebContext) async throws -> (Account, ActionForm) {
            _ = try context.signedIn()
            let account = try await site.office.account(context.part("id"))
            let back = LinkView(href: "/office/people/\(account.id)", text: account.name)
            return (account, await form(account, back, context))
        }
        router.get("/office/people/:id/\(path)") { _, context in
            try await site.ask(found(context).1, context)
        }
        router.post("/office/people/:id/\(path)") { request, context in
            let (account, form) = try await found(context)
            return try await site.act(form, request, context) { typed, command in
                try await act(typed, account, context, command)
                return "/office/people/\(account.id)?done=saved"
            }
        }
    }

    // MARK: Lists

    private func index(_ request: Request, _ context: WebContext) throws -> Response {
        let roles = try context.signedIn().roles(on: site.office.now().day)
        var rows: [(String, String, String)] = [
            ("/office/people", "人员和职责", "账号、职责、代理，每项权限由谁授予"), ("/office/units", "部门", "机构的科室和上下级"),
            ("/office/devices", "执法设备", "执法记录仪等的登记、领用、检查、维修"), ("/office/handovers", "案件移交", "离岗人员的案件整批移交"),
            ("/office/imports", "批量导入", "旧档、在办案件、人员、单位、设备从表格一次导入"),
        ]
        rows += [
            ("/office/rights", "权限总表", "谁有什么职责，由谁在什么时候授予"), ("/office/numbers", "编号登记", "立案序号、文号的写法、起始号和已用到哪里"),
            ("/office/recovery-key", "恢复密钥", "服务器损坏时打开材料的密钥，是否已经验证"),
        ]
        if roles.contains(Office.auditRole) {
            rows += [("/office/log", "审计", "管理员做过什么，谁被拒绝过"), ("/office/sign-ins", "登录记录", "谁在什么时候从哪里登录")]
        }
        if !Set(roles).isDisjoint(with: Office.backupReaders) {
            rows.append(("/backups", "备份", "最近一次备份有多旧，现在损坏会丢失什么，立即备份和试恢复"))
        }
        let model = RegisterModel(tables: [
            RegisterModel.TableView(
                nil, ["事项", "内容"], rows.map { [RegisterModel.CellView($1, href: $0), RegisterModel.CellView($2)] },
                empty: "")
        ])
        return site.register(model, title: "内部管理", request, context)
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let viewer = try context.signedIn()
        let day = site.office.now().day
        let titles = MissingText(rules: site.office.rules, caseID: nil)
        let accounts = await site.office.accounts()
        var model = RegisterModel()
        if viewer.roles(on: day).contains(Office.systemRole) {
            model.actions = [LinkView(href: "/office/people/new", text: "开设账号")]
        }
        model.tables = [
            RegisterModel.TableView(
                nil, ["姓名", "用户名", "部门", "执法证号", "职责", "状态"],
                accounts.map { account in
                    let roles = account.roles(on: day).map { titles.titles([$0]) }.joined(separator: "、")
                    let away = account.deputies.first { $0.holds(on: day) }
                    let state =
                        account.isClosed
                        ? "已停用" : account.reset != nil ? "等待确认重置" : away.map { "由\($0.name)代理" } ?? "在用"
                    return [
                        .init(account.name, href: "/office/people/\(account.id)"), .init(account.signInName),
                        .init(account.unit), .init(account.badge ?? "—"), .init(roles.isEmpty ? "—" : roles),
                        .init(state),
                    ]
                }, empty: "还没有账号。")
        ]
        let open = accounts.count { !$0.isClosed }
        return site.register(model, title: "人员 \(open) 名", request, context, trail: [Self.office])
    }

    static let office = LinkView(href: "/office", text: "内部管理")

    // MARK: Codes

    private func newForm() async -> ActionForm {
        let units = await rights.units()
        return ActionForm(
            "开设账号", action: "/office/people/new", back: Self.back, notes: ["开设后得到一次性代码，由本人首次登录时设置口令。职责由安全管理员另行授予。"]
        ) { form in
            [
                .of("person-name", "姓名", in: form, required: true),
                .of("sign-in-name", "用户名", in: form, required: true, hint: "2 到 40 个小写字母、数字、点、横线。以后不能更改，也不再给别人用。"),
                .of("badge", "执法证号", in: form), .of("unit", "部门", .choice(units), in: form, required: true),
            ]
        }
    }

    private func open(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = await newForm()
        let typed = try await site.form(request, context)
        return try await code(form, typed, context) { command in
            guard let unit = typed["unit"] else { throw OfficeError.invalid([.blank("unit")]) }
            return try await site.office.openAccount(
                NewAccount(
                    signInName: typed.raw("sign-in-name"), name: typed.raw("person-name"), badge: typed["badge"],
                    unitID: unit), command)
        }
    }

    private func confirmForm(_ account: Account) -> ActionForm {
        let asked = account.reset.map { "\(AccountText.mark($0.by)) 申请：\($0.reason)" } ?? "没有等待确认的申请。"
        return ActionForm(
            "确认重置口令", action: "/office/people/\(account.id)/reset/confirm",
            back: LinkView(href: "/office/people/\(account.id)", text: account.name),
            notes: [asked, "确认以后，原口令、动态口令和已有的登录立即失效，得到新的一次性代码，请当面交给本人。"],
            facts: [InputModel.FactView(label: "人员", value: account.name)]
        ) { _ in [] }
    }

    private func confirm(_ request: Request, _ context: WebContext) async throws -> Response {
        let typed = try await site.form(request, context)
        let account = try await site.office.account(context.part("id"))
        return try await code(confirmForm(account), typed, context) { command in
            try await site.office.confirmReset(of: account.id, command)
        }
    }

    /// Does an act that gives a one-time code, and shows the code on this answer alone.
    private func code(
        _ form: ActionForm, _ typed: FormBody, _ context: WebContext,
        _ act: (CommandContext) async throws -> OneTimeCode
    ) async throws -> Response {
        let actor = try context.signedIn()
        do {
            let made = try await act(try site.command(typed, actor))
            let account = try await site.office.account(made.account)
            var model = RegisterModel()
            if made.code.isEmpty {
                model.notes = ["这项操作已经办理过。一次性代码只显示一次；没有记下的，请重新申请重置。"]
            } else {
                model.code = RegisterModel.CodeView(
                    name: account.name, signInName: account.signInName, code: made.code)
            }
            model.actions = [LinkView(href: "/office/people/\(account.id)", text: "查看 \(account.name)")]
            return site.register(model, title: form.title, nil, context, trail: [Self.back])
        } catch let error as OfficeError {
            let problem = try await site.problem(error, form.title, nil, actor)
            return site.ask(form, context, typed: typed, problem: problem)
        }
    }
}
