import Casework
import Chronology
import HTTPTypes
import Hummingbird
import NIOCore
import Office

/// Taking in what stands in a spreadsheet: the file is read and shown row by row, and only then taken in.
struct ImportRoutes {
    let site: Site
    private static let back = LinkView(href: "/office/imports", text: "批量导入")

    func add(to router: Router<WebContext>) {
        router.get("/office/imports") { request, context in try await list(request, context) }
        for kind in ImportKind.allCases {
            router.get("/office/imports/new/\(kind.rawValue)") { _, context in
                _ = try context.signedIn()
                return site.ask(form(kind), context)
            }
            router.post("/office/imports/new/\(kind.rawValue)") { request, context in
                try await upload(kind, request, context)
            }
        }
        router.get("/office/imports/:id") { request, context in try await page(request, context) }
        router.post("/office/imports/:id/start") { request, context in
            try await step(request, context) { try await site.office.startImport($0, $1) }
        }
        router.post("/office/imports/:id/stop") { request, context in
            try await step(request, context) { try await site.office.stopImport($0, $1) }
        }
        router.get("/office/imports/:id/report.csv") { request, context in
            try await report(request, context, asWorkbook: false)
        }
        router.get("/office/imports/:id/report.xlsx") { request, context in
            try await report(request, context, asWorkbook: true)
        }
        router.get("/office/imports/:id/codes") { request, context in try await codes(request, context) }
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let account = try context.signedIn()
        let kinds = ImportKind.allCases.filter { site.office.mayImport($0, account) }
        var model = RegisterModel()
        model.notes = ["把 Excel 或者 CSV 表格一次导入。先逐行预览，核对后再导入；不能导入的行写明原因，改好后把同一张表再导入一次，已经导入的不会重复。"]
        model.tables = [
            RegisterModel.TableView(
                nil, ["导入什么", "认得的列（次序不限，* 必须有）"],
                kinds.map { kind in
                    let columns = site.office.importColumns(kind).map { $0.title + ($0.isRequired ? "*" : "") }
                    return [
                        .init(ImportText.title(kind), href: "/office/imports/new/\(kind.rawValue)"),
                        .init(columns.joined(separator: "、")),
                    ]
                }, empty: "您的职责不能批量导入。人员由系统管理员导入，旧档由档案管理人员导入，在办案件由办案人员导入。"),
            RegisterModel.TableView(
                "最近的导入", ["时间", "导入什么", "文件", "经手人", "状态"],
                try site.office.importJobs(for: account).map { job in
                    [
                        .init(TimeText.minute(job.begun), href: "/office/imports/\(job.id)"),
                        .init(ImportText.title(job.kind)), .init(job.file.title), .init(job.accountName),
                        .init(ImportPage.state(job)),
                    ]
                }, empty: "还没有导入过。"),
        ]
        return site.register(model, title: "批量导入", request, context, trail: [PeopleRoutes.office])
    }

    private func form(_ kind: ImportKind) -> ActionForm {
        let columns = site.office.importColumns(kind)
        let required = columns.filter(\.isRequired).map(\.title).joined(separator: "、")
        let others = columns.filter { !$0.isRequired }.map(\.title).joined(separator: "、")
        return ActionForm(
            "导入\(ImportText.title(kind))", action: "/office/imports/new/\(kind.rawValue)", back: Self.back,
            submit: "读取并预览",
            notes: ["必须有的列：\(required)。可以有的列：\(others)。", "列名上方的标题行、空行、合计行会跳过。这一步只读取，不导入。"]
        ) { _ in
            [
                .of(
                    "file", "表格文件", .file(accepts: ".xlsx,.xls,.csv"), in: nil, required: true,
                    hint: "Excel 或者 WPS 的 .xlsx、.xls，或者 .csv。")
            ]
        }
    }

    private func upload(_ kind: ImportKind, _ request: Request, _ context: WebContext) async throws -> Response {
        let typed = try await site.form(request, context)
        return try await site.perform(form(kind).title, typed, context) { command in
            guard let file = typed.filled("file").first else { throw OfficeError.invalid([.blank("file")]) }
            let upload = try await site.store(file, by: command.account)
            let id = try await site.office.beginImport(kind, upload: upload, words: ImportText.words, command)
            return "/office/imports/\(id)"
        } again: { problem in
            site.ask(form(kind), context, typed: typed, problem: problem)
        }
    }

    private func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let query = site.query(request)
        let (job, report, codes) = try await site.office.importJob(
            context.part("id"), words: ImportText.words, for: try context.signedIn())
        let model = ImportPage(
            job, report, codes: codes.count, shows: query["shows"],
            page: query["page"].flatMap { Int($0) }.map { min(max(0, $0), 10_000) } ?? 0)
        var response = site.page(
            "import", model, title: model.heading, context, trail: [PeopleRoutes.office, Self.back],
            current: "/office", isWide: true)
        if job.state == .running, let refresh = HTTPField.Name("Refresh") { response.headers[refresh] = "2" }
        return response
    }

    private func step(
        _ request: Request, _ context: WebContext, _ act: (String, CommandContext) async throws -> Void
    ) async throws -> Response {
        let typed = try await site.form(request, context)
        let id = context.part("id")
        return try await site.perform("批量导入", typed, context) { command in
            try await act(id, command)
            return "/office/imports/\(id)"
        } again: { _ in
            .seeOther("/office/imports/\(id)")
        }
    }

    private func report(_ request: Request, _ context: WebContext, asWorkbook: Bool) async throws -> Response {
        let (_, report, _) = try await site.office.importJob(
            context.part("id"), words: ImportText.words, for: try context.signedIn())
        let onlyOpen = site.query(request)["shows"] != "all"
        let bytes =
            asWorkbook
            ? ImportFile.workbook(report, onlyOpen: onlyOpen) : Array(ImportFile.text(report, onlyOpen: onlyOpen).utf8)
        let type =
            asWorkbook
            ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8"
        let name = "import-\(report.kind.rawValue).\(asWorkbook ? "xlsx" : "csv")"
        return Response(
            status: .ok, headers: [.contentType: type, .contentDisposition: "attachment; filename=\"\(name)\""],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// The one-time codes of the accounts that the import opened, as a sheet to cut up and hand out.
    private func codes(_ request: Request, _ context: WebContext) async throws -> Response {
        let (job, _, codes) = try await site.office.importJob(
            context.part("id"), words: ImportText.words, for: try context.signedIn())
        var rows: [[RegisterModel.CellView]] = []
        for code in codes where !code.code.isEmpty {
            let account = try await site.office.account(code.account)
            rows.append([.init(account.name), .init(account.unit), .init(account.signInName), .init(code.code)])
        }
        var model = RegisterModel()
        model.notes = ["打印后裁开，当面交给本人。14 日内有效，只能用来设置口令。服务器重新启动以后不再显示；没有记下的，在人员页申请重置。"]
        model.tables = [
            RegisterModel.TableView(nil, ["姓名", "部门", "用户名", "一次性代码"], rows, empty: "没有可以显示的代码。")
        ]
        return site.register(
            model, title: "首次登录代码 \(rows.count) 份", request, context,
            trail: [Self.back, LinkView(href: "/office/imports/\(job.id)", text: ImportText.title(job.kind))])
    }
}
