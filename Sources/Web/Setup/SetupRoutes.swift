import Casework
import Chronology
import HTTPTypes
import Hummingbird
import Office
import Rules

/// The pages of the guided setup: one question each, back and forth.
struct SetupRoutes {
    let site: SetupSite

    func add(to router: Router<WebContext>) {
        for path in ["/", "/sign-in"] {
            router.get(RouterPath(path)) { _, _ -> Response in .seeOther("/setup") }
        }
        router.get("/setup") { request, _ in try await enter(request) }
        router.post("/setup/code") { request, _ in try await code(request) }
        router.get("/setup/done") { request, _ in try await done(request) }
        router.post("/setup/done") { request, _ -> Response in
            _ = try await site.form(request)
            let codes = await site.desk.codes
            guard !codes.isEmpty else { return .seeOther("/setup") }
            try await site.desk.handOver()
            return site.page("setup-started", SetupStarted(), title: "开办完成", session: nil)
        }
        router.get("/setup/:step") { request, context -> Response in
            let session = try site.session(request)
            guard await site.desk.codes.isEmpty else { return .seeOther("/setup/done") }
            let step = try step(context)
            guard await site.desk.mayOpen(step) else { return .seeOther("/setup") }
            return try await page(step, session, typed: nil, problem: nil)
        }
        router.post("/setup/:step") { request, context in try await answer(request, context) }
    }

    private func step(_ context: WebContext) throws -> SetupStep {
        guard let step = SetupStep(rawValue: context.part("step")) else { throw HTTPError(.notFound) }
        return step
    }

    // MARK: The way in

    private func enter(_ request: Request) async throws -> Response {
        guard (try? site.session(request)) != nil else { return codePage(wrong: nil, status: 200) }
        guard await site.desk.codes.isEmpty else { return .seeOther("/setup/done") }
        return .seeOther("/setup/\(await site.desk.reached.rawValue)")
    }

    private func codePage(wrong: String?, status: Int) -> Response {
        site.page("setup-code", SetupCode(wrong: wrong), title: "开办：输入设置码", session: nil, status: status)
    }

    private func code(_ request: Request) async throws -> Response {
        let form = try await site.unchecked(request)
        guard let token = site.lock.open(form.raw("code"), at: site.desk.now) else {
            return codePage(wrong: "设置码不对，或者试得太快。设置码显示在服务器启动的窗口里，服务器每次启动都会更换。", status: 401)
        }
        var response = Response.seeOther("/setup")
        response.setCookie(SignInRoutes.cookie(SetupSite.cookie, token, maxAge: nil))
        return response
    }

    // MARK: Questions

    private func page(
        _ step: SetupStep, _ session: String, typed: FormBody?, problem: ProblemView?
    ) async throws -> Response {
        let answers = await site.desk.answers
        let question = SetupQuestion(step, answers, today: site.desk.now.day)
        var model = question.model(typed)
        model.problem = problem
        let trail = step.before.map { [LinkView(href: "/setup/\($0.rawValue)", text: "上一步")] } ?? []
        return site.page(
            "input", model.marked(), title: question.heading, session: session, status: problem?.status ?? 200,
            trail: trail, isWide: step == .numbers)
    }

    private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
        let session = try site.session(request)
        let typed = try await site.form(request)
        let step = try step(context)
        guard await site.desk.codes.isEmpty else { return .seeOther("/setup/done") }
        guard await site.desk.mayOpen(step) else { return .seeOther("/setup") }
        if typed["add"] != nil { return try await page(step, session, typed: typed, problem: nil) }
        do {
            switch step {
            case .proof: try await site.desk.prove(typed.raw("recovery-key"))
            case .check:
                try await site.desk.make()
                return .seeOther("/setup/done")
            default:
                let question = SetupQuestion(step, await site.desk.answers, today: site.desk.now.day)
                let answers = try question.read(typed)
                try await site.desk.answer(step, answers)
                // A file is shown on the page before the next question is asked.
                if step == .holidays, !typed.filled("calendar").isEmpty { return .seeOther("/setup/holidays") }
            }
            return .seeOther("/setup/\(step.after?.rawValue ?? "check")")
        } catch {
            guard let problem = SetupSite.problem(error, "这一步") else { throw error }
            var shown = typed
            shown.set("", for: "recovery-key")
            return try await page(step, session, typed: shown, problem: problem)
        }
    }

    // MARK: The end

    private func done(_ request: Request) async throws -> Response {
        let session = try site.session(request)
        let codes = await site.desk.codes
        guard !codes.isEmpty else { return .seeOther("/setup") }
        let answers = await site.desk.answers
        return site.page(
            "setup-done", SetupDone(answers, codes: codes), title: "已经开办：\(answers.agency)", session: session,
            isWide: true)
    }
}

/// The page that asks for the code of the console.
struct SetupCode: PageModel {
    let wrong: String?
}

/// The page between the setup and the office.
struct SetupStarted: PageModel {}

/// The last page: what was made, the codes, and what each administrator does next.
struct SetupDone: PageModel {
    let agency: String
    let people: [Person]
    let backup: String

    struct Person: PageModel {
        let role: String
        let name: String
        let signInName: String
        let code: String
        let next: String
    }

    init(_ answers: SetupAnswers, codes: [OneTimeCode]) {
        agency = answers.agency
        backup = answers.backupTarget.map { "首次备份：\($0)。" } ?? "还没有选定备份地点，请系统管理员尽快设定。"
        let next = [
            Office.systemRole: "登录，设置口令；在「内部管理」中设部门、开设人员账号、登记执法记录仪；把一次性代码交给本人。",
            Office.securityRole: "登录，设置口令；账号开设以后，按职责授权；不能给自己授权，也不能看案件。",
            Office.auditRole: "登录，设置口令；每周看一次「审计」，核对另两名管理员做了什么。",
        ]
        people = answers.administrators.map { person in
            Person(
                role: AccountText.roles[person.role] ?? person.role, name: person.name, signInName: person.signInName,
                code: codes.first { $0.account == person.signInName }?.code ?? "", next: next[person.role] ?? "")
        }
    }
}
