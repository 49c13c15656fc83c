import Chronology
import HTTPTypes
import Hummingbird
import Office
import Rules

/// Signing in and out. A wrong password delays the next try and locks nobody out.
struct SignInRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/sign-in") { request, context in
            await page(site.query(request), context, wrong: nil, status: 200)
        }
        router.post("/sign-in") { request, context in try await signIn(request, context) }
        router.post("/sign-out") { request, context in
            _ = try await site.form(request, context)
            if let session = context.session { try await site.office.signOut(session: session) }
            var response = Response.seeOther("/sign-in")
            response.setCookie(cookie("", maxAge: 0))
            return response
        }
    }

    private func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await site.unchecked(request)
        let name = form.raw("name")
        // The password is taken as it was typed, white space included.
        let password = form.values["password"]?.first ?? ""
        switch try await site.office.signIn(name: name, password: password) {
        case .welcome(let token):
            var response = Response.seeOther(Self.safe(form.raw("to")))
            response.setCookie(cookie(token, maxAge: nil))
            return response
        case .wrong(let delay):
            let wait = delay > 0 ? "为防止他人猜测，下一次尝试要等 \(delay) 秒才会得到答复。账号不会被锁定。" : "账号不会被锁定，可以再试。"
            return await page(form, context, wrong: "用户名或者口令不对。" + wait, status: 401)
        }
    }

    private func page(_ form: FormBody, _ context: WebContext, wrong: String?, status: Int) async -> Response {
        let office = site.office
        let texts = MissingText(rules: office.rules, caseID: nil)
        let today = office.now().day
        let accounts = office.information.isDemo ? await office.accounts() : []
        let model = SignInModel(
            agency: office.information.agency, name: form["name"], to: form["to"], wrong: wrong,
            people: accounts.filter { !$0.isClosed }.map { account in
                SignInModel.DemoPerson(
                    signInName: account.signInName, name: account.name,
                    roles: account.roles(on: today).map { texts.titles([$0]) }.joined(separator: "、"))
            }, password: DemoPeople.password, isDemo: office.information.isDemo)
        return site.page("sign-in", model, title: "登录", context, status: status)
    }

    /// A path of this server and nothing else, so that a link cannot lead a person to another one after signing in.
    static func safe(_ path: String) -> String {
        let isOwn = path.hasPrefix("/") && !path.hasPrefix("//") && !path.contains("\\")
        return isOwn && path.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F } ? path : "/"
    }

    private func cookie(_ token: String, maxAge: Int?) -> Cookie {
        Cookie(
            name: SessionMiddleware.cookie, value: token, maxAge: maxAge, path: "/", secure: false, httpOnly: true,
            sameSite: .strict)
    }
}
