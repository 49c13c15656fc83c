import Casework
import Chronology
import Forms
import Hummingbird
import Office
import Rules

/// One's own account: rights with who gave them, deputies, password, authenticator, sign-ins.
struct AccountRoutes {
    let site: Site
    private static let back = LinkView(href: "/account", text: "我的账号")

    func add(to router: Router<WebContext>) {
        router.get("/account") { request, context in
            let account = try context.signedIn()
            let signIns = try await site.office.signIns(of: account)
            let sessions = try await site.office.sessions(of: account, asking: context.session ?? "")
            let model = PersonView(site.office, account).own(signIns, sessions: sessions)
            return site.register(model, title: "我的账号：\(account.name)", request, context, current: "")
        }
        router.get("/account/sessions/end") { request, context in
            _ = try context.signedIn()
            return site.ask(endSessions(site.query(request)), context, current: "")
        }
        router.post("/account/sessions/end") { request, context in
            let account = try context.signedIn()
            return try await site.act(endSessions(FormBody()), request, context, current: "") { typed, _ in
                try await site.office.endSessions(of: account, id: typed["id"], but: context.session ?? "")
                return "/account?done=sessions"
            }
        }
        router.get("/account/password") { _, context in
            _ = try context.signedIn()
            return site.ask(passwordForm, context, current: "")
        }
        router.post("/account/password") { request, context in try await changePassword(request, context) }
        addAuthenticator(to: router)
        addDeputies(to: router)
    }

    // MARK: Password

    private var passwordForm: ActionForm {
        ActionForm(
            "修改口令", action: "/account/password", back: Self.back,
            notes: ["口令至少 10 个字符，不能是姓名或者用户名。修改以后，在别处的登录全部退出。"]
        ) { _ in
            [
                .of("current", "现在的口令", .password, in: nil, required: true),
                .of("password", "新口令", .password, in: nil, required: true),
                .of("again", "再输入一次", .password, in: nil, required: true),
            ]
        }
    }

    private func changePassword(_ request: Request, _ context: WebContext) async throws -> Response {
        let typed = try await site.form(request, context)
        let account = try context.signedIn()
        func raw(_ name: String) -> String { typed.values[name]?.first ?? "" }
        do {
            guard raw("password") == raw("again") else { throw OfficeError.account(.password(.notRepeated)) }
            let token = try await site.office.changePassword(
                from: raw("current"), to: raw("password"), by: account,
                source: SignInRoutes.source(request, context))
            var response = Response.seeOther("/account?done=password")
            response.setCookie(SignInRoutes.cookie(SessionMiddleware.cookie, token, maxAge: nil))
            return response
        } catch let error as OfficeError {
            let problem = try await site.problem(error, "修改口令", nil, account)
            return site.ask(passwordForm, context, problem: problem, current: "")
        }
    }

    private func endSessions(_ asked: FormBody) -> ActionForm {
        var form = ActionForm(
            asked["id"] == nil ? "退出其他登录" : "退出这次登录", action: "/account/sessions/end", back: Self.back,
            notes: ["立即生效。本次登录不受影响。不是本人登录的，请同时修改口令。"]
        ) { _ in [] }
        if let id = asked["id"] { form.hidden = [ChoiceView(value: id, text: "id", isChosen: false)] }
        return form
    }

    // MARK: Authenticator

    private func addAuthenticator(to router: Router<WebContext>) {
        router.get("/account/authenticator") { request, context in
            let account = try context.signedIn()
            if let id = site.query(request)["id"] { return try enrolment(id, account, context, problem: nil) }
            return site.ask(beginForm(account), context, current: "")
        }
        router.post("/account/authenticator") { request, context in
            let account = try context.signedIn()
            return try await site.act(beginForm(account), request, context, current: "") { typed, command in
                guard account.authenticator != nil else {
                    return "/account/authenticator?id=\(try site.office.beginAuthenticator(for: account))"
                }
                try await site.office.removeAuthenticator(digits: typed.raw("digits"), command)
                return "/account?done=saved"
            }
        }
        router.post("/account/authenticator/confirm") { request, context in
            let typed = try await site.form(request, context)
            let account = try context.signedIn()
            let id = typed.raw("authenticator")
            return try await site.perform("启用动态口令", typed, context) { command in
                try await site.office.confirmAuthenticator(id, digits: typed.raw("digits"), command)
                return "/account?done=authenticator"
            } again: { problem in
                try enrolment(id, account, context, problem: problem)
            }
        }
    }

    private func beginForm(_ account: Account) -> ActionForm {
        let isOn = account.authenticator != nil
        return ActionForm(
            isOn ? "停用动态口令" : "启用动态口令", action: "/account/authenticator", back: Self.back,
            notes: isOn
                ? ["停用以后，登录只要口令。请先输入认证器现在显示的数字。"]
                : ["启用以后，登录除口令外还要输入手机认证器上的 6 位数字（RFC 6238）。下一页给出二维码。"]
        ) { _ in isOn ? [.of("digits", "动态口令", .number, in: nil, required: true)] : [] }
    }

    private func enrolment(
        _ id: String, _ account: Account, _ context: WebContext, problem: ProblemView?
    ) throws -> Response {
        let enrolment = try site.office.authenticatorEnrolment(id, for: account)
        let model = AuthenticatorModel(
            id: id, svg: enrolment.code.svg, secret: enrolment.secret, address: enrolment.address, problem: problem)
        return site.page(
            "authenticator", model, title: "启用动态口令", context, status: problem?.status ?? 200, trail: [Self.back])
    }

    // MARK: Deputies

    private func addDeputies(to router: Router<WebContext>) {
        let rights = RightsForms(site: site)
        router.get("/account/deputies/new") { _, context in
            let account = try context.signedIn()
            return site.ask(
                await rights.deputy(of: account, action: "/account/deputies/new", back: Self.back), context,
                current: "")
        }
        router.post("/account/deputies/new") { request, context in
            let account = try context.signedIn()
            let form = await rights.deputy(of: account, action: "/account/deputies/new", back: Self.back)
            return try await site.act(form, request, context, current: "") { typed, command in
                try await rights.nameDeputy(typed, for: account.id, command)
                return "/account?done=deputy"
            }
        }
        router.get("/account/deputies/:naming/end") { _, context in
            _ = try context.signedIn()
            return site.ask(endForm(context), context, current: "")
        }
        router.post("/account/deputies/:naming/end") { request, context in
            let account = try context.signedIn()
            return try await site.act(endForm(context), request, context, current: "") { _, command in
                try await site.office.endDeputy(context.part("naming"), of: account.id, command)
                return "/account?done=saved"
            }
        }
    }

    private func endForm(_ context: WebContext) -> ActionForm {
        ActionForm(
            "结束代理", action: "/account/deputies/\(PercentEncoding.encode(context.part("naming")))/end",
            back: Self.back, notes: ["立即生效。此前代为办理的事项不受影响。"]
        ) { _ in [] }
    }
}

/// The page on which an authenticator is enrolled.
struct AuthenticatorModel: PageModel {
    let id: String
    /// Our own drawing, made of numbers alone.
    let svg: String
    let secret: String
    let address: String
    let problem: ProblemView?
}
