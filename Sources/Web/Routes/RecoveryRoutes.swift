import Casework
import Chronology
import HTTPTypes
import Hummingbird
import NIOCore
import Office

/// The recovery key: whether it was proved, how it is proved, and how another one takes its place.
struct RecoveryRoutes {
    let site: Site
    private static let place = "/office/recovery-key"
    private static let back = LinkView(href: place, text: "恢复密钥")

    func add(to router: Router<WebContext>) {
        router.get("/office/recovery-key") { request, context in try page(request, context) }
        router.get("/office/recovery-key/prove") { _, context in
            try site.ask(keyForm(context), context)
        }
        router.post("/office/recovery-key/prove") { request, context in
            try await act(try keyForm(context), request, context) { typed, command in
                try await site.office.proveRecovery(key: typed.raw("recovery-key"), command)
            }
        }
        router.get("/office/recovery-key/answer") { _, context in
            try site.ask(answerForm(context), context)
        }
        router.post("/office/recovery-key/answer") { request, context in
            try await act(try answerForm(context), request, context) { typed, command in
                try await site.office.proveRecovery(answer: typed.raw("answer"), command)
            }
        }
        router.get("/office/recovery-key/change") { _, context in
            try site.ask(changeForm(context), context)
        }
        router.post("/office/recovery-key/change") { request, context in
            try await act(try changeForm(context), request, context) { typed, command in
                try await site.office.askRecoveryChange(
                    to: typed.raw("recipient"), reason: typed.raw("reason"), command)
            }
        }
        router.get("/office/recovery-key/change/confirm") { _, context in
            try site.ask(confirmForm(context), context)
        }
        router.post("/office/recovery-key/change/confirm") { request, context in
            try await act(try confirmForm(context), request, context) { _, command in
                try await site.office.confirmRecoveryChange(command)
            }
        }
        router.post("/office/recovery-key/challenge") { request, context in
            _ = try await site.form(request, context)
            guard isAdministrator(try context.signedIn()) else { throw OfficeError.forbidden("recovery") }
            let text = try site.office.makeChallenge()
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/octet-stream",
                    .contentDisposition: "attachment; filename=\"liuhen-challenge.age\"",
                ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
    }

    private func isAdministrator(_ account: Account) -> Bool {
        !Set(account.roles(on: site.office.now().day)).isDisjoint(with: Office.administratorRoles)
    }

    /// Does an act without ever showing the key again that was typed.
    private func act(
        _ form: ActionForm, _ request: Request, _ context: WebContext,
        _ act: (FormBody, CommandContext) async throws -> Void
    ) async throws -> Response {
        let typed = try await site.form(request, context)
        var shown = typed
        shown.set("", for: "recovery-key")
        return try await site.perform(form.title, typed, context) { command in
            try await act(typed, command)
            return "\(Self.place)?done=saved"
        } again: { problem in
            site.ask(form, context, typed: shown, problem: problem)
        }
    }

    private func page(_ request: Request, _ context: WebContext) throws -> Response {
        let viewer = try context.signedIn()
        let state = try site.office.recoveryState()
        let isProved = try site.office.isRecoveryProved()
        var model = RegisterModel(notes: [
            "服务器损坏、密钥丢失时，只有纸上的恢复密钥能打开案卷材料的备份。它不在服务器上，服务器只有对应的公开编号。"
        ])
        if !isProved { model.notes.append(RecoveryText.text(.notProved)) }
        let isDemo = site.office.information.isDemo
        model.facts = [
            ("状态", isDemo ? "演示环境，密钥在数据目录里" : isProved ? "已验证" : "还没有验证，不能办理案件"),
            ("公开编号", site.office.recoveryRecipient),
            ("最近一次验证", state.proved.map(AccountText.mark) ?? "没有"),
        ].map { InputModel.FactView(label: $0.0, value: $0.1) }
        if let change = state.change {
            model.notes.append(
                "\(AccountText.mark(change.by)) 申请换成 \(change.recipient)：\(change.reason)。须由另一名管理员确认。")
        }
        if isAdministrator(viewer) {
            model.actions = [
                LinkView(href: "\(Self.place)/prove", text: "输入密钥验证"),
                LinkView(href: "\(Self.place)/answer", text: "不输入密钥，用验证文件验证"),
                LinkView(href: "\(Self.place)/change", text: "更换恢复密钥"),
            ]
            if state.change.map({ $0.by.account != viewer.id }) ?? false {
                model.actions.append(LinkView(href: "\(Self.place)/change/confirm", text: "确认更换"))
            }
        }
        if !state.former.isEmpty {
            model.tables = [
                RegisterModel.TableView(
                    "以前的恢复密钥（当时存入的材料仍由它打开，纸不能销毁）", ["公开编号", "用到"],
                    state.former.map { [.init($0.recipient), .init(TimeText.minute($0.until))] }, empty: "")
            ]
        }
        let title = isProved ? "恢复密钥：已验证" : "恢复密钥：还没有验证"
        return site.register(model, title: title, request, context, trail: [PeopleRoutes.office])
    }

    // MARK: Forms

    private func keyForm(_ context: WebContext) throws -> ActionForm {
        _ = try context.signedIn()
        return ActionForm(
            "验证恢复密钥", action: "\(Self.place)/prove", back: Self.back, submit: "验证",
            notes: ["照纸上逐组输入，或者用扫码枪扫二维码。密钥只用来打开一份当场封好的验证内容，用完即忘，不保存。"]
        ) { _ in [.of("recovery-key", "恢复密钥", .paragraph, in: nil, required: true, hint: "12 组，空格、短横、大小写都不影响。")] }
    }

    private func answerForm(_ context: WebContext) throws -> ActionForm {
        _ = try context.signedIn()
        return ActionForm(
            "用验证文件验证", action: "\(Self.place)/answer", back: Self.back, submit: "验证",
            notes: [
                "先下载验证文件，带到存放密钥的电脑上，用 age -d -i 密钥文件 liuhen-challenge.age 打开，把得到的一行文字填在这里。密钥不用拿到服务器上。",
                "下载按钮在下方；每次下载都生成新的验证文件，以最后一次为准。",
            ]
        ) { form in [.of("answer", "打开后得到的文字", in: form, required: true, hint: "以 liuhen- 开头。")] }
        .with(extra: ("\(Self.place)/challenge", "下载验证文件"))
    }

    private func changeForm(_ context: WebContext) throws -> ActionForm {
        _ = try context.signedIn()
        return ActionForm(
            "更换恢复密钥", action: "\(Self.place)/change", back: Self.back, submit: "申请更换",
            notes: [
                "在不联网的电脑上运行 liuhen keys recovery（或者 age-keygen）得到新的密钥，只把 age1 开头的公开编号填在这里。",
                "由另一名管理员确认后，新存入的材料用新密钥；须再次验证才能继续办理案件。以前存入的材料仍由原来的密钥打开，原来的纸要继续保管。",
            ]
        ) { form in
            [
                .of("recipient", "新的公开编号", in: form, required: true, hint: "age1 开头，62 个字符。"),
                .of("reason", "理由", in: form, required: true, hint: "如：存放密钥的信封遗失。"),
            ]
        }
    }

    private func confirmForm(_ context: WebContext) throws -> ActionForm {
        _ = try context.signedIn()
        let change = try site.office.recoveryState().change
        return ActionForm(
            "确认更换恢复密钥", action: "\(Self.place)/change/confirm", back: Self.back, submit: "确认更换",
            notes: ["确认以后须立即验证新的恢复密钥，验证以前不能办理案件。"],
            facts: [
                InputModel.FactView(label: "新的公开编号", value: change?.recipient ?? "没有等待确认的申请"),
                InputModel.FactView(
                    label: "申请", value: change.map { "\(AccountText.mark($0.by))：\($0.reason)" } ?? "—"),
            ]
        ) { _ in [] }
    }
}
