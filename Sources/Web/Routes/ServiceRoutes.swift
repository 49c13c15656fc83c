import Casework
import Hummingbird
import Office
import Rules

/// Entering a service: the method decides what is asked.
struct ServiceRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/cases/:id/services") { _, context -> Response in
            .seeOther("/cases/\(context.part("id"))?tab=services")
        }
        router.get("/cases/:id/services/new") { request, context -> Response in
            try await page(context, typed: nil, query: site.query(request), problem: nil)
        }
        router.post("/cases/:id/services/new") { request, context -> Response in
            let id = context.part("id")
            let form = try await site.form(request, context)
            // Another method asks other things: the page is shown again for it, with what was typed.
            if form["do"] == "method" { return try await page(context, typed: form, query: form, problem: nil) }
            return try await site.perform("送达文书", in: id, form, context) { command in
                let attachments = try await site.attachments(form, by: command.account)
                let event = try ServiceForm.read(form, attachments: attachments)
                try await site.office.enter(.serviceEntered(event), in: id, command)
                return "/cases/\(id)?tab=services&done=served"
            } again: { problem in
                try await page(context, typed: form, query: form, problem: problem)
            }
        }
    }

    private func page(
        _ context: WebContext, typed: FormBody?, query: FormBody, problem: ProblemView?
    ) async throws -> Response {
        let account = try context.signedIn()
        let dossier = try await site.office.dossier(context.part("id"), for: account)
        let model = ServiceForm.model(
            dossier, typed: typed, query: query, problem: problem, now: site.office.now(), rules: site.office.rules)
        return site.page(
            "service", model, title: model.heading, context, status: problem?.status ?? 200,
            trail: model.caseHead?.trail ?? [], current: "/cases")
    }
}
