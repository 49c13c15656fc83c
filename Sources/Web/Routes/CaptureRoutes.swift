import Casework
import Hummingbird
import Office
import Rules

/// What the recordings of an act show, item by item on one page. Each answer is an act of its own.
struct CaptureRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/cases/:id/acts/:act/capture") { _, context in
            try await page(context, typed: nil, problem: nil)
        }
        router.post("/cases/:id/acts/:act/capture") { request, context in
            let id = context.part("id")
            let act = context.part("act")
            let form = try await site.form(request, context)
            return try await site.perform("核对记录内容", in: id, form, context) { command in
                var one = command
                let folded = try await site.office.dossier(id, for: command.account).case
                guard let shown = folded.act(act) else { throw OfficeError.notFound("act", id: act) }
                for (item, event) in try answers(form, folded.captureItems(of: shown), about: act) {
                    // Each has a command id of its own, so that what was entered before a problem is not entered twice.
                    one.command = String(command.command.prefix(64 - item.utf8.count - 1)) + "-" + item
                    try await site.office.enter(.actEntered(event), in: id, one)
                    one.seenVersion = one.seenVersion.map { $0 + 1 }
                }
                return "/cases/\(id)/recordings?done=entered"
            } again: { problem in
                try await page(context, typed: form, problem: problem)
            }
        }
    }

    /// What was answered and added, in the order of the page.
    /// - Throws: ``OfficeError/invalid(_:)`` where nothing was answered, or a place in the recording is no number.
    private func answers(
        _ form: FormBody, _ items: [CaptureItem], about act: String
    ) throws -> [(item: String, event: ActEntered)] {
        var answered = try items.compactMap { item -> (item: String, event: ActEntered)? in
            guard let answer = form["answer.\(item.name)"] else { return nil }
            var answers: [String: FactValue] = ["answer": .text(answer)]
            if let text = form["position.\(item.name)"] {
                guard let seconds = Int(text) else {
                    throw OfficeError.invalid([.notAllowed("position", value: text)])
                }
                answers["position"] = .integer(seconds)
            }
            if let reason = form["reason.\(item.name)"] { answers["reason"] = .text(reason) }
            return (item.name, item.answering(answers, about: act))
        }
        if let more = form["more"], !items.contains(where: { $0.added == more }) {
            answered.append(
                ("more", ActEntered(what: CaptureItem.listed, subject: act, answers: ["item": .text(more)])))
        }
        guard !answered.isEmpty else { throw OfficeError.invalid([.blank("answer")]) }
        return answered
    }

    private func page(_ context: WebContext, typed: FormBody?, problem: ProblemView?) async throws -> Response {
        let account = try context.signedIn()
        let dossier = try await site.office.dossier(context.part("id"), for: account)
        guard let act = dossier.case.act(context.part("act")) else {
            throw OfficeError.notFound("act", id: context.part("act"))
        }
        let model = CaptureModel(act, dossier, typed: typed, problem: problem)
        return site.page(
            "capture", model, title: model.heading, context, status: problem?.status ?? 200,
            trail: model.caseHead.trail, current: "/cases")
    }
}
