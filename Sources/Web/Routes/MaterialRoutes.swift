import Casework
import Hummingbird
import Office

/// Taking in one piece of material.
struct MaterialRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/cases/:id/materials/new") { _, context in try await page(context, typed: nil, problem: nil) }
        router.post("/cases/:id/materials/new") { request, context in
            let id = context.part("id")
            let form = try await site.form(request, context)
            return try await site.perform("收取材料", in: id, form, context) { command in
                let blob = try await site.attachments(form, by: command.account).first
                guard let pages = Int(form.raw("pages")), (1...100_000).contains(pages) else {
                    throw OfficeError.invalid([.blank("pages")])
                }
                let event = MaterialReceived(
                    item: form["item"] ?? Site.randomID(), pages: pages, submitter: form["submitter"] ?? "complainant",
                    isCopy: form.yesNo("copy") ?? false, phase: form["phase"] ?? "intake", name: form.raw("name"),
                    blob: blob)
                try await site.office.enter(.materialReceived(event), in: id, command)
                return "/cases/\(id)?tab=evidence&done=material"
            } again: { problem in
                try await page(context, typed: form, problem: problem)
            }
        }
    }

    private func page(_ context: WebContext, typed: FormBody?, problem: ProblemView?) async throws -> Response {
        let account = try context.signedIn()
        let dossier = try await site.office.dossier(context.part("id"), for: account)
        let folded = dossier.case
        func named(_ codes: [String], _ question: String) -> FieldView.Kind {
            .choice(codes.map { ($0, AnswerLabels.option($0, of: question)) })
        }
        let fields: [FieldView] = [
            .of("name", "材料名称", in: typed, required: true),
            .of("pages", "页数", .number, in: typed, initially: "1", required: true),
            .of(
                "submitter", "提交人", named(["complainant", "reporter", "inspected-unit"], "submitter"), in: typed,
                initially: folded.matter?.source == .report ? "reporter" : "complainant", required: true),
            .of("copy", "复印件", .yesNo, in: typed, initially: "no", required: true),
            .of(
                "phase", "阶段", named(["intake", "investigation"], "phase"), in: typed,
                initially: folded.lead == nil ? "intake" : "investigation", required: true),
            .of("upload", "扫描件", .file(accepts: "application/pdf,image/*"), in: nil),
            InputModel.time(typed, now: site.office.now()),
        ]
        var model = InputModel(
            heading: "收取材料", action: "/cases/\(folded.id)/materials/new", submit: "收取",
            cancel: "/cases/\(folded.id)?tab=evidence", version: folded.version, hasFiles: true,
            hidden: [ChoiceView(value: typed?["item"] ?? Site.randomID(), text: "item", isChosen: false)],
            groups: [InputModel.Group(title: nil, fields: fields)])
        model.caseHead = CaseHead(dossier)
        model.problem = problem
        return site.page(
            "input", model.marked(), title: model.heading, context, status: problem?.status ?? 200,
            trail: model.caseHead?.trail ?? [], current: "/cases")
    }
}
