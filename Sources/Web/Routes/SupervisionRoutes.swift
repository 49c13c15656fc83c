import Casework
import Chronology
import Forms
import HTTPTypes
import Hummingbird
import NIOCore
import Office
import Rules

/// Supervision: figures drawn, the findings behind each bar, and samples for file review.
struct SupervisionRoutes {
    let site: Site
    private static let back = LinkView(href: "/supervision", text: "监督")

    func add(to router: Router<WebContext>) {
        router.get("/supervision") { request, context in try await page(site.query(request), context, problem: nil) }
        router.get("/supervision.csv") { request, context in
            let rows = try await sums(request, context)
            return Response.csv(rows, name: "supervision.csv")
        }
        router.get("/supervision.xlsx") { request, context in
            let rows = try await sums(request, context)
            return Response.workbook(rows, sheet: "监督统计", name: "supervision.xlsx")
        }
        router.get("/supervision/cases") { request, context in try await findings(request, context) }
        router.get("/supervision/cases.csv") { request, context in
            Response.csv(try await findingRows(request, context), name: "findings.csv")
        }
        router.get("/supervision/cases.xlsx") { request, context in
            Response.workbook(try await findingRows(request, context), sheet: "监督清单", name: "findings.xlsx")
        }
        router.post("/supervision/samples") { request, context in
            let form = try await site.form(request, context)
            return try await site.perform("抽取案卷", form, context) { command in
                let query = SupervisionModel.query(form, today: site.office.now().day)
                guard let count = form["count"].flatMap({ Int($0) }) else {
                    throw OfficeError.invalid([.notAllowed("count", value: form.raw("count"))])
                }
                let sample = try await site.office.drawSample(
                    from: query.from, to: query.to, unit: query.unit, count: count, seed: form["seed"], command)
                return "/supervision/samples/\(sample.id)"
            } again: { problem in
                try await page(form, context, problem: problem)
            }
        }
        router.get("/supervision/samples/:id") { _, context in try await sample(context) }
    }

    private func page(_ typed: FormBody, _ context: WebContext, problem: ProblemView?) async throws -> Response {
        let account = try context.signedIn()
        let query = SupervisionModel.query(typed, today: site.office.now().day)
        let found = try await site.office.supervision(query, for: account)
        var model = SupervisionModel(
            found, query: query, units: await site.office.unitNames(), leadTitle: site.office.rules.leadTitle,
            mayDraw: true, opensCases: site.office.worksOnCases(account))
        model.problem = problem
        let overdue = found.sums.filter { $0.figure == .overdue }.reduce(0) { $0 + $1.count }
        let breaches = found.sums.filter { $0.figure.isBreach }.reduce(0) { $0 + $1.count }
        return site.page(
            "supervision", model, title: breaches == 0 ? "没有发现问题" : "发现问题 \(breaches) 项，逾期未完成 \(overdue) 项", context,
            status: problem?.status ?? 200, current: "/supervision", isWide: true)
    }

    private func findings(_ request: Request, _ context: WebContext) async throws -> Response {
        let account = try context.signedIn()
        let form = site.query(request)
        let query = SupervisionModel.query(form, today: site.office.now().day)
        let isByCase = form["by"] == "case" || query.figure == .inTime
        // Who administers sees the figures and not the cases.
        let opens = site.office.worksOnCases(account)
        var model = RegisterModel()
        model.notes = [scope(query) + query.figure.map { SupervisionText.explanation($0) }.map { "。" + $0 }.orEmpty]
        let address = SupervisionModel.address(query)
        model.actions = [
            LinkView(href: "/supervision/cases.csv" + address, text: "导出 CSV"),
            LinkView(href: "/supervision/cases.xlsx" + address, text: "导出 Excel"),
        ]
        let total: Int
        if isByCase {
            let found = try await site.office.countedCases(query, for: account)
            total = found.total
            model.tables = [
                RegisterModel.TableView(
                    nil, ["编号", "当事人", "案由", site.office.rules.leadTitle, "状态", "数量"],
                    found.rows.map { row in
                        [
                            .init(row.summary.number, href: opens ? "/cases/\(row.summary.id)" : nil),
                            .init(row.summary.party),
                            .init(row.summary.cause), .init(row.summary.lead ?? "未确定"), .init(row.summary.standing),
                            .init("\(row.count)"),
                        ]
                    }, empty: "没有。")
            ]
        } else {
            let found = try await site.office.findings(query, for: account)
            total = found.total
            model.tables = [
                RegisterModel.TableView(nil, Self.columns, found.rows.map { cells($0, opens: opens) }, empty: "没有。")
            ]
        }
        model.pages = pages(query, total: total, isByCase: isByCase)
        let name = query.figure.map { SupervisionText.title($0) } ?? "问题"
        return site.register(
            model, title: "\(name) \(total) \(isByCase ? "件" : "项")", nil, context, trail: [Self.back],
            current: "/supervision")
    }

