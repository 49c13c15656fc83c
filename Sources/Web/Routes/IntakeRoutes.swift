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
            return try await page(source, nil, nil, context)
        }
        router.post("/matters/new") { request, context -> Response in
            var form = try await site.form(request, context)
            let account = try context.signedIn()
            guard let source = form["source"].flatMap(MatterReceived.Source.init(rawValue:)) else {
                return .seeOther("/matters/new")
            }
            do {
                if let file = form.filled("wages-file").first {
                    // A file is shown before anything of it is entered.
                    form.set(try await site.store(file, by: account), for: "wages-upload")
                    form.set("yes", for: "wages-use")
                    return try await page(source, form, nil, context)
                }
                if form["add"] == "known-employers" {
                    let notes = try await fillKnown(&form, account)
                    return try await page(source, form, nil, context, notes: notes)
                }
            } catch let error as OfficeError {
                form.set("", for: "wages-upload")
                return try await page(
                    source, form, try await site.problem(error, "读取工资清单", nil, account), context)
            }
            if form["add"] != nil { return try await page(source, form, nil, context) }
            let typed = form
            return try await site.perform("登记", typed, context) { command in
                let matter = try IntakeForm.read(
                    typed, source, site.office.information, unit: command.account.unit,
                    procedures: site.office.rules.procedures)
                let list = try await wageList(typed, command.account)
                let id = try await site.office.receive(
                    matter, wages: list?.sheet.rows ?? [], source: list?.source, command)
                return "/cases/\(id)?done=received"
            } again: { problem in
                try await page(source, typed, problem, context)
            }
        }
    }

    /// The wage list of the file that was previewed; nil where there is none, or it is not to be entered.
    private func wageList(
        _ form: FormBody, _ account: Account
    ) async throws -> (sheet: WageSheet, source: BlobReference)? {
        guard let upload = form["wages-upload"], form.yesNo("wages-use") != false else { return nil }
        return try await site.office.wageSheet(upload: upload, by: account)
    }

    /// Fills what earlier cases know of employers into the blanks beside their codes.
    /// - Returns: what was found, for the person.
    private func fillKnown(_ form: inout FormBody, _ account: Account) async throws -> [String] {
        var notes: [String] = []
        for index in 0..<50 {
            guard let code = form["employers.\(index).creditCode"] else { continue }
            guard CreditCode(code) != nil else {
                notes.append("「\(code.prefix(40))」不是统一社会信用代码：应为 18 位，末位是校验码。")
                continue
            }
            guard let employer = try await site.office.employer(code: code, for: account) else {
                notes.append("以前的案件中没有 \(CreditCode.tidied(code))。")
                continue
            }
            let known = [
                "name": employer.name, "address": employer.known.address,
                "legalRepresentative": employer.known.legalRepresentative, "phone": employer.known.phone,
            ]
            for (column, value) in known where form["employers.\(index).\(column)"] == nil {
                if let value { form.set(value, for: "employers.\(index).\(column)") }
            }
            let former =
                employer.formerNames.isEmpty ? "" : "，曾用名称：\(employer.formerNames.joined(separator: "、"))"
            notes.append(
                "\(employer.code) \(employer.name)\(former)，以前的案件 \(employer.cases.count) 件："
                    + employer.cases.prefix(5).map(\.summary.number).joined(separator: "、") + "。")
        }
        return notes.isEmpty ? ["请先在「单位」表中填写统一社会信用代码。"] : notes
    }

    private func page(
        _ source: MatterReceived.Source, _ form: FormBody?, _ problem: ProblemView?, _ context: WebContext,
        notes: [String] = []
    ) async throws -> Response {
        var model = IntakeForm.model(
            source, form, problem, now: site.office.now(), procedures: site.office.rules.procedures)
        model.notes += notes
        if let form, let list = try await wageList(form, try context.signedIn()) {
            model.preview = WagePreview(list.sheet, file: list.source.title)
        }
        return site.page(
            "input", model, title: model.heading, context, status: problem?.status ?? 200,
            trail: [LinkView(href: "/matters/new", text: "登记")], current: "/matters/new")
    }
}

/// Where a matter comes from.
struct IntakeChoice: PageModel {
    let choices =
        MatterReceived.Source.allCases.map { source in
            Choice(href: "/matters/new?source=\(source.rawValue)", title: source.title, text: source.explanation)
        } + [
            Choice(
                href: "/matters/take-over", title: "接入在办案件", text: "启用本系统以前已经在办的案件，从它所处的环节接着办；一批案件可以用表格导入")
        ]

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
