import Casework
import Chronology
import Hummingbird
import Office
import Rules

/// Filling a form in: begin, save, preview, submit. Each later step has an address of its own, see ``FormStepRoutes``.
struct FormRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        let pages = FormPages(site: site)
        router.get("/cases/:id/forms/new") { request, context in
            let query = site.query(request)
            guard let kind = query["kind"] else { throw HTTPError(.notFound) }
            return try await pages.page(context, kind: kind, form: nil, typed: nil, query: query, problem: nil)
        }
        router.get("/cases/:id/forms/:form") { request, context in
            try await pages.page(
                context, kind: nil, form: context.part("form"), typed: nil, query: site.query(request), problem: nil)
        }
        router.post("/cases/:id/forms") { request, context in try await save(request, context, pages, form: nil) }
        router.post("/cases/:id/forms/:form") { request, context in
            switch context.part("form") {
            case "autosave": try await autosave(request, context)
            case "preview": try await preview(request, context, pages)
            default: try await save(request, context, pages, form: context.part("form"))
            }
        }
    }

    /// Keeps what is typed, without an entry in the log.
    private func autosave(_ request: Request, _ context: WebContext) async throws -> Response {
        let account = try context.signedIn()
        let form = try await site.form(request, context)
        let (entry, _) = try entry(form, form: form["form"])
        try await site.office.autosave(entry, in: context.part("id"), for: account)
        return .json(["savedAt": site.office.now().clockText])
    }

    private func preview(_ request: Request, _ context: WebContext, _ pages: FormPages) async throws -> Response {
        let account = try context.signedIn()
        let form = try await site.form(request, context)
        do {
            let (entry, problems) = try entry(form, form: form["form"])
            guard problems.isEmpty else { throw OfficeError.invalid(problems) }
            return .pdf(try await site.office.preview(entry, in: context.part("id"), for: account))
        } catch let error as OfficeError {
            let problem = try await site.problem(error, "预览", context.part("id"), account)
            return try await pages.page(
                context, kind: form["kind"], form: form["form"], typed: form, query: form, problem: problem)
        }
    }

    private func save(
        _ request: Request, _ context: WebContext, _ pages: FormPages, form id: String?
    ) async throws -> Response {
        let caseID = context.part("id")
        let form = try await site.form(request, context)
        if form["add"] != nil {
            return try await pages.page(context, kind: form["kind"], form: id, typed: form, query: form, problem: nil)
        }
        let submits = form["do"] == "submit"
        return try await site.perform(submits ? "提交文书" : "保存文书", in: caseID, form, context) { command in
            let (entry, problems) = try entry(form, form: id)
            guard problems.isEmpty else { throw OfficeError.invalid(problems) }
            let saved = try await site.office.saveForm(entry, in: caseID, command)
            guard submits else { return "/cases/\(caseID)/forms/\(saved)?done=saved" }
            // One press is two acts: what was saved stays saved where the submission is refused.
            var second = command
            second.command = command.command + "-submit"
            second.seenVersion = nil
            do {
                try await site.office.submitForm(saved, version: entry.seenVersion + 1, in: caseID, second)
            } catch let error as OfficeError {
                throw NotSubmitted(form: saved, error: error)
            }
            return "/cases/\(caseID)/forms/\(saved)?done=submitted"
        } again: { problem in
            try await pages.page(context, kind: form["kind"], form: id, typed: form, query: form, problem: problem)
        } notSubmitted: { failed in
            var problem = try await site.problem(failed.error, "提交文书", caseID, try context.signedIn())
            problem.keepDraft(failed.form, in: caseID)
            return try await pages.page(
                context, kind: nil, form: failed.form, typed: nil, query: FormBody(), problem: problem)
        }
    }

    /// What was typed into a form of the kind that it names.
    private func entry(_ form: FormBody, form id: String?) throws -> (FormEntry, [Problem]) {
        guard let kind = form["kind"].flatMap({ site.office.rules.form($0) }) else {
            throw OfficeError.invalid([.unknownFormKind(form.raw("kind"))])
        }
        let (fields, problems) = FormField.read(kind, form)
        let entry = FormEntry(
            formID: id, kind: kind.id, seenVersion: form["seen"].flatMap { Int($0) } ?? 0, about: form["about"],
            corrects: form["corrects"], fields: fields)
        return (entry, problems)
    }
}

/// A form was saved and its submission stopped.
struct NotSubmitted: Error {
    let form: String
    let error: OfficeError
}

extension Site {
    /// As ``perform(_:in:_:_:act:again:)``, where the first of two acts may be done and the second not.
    func perform(
        _ attempt: String, in caseID: String?, _ form: FormBody, _ context: WebContext,
        act: (CommandContext) async throws -> String, again: (ProblemView) async throws -> Response,
        notSubmitted: (NotSubmitted) async throws -> Response
    ) async throws -> Response {
        do {
            return try await perform(attempt, in: caseID, form, context, act: act, again: again)
        } catch let failed as NotSubmitted {
            return try await notSubmitted(failed)
        }
    }
}

/// The page of a form, which several routes show.
struct FormPages {
    let site: Site

    func page(
        _ context: WebContext, kind: FormKindID?, form: String?, typed: FormBody?, query: FormBody,
        problem: ProblemView?
    ) async throws -> Response {
        let account = try context.signedIn()
        let office = site.office
        let id = context.part("id")
        let dossier = try await office.dossier(id, for: account)
        let sheet = try await office.sheet(
            kind: form == nil ? kind : nil, form: form, about: query["about"], corrects: query["corrects"], in: id,
            for: account)
        let around = FormModel.Surroundings(
            dossier: dossier, accounts: await office.accounts(), account: account, now: office.now(),
            rules: office.rules)
        let model = FormModel(
            sheet, around, typed: typed, corrects: query["corrects"], about: query["about"], scan: query["scan"],
            problem: problem)
        return site.page(
            "form", model, title: model.heading, context, status: problem?.status ?? 200, trail: model.caseHead.trail,
            current: "/cases", notice: typed == nil ? query["done"].flatMap(NoticeText.of) : nil, isWide: true)
    }
}
