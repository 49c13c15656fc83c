import Casework
import Chronology
import Hummingbird
import Office
import Rules

/// New holidays and texts from a file: shown as a difference in words, proposed by one person, confirmed by another.
struct RulesFileRoutes {
    let site: Site
    private static let back = LinkView(href: "/rules", text: "规则")

    func add(to router: Router<WebContext>) {
        router.get("/rules/file") { _, context in
            _ = try context.signedIn()
            return ask(context, problem: nil)
        }
        router.post("/rules/file") { request, context in try await take(request, context) }
        router.get("/rules/file/offered") { _, context -> Response in
            _ = try context.signedIn()
            guard let file = site.office.offeredCalendar() else { return .seeOther("/rules") }
            return try await preview(file, [], context, typed: nil, problem: nil)
        }
        router.post("/rules/file/propose") { request, context in try await propose(request, context) }
        router.get("/rules/proposals/:id") { request, context in try await show(request, context) }
    }

    // MARK: The file

    private func ask(_ context: WebContext, problem: ProblemView?) -> Response {
        var model = InputModel(
            heading: "从文件采用规范或者放假安排",
            notes: ["放假安排是一个 YAML 文件；规范是它的全部 YAML 文件，一次选中，或者装在一个 .zip 里。先显示改动了什么，再提出，由另一人确认后生效。"],
            action: "/rules/file",
            submit: "查看改动", cancel: "/rules", hasFiles: true,
            groups: [
                InputModel.Group(
                    title: nil,
                    fields: [.of("rules-file", "文件", .files, in: nil, required: true, hint: ".yaml、.yml，或者一个 .zip")])
            ])
        model.problem = problem
        return site.page(
            "input", model.marked(), title: model.heading, context, status: problem?.status ?? 200,
            trail: [Self.back], current: "/rules")
    }

    private func take(_ request: Request, _ context: WebContext) async throws -> Response {
        let typed = try await site.form(request, context)
        let account = try context.signedIn()
        do {
            guard site.office.mayChangeRules(account) else { throw OfficeError.forbidden("rules") }
            let sent = typed.filled("rules-file")
            let file = try await site.office.rulesFile(sent: sent.map { ($0.name, $0.bytes) })
            var uploads: [String] = []
            for one in sent { uploads.append(try await site.store(one, by: account)) }
            return try await preview(file, uploads, context, typed: nil, problem: nil)
        } catch {
            return ask(context, problem: try await problem(error, account))
        }
    }

    private func preview(
        _ file: RulesFile, _ uploads: [String], _ context: WebContext, typed: FormBody?, problem: ProblemView?
    ) async throws -> Response {
        let preview = try await site.office.preview(file)
        var model = InputModel(
            heading: "改动：\(RulesFileText.title(file))", notes: RulesFileText.notes(preview),
            action: "/rules/file/propose",
            submit: "提出采用", cancel: "/rules",
            groups: [
                InputModel.Group(
                    title: nil,
                    fields: [
                        .of(
                            "from", "自哪一天起", .day, in: typed, initially: site.office.now().day.description,
                            required: true),
                        .of("source", "根据", in: typed, required: true, hint: "如：印发通知的文号。"),
                        .of("reason", "理由", in: typed, required: true),
                    ])
            ])
        model.hidden = uploads.map { ChoiceView(value: $0, text: "upload", isChosen: false) }
        model.tables = RulesFileText.tables(preview)
        model.problem = problem
        return site.page(
            "input", model.marked(), title: model.heading, context, status: problem?.status ?? 200,
            trail: [Self.back], current: "/rules", isWide: true)
    }

    private func propose(_ request: Request, _ context: WebContext) async throws -> Response {
        let typed = try await site.form(request, context)
        let account = try context.signedIn()
        let uploads = typed.all("upload")
        var known: RulesFile?
        do {
            let file: RulesFile
            if uploads.isEmpty {
                guard let offered = site.office.offeredCalendar() else { return .seeOther("/rules") }
                file = offered
            } else {
                file = try await site.office.rulesFile(uploads: uploads, by: account)
            }
            known = file
            let command = try site.command(typed, account)
            try await site.office.proposeRules(
                file, from: try typed.day("from"), source: typed.raw("source"), reason: typed.raw("reason"), command)
            return .seeOther("/rules?done=" + (site.office.information.isDemo ? "saved" : "proposed"))
        } catch {
            let problem = try await problem(error, account)
            guard let known else { return ask(context, problem: problem) }
            return try await preview(known, uploads, context, typed: typed, problem: problem)
        }
    }

    /// What stands against a file, for the person who sent it.
    private func problem(_ error: any Error, _ account: Account) async throws -> ProblemView {
        switch error {
        case let error as CalendarError: return ProblemView(422, "calendar", "文件没有采用", CalendarText.text(error))
        case let error as PackError: return ProblemView(422, "pack", "文件没有采用", CalendarText.text(error))
        case let error as RulesBundleError:
            return ProblemView(422, "bundle", "文件没有采用", RulesFileText.text(error))
        case let error as OfficeError: return try await site.problem(error, "采用文件", nil, account)
        default: throw error
        }
    }

    // MARK: A proposal

    private func show(_ request: Request, _ context: WebContext) async throws -> Response {
        let viewer = try context.signedIn()
        let id = context.part("id")
        guard let proposal = try site.office.rulesHistory().proposals.first(where: { $0.id == id }) else {
            throw OfficeError.notFound("proposal", id: id)
        }
        let file = try await site.office.rulesFile(of: proposal)
        let facts = [
            ("文件", RulesFileText.title(file)), ("摘要", proposal.change.hash ?? "—"),
            ("自", TimeText.day(proposal.change.from)), ("根据", proposal.change.source ?? "—"),
            ("理由", proposal.isFirst ? "开办时采用" : proposal.reason), ("提出", AccountText.mark(proposal.proposed)),
            ("确认", proposal.confirmed.map(AccountText.mark) ?? "还没有"),
        ].map { InputModel.FactView(label: $0.0, value: $0.1) }
        let mayConfirm =
            proposal.isOpen && site.office.mayChangeRules(viewer) && proposal.proposed.account != viewer.id
        guard proposal.isOpen else {
            return site.register(
                RegisterModel(facts: facts), title: "已办理的变更", request, context, trail: [Self.back], current: "/rules")
        }
        let preview = try await site.office.preview(file)
        guard mayConfirm else {
            return site.register(
                RegisterModel(notes: RulesFileText.notes(preview), facts: facts, tables: RulesFileText.tables(preview)),
                title: "等待确认的变更", request, context, trail: [Self.back], current: "/rules")
        }
        var model = InputModel(
            heading: "确认变更", notes: RulesFileText.notes(preview),
            action: "/rules/proposals/\(PercentEncoding.encode(id))/confirm", submit: "确认", cancel: "/rules",
            facts: facts, groups: [])
        model.tables = RulesFileText.tables(preview)
        return site.page(
            "input", model, title: model.heading, context, trail: [Self.back], current: "/rules", isWide: true)
    }
}
