import Chronology
import Hummingbird
import Office

/// What the body cameras recorded: collected, counted and summed up by unit, officer and device.
struct RecordingSumRoutes {
    let site: Site
    private static let back = LinkView(href: "/supervision", text: "监督")

    func add(to router: Router<WebContext>) {
        router.get("/supervision/recordings") { request, context in try await page(request, context) }
        router.get("/supervision/recordings.csv") { request, context in
            let (_, sums) = try await sums(request, context)
            let rows = sums.map { [$0.unit, $0.officer, $0.device, "\($0.count)", "\($0.seconds)", "\($0.cases)"] }
            return Response.csv([["部门", "人员", "设备", "段数", "秒", "案件数"]] + rows, name: "recordings.csv")
        }
    }

    private func sums(
        _ request: Request, _ context: WebContext
    ) async throws -> (SupervisionQuery, [RecordingSum]) {
        let account = try context.signedIn()
        let query = SupervisionModel.query(site.query(request), today: site.office.now().day)
        return (query, try await site.office.recordingSums(query, for: account))
    }

    private func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let (query, sums) = try await sums(request, context)
        var chosen = query
        chosen.figure = .recording
        let address = SupervisionModel.address(chosen)
        var model = RegisterModel()
        let time =
            query.from == query.to
            ? SupervisionText.month(query.from)
            : SupervisionText.month(query.from) + "至" + SupervisionText.month(query.to)
        model.notes = ["\(time) · \(query.unit ?? "全部部门")。按拍摄日期统计，时长按文件时长累计。"]
        model.actions = [
            LinkView(href: "/supervision/recordings.csv" + address, text: "导出 CSV"),
            LinkView(href: "/supervision/cases" + address, text: "逐段列出"),
        ]
        model.tables = [
            table("按部门", "部门", sums, by: \.unit), table("按人员", "人员", sums, by: \.officer),
            table("按设备", "设备", sums, by: \.device),
            RegisterModel.TableView(
                "部门、人员、设备汇总", ["部门", "人员", "设备", "段数", "时长", "案件数"],
                sums.map { sum in
                    [
                        .init(sum.unit), .init(sum.officer), .init(sum.device), .init("\(sum.count)"),
                        .init(SupervisionText.length(sum.seconds)), .init("\(sum.cases)"),
                    ]
                }, empty: "没有音像资料。"),
        ]
        let count = sums.reduce(0) { $0 + $1.count }
        return site.register(
            model, title: "执法记录仪资料 \(count) 段", nil, context, trail: [Self.back], current: "/supervision")
    }

    private func table(
        _ title: String, _ column: String, _ sums: [RecordingSum], by key: KeyPath<RecordingSum, String>
    ) -> RegisterModel.TableView {
        let groups = Dictionary(grouping: sums) { $0[keyPath: key] }.map { name, rows in
            (name: name, count: rows.reduce(0) { $0 + $1.count }, seconds: rows.reduce(0) { $0 + $1.seconds })
        }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
        return RegisterModel.TableView(
            title, [column, "段数", "时长"],
            groups.map { [.init($0.name), .init("\($0.count)"), .init(SupervisionText.length($0.seconds))] },
            empty: "没有音像资料。")
    }
}
