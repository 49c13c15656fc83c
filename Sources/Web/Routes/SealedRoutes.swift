import Casework
import Hummingbird
import Office

/// The sealed sheet (密封页) of a case, shown after a reason was typed.
struct SealedRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/cases/:id/sealed") { _, context in try await ask(context, typed: nil, problem: nil) }
        router.post("/cases/:id/sealed") { request, context in try await open(request, context) }
    }

    private func ask(_ context: WebContext, typed: FormBody?, problem: ProblemView?) async throws -> Response {
        let account = try context.signedIn()
        let id = context.part("id")
        let access = try await site.office.sealedSheetAccess(id, for: account)
        guard access.exists else { throw OfficeError.notFound("sealed", id: id) }
        let dossier = try await site.office.dossier(id, for: account)
        let back = LinkView(href: "/cases/\(id)", text: dossier.summary.number)
        let form = ActionForm(
            "查看密封页", action: "/cases/\(id)/sealed", back: back,
            notes: access.mayOpen
                ? ["密封页记载举报人的身份，只对接待人员和本案承办人开放。", "您的姓名、查看时间和理由先记录，再显示内容；每次查看都记录。"]
                : ["密封页只对接待人员和本案承办人开放，您不能查看；提交会被拒绝并记录。"]
        ) { form in [.of("sealed-reason", "查看理由", in: form, required: true, hint: "如：电话回访举报人核实情况。")] }
        return site.ask(form, context, typed: typed, problem: problem, current: "/cases")
    }

    private func open(_ request: Request, _ context: WebContext) async throws -> Response {
        let typed = try await site.form(request, context)
        let account = try context.signedIn()
        let id = context.part("id")
        do {
            let command = try site.command(typed, account)
            let sheet = try await site.office.openSealedSheet(id, reason: typed.raw("sealed-reason"), command)
            var model = RegisterModel(notes: ["请勿抄录、转述。离开本页以后再看，须重新填写理由。"])
            model.facts = [
                ("举报人", sheet.informant.name), ("性别", sheet.informant.sex), ("联系方式", sheet.informant.contact),
            ].map { InputModel.FactView(label: $0.0, value: $0.1.isEmpty ? "—" : $0.1) }
            model.tables = [
                RegisterModel.TableView(
                    "查看记录", ["时间", "查看人", "理由"],
                    sheet.looks.map {
                        [.init(TimeText.minute($0.by.at)), .init($0.by.name), .init($0.reason)]
                    }, empty: "")
            ]
            return site.register(
                model, title: "密封页：举报人A", nil, context, trail: [LinkView(href: "/cases/\(id)", text: "案件")],
                current: "/cases")
        } catch let error as OfficeError {
            if case .notFound = error { throw error }
            if case .forbidden("case") = error { throw error }
            let problem = try await site.problem(error, "查看密封页", id, account)
            return try await ask(context, typed: typed, problem: problem)
        }
    }
}
