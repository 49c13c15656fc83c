import Casework
import Hummingbird
import Office

/// The wage list of a case: what is owed and paid, and a list taken in from a spreadsheet, seen before it is entered.
struct WageRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/cases/:id/wages") { request, context in
            try await page(context, done: site.query(request)["done"])
        }
        router.post("/cases/:id/wages") { request, context in
            let id = context.part("id")
            let form = try await site.form(request, context)
            let account = try context.signedIn()
            if form["enter"] == nil { return try await preview(form, context, account) }
            return try await site.perform("录入工资清单", in: id, form, context) { command in
                guard let upload = form["wages-upload"] else { throw OfficeError.invalid([.blank("wages-file")]) }
                let (sheet, source) = try await site.office.wageSheet(upload: upload, by: command.account)
                guard !sheet.rows.isEmpty else { throw OfficeError.invalid([.blank("wages")]) }
                try await site.office.enterWages(
                    sheet.rows, replacing: form["mode"] == "replace", source: source, in: id, command)
                return "/cases/\(id)/wages?done=entered"
            } again: { problem in
                try await page(context, form: form, problem: problem)
            }
        }
    }

    private func preview(_ form: FormBody, _ context: WebContext, _ account: Account) async throws -> Response {
        var form = form
        do {
            guard let file = form.filled("wages-file").first else {
                throw OfficeError.invalid([.blank("wages-file")])
            }
            form.set(try await site.store(file, by: account), for: "wages-upload")
            return try await page(context, form: form)
        } catch let error as OfficeError {
            let problem = try await site.problem(error, "读取工资清单", context.part("id"), account)
            form.set("", for: "wages-upload")
            return try await page(context, form: form, problem: problem)
        }
    }

    private func page(
        _ context: WebContext, form: FormBody? = nil, done: String? = nil, problem: ProblemView? = nil
    ) async throws -> Response {
        let account = try context.signedIn()
        var model = WageModel(try await site.office.dossier(context.part("id"), for: account))
        model.isReplacing = form?["mode"] == "replace"
        if let upload = form?["wages-upload"] {
            let (sheet, source) = try await site.office.wageSheet(upload: upload, by: account)
            model.preview = WagePreview(sheet, file: source.title)
            model.upload = upload
        }
        model.problem = problem
        return site.page(
            "wages", model, title: "工资清单", context, status: problem?.status ?? 200, trail: model.caseHead.trail,
            current: "/cases", notice: done.flatMap(NoticeText.of), isWide: true)
    }
}
