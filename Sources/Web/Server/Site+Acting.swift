import Casework
import Chronology
import Hummingbird
import Logging
import Office

extension Site {
    /// Does what a form asks for, and goes on to the page that the act leads to. Whatever stands against it brings the
    /// form back with what was typed.
    /// - Parameters:
    ///   - attempt: what is tried, in the words of the page.
    ///   - act: does it and names the page that follows.
    ///   - again: shows the form again with the problem.
    func perform(
        _ attempt: String, in caseID: String? = nil, _ form: FormBody, _ context: WebContext,
        act: (CommandContext) async throws -> String, again: (ProblemView) async throws -> Response
    ) async throws -> Response {
        let account = try context.signedIn()
        do {
            return .seeOther(try await act(try command(form, account)))
        } catch let error as OfficeError {
            if case .storage(let reason) = error {
                context.logger.error(
                    "the office failed", metadata: ["request.id": .string(context.id), "reason": .string(reason)])
            }
            if case .notFound("case", _) = error { throw error }
            let view = try await problem(error, attempt, caseID, account)
            return try await again(view)
        }
    }

    /// What stands against an act, with what changed in the case meanwhile.
    func problem(
        _ error: OfficeError, _ attempt: String, _ caseID: String?, _ account: Account
    ) async throws -> ProblemView {
        var folded: Case?
        if case .refused = error, let caseID { folded = try? await office.dossier(caseID, for: account).case }
        var view = ProblemView(
            error, attempt: attempt, caseID: caseID, rules: office.rules, names: await names(), folded: folded)
        if case .refused(let refusals) = error, let caseID, await office.isTakenOver(caseID) {
            view.offerDeclarations(refusals, in: caseID)
        }
        if case .changedMeanwhile(let id, let seen, let current) = error, !id.contains("/") {
            let dossier = try await office.dossier(id, for: account)
            let texts = EventText(rules: office.rules, folded: dossier.case, names: await names())
            view.changes = dossier.timeline.prefix(max(0, current - seen)).map { item in
                "\(TimeText.minute(item.entered)) \(item.actor.name)：\(texts.title(item.event))"
            }
        }
        return view
    }

    /// The names of the people of the office, by account.
    func names() async -> [String: String] {
        Dictionary(await office.accounts().map { ($0.id, $0.name) }) { first, _ in first }
    }
}
