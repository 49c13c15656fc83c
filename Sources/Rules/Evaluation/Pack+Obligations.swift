package import Chronology

extension Pack {
    /// What this pack asks of a case, judged as of a moment with what was known then. Pure.
    /// - Complexity: rules × facts of the case.
    package func obligations(
        of case: CaseFacts, at moment: Instant, calendar: WorkingDayCalendar
    ) -> [Obligation] {
        let judgement = Judgement(pack: self, calendar: calendar, case: `case`.known(at: moment), now: moment)
        return rules.flatMap { rule -> [Obligation] in
            switch rule.shape {
            case .when(let pattern, let need, let unless, let deadline):
                judgement.triggers(of: pattern).map { trigger in
                    judgement.duty(rule, need: need, unless: unless, deadline: deadline, trigger: trigger)
                }
            case .before(let pattern, let need):
                judgement.triggers(of: pattern).map { trigger in
                    judgement.duty(rule, need: need, unless: nil, deadline: nil, trigger: trigger)
                }
            case .who, .never, .separate, .parameter, .feature: []
            }
        }
    }

    /// Whether the text was in force on a day.
    package func isInForce(on day: Day) -> Bool {
        (inForceFrom.map { $0 <= day } ?? true) && (inForceTo.map { day <= $0 } ?? true)
    }
}

extension Judgement {
    func triggers(of pattern: Pattern) -> [Fact] {
        `case`.facts.filter { pattern.fits($0, case: `case`.attributes) && pack.isInForce(on: $0.at.day) }
    }

    func duty(
        _ rule: Rule, need: Requirement, unless: Requirement?, deadline: Deadline?, trigger: Fact
    ) -> Obligation {
        let due = deadline.flatMap { DueTime($0, of: trigger, in: self) }
        var state: Obligation.State
        var metBy: [String] = []
        var missing: [Missing] = []
        switch answer(need, about: trigger) {
        case .met(let entries, let at):
            state = due.map { at >= $0.instant && rule.isConfirmed } ?? false ? .late : .met
            metBy = entries
        case .missing(let lacking):
            missing = lacking
            let isOver = due.map { now >= $0.instant } ?? false
            state = isOver && rule.isConfirmed ? .overdue : .open
            if let unless, case .met(let entries, _) = answer(unless, about: trigger) {
                state = .excused
                metBy = entries
            } else if let deviation = deviation(from: rule, about: trigger) {
                state = .deviated
                metBy = [deviation.entry]
            }
        }
        return Obligation(
            pack: pack.id, rule: rule.id, article: rule.article, says: rule.says, duty: rule.duty,
            force: rule.force.rawValue, state: state, due: due, arose: trigger.entry, about: trigger.subject,
            metBy: metBy, missing: missing, isConfirmed: rule.isConfirmed)
    }

    /// The recorded deviation from a rule, about the thing concerned or about the case as a whole.
    func deviation(from rule: Rule, about fact: Fact) -> Fact? {
        `case`.facts.first { entry in
            guard entry.kind == .deviationRecorded, entry["rule"]?.text == rule.id.text else { return false }
            guard let about = entry["about"]?.text, !about.isEmpty else { return true }
            return about == fact.subject
        }
    }
}
