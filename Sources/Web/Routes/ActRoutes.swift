import Casework
import Chronology
import Hummingbird
import Office

/// Recording what the officers did, and naming the officers of a case.
struct ActRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/cases/:id/acts/new") { request, context in
            try await actPage(context, typed: nil, query: site.query(request), problem: nil)
        }
        router.post("/cases/:id/acts/new") { request, context in
            let id = context.part("id")
            let form = try await site.form(request, context)
            return try await site.perform("记录执法活动", in: id, form, context) { command in
                let act = try ActForm.read(form, people: await site.office.accounts())
                try await site.office.enter(.actRecorded(act), in: id, command)
                return "/cases/\(id)?tab=acts&done=act"
            } again: { problem in
                try await actPage(context, typed: form, query: form, problem: problem)
            }
        }
        router.get("/cases/:id/lead") { _, context in try await leadPage(context, typed: nil, problem: nil) }
        router.post("/cases/:id/lead") { request, context in
            let id = context.part("id")
            let form = try await site.form(request, context)
            return try await site.perform("确定\(site.office.rules.leadTitle)", in: id, form, context) { command in
                let people = await site.office.accounts()
                guard let lead = people.first(where: { $0.id == form["lead"] }) else {
                    throw OfficeError.invalid([.blank("lead")])
                }
                let chosen = form.all("officers")
                let others = people.filter { chosen.contains($0.id) && $0.id != lead.id }.map(\.officer)
                let event = LeadAssigned(lead: lead.officer, others: others, reason: form["reason"])
                try await site.office.enter(.leadAssigned(event), in: id, command)
                return "/cases/\(id)?done=assigned"
            } again: { problem in
                try await leadPage(context, typed: form, problem: problem)
            }
        }
    }

    private func actPage(
        _ context: WebContext, typed: FormBody?, query: FormBody, problem: ProblemView?
    ) async throws -> Response {
        let account = try context.signedIn()
        let dossier = try await site.office.dossier(context.part("id"), for: account)
        let model = ActForm.model(
            dossier, typed: typed, query: query, problem: problem, people: await site.office.accounts(),
            now: site.office.now())
        return show(model, context)
    }

    private func leadPage(_ context: WebContext, typed: FormBody?, problem: ProblemView?) async throws -> Response {
        let account = try context.signedIn()
        let dossier = try await site.office.dossier(context.part("id"), for: account)
        let folded = dossier.case
        // Only who holds a badge investigates.
        let people = await site.office.accounts().filter { !$0.isClosed && $0.badge != nil }
        let choices = people.map { ($0.id, "\($0.name)（\($0.badge ?? "无证号")）") }
        let others = folded.officers.dropFirst().map(\.account).joined(separator: ",")
        var model = InputModel(
            heading: "确定\(site.office.rules.leadTitle)", notes: ["接待受理、办理、审理应当由不同的人担任。"],
            action: "/cases/\(folded.id)/lead",
            submit: "确定", cancel: "/cases/\(folded.id)", version: folded.version,
            groups: [
                InputModel.Group(
                    title: nil,
                    fields: [
                        .of(
                            "lead", site.office.rules.leadTitle, .choice(choices), in: typed,
                            initially: folded.lead?.account,
                            required: true),
                        .of("officers", "协办人员", .choices(choices), in: typed, initially: others),
                        .of("reason", "变更理由", .paragraph, in: typed, hint: "首次确定的不填。"),
                        InputModel.time(typed, now: site.office.now()),
                    ])
            ])
        model.caseHead = CaseHead(dossier)
        model.problem = problem
        return show(model.marked(), context)
    }

    private func show(_ model: InputModel, _ context: WebContext) -> Response {
        site.page(
            "input", model, title: model.heading, context, status: model.problem?.status ?? 200,
            trail: model.caseHead?.trail ?? [], current: "/cases")
    }
}

