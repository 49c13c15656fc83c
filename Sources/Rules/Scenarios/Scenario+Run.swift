internal import Chronology

extension Scenario {
    /// Plays the scenario; what is not as it says, in the order of the steps. Pure.
    /// - Parameter pack: the pack as it came from its files; the scenario's reading is chosen here.
    package func failures(in pack: Pack, calendar: WorkingDayCalendar) -> [ScenarioFailure] {
        let asked = Set(rows).union(story.compactMap(\.row))
        let readings = reading.map { id in Dictionary(uniqueKeysWithValues: rows.map { ($0, id) }) } ?? [:]
        var run = ScenarioRun(
            pack: pack.only(asked).choosing(readings: readings), calendar: calendar, scenario: self)
        for (index, step) in story.enumerated() {
            if let found = run.take(step) {
                run.failures.append(ScenarioFailure(place: place, scenario: name, step: index + 1, found: found))
            }
        }
        return run.failures
    }
}

extension Scenario.Step {
    fileprivate var row: RuleID? {
        switch self {
        case .owes(let row, _, _), .owesNot(let row, _), .refused(let row, _), .allowed(let row, _),
            .refusedWithout(_, let row, _):
            row
        case .happens, .stands, .parameter, .keeps, .keepsForm: nil
        }
    }
}

/// A scenario that is being played.
private struct ScenarioRun {
    let pack: Pack
    let calendar: WorkingDayCalendar
    let scenario: Scenario
    var facts: [Fact] = []
    var clock = Instant(ofOffice: "2026-03-02 09:00") ?? Instant(milliseconds: 0)
    var failures: [ScenarioFailure] = []

    private var caseFacts: CaseFacts { CaseFacts(facts: facts, attributes: scenario.attributes) }

    /// What is wrong with the step; nil where it is as told.
    mutating func take(_ step: Scenario.Step) -> String? {
        switch step {
        case .happens(let telling):
            let fact = fact(telling)
            facts.append(fact)
            clock = fact.at.adding(seconds: 60)
            return nil
        case .owes(let row, let expected, let at): return owes(row, expected, at ?? clock)
        case .owesNot(let row, let at):
            return obligations(row, at ?? clock).isEmpty ? nil : "\(row) asks something"
        case .refused(let row, let telling): return refuses(row, telling) ? nil : "\(row) does not refuse it"
        case .allowed(let row, let telling): return refuses(row, telling) ? "\(row) refuses it" : nil
        case .refusedWithout(let names, let row, let telling):
            if refuses(row, telling) { return "\(row) refuses it as it is" }
            let allowed = names.filter { !refuses(row, telling.without($0)) }
            return allowed.isEmpty ? nil : "\(row) does not refuse it without \(allowed.joined(separator: ", "))"
        case .stands(let state):
            let found = pack.state(after: caseFacts)
            return found == state ? nil : "the case stands in \(found ?? "nothing")"
        case .parameter(let name, let value, let isConfirmed): return parameter(name, value, isConfirmed)
        case .keeps(let act): return keeps { $0.0.contains(act) } ? nil : "no row keeps \(act)"
        case .keepsForm(let form):
            return keeps { $0.1.contains(form) } && pack.form(form) != nil ? nil : "no row keeps \(form)"
        }
    }

    private func fact(_ telling: Scenario.Telling) -> Fact {
        Fact(
            entry: "entry-\(facts.count + 1)", kind: telling.kind, at: telling.at ?? clock, entered: telling.entered,
            subject: telling.subject, person: telling.person, roles: telling.roles, attributes: telling.attributes)
    }

    private func obligations(_ row: RuleID, _ at: Instant) -> [Obligation] {
        pack.obligations(of: caseFacts, at: at, calendar: calendar).filter { $0.rule == row }
    }

    private func owes(_ row: RuleID, _ expected: Scenario.Expected, _ at: Instant) -> String? {
        let all = obligations(row, at)
        guard let found = all.last(where: { expected.about == nil || $0.about == expected.about }) else {
            return "\(row) asks nothing"
        }
        if let state = expected.state, found.state != state { return "\(row) is \(found.state.rawValue)" }
        if let due = expected.due, found.due?.lastDay != due {
            return "\(row) is due \(found.due?.lastDay.description ?? "never")"
        }
        if let safe = expected.safe, found.due?.safe.adding(milliseconds: -1).day != safe {
            return "\(row) is safe until \(found.due?.safe.adding(milliseconds: -1).day.description ?? "never")"
        }
        if let readings = expected.readings {
            let others = (found.due?.otherReadings ?? []).compactMap { $0.instant?.adding(milliseconds: -1).day }
            if others != readings { return "\(row) is read as \(others.map(\.description).joined(separator: ", "))" }
        }
        if let isConfirmed = expected.isConfirmed, found.isConfirmed != isConfirmed {
            return "\(row) is \(found.isConfirmed ? "confirmed" : "not confirmed")"
        }
        return nil
    }

    private func refuses(_ row: RuleID, _ telling: Scenario.Telling) -> Bool {
        pack.refusals(of: fact(telling), in: caseFacts, calendar: calendar).contains { $0.rule == row }
    }

    private func parameter(_ name: String, _ value: Int?, _ isConfirmed: Bool?) -> String? {
        for rule in pack.rules where scenario.rows.contains(rule.id) {
            for case .parameter(name, let found, _) in rule.shapes {
                if let isConfirmed, rule.isConfirmed != isConfirmed {
                    return "\(name) is \(rule.isConfirmed ? "confirmed" : "not confirmed")"
                }
                return found == value ? nil : "\(name) is \(found.map(String.init) ?? "open")"
            }
        }
        return "no row has the value \(name)"
    }

    private func keeps(_ test: (([FactKind], [FormKindID])) -> Bool) -> Bool {
        pack.rules.contains { rule in
            scenario.rows.contains(rule.id)
                && rule.shapes.contains { shape in
                    if case .keeps(let acts, let forms) = shape { test((acts, forms)) } else { false }
                }
        }
    }
}
