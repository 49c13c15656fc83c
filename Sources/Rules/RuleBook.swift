package import Chronology

/// The packs that an office applies together, with its calendar: what it asks at every decision. Pure.
package struct RuleBook: Sendable {
    /// The packs, the highest rank first.
    package let packs: [Pack]
    /// The calendar that counts now.
    package let calendar: WorkingDayCalendar
    /// The calendars that counted before, earliest first.
    private let former: [FormerCalendar]

    /// A calendar by which was counted until another one was adopted.
    package struct FormerCalendar: Sendable {
        /// The day from which the next one counts.
        package let until: Day
        package let calendar: WorkingDayCalendar

        package init(until: Day, calendar: WorkingDayCalendar) {
            self.until = until
            self.calendar = calendar
        }
    }

    /// Puts packs together.
    /// - Parameter former: the calendars of before, earliest first.
    package init(packs: [Pack], calendar: WorkingDayCalendar, former: [FormerCalendar] = []) {
        self.packs = packs.sorted { ($0.rank, $1.id) > ($1.rank, $0.id) }
        self.calendar = calendar
        self.former = former
    }

    /// The calendar by which was counted at a moment: what was announced later was not known then.
    package func calendar(at moment: Instant) -> WorkingDayCalendar {
        former.first { moment.day < $0.until }?.calendar ?? calendar
    }

    /// The same packs with another calendar from now on.
    package func with(_ calendar: WorkingDayCalendar) -> RuleBook { RuleBook(packs: packs, calendar: calendar) }

    /// The pack that carries the procedure: of those with states, the one of the lowest rank, whose text is the nearest
    /// to the case.
    package var procedure: Pack? { packs.last { !$0.states.isEmpty } }

    /// The procedures that a matter may run by; empty where the nearest pack knows one only.
    package var procedures: [Pack.Named] { procedure?.procedures ?? [] }

    /// The word of a kind of number (`intake`, `case`, `document`), from the nearest pack that has one.
    package func numberWord(_ kind: String) -> String? {
        for pack in packs.reversed() {
            if let word = pack.numberWords.first(where: { $0.id == kind }) { return word.title }
        }
        return nil
    }

    /// What the packs ask of a case, as of a moment with what was known then: each pack judged alone, its obligations
    /// side by side.
    package func obligations(of case: CaseFacts, at moment: Instant) -> [Obligation] {
        let calendar = calendar(at: moment)
        let all = packs.flatMap { $0.obligations(of: `case`, at: moment, calendar: calendar) }
        let joined = `case`.known(at: moment).facts.first { $0.kind == .joinedInto }
        return joined.map { end in all.map { $0.ended(at: end.at) } } ?? all
    }

    /// The packs with one in the place of that of the same name, or beside them where there is none.
    package func with(_ pack: Pack) -> RuleBook {
        RuleBook(packs: packs.filter { $0.id != pack.id } + [pack], calendar: calendar, former: former)
    }

    /// Why an act is not possible in a case now; empty where nothing stands against it.
    package func refusals(of act: Fact, in case: CaseFacts) -> [Refusal] {
        let all = packs.flatMap { $0.refusals(of: act, in: `case`, calendar: calendar) }
        return `case`.facts.contains { $0.kind == .joinedInto } ? all.compactMap(\.withoutCourse) : all
    }

    /// The kind of form of that code, from the nearest pack that has it.
    package func form(_ id: FormKindID) -> FormKind? {
        for pack in packs.reversed() { if let form = pack.form(id) { return form } }
        return nil
    }

    /// The state of a case after the procedure of the nearest pack; nil before its first fact.
    package func state(of case: CaseFacts) -> StateID? { procedure?.state(after: `case`) }
}
