import Casework
import Hummingbird
import Office
import Rules

/// The books of the units: what belongs to no single case, and what the rules ask of a unit.
struct BookRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/books") { _, context -> Response in
            _ = try context.signedIn()
            return Response.seeOther("/books/\(Office.wholeAgency)")
        }
        router.get("/books/:unit") { request, context in
            let query = site.query(request)
            return try await book(context, only: query["act"], page: query["page"].flatMap { Int($0) } ?? 0)
        }
        router.get("/books/:unit/enter/:fact") { _, context in
            try await entry(context, typed: nil, problem: nil)
        }
        router.post("/books/:unit/enter/:fact") { request, context in
            let unit = context.part("unit")
            let schema = try schema(context)
            let form = try await site.form(request, context)
            return try await site.perform(schema.what.title, form, context) { command in
                let act = try EntryForm.read(
                    schema, form, attachments: try await site.attachments(form, by: command.account))
                try await site.office.enter(act, inBook: unit, command)
                return "/books/\(unit)?done=entered"
            } again: { problem in
                try await entry(context, typed: form, problem: problem)
            }
        }
    }

    private func schema(_ context: WebContext) throws -> ActSchema {
        let fact = FactKind(context.part("fact"))
        // Draws and visits have pages of their own, which make what is entered.
        guard let schema = ActSchema.ofBook(fact), !UnitBook.computedFacts.contains(fact) else {
            throw HTTPError(.notFound)
        }
        return schema
    }

    private func book(_ context: WebContext, only act: String?, page: Int) async throws -> Response {
        let account = try context.signedIn()
        let unit = context.part("unit")
        let book = try await site.office.book(unit, for: account)
        let model = BookModel(
            book, units: await site.office.bookUnits(), obligations: try await site.office.obligations(ofBook: unit),
            only: act, page: page, now: site.office.now(), rules: site.office.rules)
        return site.page("book", model, title: model.heading, context, current: "/books", isWide: true)
    }

    private func entry(_ context: WebContext, typed: FormBody?, problem: ProblemView?) async throws -> Response {
        let account = try context.signedIn()
        let unit = context.part("unit")
        _ = try await site.office.book(unit, for: account)
        let schema = try schema(context)
        var fields = schema.questions.map { question in
            FieldView.of(
                question.name, question.label ?? question.name, EntryForm.kind(question), in: typed, initially: nil,
                required: question.isRequired)
        }
        fields += EntryForm.files(schema)
        fields.append(InputModel.time(typed, now: site.office.now()))
        var model = InputModel(
            heading: schema.what.title, action: "/books/\(unit)/enter/\(schema.what.rawValue)",
            submit: schema.what.title, cancel: "/books/\(unit)", hasFiles: schema.attachments != .none,
            groups: [InputModel.Group(title: nil, fields: fields)])
        model.problem = problem
        return site.page(
            "input", model.marked(), title: model.heading, context, status: problem?.status ?? 200,
            trail: [LinkView(href: "/books/\(unit)", text: "台账")], current: "/books")
    }
}
