import Casework
import Chronology
import Hummingbird
import Office

/// The register of employers, by their 统一社会信用代码: made of the cases that name them.
struct EmployerRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/employers") { request, context in
            let query = site.query(request)["q"]
            let employers = try await site.office.employers(containing: query, for: try context.signedIn())
            return site.page(
                "employers", EmployerListModel(query, employers), title: "单位", context, current: "/employers",
                isWide: true)
        }
        router.get("/employers/:code") { request, context in
            let account = try context.signedIn()
            let code = context.part("code")
            guard let employer = try await site.office.employer(code: code, for: account) else {
                throw OfficeError.notFound("employer", id: code)
            }
            return site.register(
                EmployerPage.employer(employer), title: employer.name, request, context,
                trail: [LinkView(href: "/employers", text: "单位")], current: "/employers")
        }
    }
}

/// The list of employers with what it was searched for.
struct EmployerListModel: PageModel {
    let query: String?
    let rows: [RowView]
    let isEmpty: Bool

    /// One employer.
    struct RowView: PageModel {
        let href: String
        let code: String
        let isWrong: Bool
        let name: String
        let formerNames: String
        let sites: String
        let count: Int
    }

    init(_ query: String?, _ employers: [EmployerRecord]) {
        self.query = query
        rows = employers.map { employer in
            RowView(
                href: "/employers/\(PercentEncoding.encode(employer.code))",
                code: employer.hasNoCode ? EmployerPage.noCode : employer.code,
                isWrong: !employer.hasNoCode && CreditCode(employer.code) == nil, name: employer.name,
                formerNames: employer.formerNames.joined(separator: "、"),
                sites: employer.sites.joined(separator: "；"), count: employer.cases.count)
        }
        isEmpty = rows.isEmpty
    }
}

/// What the office knows of one employer.
enum EmployerPage {
    static let noCode = "没有统一社会信用代码"

    static func employer(_ employer: EmployerRecord) -> RegisterModel {
        var model = RegisterModel()
        func fact(_ label: String, _ value: String?) {
            if let value, !value.isBlank { model.facts.append(InputModel.FactView(label: label, value: value)) }
        }
        fact("统一社会信用代码", employer.hasNoCode ? noCode : employer.code)
        if employer.hasNoCode {
            model.notes = ["\(noCode)，按名称和地址完全一致认定为同一单位。"]
        } else if CreditCode(employer.code) == nil {
            model.notes = ["该代码的校验位不对，请对照营业执照核对。"]
        }
        fact("名称", employer.name)
        fact("曾用名称", employer.formerNames.joined(separator: "、"))
        fact("法定代表人", employer.known.legalRepresentative)
        fact("电话", employer.known.phone)
        model.tables = [
            .init("场所", ["地址"], employer.sites.map { [.init($0)] }, empty: "没有登记地址。"),
            .init(
                "案件", ["登记时间", "编号", "案由", "在案件中", "当时名称", "状态"],
                employer.cases.map { item in
                    [
                        .init(TimeText.day(item.received.day)),
                        .init(item.summary.number, href: "/cases/\(item.summary.id)"), .init(item.summary.cause),
                        .init(item.employer.part.title), .init(item.employer.name), .init(item.summary.standing),
                    ]
                }, empty: "没有案件。"),
        ]
        return model
    }
}
