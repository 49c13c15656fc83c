package import Chronology

/// By when a duty is due, with the counting that shows why.
package struct DueTime: Hashable, Sendable {
    /// The moment at which the period has run out: 24:00 of its last day, or the hour for periods in hours.
    package let instant: Instant
    /// The instant from which is counted.
    package let from: Instant
    /// The log entry of that fact.
    package let fromEntry: String
    /// Whether the period runs into a year whose holidays are not announced.
    package let isProvisional: Bool
    /// The provision of another law that the figure rests on, as it was entered with the figure; nil where the figure is
    /// the text's own.
    package let basis: String?
    /// Other readings of the article, each with its own date where the facts allow one.
    package let otherReadings: [OtherReading]
    /// What was counted; empty for periods in hours.
    private let stretches: [Stretch]
    private let countedWith: Shared<WorkingDayCalendar>

    /// What another reading of the article gives.
    package struct OtherReading: Hashable, Sendable {
        package let says: String
        package let instant: Instant?
    }

    /// The days that were counted and those that were skipped, with the reason; empty for periods in hours. They are
    /// listed when they are asked for, since most judgements need the last of them only.
    package var days: [CountedDay] { stretches.flatMap { countedWith.value.counting($0).days } }

    /// The calendar it was counted with.
    package var calendar: String { countedWith.value.identity.description }

    /// The last moment at which the duty is still done in time: the end of the last day, or the hour itself.
    package var lastMoment: Instant { stretches.isEmpty ? instant : instant.adding(milliseconds: -1) }

    /// The earliest of the dates that the readings give: who keeps it is safe under all of them.
    package var safe: Instant { otherReadings.compactMap(\.instant).reduce(instant, min) }

    /// The last day of the period.
    package var lastDay: Day { instant.adding(milliseconds: -1).day }
}

extension DueTime {
    /// Counts a deadline from its triggering fact; nil while its clock stands still, where it has not begun, and where
    /// no figure is known.
    init?(_ deadline: Deadline, of trigger: Fact, in judgement: Judgement) {
        let stated = deadline.attribute.flatMap { trigger[$0]?.integer }.flatMap {
            (0...Deadline.longest).contains($0) ? $0 : nil
        }
        guard let figure = stated ?? deadline.figure, let start = DueTime.start(deadline.start, of: trigger, judgement)
        else { return nil }
        let length = Deadline.Length(count: figure, unit: deadline.unit)
        let clock = Clock(deadline, judgement)
        guard let counted = clock.count(length, from: start.at, rollsOver: deadline.rollsOver) else { return nil }
        let readings = deadline.otherReadings.map { reading -> OtherReading in
            let other = reading.from.flatMap { pattern in
                judgement.facts(fitting: pattern).last
            }
            guard reading.from == nil || other != nil else { return OtherReading(says: reading.says, instant: nil) }
            let instant = clock.count(
                reading.length ?? length, from: other?.at ?? start.at,
                rollsOver: reading.rollsOver ?? deadline.rollsOver
            )?.instant
            return OtherReading(says: reading.says, instant: instant)
        }
        self.init(
            instant: counted.instant, from: start.at, fromEntry: start.entry, isProvisional: counted.isProvisional,
            basis: stated == nil ? nil : trigger["citation"]?.text, otherReadings: readings,
            stretches: counted.stretches, countedWith: judgement.sharedCalendar)
    }

    private static func start(
        _ start: Deadline.Start, of trigger: Fact, _ judgement: Judgement
    ) -> (at: Instant, entry: String)? {
        switch start {
        case .trigger: return (trigger.at, trigger.entry)
        case .attribute(let name):
            return (trigger[name]?.instantOrDay ?? trigger.at, trigger.entry)
        case .fact(let pattern):
            let attributes = judgement.case.attributes
            guard pattern.condition.concernsCase(attributes) else { return (trigger.at, trigger.entry) }
            return judgement.facts(fitting: pattern).first.map { ($0.at, $0.entry) }
        case .expiry(let rule):
            guard let due = judgement.expiry(of: rule) else { return nil }
            return (due.instant.adding(milliseconds: -1), due.fromEntry)
        }
    }
}

extension Condition {
    /// Whether the conditions on the case hold.
    fileprivate func concernsCase(_ attributes: [String: FactValue]) -> Bool {
        let ofCase = Condition(clauses: clauses.filter(\.ofCase))
        return ofCase.fits(Fact(entry: "", kind: .noteMade, at: Instant(milliseconds: 0)), case: attributes)
    }
}

extension DueTime {
    /// Counts the period of one rule from an instant, without a case: no extensions, pauses or stated figures.
    /// Nil for a rule that sets no period.
    package init?(of rule: Rule, from start: Instant, in pack: Pack, calendar: WorkingDayCalendar) {
        guard case .when(_, _, _, let deadline?) = rule.shape else { return nil }
        let trigger = Fact(entry: "", kind: .noteMade, at: start)
        let judgement = Judgement(pack: pack, calendar: calendar, case: CaseFacts(facts: []), now: start)
        self.init(deadline, of: trigger, in: judgement)
    }
}
