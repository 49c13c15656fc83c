import Casework
import Chronology
import Hummingbird
import Office
import Rules

/// The simple acts: one page for all of them, from what their schema asks.
struct EntryRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/cases/:id/enter") { request, context in
            let text = String(site.query(request).raw("q").prefix(40))
            let dossier = try await site.office.dossier(context.part("id"), for: context.signedIn())
            let model = ActListModel(dossier, text: text)
            return site.page(
                "act-list", model, title: "可以记录的事项", context, trail: model.head.trail, current: "/cases",
                isWide: true)
        }
        router.get("/cases/:id/enter/:fact") { request, context in
            // A page of its own knows what of the case a platform was told.
            if FactKind.ofPlatforms.contains(FactKind(context.part("fact"))) {
                return Response.seeOther("/cases/\(context.part("id"))/platforms")
            }
            return try await page(context, typed: nil, query: site.query(request), problem: nil)
        }
        router.post("/cases/:id/enter/:fact") { request, context in
            let id = context.part("id")
            let schema = try schema(context)
            let form = try await site.form(request, context)
            return try await site.perform(schema.what.title, in: id, form, context) { command in
                let event = try EntryForm.read(
                    schema, form, attachments: try await site.attachments(form, by: command.account))
                try await site.office.enter(.actEntered(event), in: id, command)
                return EntryForm.following(schema, caseID: id)
            } again: { problem in
                try await page(context, typed: form, query: form, problem: problem)
            }
        }
    }

    private func schema(_ context: WebContext) throws -> ActSchema {
        let fact = FactKind(context.part("fact"))
        guard let schema = ActSchema.of(fact), !FactKind.ofPlatforms.contains(fact) else {
            throw HTTPError(.notFound)
        }
        return schema
    }

    private func page(
        _ context: WebContext, typed: FormBody?, query: FormBody, problem: ProblemView?
    ) async throws -> Response {
        let account = try context.signedIn()
        let schema = try schema(context)
        let dossier = try await site.office.dossier(context.part("id"), for: account)
        let people = await site.office.accounts()
        let model = EntryForm.model(
            schema, dossier, typed: typed, query: query, problem: problem, now: site.office.now(),
            rules: site.office.rules, people: people, viewer: account)
        return site.page(
            "input", model, title: model.heading, context, status: problem?.status ?? 200,
            trail: model.caseHead?.trail ?? [], current: "/cases")
    }
}
