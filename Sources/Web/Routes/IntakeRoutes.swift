import Casework
import Chronology
import Hummingbird
import Office
import Rules

/// Taking a matter in: a short path per source, asking only what that source needs.
struct IntakeRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/matters/new") { request, context -> Response in
            _ = try context.signedIn()
            let query = site.query(request)
            guard let source = query["source"].flatMap(MatterReceived.Source.init(rawValue:)) else {
                return site.page(
                    "intake", IntakeChoice(), title: "登记：事项从哪里来？", context, current: "/matters/new")
            }
            return page(source, nil, nil, context)
        }
        router.post("/matters/new") { request, context -> Response in
            let form = try await site.form(request, context)
            guard let source = form["source"].flatMap(MatterReceived.Source.init(rawValue:)) else {
                return .seeOther("/matters/new")
            }
            if form["add"] != nil { return page(source, form, nil, context) }
            return try await site.perform("登记", form, context) { command in
                let matter = try IntakeForm.read(
                    form, source, site.office.information, unit: command.account.unit,
                    procedures: site.office.rules.procedures)
                let id = try await site.office.receive(matter, command)
                return "/cases/\(id)?done=received"
            } again: { problem in
                page(source, form, problem, context)
            }
        }
    }

    private func page(
        _ source: MatterReceived.Source, _ form: FormBody?, _ problem: ProblemView?, _ context: WebContext
    ) -> Response {
        let model = IntakeForm.model(
            source, form, problem, now: site.office.now(), procedures: site.office.rules.procedures)
        return site.page(
            "input", model, title: model.heading, context, status: problem?.status ?? 200,
            trail: [LinkView(href: "/matters/new", text: "登记")], current: "/matters/new")
    }
}

/// Where a matter comes from.
struct IntakeChoice: PageModel {
    let choices = MatterReceived.Source.allCases.map { source in
        Choice(href: "/matters/new?source=\(source.rawValue)", title: source.title, text: source.explanation)
    }

    struct Choice: PageModel {
        let href: String
        let title: String
        let text: String
    }
}

extension MatterReceived.Source {
    var title: String {
        switch self {
        case .complaint: "投诉"
        case .report: "举报"
        case .referred: "转办"
        case .assigned: "交办"
        case .other: "其他"
        }
    }

    var explanation: String {
        switch self {
        case .complaint: "劳动者本人或者其代理人，认为自己的劳动保障合法权益受到侵害"
        case .report: "任何组织或者个人，反映违反劳动保障法律的行为"
        case .referred: "其他部门或者单位移转来的线索和材料"
        case .assigned: "上级机关交办的事项"
        case .other: "日常巡视检查、书面审查、双随机检查等发现的线索"
        }
    }
}
