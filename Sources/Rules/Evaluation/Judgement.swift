package import Chronology

/// Judges requirements over the facts of one case. Pure, but for what it remembers.
struct Judgement {
    private let matter: Matter
    /// Where it is set, only what had happened by this fact counts, and not the fact itself.
    private let limit: Fact?

    var pack: Pack { matter.pack }
    var calendar: WorkingDayCalendar { matter.calendar.value }
    var sharedCalendar: Shared<WorkingDayCalendar> { matter.calendar }
    var `case`: CaseFacts { matter.case }
    /// The moment from which is judged.
    let now: Instant

    init(pack: Pack, calendar: WorkingDayCalendar, case: CaseFacts, now: Instant) {
        self.init(Matter(pack: pack, calendar: Shared(calendar), case: `case`), now: now, limit: nil)
    }

    private init(_ matter: Matter, now: Instant, limit: Fact?) {
        self.matter = matter
        self.now = now
        self.limit = limit
    }

    /// The same, with only what had happened by a moment, save one fact.
    func before(_ fact: Fact) -> Judgement { Judgement(matter, now: fact.at, limit: fact) }

    /// The facts of the case that a pattern describes, in their order.
    func facts(fitting pattern: Pattern) -> [Fact] {
        let fitting = matter.facts(fitting: pattern)
        return limit == nil ? fitting : fitting.filter(counts)
    }

    private func counts(_ fact: Fact) -> Bool {
        guard let limit else { return true }
        return fact.at <= limit.at && !(fact.entry == limit.entry && fact.kind == limit.kind)
    }

    /// Whether `need` holds about the fact `about`.
    func answer(_ need: Requirement, about: Fact) -> Answer {
        switch need {
        case .fact(let evidence): fact(evidence, about)
        case .states(let names): statements(names, about)
        case .fits(let condition): fits(condition, about)
        case .role(let roles):
            about.roles.contains(where: roles.contains) ? met(by: about) : .missing([.role(roles)])
        case .expired(let rule): expired(rule, about)
        case .elapsed(let distance): elapsed(distance, about)
        case .each(let pattern, let same, let inner): each(pattern, same, inner, about)
        case .all(let parts): all(parts.lazy.map { answer($0, about: about) }, about)
        case .any(let parts): any(parts.lazy.map { answer($0, about: about) })
        case .not(let part):
            answer(part, about: about).isMet
                ? .missing([.contrary(kinds: part.parts.flatMap(\.kinds))]) : met(by: about)
        }
    }

    private func met(by fact: Fact) -> Answer { .met(entries: [fact.entry], at: fact.at) }

    private func fact(_ evidence: Evidence, _ about: Fact) -> Answer {
        var persons: Set<String> = []
        var fitting: [Fact] = []
        for fact in matter.facts(fitting: evidence.pattern)
        where counts(fact) && evidence.same.hold(between: fact, and: about) {
            if evidence.later, fact.at <= about.at { continue }
            if let having = evidence.having, !answer(having, about: fact).isMet { continue }
            if evidence.count > 1, let person = fact.person, !persons.insert(person).inserted { continue }
            fitting.append(fact)
        }
        guard fitting.count >= evidence.count else {
            return .missing([
                .fact(
                    kinds: evidence.pattern.orderedKinds, form: evidence.pattern.forms,
                    about: evidence.same.first.flatMap { $0.wanted(by: about).sorted().first }, need: evidence.count,
                    have: fitting.count)
            ])
        }
        if evidence.count == 1, let earliest = fitting.min(by: { $0.at < $1.at }) { return met(by: earliest) }
        let earliest = fitting.sorted { $0.at < $1.at }.prefix(evidence.count)
        return .met(entries: earliest.map(\.entry), at: earliest.last?.at ?? about.at)
    }

    private func statements(_ names: [String], _ about: Fact) -> Answer {
        let blank = names.filter { !about.states($0) }
        return blank.isEmpty ? met(by: about) : .missing([.statements(blank)])
    }

    private func fits(_ condition: Condition, _ about: Fact) -> Answer {
        let failing = condition.clauses.filter { !Condition(clauses: [$0]).fits(about, case: `case`.attributes) }
        return failing.isEmpty ? met(by: about) : .missing([.statements(failing.map(\.attribute))])
    }

    /// When the period of another rule of the pack runs out for the case, by the last fact that began it and was not
    /// undone; nil where none did, or while the clock stands still.
    func expiry(of id: RuleID) -> DueTime? {
        guard let rule = pack.rule(id) else { return nil }
        for shape in rule.shapes {
            guard case .when(let pattern, _, let unless, let deadline?) = shape else { continue }
            let trigger = facts(fitting: pattern).last { fact in
                guard rule.isInForce(on: fact.day) else { return false }
                return unless.map { !answer($0, about: fact).isMet } ?? true
            }
            return trigger.flatMap { DueTime(deadline, of: $0, in: self) }
        }
        return nil
    }

    private func expired(_ id: RuleID, _ about: Fact) -> Answer {
        guard let due = expiry(of: id) else { return .missing([.expiry(id, until: nil)]) }
        return about.at >= due.instant
            ? .met(entries: [due.fromEntry], at: due.instant) : .missing([.expiry(id, until: due.instant)])
    }

    private func elapsed(_ distance: Elapsed, _ about: Fact) -> Answer {
        let kinds = distance.since.orderedKinds
        let start = facts(fitting: distance.since).last {
            distance.same.hold(between: $0, and: about) && $0.entry != about.entry
        }
        guard let start else { return .missing([.distance(kinds: kinds, until: nil)]) }
        // A date ahead must lie so many days later; time that passes must have run out, its last day included.
        let last = calendar.lastDay(of: distance.length, after: start.at)
        let ahead = distance.until.flatMap { about[$0] }
        let from: Instant =
            if let last { ahead == nil ? .endOfDay(last) : Instant(last, hour: 0) } else {
                start.at.adding(seconds: distance.length.count * 3600)
            }
        let reached = ahead.map { $0.instantOrDay.map { $0 >= from } ?? false } ?? (about.at >= from)
        return reached ? .met(entries: [start.entry], at: from) : .missing([.distance(kinds: kinds, until: from)])
    }

    private func each(_ pattern: Pattern, _ same: [SameThing], _ inner: Requirement, _ about: Fact) -> Answer {
        let concerned = facts(fitting: pattern).filter { same.hold(between: $0, and: about) }
        return all(concerned.lazy.map { answer(inner, about: $0) }, about)
    }

    private func all(_ answers: some Sequence<Answer>, _ about: Fact) -> Answer {
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

    private func any(_ answers: some Sequence<Answer>) -> Answer {
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

extension FactValue {
    /// The instant itself, or the start of the day that a text names.
    package var instantOrDay: Instant? {
        if case .instant(let instant) = self { return instant }
        return text.flatMap { Day($0) }.map { Instant($0, hour: 0) }
    }
}
