internal import Casework
internal import Chronology
internal import Rules

/// What pages show of a case, worked out from its fold and the rules. Pure.
struct CaseReading {
    let `case`: Case
    let rules: RuleBook
    let now: Instant
    /// Where the case stands after the procedure of the nearest pack.
    let state: Pack.State?
    let obligations: [Obligation]
    private let facts: CaseFacts

    /// Judges the case once; everything else reads what was judged.
    init(case: Case, rules: RuleBook, now: Instant) {
        self.case = `case`
        self.rules = rules
        self.now = now
        facts = `case`.caseFacts
        state = rules.state(of: facts).flatMap { id in rules.procedure?.state(id) }
        obligations = rules.obligations(of: facts, at: now)
    }

    /// The row of the case in lists.
    func row() -> ViewStore.CaseRow {
        let open = obligations.filter {
            [.open, .overdue].contains($0.state) && $0.isConfirmed && $0.force != "advice"
        }
        let dues = open.compactMap { duty in duty.due.map { ViewStore.CaseRow.Due(at: $0.lastMoment, says: duty.says) }
        }
        .sorted { $0.at < $1.at }
        let summary = CaseSummary(
            id: `case`.id, number: `case`.number ?? `case`.id, party: `case`.partyName ?? "—",
            cause: `case`.matter?.cause ?? "", unit: `case`.matter?.unit ?? "", lead: `case`.lead?.name,
            state: state?.id ?? "", stateTitle: state?.title ?? "", stage: state?.stage ?? "",
            received: `case`.receivedAt ?? now, nextDue: dues.first?.at, nextDuty: dues.first?.says,
            overdue: dues.filter { $0.at <= now }.count, version: `case`.version,
            joinedInto: `case`.joinedInto?.number)
        return ViewStore.CaseRow(
            summary: summary, dues: dues, officers: takingPart, judged: now,
            recheck: obligations.compactMap { $0.due?.instant }.filter { $0 > now }.min(),
            volume: CaseVolume(`case`))
    }

    /// What the procedure offers in the present state, for a person, in the order of the pack. What is done once and was
    /// done is not offered again.
    func next(for actor: Actor) -> [NextAct] {
        guard `case`.joinedInto == nil else { return [] }
        return (state?.next ?? []).filter { !isDone($0) && !isPremature($0) }.map { code in
            let refusals = refusals(of: code, by: actor)
            return NextAct(code: code, isAllowed: refusals.isEmpty, refusals: refusals)
        }
    }

    /// Whether an act says that all was paid while something is not.
    private func isPremature(_ code: String) -> Bool { code == "act:fulfil" && !`case`.wageAccount.isSettled }

    /// Whether an offered act is one of those that a case needs once, and has been done.
    private func isDone(_ code: String) -> Bool {
        if code.hasPrefix("form:"), let kind = rules.form(String(code.dropFirst(5))) {
            // A form of one stage only; what goes wrong with it is refused, voided or corrected.
            return !kind.draftedIn.isEmpty
                && `case`.forms.contains { form in
                    form.kind == kind.id && form.isSubmitted && !form.isVoided && form.review?.passed != false
                        && form.decision?.passed != false
                }
        }
        if code == "act:number-case" || code == "act:case-numbered" { return `case`.serial != nil }
        let once: [String: FactKind] = [
            "act:assess-acceptance": .acceptanceAssessed, "act:accept": .acceptanceDecided,
            "act:judge-complexity": .complexityJudged, "act:deliberate": .deliberationDecided,
        ]
        return once[code].map { kind in facts.facts.contains { $0.kind == kind } } ?? false
    }

    /// What stands against an offered act, before anything is typed: a rule that only asks for content is no objection
    /// yet.
    private func refusals(of code: String, by actor: Actor) -> [Refusal] {
        guard let fact = fact(of: code, by: actor) else { return [] }
        return rules.refusals(of: fact, in: facts).filter { refusal in
            !refusal.missing.allSatisfy { if case .statements = $0 { true } else { false } }
        }
    }

    private func fact(of code: String, by actor: Actor) -> Fact? {
        func fact(_ kind: FactKind, _ attributes: [String: FactValue] = [:]) -> Fact {
            Fact(
                entry: "", kind: kind, at: now, subject: nil, person: actor.account, roles: actor.roles,
                attributes: attributes)
        }
        if code.hasPrefix("form:") { return fact(.formDrafted, ["form": .text(String(code.dropFirst(5)))]) }
        switch code {
        case "act:number-case": return fact(.caseNumbered, ["serial": "?"])
        case "act:assign-lead": return fact(.leadAssigned)
        case "act:enter-penalty-procedure": return fact(.penaltyProcedureEntered)
        case "act:close": return fact(.caseClosed)
        case "act:archive": return fact(.caseArchived)
        default: return nil
        }
    }

    /// The forms that wait for a person's review, forwarding, approval or issue.
    func papers(for account: Account, summary: CaseSummary) -> [PaperItem] {
        guard `case`.joinedInto == nil else { return [] }
        let roles = account.offered(at: now, in: `case`).roles
        return `case`.forms.compactMap { form -> PaperItem? in
            guard !form.isVoided, form.isSubmitted, form.issued == nil, let kind = rules.form(form.kind),
                let step = form.nextStep(of: kind)
            else { return nil }
            let wanted = rules.desks(for: step, form: form.kind, as: form.id, in: facts)
            guard !wanted.isEmpty, !Set(wanted).isDisjoint(with: roles) else { return nil }
            if [.reviewed, .approved].contains(step), form.drafter.account == account.id { return nil }
            return PaperItem(
                caseSummary: summary, form: form.id, version: form.version, title: kind.title, step: step,
                drafter: form.drafter.name, submitted: form.draftedAt)
        }
    }
}

extension Form {
    /// The next step of its route that was not yet taken in this version; nil when it has gone through all.
    func nextStep(of kind: FormKind) -> FormStep? {
        kind.route.first { step in
            switch step {
            case .drafted: false
            case .submitted: !isSubmitted
            case .reviewed: review == nil
            case .forwarded: !forwarded
            case .approved: decision?.version != version
            case .issued: issued == nil
            case .signed: signed.isEmpty
            }
        }
    }
}
