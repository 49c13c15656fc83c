import Casework
import Hummingbird
import Office

/// A scan that nobody sorted: its sheets find their forms by the codes printed on them.
struct ScanRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/cases/:id/scans") { _, context in try await page(context, found: nil, problem: nil) }
        router.post("/cases/:id/scans") { request, context in
            let account = try context.signedIn()
            let id = context.part("id")
            let form = try await site.form(request, context)
            do {
                guard let upload = try await site.upload(form, by: account) else {
                    throw OfficeError.invalid([.scanMissing])
                }
                return try await page(
                    context, found: try await site.office.sortScan(upload, in: id, for: account), problem: nil)
            } catch let error as OfficeError {
                if case .notFound("case", _) = error { throw error }
                return try await page(
                    context, found: nil, problem: try await site.problem(error, "扫描件归位", id, account))
            }
        }
    }

    private func page(_ context: WebContext, found: SortedScan?, problem: ProblemView?) async throws -> Response {
        let dossier = try await site.office.dossier(context.part("id"), for: try context.signedIn())
        let model = ScanModel(dossier, found: found, problem: problem)
        return site.page(
            "scans", model, title: "扫描件归位", context, status: problem?.status ?? 200, trail: model.caseHead.trail,
            current: "/cases")
    }
}
