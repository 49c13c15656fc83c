internal import Casework
internal import Chronology
internal import Cryptography
internal import Forms
internal import Foundation
package import Rules

extension Office {
    /// A form as its drafter meets it: typed fields, or what the case knows, and what is still missing.
    /// - Parameters:
    ///   - kind: for a new form. - form: for one that was begun. - about: the act or form that a new one is about.
    ///   - corrects: the issued form that a new one corrects, which begins with what that one says.
    package func sheet(
        kind: FormKindID?, form id: String?, about: String? = nil, corrects: String? = nil, in caseID: String,
        for account: Account
    ) async throws -> FormSheet {
        let current = try await visibleCase(caseID, account)
        let form = id.flatMap { current.form($0) }
        if let id, form == nil { throw OfficeError.notFound("form", id: id) }
        guard let kind = rules.form(form?.kind ?? kind ?? "") else {
            throw OfficeError.invalid([.unknownFormKind(kind ?? "")])
        }
        let paths = CasePaths(
            case: current, information: information, account: account, now: now(), about: form?.about ?? about,
            rules: rules)
        let corrects = form?.corrects ?? corrects
        let corrected = corrects.flatMap { current.form($0) }.flatMap { $0.kind == kind.id ? $0.fields : nil }
        var fields = form?.fields ?? corrected ?? paths.knowledge.prefilled(kind).contents
        let draft = FormEntry.draftKey(id, kind: kind.id, about: about, corrects: id == nil ? corrects : nil)
        if form?.isSubmitted != true, let typed = try autosaved(form: draft, caseID, account) {
            fields.merge(typed) { _, typed in typed }
        }
        var stated: [String: FactValue] = ["form": .text(kind.id)]
        if let corrects { stated["corrects"] = .text(corrects) }
        for (name, value) in fields { stated["field.\(name)"] = value.factValue }
        let fact = Fact(
            entry: "", kind: form == nil ? .formDrafted : .formSubmitted, at: now(), subject: id, person: account.id,
            roles: account.offered(at: now(), in: current).roles, attributes: stated)
        let missing = kind.fields.filter { $0.isRequired && (fields[$0.name]?.factValue?.isBlank ?? true) }
        return FormSheet(
            kind: kind, form: form, fields: fields, nextVersion: (form?.version ?? 0) + 1, about: form?.about ?? about,
            problems: missing.map { .missingField(name: $0.name, label: $0.label, article: $0.article) },
            refusals: form?.isSubmitted == true ? [] : rules.refusals(of: fact, in: current.caseFacts))
    }

    /// Puts a version of a form on record.
    /// - Returns: the form's id.
    package func saveForm(_ entry: FormEntry, in caseID: String, _ context: CommandContext) async throws -> String {
        let id = entry.formID ?? "f" + SHA256.hash(Array("form \(context.command)".utf8)).hex.prefix(12)
        let context = context.asking(entry.fields)
        let current = try await currentCase(caseID, context)
        if try isDone(context, FormDrafted.kind, caseID) { return id }
        let whole = FormDrafted(
            form: id, formKind: entry.kind, version: entry.seenVersion + 1, about: entry.about,
            corrects: entry.corrects, fields: entry.fields)
        var (event, long) = try whole.dividedForLog()
        if let long {
            // Judged before the vault takes anything in.
            try await judge(.formDrafted(whole), in: current, context)
            event.longFields = try await files.put(Array(long), mediaType: "application/json", name: "fields.json")
        }
        try await decideAndAppend(.formDrafted(event), in: current, context)
        try state.forgetDraft(form: entry.draftKey, case: caseID, account: context.account.id)
        return id
    }

    /// Keeps what was typed so far, for its drafter alone. No event: it is lost with the draft store, and nothing else.
    package func autosave(_ entry: FormEntry, in caseID: String, for account: Account) async throws {
        _ = try await visibleCase(caseID, account)
        let content = String(decoding: try JSONEncoder().encode(entry.fields), as: UTF8.self)
        try state.saveDraft(
            content, form: entry.draftKey, case: caseID, account: account.id)
    }

    private func autosaved(form: String, _ caseID: String, _ account: Account) throws -> [String: FieldContent]? {
        guard let content = try state.draft(form: form, case: caseID, account: account.id) else { return nil }
        return try? JSONDecoder().decode([String: FieldContent].self, from: Data(content.utf8))
    }

