import Casework
import Chronology
import Hummingbird
import Office
import Rules

/// The texts that the office applies: their heads, what was chosen of them, and each article with what carries it.
struct RulesRoutes {
    let site: Site
    private static let back = LinkView(href: "/rules", text: "规则")

    func add(to router: Router<WebContext>) {
        router.get("/rules") { request, context in
            try await list(context, notice: site.query(request)["done"].flatMap(NoticeText.of), problem: nil)
        }
        router.get("/rules/change/:kind") { request, context in
            let viewer = try context.signedIn()
            let form = try form(kind(context), site.query(request), try site.office.rulesState(for: viewer))
            return site.ask(form, context, current: "/rules")
        }
        router.post("/rules/change/:kind") { request, context in
            let viewer = try context.signedIn()
            let kind = try kind(context)
            let state = try site.office.rulesState(for: viewer)
            let typed = try await site.form(request, context)
            let form = try form(kind, typed, state)
            return try await site.perform(form.title, typed, context) { command in
                try await site.office.proposeRules(read(kind, typed), reason: typed.raw("reason"), command)
                return "/rules?done=" + (site.office.information.isDemo ? "saved" : "proposed")
            } again: { problem in
                site.ask(form, context, typed: typed, problem: problem, current: "/rules")
            }
        }
        router.post("/rules/proposals/:id/confirm") { request, context in
            try await step("确认规则变更", request, context) { id, _, command in
                try await site.office.confirmRules(id, command)
            }
        }
        router.post("/rules/proposals/:id/drop") { request, context in
            try await step("取消规则变更", request, context) { id, typed, command in
                try await site.office.dropRules(id, reason: typed.raw("reason"), command)
            }
        }
        router.get("/rules/:pack") { request, context in
            let viewer = try context.signedIn()
            let name = context.part("pack")
            let query = String(site.query(request).raw("q").prefix(100))
            let rules = site.office.rules
            guard let pack = rules.packs.last(where: { $0.id == name }) else {
                throw OfficeError.notFound("pack", id: name)
            }
            let model = CoverageModel(pack, query: query, state: try site.office.rulesState(for: viewer), rules: rules)
            return site.page(
                "coverage", model, title: "《\(pack.title)》\(model.shown) 条要求", context, trail: [Self.back],
                current: "/rules", isWide: true)
        }
    }

    private func list(_ context: WebContext, notice: String?, problem: ProblemView?) async throws -> Response {
        let viewer = try context.signedIn()
        let rules = site.office.rules
        var model = RulesModel(
            try site.office.rulesState(for: viewer), rules: rules, today: site.office.now().day,
            mayChange: site.office.mayChangeRules(viewer), viewer: viewer.id,
            isDemo: site.office.information.isDemo, hasOfferedCalendar: site.office.offeredCalendar() != nil)
        model.problem = problem
        return site.page(
            "rules", model, title: "规则：采用 \(model.packs.count) 部规范", context, status: problem?.status ?? 200,
            current: "/rules", notice: notice, isWide: true)
    }

    private func step(
        _ attempt: String, _ request: Request, _ context: WebContext,
        _ act: (String, FormBody, CommandContext) async throws -> Void
    ) async throws -> Response {
        let typed = try await site.form(request, context)
        let id = context.part("id")
        return try await site.perform(attempt, typed, context) { command in
            try await act(id, typed, command)
            return "/rules?done=saved"
        } again: { problem in
            try await list(context, notice: nil, problem: problem)
        }
    }

    private func kind(_ context: WebContext) throws -> RulesChange.Kind {
        guard let kind = RulesChange.Kind(rawValue: context.part("kind")) else { throw HTTPError(.notFound) }
        return kind
    }

    private func read(_ kind: RulesChange.Kind, _ typed: FormBody) throws -> RulesChange {
        var change = RulesChange(kind, from: try typed.day("from"))
        change.pack = typed["pack"]
        change.rule = typed["rule"].map { RuleID($0) }
        change.source = typed["source"]
        change.name = typed["name"]
        change.unit = typed["unit"]
        switch kind {
        case .reading:
            guard let reading = typed["reading"] else { throw OfficeError.invalid([.blank("reading")]) }
            change.reading = reading == "recommended" ? nil : reading
        case .figure:
            guard let value = typed["value"].flatMap({ Int($0) }) else {
                throw OfficeError.invalid([.notAllowed("value", value: typed.raw("value"))])
            }
            change.value = value
        case .line:
            guard let isLive = typed["is-live"] else { throw OfficeError.invalid([.blank("is-live")]) }
            change.isLive = isLive == "yes"
        case .text, .withdrawn, .inForce, .calendar: break
        }
        return change
    }

