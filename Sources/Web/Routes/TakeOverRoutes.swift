import Chronology
import Hummingbird
import Office

/// Taking over one case that ran before this office worked with the system.
struct TakeOverRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/matters/take-over") { _, context in
            _ = try context.signedIn()
            return try await page(nil, nil, context)
        }
        router.post("/matters/take-over") { request, context in
            var form = try await site.form(request, context)
            let account = try context.signedIn()
            // Scans are stored before anything else, so that a mistake elsewhere on the page does not cost them.
            for file in form.filled("scans") {
                form.append("\(try await site.store(file, by: account)) \(file.name)", to: "scan")
            }
            let typed = form
            if typed["add"] != nil { return try await page(typed, nil, context) }
            return try await site.perform("接入在办案件", typed, context) { command in
                let request = try await self.form().read(typed)
                return "/cases/\(try await site.office.takeOver(request, command))?done=taken-over"
            } again: { problem in
                try await page(typed, problem, context)
            }
        }
    }

    private func form() async -> TakeOverForm {
        TakeOverForm(
            rules: site.office.rules, now: site.office.now(), people: await RightsForms(site: site).people())
    }

    private func page(_ typed: FormBody?, _ problem: ProblemView?, _ context: WebContext) async throws -> Response {
        let model = await form().model(typed, problem)
        return site.page(
            "input", model, title: model.heading, context, status: problem?.status ?? 200,
            trail: [LinkView(href: "/matters/new", text: "登记")], current: "/matters/new")
    }
}
