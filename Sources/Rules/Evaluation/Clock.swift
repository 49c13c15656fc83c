internal import Chronology

/// Counts periods over the facts of a case: with what adds to them, and without the time in which they stand still.
struct Clock {
    private let deadline: Deadline
    private let judgement: Judgement

    /// What a count gives.
    struct Counted {
        let instant: Instant
        let stretches: [Stretch]
        let isProvisional: Bool
    }

    /// Time during which a period stands still; without an end while it still does.
    private struct Standstill {
        let start: Instant
        let end: Instant?
    }

    init(_ deadline: Deadline, _ judgement: Judgement) {
        self.deadline = deadline
        self.judgement = judgement
    }

    /// Counts; nil while the period stands still.
    func count(_ length: Deadline.Length, from start: Instant, rollsOver: Bool) -> Counted? {
        var total = length.count + added(in: length.unit, since: start)
        if length.unit == .hours {
            return Counted(instant: start.adding(seconds: total * 3600), stretches: [], isProvisional: false)
        }
        let calendar = judgement.calendar
        var stretches: [Stretch] = []
        var from = start.day
        // A month has no fixed number of days, so that a part of it cannot be used up before a standstill.
        for standstill in length.unit.isOfTheCalendar ? [] : standstills(since: start) {
            let used = calendar.count(length.unit, from: from, through: standstill.start.day)
            guard used < total else { break }
            guard let end = standstill.end else { return nil }
            if used > 0 { stretches.append(Stretch(used, length.unit, after: from)) }
            total -= used
            from = end.day
        }
        guard total > 0 else {
            return Counted(instant: Instant.endOfDay(from), stretches: stretches, isProvisional: false)
        }
        let last = Stretch(total, length.unit, after: from, rollsOver: rollsOver)
        let due = calendar.due(last)
        return Counted(
            instant: Instant.endOfDay(due.day), stretches: stretches + [last], isProvisional: due.isProvisional)
    }

    /// The units that approvals and the like add, each thing approved once.
    private func added(in unit: Deadline.Unit, since start: Instant) -> Int {
        deadline.extensions.filter { $0.length.unit == unit }.reduce(0) { sum, addition in
            let fitting = judgement.facts(fitting: addition.pattern).filter { $0.at >= start }
            let things = Set(fitting.map { $0.subject ?? $0.entry }).count
            return sum + addition.length.count * min(things, addition.times ?? things)
        }
    }

    private func standstills(since start: Instant) -> [Standstill] {
        var found: [Standstill] = []
        for pause in deadline.pauses {
            let stops = judgement.facts(fitting: pause.from).sorted { $0.at < $1.at }
            let ends = judgement.facts(fitting: pause.to).sorted { $0.at < $1.at }
            var cursor = start
            while let stop = stops.first(where: { $0.at >= cursor }) {
                let end = ends.first { $0.at > stop.at }
                found.append(Standstill(start: stop.at, end: end?.at))
                guard let end else { break }
                cursor = end.at
            }
        }
        return found.sorted { $0.start < $1.start }
    }
}

extension Deadline.Unit {
    /// Whether it is no fixed number of days.
    fileprivate var isOfTheCalendar: Bool { self == .months || self == .years }
}

extension WorkingDayCalendar {
    /// The last day of a period that begins with an instant; nil for hours.
    func lastDay(of length: Deadline.Length, after start: Instant) -> Day? {
        switch length.unit {
        case .workingDays: adding(workingDays: length.count, after: start.day).due
        case .calendarDays: adding(calendarDays: length.count, after: start.day, rollOver: false).due
        case .months: adding(months: length.count, after: start.day, rollOver: false).due
        case .years: adding(months: length.count * 12, after: start.day, rollOver: false).due
        case .hours: nil
        }
    }

    /// How many of a unit of days lie after `start`, up to and with `end`.
    fileprivate func count(_ unit: Deadline.Unit, from start: Day, through end: Day) -> Int {
        guard end > start else { return 0 }
        return unit == .workingDays
            ? workedDays.count(after: start, through: end) : end.epochDay - start.epochDay
    }
}
