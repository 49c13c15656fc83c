internal import Chronology

/// Judges requirements over the facts of one case. Pure.
struct Judgement {
    let pack: Pack
    let calendar: WorkingDayCalendar
    let `case`: CaseFacts
    /// The moment from which is judged.
    let now: Instant

    /// Whether `need` holds about the fact `about`.
    func answer(_ need: Requirement, about: Fact) -> Answer {
        switch need {
        case .fact(let pattern, let same, let count): fact(pattern, same, count, about)
        case .states(let names): statements(names, about)
        case .role(let roles):
            about.roles.contains(where: roles.contains) ? met(by: about) : .missing([.role(roles)])
        case .expired(let rule): expired(rule, about)
        case .each(let pattern, let inner): each(pattern, inner, about)
        case .all(let parts): all(parts.map { answer($0, about: about) }, about)
        case .any(let parts): any(parts.map { answer($0, about: about) })
        case .not(let part):
            answer(part, about: about).isMet
                ? .missing([.contrary(kinds: part.parts.flatMap(\.kinds))]) : met(by: about)
        }
    }

    private func met(by fact: Fact) -> Answer { .met(entries: [fact.entry], at: fact.at) }

    private func fact(_ pattern: Pattern, _ same: SameThing?, _ count: Int, _ about: Fact) -> Answer {
        let wanted = same.flatMap { about[$0.about]?.texts }
        var persons: Set<String> = []
        var fitting: [Fact] = []
        for fact in `case`.facts where fact.kind != about.kind || fact.entry != about.entry || count == 1 {
            guard pattern.kinds.contains(fact.kind), pattern.condition.fits(fact, case: `case`.attributes) else { continue }
            if let same {
                guard let wanted, let found = fact[same.required]?.texts, !Set(found).isDisjoint(with: wanted) else {
                    continue
                }
            }
            if count > 1, let person = fact.person, !persons.insert(person).inserted { continue }
            fitting.append(fact)
        }
        guard fitting.count >= count else {
            return .missing([
                .fact(
                    kinds: pattern.kinds.sorted { $0.rawValue < $1.rawValue }, form: pattern.forms,
                    about: wanted?.first, need: count, have: fitting.count)
            ])
        }
        let earliest = fitting.sorted { $0.at < $1.at }.prefix(count)
        return .met(entries: earliest.map(\.entry), at: earliest.last?.at ?? about.at)
    }

    private func statements(_ names: [String], _ about: Fact) -> Answer {
        let blank = names.filter { !about.states($0) }
        return blank.isEmpty ? met(by: about) : .missing([.statements(blank)])
    }

    private func expired(_ id: RuleID, _ about: Fact) -> Answer {
        guard let rule = pack.rule(id), case .when(let pattern, _, _, let deadline) = rule.shape, let deadline,
            let trigger = `case`.facts.last(where: { pattern.fits($0, case: `case`.attributes) })
        else { return .missing([.expiry(id, until: nil)]) }
        guard let due = DueTime(deadline, of: trigger, in: self) else { return .missing([.expiry(id, until: nil)]) }
        return about.at >= due.instant ? .met(entries: [trigger.entry], at: due.instant)
            : .missing([.expiry(id, until: due.instant)])
    }

    private func each(_ pattern: Pattern, _ inner: Requirement, _ about: Fact) -> Answer {
        let concerned = `case`.facts.filter { pattern.fits($0, case: `case`.attributes) }
        return all(concerned.map { answer(inner, about: $0) }, about)
    }

    private func all(_ answers: [Answer], _ about: Fact) -> Answer {
        var entries: [String] = []
        var latest = about.at
        var lacking: [Missing] = []
        for (index, answer) in answers.enumerated() {
            switch answer {
            case .met(let more, let at):
                entries += more
                latest = index == 0 ? at : max(latest, at)
            case .missing(let more): lacking += more
            }
        }
        return lacking.isEmpty ? .met(entries: entries, at: latest) : .missing(lacking)
    }

    private func any(_ answers: [Answer]) -> Answer {
        var best: Answer?
        var lacking: [Missing] = []
        for answer in answers {
            switch answer {
            case .met(_, let at):
                if case .met(_, let earlier)? = best, earlier <= at { continue }
                best = answer
            case .missing(let more): lacking += more
            }
        }
        return best ?? .missing([.oneOf(lacking)])
    }
}

extension Pattern {
    /// The kinds of form that the pattern names.
    var forms: [FormKindID] {
        condition.clauses.flatMap { clause -> [FormKindID] in
            if clause.attribute == "form", case .isAny(let names) = clause.test { return names }
            return []
        }
    }
}

extension Requirement {
    /// The kinds of fact that the requirement itself speaks of.
    var kinds: [FactKind] {
        switch self {
        case .fact(let pattern, _, _), .each(let pattern, _): pattern.kinds.sorted { $0.rawValue < $1.rawValue }
        default: []
        }
    }
}