    /// The PDF that a form would become.
    package func preview(_ entry: FormEntry, in caseID: String, for account: Account) async throws -> [UInt8] {
        let current = try await visibleCase(caseID, account)
        guard let kind = rules.form(entry.kind) else { throw OfficeError.invalid([.unknownFormKind(entry.kind)]) }
        let paper = Paper(
            kind: kind, case: current, form: entry.formID.flatMap { current.form($0) }, formID: entry.formID ?? "",
            version: entry.seenVersion + 1, fields: entry.fields, number: nil, information: information, now: now())
        return try await setter.set(paper).bytes
    }

    /// Freezes a form's PDF/A and sends it on its route.
    package func submitForm(
        _ id: String, version: Int, in caseID: String, _ context: CommandContext
    ) async throws {
        let (current, form, kind) = try await openForm(id, caseID, context)
        if try isDone(context, FormSubmitted.kind, caseID) { return }
        let next = kind.route.first { $0 != .submitted && $0 != .drafted }
        let to = next.flatMap { rules.roles(for: $0, form: kind.id, as: id, in: current.caseFacts).first }
        // Judged before the paper is set, so that what is missing is told at once and leaves no paper behind.
        let probe = FormSubmitted(
            form: id, version: version, to: to,
            document: BlobReference(digest: "", byteCount: 0, headerDigest: "", mediaType: "", name: ""), setWith: "")
        try await judge(.formSubmitted(probe), in: current, context)
        let set = try await setter.set(paper(form, kind, current, number: nil))
        let document = try await files.put(set.bytes, mediaType: "application/pdf", name: "\(kind.title).pdf")
        let event = FormSubmitted(form: id, version: version, to: to, document: document, setWith: set.tool)
        try await decideAndAppend(.formSubmitted(event), in: current, context)
    }

    /// Passes or returns a form in review.
    package func reviewForm(
        _ id: String, version: Int, passed: Bool, opinion: String, in caseID: String, _ context: CommandContext
    ) async throws {
        let (current, _, kind) = try await openForm(id, caseID, context)
        let event = FormReviewed(
            form: id, version: version, passed: passed, opinion: opinion,
            role: role(of: context.account, for: .reviewed, kind, id, current))
        try await decideAndAppend(.formReviewed(event), in: current, context)
    }

    /// Puts a reviewed form to its approver.
    package func forwardForm(_ id: String, version: Int, in caseID: String, _ context: CommandContext) async throws {
        let (current, _, kind) = try await openForm(id, caseID, context)
        let to = rules.roles(for: .approved, form: kind.id, as: id, in: current.caseFacts).first ?? ""
        try await decideAndAppend(
            .formForwarded(FormForwarded(form: id, version: version, to: to)), in: current, context)
    }

    /// Approves or refuses a form, in the system or entered from its paper.
    package func decideForm(
        _ id: String, version: Int, approved: Bool, opinion: String, onPaper: PaperApproval?, in caseID: String,
        _ context: CommandContext
    ) async throws {
        let context = context.asking([String(version), String(approved), opinion])
        let (current, form, kind) = try await openForm(id, caseID, context)
        if try isDone(context, FormDecided.kind, caseID) { return }
        var paper: FormDecided.OnPaper?
        if let onPaper {
            guard let approver = await directory.account(onPaper.approverAccount) else {
                throw OfficeError.notFound("account", id: onPaper.approverAccount)
            }
            let scan = try await finishUpload(onPaper.upload, by: context.account)
            let probe = FormDecided(
                form: id, version: version, approved: approved, opinion: opinion,
                document: form.submitted?.document.digest ?? "",
                onPaper: FormDecided.OnPaper(
                    approver: approver.officer, role: role(of: approver, for: .approved, kind, id, current) ?? "",
                    scan: scan))
            // What the rules say is told before what is wrong with the scan.
            try await judge(.formDecided(probe), in: current, context)
            let check = try await check(
                scan, upload: onPaper.upload, for: form, in: current, confirmation: onPaper.confirmation)
            paper = probe.onPaper.map {
                FormDecided.OnPaper(approver: $0.approver, role: $0.role, scan: scan, check: check)
            }
        }
        let event = FormDecided(
            form: id, version: version, approved: approved, opinion: opinion,
            document: form.submitted?.document.digest ?? "", onPaper: paper,
            role: paper == nil ? role(of: context.account, for: .approved, kind, id, current) : nil)
        try await decideAndAppend(.formDecided(event), in: current, context)
    }

