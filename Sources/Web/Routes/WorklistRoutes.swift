import Hummingbird
import Office

/// 工作台.
struct WorklistRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/") { _, context in
            let account = try context.signedIn()
            let worklist = try await site.office.worklist(for: account)
            let overdue = try await site.office.overdueLoans(for: account)
            let model = WorklistModel(
                worklist, overdue: overdue, now: site.office.now(), rules: site.office.rules,
                hasCases: site.office.worksOnCases(account), keepsSystem: site.office.keepsSystem(account))
            return site.page("worklist", model, title: model.heading, context, current: "/", isWide: true)
        }
    }
}
