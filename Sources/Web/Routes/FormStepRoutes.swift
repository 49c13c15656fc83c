import Casework
import Hummingbird
import Office
import Rules

/// The later steps in the life of a form: review, approval (in the system or on paper), issue, signature, voiding.
struct FormStepRoutes {
    let site: Site

    /// A step, with what is tried and the code of what is told when it is done.
    private enum Step: String, CaseIterable {
        case submit, review, forward, decide, issue, sign, void

        var attempt: String {
            switch self {
            case .submit: "提交文书"
            case .review: "审核文书"
            case .forward: "报请审批"
            case .decide: "审批文书"
            case .issue: "印发文书"
            case .sign: "归入签名扫描件"
            case .void: "作废文书"
            }
        }

        var done: String {
            switch self {
            case .submit: "submitted"
            case .review: "reviewed"
            case .forward: "forwarded"
            case .decide: "decided"
            case .issue: "issued"
            case .sign: "signed"
            case .void: "voided"
            }
        }
    }

    func add(to router: Router<WebContext>) {
        router.post("/cases/:id/forms/:form/:step") { request, context in
            guard let step = Step(rawValue: context.part("step")) else { throw HTTPError(.notFound) }
            let caseID = context.part("id")
            let id = context.part("form")
            let form = try await site.form(request, context)
            return try await site.perform(step.attempt, in: caseID, form, context) { command in
                try await take(step, id, form, caseID, command)
                if form["from"] == "approvals" { return "/approvals?done=\(step.done)" }
                return "/cases/\(caseID)/forms/\(id)?done=\(step.done)"
            } again: { problem in
                if form["from"] == "approvals" {
                    return try await ApprovalRoutes(site: site).page(
                        context, caseID: caseID, form: id, typed: form, problem: problem)
                }
                return try await FormPages(site: site).page(
                    context, kind: nil, form: id, typed: form, query: form, problem: problem)
            }
        }
    }

    private func take(
        _ step: Step, _ id: String, _ form: FormBody, _ caseID: String, _ command: CommandContext
    ) async throws {
        let office = site.office
        let version = form["formVersion"].flatMap { Int($0) } ?? 0
        switch step {
        case .submit: try await office.submitForm(id, version: version, in: caseID, command)
        case .review:
            try await office.reviewForm(
                id, version: version, passed: try answer(form), opinion: form.raw("opinion"), in: caseID, command)
        case .forward: try await office.forwardForm(id, version: version, in: caseID, command)
        case .decide:
            try await office.decideForm(
                id, version: version, approved: try answer(form), opinion: form.raw("opinion"),
                onPaper: try await paper(form, command.account), in: caseID, command)
        case .issue: _ = try await office.issueForm(id, version: version, in: caseID, command)
        case .sign:
            guard let upload = try await site.upload(form, by: command.account) else {
                throw OfficeError.invalid([.scanMissing])
            }
            if let pages = form["pages"], Int(pages).map({ (1...100_000).contains($0) }) != true {
                throw OfficeError.invalid([.notAllowed("pages", value: pages)])
            }
            let names = form.raw("names").split(whereSeparator: { $0.isNewline || "、,，".contains($0) })
            try await office.signForm(
                id, version: version, signers: FormField.signers(in: form), names: names.map(String.init),
                withFingerprint: form.yesNo("fingerprint") ?? false, isSealed: form.yesNo("sealed") ?? false,
                pages: form["pages"].flatMap { Int($0) }, upload: upload, confirmation: form["confirmation"],
                in: caseID, command)
        case .void: try await office.voidForm(id, reason: form.raw("reason"), in: caseID, command)
        }
    }

    private func answer(_ form: FormBody) throws -> Bool {
        guard let passed = form.yesNo("passed") else { throw OfficeError.invalid([.blank("result")]) }
        return passed
    }

    /// An approval that was given on paper; nil for one given here.
    private func paper(_ form: FormBody, _ account: Account) async throws -> PaperApproval? {
        guard form["onPaper"] == "yes" else { return nil }
        guard let approver = form["approver"] else { throw OfficeError.invalid([.blank("account")]) }
        guard let upload = try await site.upload(form, by: account) else { throw OfficeError.invalid([.scanMissing]) }
        return PaperApproval(approverAccount: approver, upload: upload, confirmation: form["confirmation"])
    }
}
