import Chronology
import Foundation
import HTTPTypes
import Hummingbird
import Office
import Rules

/// Signing in and out. A wrong password delays the next try and locks nobody out; a one-time code leads to setting a
/// password and nowhere else.
struct SignInRoutes {
    let site: Site

    /// The name of the cookie that marks a browser in which somebody signed in before, and how long it is kept.
    private static let mark = "liuhen-browser"
    private static let markSeconds = 180 * 86_400

    func add(to router: Router<WebContext>) {
        router.get("/sign-in") { request, context in
            await page(site.query(request), context, wrong: nil, status: 200)
        }
        router.post("/sign-in") { request, context in try await signIn(request, context) }
        router.post("/sign-in/password") { request, context in try await firstPassword(request, context) }
        router.post("/sign-in/digits") { request, context in try await digits(request, context) }
        router.post("/sign-out") { request, context in
            _ = try await site.form(request, context)
            if let session = context.session { try await site.office.signOut(session: session) }
            var response = Response.seeOther("/sign-in")
            response.setCookie(Self.cookie(SessionMiddleware.cookie, "", maxAge: 0))
            return response
        }
    }

    private func signIn(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await site.unchecked(request)
        let name = form.raw("name")
        // The password is taken as it was typed, white space included.
        let password = form.values["password"]?.first ?? ""
        switch try await site.office.signIn(name: name, password: password, source: Self.source(request, context)) {
        case .welcome(let token): return try await welcome(token, form)
        case .firstPassword(let ticket): return firstPasswordPage(ticket, form, context, wrong: nil, status: 200)
        case .secondStep(let ticket): return digitsPage(ticket, form, context, wrong: nil, status: 200)
        case .codeExpired:
            return await page(form, context, wrong: "一次性代码已经过期。请向管理员申请重置，取得新的代码。", status: 401)
        case .wrong(let delay):
            return await page(form, context, wrong: "用户名或者口令不对。" + Self.wait(delay), status: 401)
        }
    }

    private func firstPassword(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await site.unchecked(request)
        let ticket = form.raw("ticket")
        let password = form.values["password"]?.first ?? ""
        do {
            guard password == form.values["again"]?.first ?? "" else {
                throw OfficeError.account(.password(.notRepeated))
            }
            let token = try await site.office.setFirstPassword(
                ticket: ticket, password: password, source: Self.source(request, context))
            return try await welcome(token, form)
        } catch OfficeError.account(.ticketOver) {
            return await page(
                form, context, wrong: AccountText.text(.ticketOver, rules: site.office.rules), status: 401)
        } catch OfficeError.account(let problem) {
            let wrong = AccountText.text(problem, rules: site.office.rules)
            return firstPasswordPage(ticket, form, context, wrong: wrong, status: 422)
        }
    }

    private func digits(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await site.unchecked(request)
        let ticket = form.raw("ticket")
        do {
            switch try await site.office.signIn(
                ticket: ticket, digits: form.raw("digits"), source: Self.source(request, context))
            {
            case .welcome(let token): return try await welcome(token, form)
            case .wrong(let delay):
                let wrong = AccountText.text(.wrongDigits, rules: site.office.rules) + Self.wait(delay)
                return digitsPage(ticket, form, context, wrong: wrong, status: 401)
            case .firstPassword, .secondStep, .codeExpired: throw OfficeError.account(.ticketOver)
            }
        } catch OfficeError.account(let problem) {
            return await page(
                form, context, wrong: AccountText.text(problem, rules: site.office.rules), status: 401)
        }
    }

    private static func wait(_ delay: Int) -> String {
        delay > 0 ? "为防止他人猜测，下一次尝试要等 \(delay) 秒才会得到答复。账号不会被锁定。" : "账号不会被锁定，可以再试。"
    }

    private func welcome(_ token: String, _ form: FormBody) async throws -> Response {
        var response = Response.seeOther(Self.safe(form.raw("to")))
        response.setCookie(Self.cookie(SessionMiddleware.cookie, token, maxAge: nil))
        if let account = try await site.office.account(session: token) {
            let mark = try site.office.browserMark(for: account)
            response.setCookie(Self.cookie(Self.mark, mark, maxAge: Self.markSeconds))
        }
        return response
    }

    // MARK: Pages

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

    private func firstPasswordPage(
        _ ticket: String, _ form: FormBody, _ context: WebContext, wrong: String?, status: Int
    ) -> Response {
        let model = SignInStepModel(
            agency: site.office.information.agency, action: "/sign-in/password", ticket: ticket, to: form["to"],
            wrong: wrong, submit: "设置口令并登录",
            notes: ["一次性代码只能用来设置口令，用过即失效。", "口令至少 10 个字符，不能是姓名、用户名或者这个代码。可以用几个不相干的词连成一句。"],
            asksPassword: true)
        return site.page("sign-in-step", model, title: "首次登录设置口令", context, status: status)
    }

    private func digitsPage(
        _ ticket: String, _ form: FormBody, _ context: WebContext, wrong: String?, status: Int
    ) -> Response {
        let model = SignInStepModel(
            agency: site.office.information.agency, action: "/sign-in/digits", ticket: ticket, to: form["to"],
            wrong: wrong, submit: "登录", notes: ["口令正确。请输入认证器现在显示的 6 位数字。认证器丢失的，请向管理员申请重置。"],
            asksPassword: false)
        return site.page("sign-in-step", model, title: "动态口令", context, status: status)
    }

    // MARK: Where a request comes from

    /// Where somebody signs in from. What a proxy says of its client is believed of a proxy on this machine alone.
    static func source(_ request: Request, _ context: WebContext) -> SignInSource {
        var address = context.remoteAddress ?? "local"
        if ["127.0.0.1", "::1"].contains(address), let name = HTTPField.Name("X-Forwarded-For"),
            let last = request.headers[name]?.split(separator: ",").last
        {
            let client = last.filter { !$0.isWhitespace }
            let isAddress = client.utf8.count <= 45 && client.allSatisfy { $0.isHexDigit || $0 == "." || $0 == ":" }
            if isAddress, !client.isEmpty { address = String(client) }
        }
        return SignInSource(address: address, mark: request.cookies[mark]?.value)
    }

    /// A path of this server and nothing else, so that a link cannot lead a person to another one after signing in.
    static func safe(_ path: String) -> String {
        let isOwn = path.hasPrefix("/") && !path.hasPrefix("//") && !path.contains("\\")
        return isOwn && path.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value < 0x7F } ? path : "/"
    }

    /// A cookie for this server alone, that no script reads.
    static func cookie(_ name: String, _ value: String, maxAge: Int?) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: maxAge, path: "/", secure: false, httpOnly: true, sameSite: .strict)
    }
}

/// The second page of a sign-in: a first password, or the digits of an authenticator.
struct SignInStepModel: PageModel {
    let agency: String
    let action: String
    let ticket: String
    let to: String?
    let wrong: String?
    let submit: String
    let notes: [String]
    let asksPassword: Bool
}
