internal import Chronology

extension Pack {
    /// Why an act is not possible in a case now; empty where nothing stands against it.
    /// - Parameters:
    ///   - act: the fact that the act would enter.
    ///   - case: the facts before it.
    package func refusals(
        of act: Fact, in case: CaseFacts, calendar: WorkingDayCalendar
    ) -> [Refusal] {
        guard isInForce(on: act.at.day) else { return [] }
        let judgement = Judgement(pack: self, calendar: calendar, case: `case`, now: act.entered)
        var refusals: [Refusal] = []
        if let refusal = refusalByState(of: act, in: `case`) { refusals.append(refusal) }
        for rule in rules
        where rule.force != .advice && rule.isConfirmed && rule.isInForce(on: act.at.day)
            && rule.applies(to: `case`.attributes)
        {
            let missing = rule.shapes.flatMap { judgement.objections(of: $0, to: act) }
            guard !missing.isEmpty, !judgement.isOpened(rule, for: act),
                judgement.declaration(of: rule, letting: act, missing) == nil
            else { continue }
            refusals.append(
                Refusal(
                    pack: id, rule: rule.id, article: rule.article, says: rule.says, missing: missing,
                    deviation: rule.deviation))
        }
        return refusals
    }

    /// A form belongs to the states in which its kind may be begun. One that corrects an issued form of the same kind
    /// may be begun whenever the mistake is seen.
    private func refusalByState(of act: Fact, in case: CaseFacts) -> Refusal? {
        guard act.kind == .formDrafted, let kind = act["form"]?.text.flatMap(form), !kind.draftedIn.isEmpty else {
            return nil
        }
        if let corrected = act["corrects"]?.text {
            let isIssued = `case`.facts.contains { fact in
                fact.kind == .formIssued && fact.subject == corrected && fact["form"]?.text == kind.id
            }
            if isIssued { return nil }
        }
        let now = state(after: `case`)
        guard now.map({ !kind.draftedIn.contains($0) }) ?? true else { return nil }
        return Refusal(
            pack: id, rule: nil, article: kind.article, says: kind.title,
            missing: [.state(kind.draftedIn.sorted(), now: now)], deviation: nil)
    }
}

extension Judgement {
    /// What one demand of a rule holds against an act.
    func objections(of shape: Rule.Shape, to act: Fact) -> [Missing] {
        switch shape {
        case .who(let forms, let step, let roles, let condition):
            guard let form = act["form"]?.text, forms.contains(form), condition.fits(act, case: `case`.attributes)
            else {
                return []
            }
            return who(form, step, roles, act)
        case .before(let pattern, let need):
            guard pattern.fits(act, case: `case`.attributes) else { return [] }
            if case .missing(let missing) = answer(need, about: act) { return missing }
            return []
        case .never(let pattern): return pattern.fits(act, case: `case`.attributes) ? [.nothing] : []
        case .separate(let functions, let once):
            let hasBegun = once.map { once in
                ([act] + `case`.facts).contains { once.fits($0, case: `case`.attributes) }
            }
            return hasBegun ?? true ? separation(functions, act) : []
        case .when, .parameter, .keeps, .feature: return []
        }
    }

    func isOpened(_ rule: Rule, for act: Fact) -> Bool {
        deviation(from: rule, about: act) != nil
    }

    /// The step itself is for certain roles, and a later step waits for it.
    private func who(_ form: FormKindID, _ step: FormStep, _ roles: [RoleID], _ act: Fact) -> [Missing] {
        if step.kinds.contains(act.kind) { return act.roles.contains(where: roles.contains) ? [] : [.role(roles)] }
        guard step.laterKinds.contains(act.kind) else { return [] }
        let subject = act.kind == .served ? act["form-id"]?.text : act.subject
        let isDone = `case`.facts.contains { fact in
            fact.subject == subject && step.completes(fact) && fact.roles.contains(where: roles.contains)
                && (act.kind == .served || act["version"] == nil || fact["version"] == act["version"])
        }
        return isDone ? [] : [.formStep(form, step, roles)]
    }

    private func separation(_ functions: [Rule.Function], _ act: Fact) -> [Missing] {
        for function in functions {
            for person in function.persons(shownBy: act, case: `case`.attributes) {
                for other in functions where other.name != function.name {
                    let held = `case`.facts.contains {
                        other.persons(shownBy: $0, case: `case`.attributes).contains(person)
                    }
                    let isBoth = held || other.persons(shownBy: act, case: `case`.attributes).contains(person)
                    if isBoth { return [.otherPerson(person, held: other.name, taken: function.name)] }
                }
            }
        }
        return []
    }
}

extension Rule.Function {
    /// The persons whom a fact shows to hold the function.
    func persons(shownBy fact: Fact, case attributes: [String: FactValue]) -> Set<String> {
        var persons: Set<String> = []
        for showing in shownBy where showing.pattern.fits(fact, case: attributes) {
            persons.formUnion(fact[showing.persons]?.texts ?? [])
        }
        return persons
    }
}

extension FormStep {
    /// The later facts in a form's life that wait for this step.
    var laterKinds: Set<FactKind> {
        switch self {
        case .drafted, .signed: []
        case .submitted:
            [.formReviewed, .formForwarded, .formApproved, .formRefused, .formNumbered, .formIssued, .served]
        case .reviewed: [.formForwarded, .formApproved, .formRefused, .formNumbered, .formIssued, .served]
        case .forwarded: [.formApproved, .formRefused, .formNumbered, .formIssued, .served]
        case .approved: [.formNumbered, .formIssued, .served]
        case .issued: [.served]
        }
    }

    /// Whether a fact completes the step.
    func completes(_ fact: Fact) -> Bool {
        switch self {
        case .drafted: fact.kind == .formDrafted
        case .submitted: fact.kind == .formSubmitted
        case .reviewed: fact.kind == .formReviewed && fact["passed"] == .boolean(true)
        case .forwarded: fact.kind == .formForwarded
        case .approved: fact.kind == .formApproved
        case .issued: fact.kind == .formIssued
        case .signed: fact.kind == .formSigned
        }
    }
}
