package import Chronology

extension Pack {
    /// What this pack asks of a case, judged as of a moment with what was known then. Pure.
    /// - Complexity: rules × facts of the case.
    package func obligations(
        of case: CaseFacts, at moment: Instant, calendar: WorkingDayCalendar
    ) -> [Obligation] {
        let judgement = Judgement(pack: self, calendar: calendar, case: `case`.known(at: moment), now: moment)
        return list.places(for: judgement.case.kinds).flatMap { place -> [Obligation] in
            let rule = list.all[place.rule]
            guard rule.applies(to: `case`.attributes) else { return [] }
            switch place.shape == 0 ? rule.shape : rule.also[place.shape - 1] {
            case .when(let pattern, let need, let unless, let deadline):
                return judgement.triggers(of: pattern, for: rule).map { trigger in
                    judgement.duty(rule, need: need, unless: unless, deadline: deadline, trigger: trigger)
                }
            case .before(let pattern, let need):
                return judgement.triggers(of: pattern, for: rule).map { trigger in
                    judgement.passage(rule, need: need, trigger: trigger)
                }
            case .who, .never, .separate, .parameter, .keeps, .feature: return []
            }
        }
    }

    /// Whether the text was in force on a day.
    package func isInForce(on day: Day) -> Bool {
        (inForceFrom.map { $0 <= day } ?? true) && (inForceTo.map { day <= $0 } ?? true)
    }
}

extension Judgement {
    func triggers(of pattern: Pattern, for rule: Rule) -> [Fact] {
        facts(fitting: pattern).filter { pack.isInForce(on: $0.at.day) && rule.isInForce(on: $0.at.day) }
    }

    /// What is owed after a fact.
    func duty(
        _ rule: Rule, need: Requirement, unless: Requirement?, deadline: Deadline?, trigger: Fact
    ) -> Obligation {
        let due = deadline.flatMap { DueTime($0, of: trigger, in: self) }
        let binds = rule.isConfirmed && rule.force != .advice
        switch answer(need, about: trigger) {
        case .met(let entries, let at):
            let isLate =
                due.map { at >= $0.instant } ?? false && !(unless.map { answer($0, about: trigger).isMet } ?? false)
            return obligation(rule, trigger, isLate && binds ? .late : .met, due, metBy: entries)
        case .missing(let lacking):
            if let unless, case .met(let entries, _) = answer(unless, about: trigger) {
                return obligation(rule, trigger, .excused, due, metBy: entries)
            }
            if let deviation = deviation(from: rule, about: trigger) {
                return obligation(rule, trigger, .deviated, due, metBy: [deviation.entry], missing: lacking)
            }
            let isOver = due.map { now >= $0.instant } ?? false
            return obligation(rule, trigger, isOver && binds ? .overdue : .open, due, missing: lacking)
        }
    }

    /// How a gate stands that an act has passed: as it was then, or mended since.
    func passage(_ rule: Rule, need: Requirement, trigger: Fact) -> Obligation {
        if case .met(let entries, _) = before(trigger).answer(need, about: trigger) {
            return obligation(rule, trigger, .met, nil, metBy: entries, as: .gate)
        }
        let binds = rule.isConfirmed && rule.force != .advice
        switch answer(need, about: trigger) {
        case .met(let entries, _):
            return obligation(rule, trigger, binds ? .late : .met, nil, metBy: entries, as: .gate)
        case .missing(let lacking):
            if let deviation = deviation(from: rule, about: trigger) {
                return obligation(rule, trigger, .deviated, nil, metBy: [deviation.entry], missing: lacking, as: .gate)
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
        return `case`.facts(of: [.deviationRecorded]).first { entry in
            guard entry["rule"]?.text == rule.id.text,
                entry.roles.contains(opener)
            else { return false }
            guard let about = entry["about"]?.text, !about.isEmpty else { return true }
            return about == fact.subject
        }
    }
}
