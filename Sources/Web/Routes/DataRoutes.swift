import Chronology
import Hummingbird
import Office
import Rules

/// The small JSON interface: what other programs of the office ask. Times are ISO 8601 with zone.
struct DataRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/api/cases") { request, context -> Response in
            let account = try context.signedIn()
            let page = try await site.office.cases(for: account, CaseListModel.query(site.query(request)))
            return .json(CaseListBody(total: page.total, cases: page.rows.map(CaseBody.init)))
        }
        router.get("/api/cases/:id/obligations") { request, context -> Response in
            let account = try context.signedIn()
            let id = context.part("id")
            // The right to look is the right to the page of the case.
            _ = try await site.office.dossier(id, for: account)
            var at: Instant?
            if let text = site.query(request)["at"] {
                at = Instant(text)
                if at == nil { throw MalformedRequest(status: 400, text: "at 须为带时区的 ISO 8601 时间。") }
            }
            return .json(try await site.office.obligations(id, at: at).map(ObligationRecord.init))
        }
    }
}

/// A page of cases.
struct CaseListBody: Encodable {
    let total: Int
    let cases: [CaseBody]
}

/// A case.
struct CaseBody: Encodable {
    let id: String
    let number: String
    let party: String
    let unit: String
    let state: String
    let lead: String?
    let nextDue: Instant?
    let overdue: Int

    init(_ summary: CaseSummary) {
        id = summary.id
        number = summary.number
        party = summary.party
        unit = summary.unit
        state = summary.state
        lead = summary.lead
        nextDue = summary.nextDue
        overdue = summary.overdue
    }
}