    private func pages(_ query: SupervisionQuery, total: Int, isByCase: Bool) -> [LinkView] {
        func link(_ page: Int, _ text: String) -> LinkView {
            var other = query
            other.page = page
            return LinkView(
                href: "/supervision/cases" + SupervisionModel.address(other) + (isByCase ? "&by=case" : ""), text: text)
        }
        var links: [LinkView] = []
        if query.page > 0 { links.append(link(query.page - 1, "上一页")) }
        if (query.page + 1) * Office.pageSize < total { links.append(link(query.page + 1, "下一页")) }
        return links
    }

    private func scope(_ query: SupervisionQuery) -> String {
        let time =
            query.from == query.to
            ? SupervisionText.month(query.from)
            : SupervisionText.month(query.from) + "至" + SupervisionText.month(query.to)
        return [time, query.unit ?? "全部部门", query.officer].compactMap { $0 }.joined(separator: " · ")
    }

    private static let columns = ["日期", "编号", "当事人", "部门", "人员", "问题", "事项", "条款", "说明"]

    private func cells(_ row: FindingRow, opens: Bool) -> [RegisterModel.CellView] {
        let pack = row.pack.flatMap { id in site.office.rules.packs.first { $0.id == id }?.title }
        let rule = row.rule.map { "\($0) " } ?? ""
        return [
            .init(row.day.description),
            .init(row.number ?? "—", href: opens ? row.caseID.map { "/cases/\($0)?tab=log#\(row.entry)" } : nil),
            .init(row.party ?? "—"), .init(row.unit), .init(row.officer.isEmpty ? "未确定" : row.officer),
            .init(SupervisionText.title(row.figure)), .init(SupervisionText.says(row)),
            .init(rule + (pack.map { "《\($0)》" } ?? "") + (row.article ?? "")), .init(SupervisionText.note(row)),
        ]
    }

    private func sums(_ request: Request, _ context: WebContext) async throws -> [[String]] {
        let account = try context.signedIn()
        let query = SupervisionModel.query(site.query(request), today: site.office.now().day)
        let found = try await site.office.supervision(query, for: account)
        let rows = found.sums.sorted {
            ($0.month, $0.unit, $0.officer, $0.figure.rawValue) < ($1.month, $1.unit, $1.officer, $1.figure.rawValue)
        }
        return [["月份", "部门", "人员", "项目", "数量", "案件数"]]
            + rows.map { sum in
                [
                    sum.month.description, sum.unit, sum.officer, SupervisionText.title(sum.figure), "\(sum.count)",
                    "\(sum.cases)",
                ]
            }
    }

    private func findingRows(_ request: Request, _ context: WebContext) async throws -> [[String]] {
        let account = try context.signedIn()
        var query = SupervisionModel.query(site.query(request), today: site.office.now().day)
        query.page = 0
        let found = try await site.office.findings(query, for: account, limit: 100_000)
        return [Self.columns] + found.rows.map { cells($0, opens: false).map(\.text) }
    }

    private func sample(_ context: WebContext) async throws -> Response {
        let account = try context.signedIn()
        let (sample, cases) = try await site.office.sample(context.part("id"), for: account)
        let opens = site.office.worksOnCases(account)
        var model = RegisterModel()
        model.facts = [
            ("收案时间", "\(sample.body.from) 至 \(sample.body.to)"), ("部门", sample.body.unit ?? "全部部门"),
            ("抽取范围", "\(sample.body.population) 件"), ("种子", sample.body.seed),
            ("范围摘要", sample.body.populationHash), ("抽取", AccountText.mark(sample.drawn)),
        ].map { InputModel.FactView(label: $0.0, value: $0.1) }
        model.notes = ["重算方法：对范围内每件案件取「种子:案件标识」的 SHA-256，按结果从小到大取前 \(sample.body.count) 件。范围摘要是全部案件标识排序后逐行相连的 SHA-256。"]
        model.tables = [
            RegisterModel.TableView(
                nil, ["编号", "当事人", "案由", site.office.rules.leadTitle, "状态", "案件标识"],
                cases.map { summary in
                    [
                        .init(summary.number, href: opens ? "/cases/\(summary.id)" : nil), .init(summary.party),
                        .init(summary.cause), .init(summary.lead ?? "未确定"), .init(summary.standing),
                        .init(summary.id),
                    ]
                }, empty: "范围内没有案件。")
        ]
        return site.register(
            model, title: "抽取 \(sample.body.cases.count) 件案卷评查", nil, context, trail: [Self.back],
            current: "/supervision")
    }
}

extension String? {
    fileprivate var orEmpty: String { self ?? "" }
}

extension Response {
    /// A table as comma-separated values with a byte-order mark, which spreadsheet programs read as UTF-8.
    static func csv(_ rows: [[String]], name: String) -> Response {
        let text = "\u{FEFF}" + rows.map { $0.map(CaseListCSV.cell).joined(separator: ",") + "\r\n" }.joined()
        var response = Response.text(text)
        response.headers[.contentType] = "text/csv; charset=utf-8"
        response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return response
    }

    /// A table as a workbook.
    static func workbook(_ rows: [[String]], sheet: String, name: String) -> Response {
        let widths = (rows.first ?? []).indices.map { column in
            min(
                60, max(8, rows.prefix(200).map { ($0.indices.contains(column) ? $0[column].count : 0) * 2 }.max() ?? 8)
            )
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: Workbook(name: sheet, rows: rows, widths: widths).file)))
    }
}
