import HTTPTypes
import Hummingbird
import Office
import Rules

/// The list of cases, on the screen and as CSV.
struct CaseListRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/cases") { request, context in
            let account = try context.signedIn()
            let query = CaseListModel.query(site.query(request))
            let page = try await site.office.cases(for: account, query)
            let model = CaseListModel(
                page, query: query, now: site.office.now(), rules: site.office.rules,
                mayReceive: site.office.worksOnCases(account))
            return site.page("cases", model, title: "案件（\(page.total)）", context, current: "/cases", isWide: true)
        }
        router.get("/cases.csv") { request, context in
            let account = try context.signedIn()
            var query = CaseListModel.query(site.query(request))
            let now = site.office.now()
            var rows: [CaseListModel.Row] = []
            query.page = 0
            while true {
                let page = try await site.office.cases(for: account, query)
                rows += page.rows.map { CaseListModel.Row($0, now: now, calendar: site.office.rules.calendar) }
                query.page += 1
                if page.rows.isEmpty || rows.count >= page.total { break }
            }
            var response = Response.text(CaseListCSV.text(rows, leadTitle: site.office.rules.leadTitle))
            response.headers[.contentType] = "text/csv; charset=utf-8"
            response.headers[.contentDisposition] = "attachment; filename=\"cases.csv\""
            return response
        }
    }
}
