package import Chronology

/// By when a duty is due, with the counting that shows why.
package struct DueTime: Hashable, Sendable {
    /// The moment at which the period has run out: 24:00 of its last day, or the hour for periods in hours.
    package let instant: Instant
    /// The fact from which is counted.
    package let from: Instant
    /// The log entry of that fact.
    package let fromEntry: String
    /// The days that were counted and those that were skipped, with the reason; empty for periods in hours.
    package let days: [CountedDay]
    /// Whether the period runs into a year whose holidays are not announced.
    package let isProvisional: Bool
    /// The calendar it was counted with.
    package let calendar: String
    /// Other readings of the article, each with its own date where the facts allow one.
    package let otherReadings: [OtherReading]

    /// What another reading of the article gives.
    package struct OtherReading: Hashable, Sendable {
        package let says: String
        package let instant: Instant?
    }

    /// The earliest of the dates that the readings give: who keeps it is safe under all of them.
    package var safe: Instant { otherReadings.compactMap(\.instant).reduce(instant, min) }
}

extension DueTime {
    /// Counts a deadline from its triggering fact; nil while its clock stands still.
    init?(_ deadline: Deadline, of trigger: Fact, in judgement: Judgement) {
        let start = DueTime.start(deadline.from, of: trigger)
        let stated = deadline.attribute.flatMap { trigger[$0]?.integer }
        let length = Deadline.Length(count: stated ?? deadline.length.count, unit: deadline.length.unit)
        guard let counted = DueTime.count(length, deadline, from: start, trigger, judgement) else { return nil }
        let readings = deadline.otherReadings.map { reading -> OtherReading in
            let other = reading.from.flatMap { pattern in
                judgement.case.facts.last { pattern.fits($0, case: judgement.case.attributes) }
            }
            guard reading.from == nil || other != nil else { return OtherReading(says: reading.says, instant: nil) }
            let alternative = Deadline(
                length: length, attribute: nil, from: nil, rollsOver: reading.rollsOver ?? deadline.rollsOver,
                extensions: deadline.extensions, pauses: deadline.pauses, otherReadings: [])
            let instant = DueTime.count(
                reading.length ?? length, alternative, from: other?.at ?? start, other ?? trigger, judgement)?.instant
            return OtherReading(says: reading.says, instant: instant)
        }
        self.init(
            instant: counted.instant, from: start, fromEntry: trigger.entry, days: counted.days,
            isProvisional: counted.isProvisional, calendar: judgement.calendar.identity.description, otherReadings: readings)
    }

    private static func start(_ attribute: String?, of trigger: Fact) -> Instant {
        if let attribute, case .instant(let instant)? = trigger[attribute] { return instant }
        return trigger.at
    }

    private typealias Counted = (instant: Instant, days: [CountedDay], isProvisional: Bool)

    private static func count(
        _ length: Deadline.Length, _ deadline: Deadline, from start: Instant, _ trigger: Fact, _ judgement: Judgement
    ) -> Counted? {
        let facts = judgement.case.facts
        let attributes = judgement.case.attributes
        var total = length.count
        for added in deadline.extensions where added.length.unit == length.unit {
            total += added.length.count * facts.filter { $0.at >= start && added.pattern.fits($0, case: attributes) }.count
        }
        if length.unit == .hours { return (start.adding(seconds: total * 3600), [], false) }
        var days: [CountedDay] = []
        var from = start.day
        var isProvisional = false
        for pause in deadline.pauses {
            guard let stop = facts.first(where: { $0.at >= start && pause.from.fits($0, case: attributes) }) else {
                continue
            }
            guard let end = facts.first(where: { $0.at >= stop.at && pause.to.fits($0, case: attributes) }) else {
                return nil
            }
            let used = judgement.calendar.count(length.unit, from: from, through: stop.at.day)
            guard used.count < total else { continue }
            days += used.days
            total -= used.count
            from = end.at.day
        }
        guard total > 0 else { return (Instant.endOfDay(from), days, false) }
        let counting: Counting
        switch length.unit {
        case .workingDays: counting = judgement.calendar.adding(workingDays: total, after: from)
        case .calendarDays:
            counting = judgement.calendar.adding(calendarDays: total, after: from, rollOver: deadline.rollsOver)
        case .months: counting = judgement.calendar.adding(months: total, after: from, rollOver: deadline.rollsOver)
        case .hours: return nil
        }
        isProvisional = counting.isProvisional
        return (Instant.endOfDay(counting.due), days + counting.days, isProvisional)
    }
}

extension WorkingDayCalendar {
    /// The days of a unit that lie after `start`, up to and with `end`.
    fileprivate func count(_ unit: Deadline.Unit, from start: Day, through end: Day) -> (count: Int, days: [CountedDay]) {
        guard end > start else { return (0, []) }
        var number = 0
        var days: [CountedDay] = []
        while true {
            let counting =
                unit == .workingDays
                ? adding(workingDays: number + 1, after: start)
                : adding(calendarDays: number + 1, after: start, rollOver: false)
            guard counting.due <= end else { return (number, days) }
            number += 1
            days = counting.days
        }
    }
}