    private func form(_ kind: RulesChange.Kind, _ asked: FormBody, _ state: RulesState) throws -> ActionForm {
        let rules = site.office.rules
        let current = RulesPage.current(rules)
        let isDemo = site.office.information.isDemo
        let notes =
            ["行为按发生当天适用的规则判断，以前的记录不受影响。"] + (isDemo ? ["演示环境一人即可办理。正式环境须由另一人确认后生效。"] : ["由另一名负责人或者法制人员确认后生效。"])
        let today = site.office.now().day.description
        let title: String
        let facts: [(String, String)]
        let fields: (FormBody?) -> [FieldView]
        switch kind {
        case .figure:
            guard let name = asked["name"],
                let setting = current.flatMap(\.settings).first(where: { $0.name == name })
            else { throw OfficeError.notFound("figure", id: asked.raw("name")) }
            title = "设定期限"
            facts = [
                ("事项", setting.rule.says), ("条款", "\(setting.rule.id) \(setting.rule.article)"),
                ("现在", "\(setting.figure) \(RuleText.unit(setting.unit))"),
            ]
            fields = { form in
                [
                    .of(
                        "value", "期限（\(RuleText.unit(setting.unit))）", .number, in: form,
                        initially: "\(setting.figure)", required: true)
                ]
            }
        case .reading:
            guard let id = asked["rule"], let item = state.readable.first(where: { $0.rule.id.text == id }) else {
                throw OfficeError.notFound("rule", id: asked.raw("rule"))
            }
            title = "选择条文的理解"
            facts = [("条款", "\(id) 《\(item.pack.title)》\(item.rule.article)"), ("要求", item.rule.says)]
            let options = [("recommended", "通行理解（推荐）")] + item.rule.readings.map { ($0.id, $0.says) }
            fields = { form in
                [
                    .of(
                        "reading", "理解", .choice(options), in: form,
                        initially: state.readings[item.rule.id] ?? "recommended", required: true)
                ]
            }
        case .text, .withdrawn, .inForce:
            let all = current + state.new
            guard let name = asked["pack"], let pack = all.first(where: { $0.id == name }) else {
                throw OfficeError.notFound("pack", id: asked.raw("pack"))
            }
            title = kind == .text ? "采用规范" : kind == .withdrawn ? "不再采用规范" : "填写施行日期"
            facts = [
                ("规范", "《\(pack.title)》"), ("文号", pack.number ?? "原文未载"), ("发文机关", pack.issuer ?? "原文未载"),
                ("依据和出处", pack.source),
            ]
            fields = { form in [.of("source", "根据", in: form, required: kind != .text, hint: "如：印发通知的文号、会议纪要。")] }
        case .calendar: throw OfficeError.notFound("page", id: kind.rawValue)
        case .line:
            title = "启用或者停用业务条线"
            facts = []
            fields = { form in
                [
                    .of("name", "业务条线", in: form, required: true, hint: "如：举报投诉。"),
                    .of("unit", "部门（不填为全单位）", in: form),
                    .of("is-live", "状态", .choice([("yes", "启用"), ("no", "停用")]), in: form, required: true),
                ]
            }
        }
        var form = ActionForm(title, action: "/rules/change/\(kind.rawValue)", back: Self.back, notes: notes) { form in
            fields(form) + [
                .of("from", kind == .inForce ? "施行日期" : "自哪一天起", .day, in: form, initially: today, required: true),
                .of("reason", "理由", in: form, required: true),
            ]
        }
        form.facts = facts.map { InputModel.FactView(label: $0.0, value: $0.1) }
        form.hidden = ["pack", "rule", "name"].compactMap { key in
            kind == .line ? nil : asked[key].map { ChoiceView(value: $0, text: key, isChosen: false) }
        }
        return form
    }
}
