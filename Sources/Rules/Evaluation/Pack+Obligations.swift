package import Chronology

extension Pack {
    /// What this pack asks of a case, judged as of a moment with what was known then. Pure.
    /// - Complexity: rules × facts of the case.
    package func obligations(
        of case: CaseFacts, at moment: Instant, calendar: WorkingDayCalendar
    ) -> [Obligation] {
        let judgement = Judgement(pack: self, calendar: calendar, case: `case`.known(at: moment), now: moment)
        var obligations: [Obligation] = []
        for demand in list.demands(for: judgement.case.topics) where demand.rule.applies(to: `case`.attributes) {
            for trigger in judgement.case.facts(fitting: demand.trigger) where judgement.sets(trigger, off: demand) {
                obligations.append(judgement.obligation(demand, trigger))
            }
        }
        return obligations
    }

    /// Whether the text was in force on a day.
    package func isInForce(on day: Day) -> Bool {
        (inForceFrom.map { $0 <= day } ?? true) && (inForceTo.map { day <= $0 } ?? true)
    }
}

extension Judgement {
    /// Whether a fact that the trigger of a demand describes sets it off: text and rule were in force on its day.
    func sets(_ fact: Fact, off demand: Demand) -> Bool {
        pack.isInForce(on: fact.day) && demand.rule.isInForce(on: fact.day)
    }

    func obligation(_ demand: Demand, _ trigger: Fact) -> Obligation {
        switch demand.kind {
        case .duty(let unless, let deadline): duty(demand, unless: unless, deadline: deadline, trigger: trigger)
        case .passage: passage(demand, trigger: trigger)
        }
    }

    /// What is owed after a fact.
    func duty(
        _ demand: Demand, unless: Requirement?, deadline: Deadline?, trigger: Fact
    ) -> Obligation {
        let rule = demand.rule
        let due = deadline.flatMap { DueTime($0, of: trigger, in: self) }
        let binds = rule.isConfirmed && rule.force != .advice
        switch answer(demand.need, about: trigger) {
        case .met(let entries, let at):
            let isLate =
                due.map { at >= $0.instant } ?? false && !(unless.map { answer($0, about: trigger).isMet } ?? false)
            if isLate, endedBeforeTakeOver(trigger, due) {
                return obligation(rule, trigger, .beforeTakeOver, due, metBy: entries)
            }
            return obligation(rule, trigger, isLate && binds ? .late : .met, due, metBy: entries)
        case .missing(let lacking):
            if let unless, case .met(let entries, _) = answer(unless, about: trigger) {
                return obligation(rule, trigger, .excused, due, metBy: entries)
            }
            if let deviation = deviation(from: rule, about: trigger) {
                return obligation(rule, trigger, .deviated, due, metBy: [deviation.entry], missing: lacking)
            }
            if let declaration = declaration(about: rule, about: trigger) {
                return obligation(rule, trigger, .beforeTakeOver, due, metBy: [declaration.entry], missing: lacking)
            }
            if due != nil || deadline == nil, endedBeforeTakeOver(trigger, due) {
                return obligation(rule, trigger, .beforeTakeOver, due, missing: lacking)
            }
            let isOver = due.map { now >= $0.instant } ?? false
            return obligation(rule, trigger, isOver && binds ? .overdue : .open, due, missing: lacking)
        }
    }

    /// How a gate stands that an act has passed: as it was then, or mended since.
    func passage(_ demand: Demand, trigger: Fact) -> Obligation {
        let rule = demand.rule
        if case .met(let entries, _) = before(trigger).answer(demand.need, about: trigger) {
            return obligation(rule, trigger, .met, nil, metBy: entries, as: .gate)
        }
        if isBeforeTakeOver(trigger) { return obligation(rule, trigger, .beforeTakeOver, nil, as: .gate) }
        let binds = rule.isConfirmed && rule.force != .advice
        switch answer(demand.need, about: trigger) {
        case .met(let entries, _):
            return obligation(rule, trigger, binds ? .late : .met, nil, metBy: entries, as: .gate)
        case .missing(let lacking):
            if let deviation = deviation(from: rule, about: trigger) {
                return obligation(rule, trigger, .deviated, nil, metBy: [deviation.entry], missing: lacking, as: .gate)
            }
            if let declaration = declaration(of: rule, letting: trigger, lacking) {
                return obligation(
                    rule, trigger, .beforeTakeOver, nil, metBy: [declaration.entry], missing: lacking, as: .gate)
            }
            return obligation(rule, trigger, binds ? .overdue : .open, nil, missing: lacking, as: .gate)
        }
    }

    private func obligation(
        _ rule: Rule, _ trigger: Fact, _ state: Obligation.State, _ due: DueTime?, metBy: [String] = [],
        missing: [Missing] = [], as force: Rule.Force = .due
    ) -> Obligation {
        Obligation(
            pack: pack.id, rule: rule.id, article: rule.article, says: rule.says, duty: rule.duty,
            force: (rule.force == .advice ? .advice : force).rawValue, state: state, due: due, arose: trigger.entry,
            about: trigger.subject,
            metBy: metBy, missing: missing, isConfirmed: rule.isConfirmed)
    }

    /// The recorded deviation from a rule, about the thing concerned or about the case as a whole.
    func deviation(from rule: Rule, about fact: Fact) -> Fact? {
        guard let opener = rule.deviation else { return nil }
        return `case`.facts(of: .deviationRecorded).first { entry in
            guard entry["rule"]?.text == rule.id.text,
                entry.roles.contains(opener)
            else { return false }
            guard let about = entry["about"]?.text, !about.isEmpty else { return true }
            return about == fact.subject
        }
    }
}