/// What is asked of an act of the officers.
enum ActForm {
    static func model(
        _ dossier: CaseDossier, typed: FormBody?, query: FormBody, problem: ProblemView?, people: [Account],
        now: Instant
    ) -> InputModel {
        let folded = dossier.case
        let own = folded.officers.map(\.account)
        let choices = people.filter { !$0.isClosed && ($0.badge != nil || own.contains($0.id)) }.map {
            ($0.id, "\($0.name)（\($0.badge ?? "无证号")）")
        }
        let acts = ActRecorded.Act.allCases.map { ($0.rawValue, AnswerLabels.option($0.rawValue, of: "act")) }
        let what: [FieldView] = [
            .of("what", "执法活动", .choice(acts), in: typed, initially: query["what"] ?? "inspection", required: true),
            .of("onSite", "现场执法", .yesNo, in: typed, initially: "yes", required: true),
            .of("from", "开始时间（到达）", .time, in: typed, initially: TimeText.input(now), required: true),
            .of("to", "结束时间（离开）", .time, in: typed, initially: TimeText.input(now), required: true),
            .of("place", "地点", in: typed, initially: folded.matter?.employers?.first?.address, hint: "现场执法必须填写。"),
        ]
        let who: [FieldView] = [
            .of(
                "officers", "执法人员", .choices(choices), in: typed, initially: own.joined(separator: ","), required: true),
            .of("certificatesShown", "出示执法证件", .yesNo, in: typed),
            .of("certificatesReason", "未出示的理由", in: typed),
            .of("persons", "在场人员", .paragraph, in: typed, hint: "当事人、第三人、见证人的姓名和身份。"),
            .of("cooperation", "当事人是否配合", .choice([("yes", "配合"), ("refused", "拒绝")]), in: typed),
            .of("obstruction", "是否阻碍执法", .choice([("no", "没有"), ("yes", "有"), ("unasked", "未问")]), in: typed),
        ]
        var model = InputModel(
            heading: "记录执法活动", notes: ["如实记录已经发生的事。记录之后再上传音像、制作笔录，最后确认完整。"],
            action: "/cases/\(folded.id)/acts/new", submit: "记录", cancel: "/cases/\(folded.id)?tab=acts",
            version: folded.version,
            hidden: [ChoiceView(value: typed?["act"] ?? Site.randomID(), text: "act", isChosen: false)],
            groups: [
                InputModel.Group(title: "时间地点", fields: what), InputModel.Group(title: "人员", fields: who),
                InputModel.Group(title: "情况", fields: [.of("findings", "检查情况和发现", .paragraph, in: typed)]),
            ])
        model.caseHead = CaseHead(dossier)
        model.problem = problem
        return model.marked()
    }

    /// What was answered.
    /// - Throws: ``OfficeError/invalid(_:)`` naming what cannot be read.
    static func read(_ form: FormBody, people: [Account]) throws -> ActRecorded {
        var problems: [Problem] = []
        func time(_ name: String) -> Instant {
            guard let text = form[name] else {
                problems.append(.blank(name == "from" ? "start" : "end"))
                return Instant(milliseconds: 0)
            }
            guard let instant = TimeText.read(text) else {
                problems.append(.notAllowed(name == "from" ? "start" : "end", value: text))
                return Instant(milliseconds: 0)
            }
            return instant
        }
        let chosen = form.all("officers")
        let what = form["what"].flatMap(ActRecorded.Act.init(rawValue:))
        if what == nil { problems.append(.blank("act")) }
        var act = ActRecorded(
            act: form["act"] ?? Site.randomID(), what: what ?? .inspection, from: time("from"), to: time("to"),
            isOnSite: form.yesNo("onSite") ?? false,
            officers: people.filter { chosen.contains($0.id) }.map(\.officer))
        act.certificatesShown = form.yesNo("certificatesShown")
        act.certificatesReason = form["certificatesReason"]
        act.cooperation = form["cooperation"]
        act.obstruction = form["obstruction"]
        act.place = form["place"]
        act.persons = form["persons"]
        act.findings = form["findings"]
        guard problems.isEmpty else { throw OfficeError.invalid(problems) }
        return act
    }
}
