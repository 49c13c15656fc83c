import Casework
import Chronology
import Hummingbird
import Office

/// What the audit administrator looks through: what was done to the office itself, in words, and who signed in. The
/// table of all rights is for everybody.
struct AuditRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/office/log") { request, context in try await log(request, context) }
        router.get("/office/log.csv") { request, context in
            let (rows, _) = try await lines(request, context, limit: 100_000)
            return Response.csv([Self.columns] + rows, name: "audit.csv")
        }
        router.get("/office/sign-ins") { request, context in try await signIns(request, context) }
        router.get("/office/rights") { request, context in try await rights(request, context) }
    }

    private static let columns = ["记录", "时间", "操作人", "事项", "对象", "内容"]

    /// The kinds of line, for the filter: what each is called, and which kinds of entry it holds.
    private static let groups: [(code: String, title: String)] = [
        ("accounts", "账号"), ("rights", "权限"), ("keys", "密钥"), ("rules", "规则和编号"), ("things", "部门、设备、移交"),
        ("refused", "被拒绝的尝试"),
    ]

    private static func group(of kind: String) -> String {
        if kind == "refused" { return kind }
        if kind.hasPrefix("role-") || kind.hasPrefix("case-right-") || kind.hasPrefix("deputy-") { return "rights" }
        if kind.hasPrefix("recovery-") { return "keys" }
        if kind.hasPrefix("rules-") || kind.hasPrefix("numbers-") || kind.hasPrefix("review-") { return "rules" }
        if kind.hasPrefix("unit-") || kind.hasPrefix("device-") || kind.hasPrefix("handover-") { return "things" }
        return "accounts"
    }

    /// The lines that the filters in the address let through.
    private func lines(
        _ request: Request, _ context: WebContext, limit: Int
    ) async throws -> (rows: [[String]], people: [(String, String)]) {
        let account = try context.signedIn()
        let query = site.query(request)
        let all = try await site.office.officeLog(for: account, limit: 100_000)
        var people: [(String, String)] = []
        for line in all where !people.contains(where: { $0.0 == line.by.account }) {
            people.append((line.by.account, line.by.name))
        }
        let from = try query.dayIfTyped("from")
        let until = try query.dayIfTyped("until")
        let found = all.filter { line in
            (query["who"].map { $0 == line.by.account } ?? true)
                && (query["what"].map { $0 == Self.group(of: line.kind) } ?? true)
                && (from.map { $0 <= line.by.at.day } ?? true) && (until.map { line.by.at.day <= $0 } ?? true)
        }
        let rows = found.prefix(limit).map { line in
            [
                String(line.index), TimeText.minute(line.by.at), line.by.name, OfficeText.title(line),
                OfficeText.subject(line), OfficeText.details(line, rules: site.office.rules),
            ]
        }
        return (Array(rows), people.sorted { $0.1 < $1.1 })
    }

    private func log(_ request: Request, _ context: WebContext) async throws -> Response {
        let query = site.query(request)
        let (rows, people) = try await lines(request, context, limit: 500)
        var model = RegisterModel(notes: ["账号、权限、密钥、规则、部门、设备、移交的每项操作和被拒绝的尝试，新的在前，最多显示 500 条。查看本页也有记录。"])
        model.filter = RegisterModel.FilterView(
            action: "/office/log",
            fields: [
                .of("who", "操作人", .choice([("", "全部")] + people), in: query),
                .of("what", "事项", .choice([("", "全部")] + Self.groups.map { ($0.code, $0.title) }), in: query),
                .of("from", "自", .day, in: query), .of("until", "至", .day, in: query),
            ])
        model.actions = [LinkView(href: "/office/log.csv" + (request.uri.query.map { "?" + $0 } ?? ""), text: "导出 CSV")]
        model.tables = [
            RegisterModel.TableView(
                nil, Self.columns, rows.map { row in row.map { RegisterModel.CellView($0) } }, empty: "没有符合条件的记录。")
        ]
        return site.register(model, title: "审计：\(rows.count) 条", request, context, trail: [PeopleRoutes.office])
    }

    private func signIns(_ request: Request, _ context: WebContext) async throws -> Response {
        let account = try context.signedIn()
        let lines = try await site.office.allSignIns(for: account)
        let model = RegisterModel(
            notes: ["所有人最近的登录，新的在前，最多 500 条。查看本页也有记录。"],
            tables: [
                RegisterModel.TableView(
                    nil, ["时间", "人员", "来源", "结果"],
                    lines.map { line in
                        [
                            .init(TimeText.minute(line.record.at)),
                            .init(line.name, href: "/office/people/\(line.account)"), .init(line.record.source),
                            .init(AccountText.result(line.record)),
                        ]
                    }, empty: "还没有登录记录。")
            ])
        return site.register(model, title: "登录记录 \(lines.count) 条", request, context, trail: [PeopleRoutes.office])
    }

    private func rights(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try context.signedIn()
        let day = site.office.now().day
        let titles = MissingText(rules: site.office.rules, caseID: nil)
        var rows: [[RegisterModel.CellView]] = []
        for person in await site.office.accounts() where !person.isClosed {
            let name = RegisterModel.CellView(person.name, href: "/office/people/\(person.id)")
            for grant in person.grants where grant.holds(onOrAfter: day) {
                rows.append([
                    name, .init(titles.titles([grant.role])), .init(grant.unit ?? person.unit),
                    .init("\(grant.from) 至 \(grant.to?.description ?? "不限")"), .init(AccountText.mark(grant.by)),
                ])
            }
            for right in person.caseRights where right.holds(on: day) {
                rows.append([
                    name, .init("单案：" + right.roles.map { titles.titles([$0]) }.joined(separator: "、")),
                    .init("案件 \(right.caseID)"), .init("\(right.from) 至 \(right.to)"),
                    .init(AccountText.mark(right.by)),
                ])
            }
            for deputy in person.deputies where deputy.holds(on: day) {
                rows.append([
                    .init(deputy.name, href: "/office/people/\(deputy.account)"),
                    .init("代：" + deputy.roles.map { titles.titles([$0]) }.joined(separator: "、")),
                    .init("代\(person.name)"), .init("\(deputy.from) 至 \(deputy.to)"),
                    .init(AccountText.mark(deputy.by)),
                ])
            }
        }
        let model = RegisterModel(tables: [
            RegisterModel.TableView(nil, ["人员", "职责", "范围", "期间", "授予"], rows, empty: "还没有授予任何职责。")
        ])
        return site.register(model, title: "有效的权限 \(rows.count) 项", request, context, trail: [PeopleRoutes.office])
    }
}
