internal import Chronology
internal import Rules

extension Case {
    /// What is wrong with a step in the life of a form.
    func formProblems(of entry: Entry, rules: RuleBook) -> [Problem] {
        switch entry.event {
        case .formDrafted(let event): draftProblems(event, rules)
        case .formSubmitted(let event):
            step(event.form, event.version) { form in
                // What was returned or refused is put right in a new version, not put forward again as it is.
                if form.submitted?.version == form.version { return [.alreadySubmitted(form: form.id)] }
                // Nobody may send on what nobody can read.
                if form.lacksContent { return [.contentUnreadable(form: form.id)] }
                return missingFields(of: form, rules) + wordingProblems(of: form, rules)
            }
        case .formReviewed(let event):
            step(event.form, event.version) { form in
                guard form.isSubmitted else { return [.notSubmitted(form: form.id)] }
                if form.review?.passed == true { return [.alreadyDecided(form: form.id)] }
                if let role = event.role, !entry.actor.roles.contains(role) {
                    return [.notAllowed("role", value: role)]
                }
                return form.drafter.account == entry.actor.account ? [.ownPaper(form: form.id)] : []
            }
        case .formForwarded(let event):
            step(event.form, event.version) { form in form.isSubmitted ? [] : [.notSubmitted(form: form.id)] }
        case .formDecided(let event): step(event.form, event.version) { decisionProblems(event, $0, entry.actor) }
        case .formIssued(let event):
            step(event.form, event.version) { form in
                guard form.isSubmitted else { return [.notSubmitted(form: form.id)] }
                return form.issued == nil
                    ? wordingProblems(of: form, rules) : [.alreadyIssued(form: form.id)]
            }
        case .formSigned(let event):
            step(event.form, event.version) { form in
                if event.signers.isEmpty { return [.blank("signers")] }
                if event.scan == nil { return [.scanMissing] }
                if event.check?.isOpen == true { return [.blank("confirmation")] }
                return form.isSubmitted ? [] : [.notSubmitted(form: form.id)]
            }
        case .formVoided(let event):
            voidProblems(event)
        default: []
        }
    }

    private func step(_ id: String, _ version: Int, _ check: (Form) -> [Problem]) -> [Problem] {
        guard let form = form(id) else { return [.unknown("form", id: id)] }
        if form.isVoided { return [.voided(form: id)] }
        guard form.version == version else {
            return [.outdated(form: id, version: version, current: form.version, by: form.drafter.name)]
        }
        return check(form)
    }

    private func draftProblems(_ event: FormDrafted, _ rules: RuleBook) -> [Problem] {
        guard let kind = rules.form(event.formKind) else { return [.unknownFormKind(event.formKind)] }
        var problems: [Problem] = []
        if let form = form(event.form) {
            if form.isVoided { return [.voided(form: form.id)] }
            if form.kind != event.formKind { problems.append(.unknownFormKind(event.formKind)) }
            if form.version &+ 1 != event.version {
                problems.append(
                    .outdated(form: form.id, version: event.version &- 1, current: form.version, by: form.drafter.name))
            }
            if form.isSubmitted { problems.append(.alreadySubmitted(form: form.id)) }
        } else if event.version != 1 {
            problems.append(.unknown("form", id: event.form))
        }
        problems += contentProblems(event.content, kind)
        if let corrected = event.corrects, form(corrected) == nil { problems.append(.unknown("form", id: corrected)) }
        return problems
    }

    private func contentProblems(_ content: [String: FieldContent], _ kind: FormKind) -> [Problem] {
        var problems: [Problem] = []
        for name in content.keys.sorted() where !kind.fields.contains(where: { $0.name == name }) {
            problems.append(.notAllowed(name, value: ""))
        }
        var bytes = 0
        for field in kind.fields {
            guard let content = content[field.name] else { continue }
            bytes += content.texts.reduce(0) { $0 + $1.utf8.count }
            let limit = field.isLong ? FormDrafted.longestParagraph : FormDrafted.longestLine
            if content.texts.contains(where: { $0.count > limit }) {
                problems.append(.fieldTooLong(name: field.name, label: field.label, limit: limit))
            }
            if field.kind == .choice, case .text(let text) = content, !text.isBlank,
                !field.options.contains(where: { $0.id == text })
            {
                problems.append(.fieldNotAllowed(name: field.name, label: field.label, value: text))
            }
        }
        if bytes > FormDrafted.longestContent {
            problems.append(.formTooLong(bytes: bytes, limit: FormDrafted.longestContent))
        }
        return problems
    }

    private func missingFields(of form: Form, _ rules: RuleBook) -> [Problem] {
        (rules.form(form.kind)?.fields ?? []).filter { field in
            field.isRequired && (form.fields[field.name]?.factValue?.isBlank ?? true)
        }.map { .missingField(name: $0.name, label: $0.label, article: $0.article) }
    }

    /// What keeps a letter from going out as it is worded: open blanks, and citations that stop at the article where
    /// the text asks for paragraph and item.
    private func wordingProblems(of form: Form, _ rules: RuleBook) -> [Problem] {
        guard let kind = rules.form(form.kind) else { return [] }
        return kind.fields.flatMap { field -> [Problem] in
            guard case .text(let text)? = form.fields[field.name] else { return [] }
            var problems: [Problem] = []
            if kind.family == .letter, let blank = OpenBlank.first(in: text) {
                problems.append(.blankLeft(name: field.name, label: field.label, blank: blank))
            }
            if field.citesItems {
                problems += LegalCitation.shallow(in: text).map {
                    .citationTooShallow(name: field.name, label: field.label, citation: $0, article: field.article)
                }
            }
            return problems
        }
    }

    private func decisionProblems(_ event: FormDecided, _ form: Form, _ actor: Actor) -> [Problem] {
        guard form.isSubmitted, let submitted = form.submitted else { return [.notSubmitted(form: form.id)] }
        if form.decision?.version == form.version { return [.alreadyDecided(form: form.id)] }
        if submitted.document.digest != event.document { return [.otherDocument(form: form.id)] }
        if !event.approved, event.opinion.isBlank { return [.blank("opinion")] }
        if event.onPaper?.check?.isOpen == true { return [.blank("confirmation")] }
        if let role = event.role, !actor.roles.contains(role) { return [.notAllowed("role", value: role)] }
        let approver = event.onPaper?.approver.account ?? actor.account
        // A paper approval is entered by someone else than the drafter, and given by someone else than either.
        let isOwn = form.drafter.account == approver || form.review?.by.account == approver
        return isOwn || (event.onPaper != nil && form.drafter.account == actor.account)
            ? [.ownPaper(form: form.id)] : []
    }

    private func voidProblems(_ event: FormVoided) -> [Problem] {
        guard let form = form(event.form) else { return [.unknown("form", id: event.form)] }
        if form.isVoided { return [.voided(form: form.id)] }
        if services.contains(where: { $0.entered.form == form.id }) { return [.served(form: form.id)] }
        return event.reason.isBlank ? [.blank("reason")] : []
    }
}

extension FormKind.Field {
    /// Whether it takes more than a line.
    fileprivate var isLong: Bool { kind == .paragraph || kind == .table }
}

extension FieldContent {
    /// Every text of the content.
    fileprivate var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .number, .yes: []
        case .rows(let rows): rows.flatMap(\.values)
        }
    }
}