    /// Numbers a form and makes the paper that leaves the office.
    /// - Returns: the document number; nil for a kind without one.
    package func issueForm(
        _ id: String, version: Int, in caseID: String, _ context: CommandContext
    ) async throws -> String? {
        let (current, form, kind) = try await openForm(id, caseID, context)
        if try isDone(context, FormIssued.kind, caseID) { return form.issued?.number }
        guard kind.numberWord != nil else {
            try await issue(form, version, kind, current, number: nil, context)
            return nil
        }
        let series = Series(name: kind.id, year: (context.at ?? now()).day.year)
        try await numbering(in: series, case: caseID, form: id) { given in
            let number = try text(of: given.number, in: series)
            try await issue(form, version, kind, current, number: given.named(number), context)
        }
        return try await cases.current(caseID).form(id)?.issued?.number
    }

    private func issue(
        _ form: Form, _ version: Int, _ kind: FormKind, _ current: Case, number: Series.Next?,
        _ context: CommandContext
    ) async throws {
        // Judged before the paper is set and its number shown, and again with it.
        let probe = FormIssued(
            form: form.id, version: version, number: number?.text,
            document: BlobReference(digest: "", byteCount: 0, headerDigest: "", mediaType: "", name: ""))
        try await judge(.formIssued(probe), in: current, context)
        let set = try await setter.set(paper(form, kind, current, number: number?.text))
        let document = try await files.put(set.bytes, mediaType: "application/pdf", name: "\(kind.title).pdf")
        let event = FormIssued(form: form.id, version: version, number: number?.text, document: document)
        try await decideAndAppend(.formIssued(event), in: current, context, number: number)
    }

    /// Enters the signatures of a form with the scan of its sheets.
    /// - Parameters:
    ///   - pages: as counted by hand; nil to count the sheets of the scan.
    ///   - confirmation: why sheets whose code cannot be read are taken for sheets of this form.
    /// - Throws: ``OfficeError/scan(_:)`` where the scan holds something else.
    package func signForm(
        _ id: String, version: Int, signers: [String], names: [String], withFingerprint: Bool, isSealed: Bool,
        pages: Int?, upload: String?, confirmation: String? = nil, in caseID: String, _ context: CommandContext
    ) async throws {
        let (current, form, _) = try await openForm(id, caseID, context)
        if try isDone(context, FormSigned.kind, caseID) { return }
        let scan: BlobReference? =
            if let upload { try await finishUpload(upload, by: context.account) } else { nil }
        var event = FormSigned(
            form: id, version: version, signers: signers, withFingerprint: withFingerprint, isSealed: isSealed,
            pages: pages ?? 1, names: names, scan: scan)
        // What the rules say is told before what is wrong with the scan.
        try await judge(.formSigned(event), in: current, context)
        if let upload, let scan {
            let check = try await check(scan, upload: upload, for: form, in: current, confirmation: confirmation)
            event.check = check
            event.pages = pages ?? max(1, check.sheets)
        }
        try await decideAndAppend(.formSigned(event), in: current, context)
    }

    /// Voids a form before its service; its number stays used.
    package func voidForm(_ id: String, reason: String, in caseID: String, _ context: CommandContext) async throws {
        let (current, _, _) = try await openForm(id, caseID, context)
        try await decideAndAppend(.formVoided(FormVoided(form: id, reason: reason)), in: current, context)
    }

    /// The role in which a person takes a step: the one that the rules want for it, where the person holds it.
    private func role(of account: Account, for step: FormStep, _ kind: FormKind, _ id: String, _ current: Case)
        -> RoleID?
    {
        let held = account.offered(at: now(), in: current).roles
        return rules.roles(for: step, form: kind.id, as: id, in: current.caseFacts).first(where: held.contains)
            ?? held.first
    }

    private func openForm(
        _ id: String, _ caseID: String, _ context: CommandContext
    ) async throws -> (Case, Form, FormKind) {
        let current = try await currentCase(caseID, context)
        guard let form = current.form(id) else { throw OfficeError.notFound("form", id: id) }
        guard let kind = rules.form(form.kind) else { throw OfficeError.invalid([.unknownFormKind(form.kind)]) }
        return (current, form, kind)
    }

    private func paper(_ form: Form, _ kind: FormKind, _ current: Case, number: String?) -> Paper {
        Paper(
            kind: kind, case: current, form: form, formID: form.id, version: form.version, fields: form.fields,
            number: number, information: information, now: now())
    }

    /// The case for someone who may see it.
    func visibleCase(_ id: String, _ account: Account) async throws -> Case {
        let current = try await cases.current(id)
        guard current.version > 0 else { throw OfficeError.notFound("case", id: id) }
        try await requireRights(account, "look", on: "case/\(id)")
        return current
    }
}
