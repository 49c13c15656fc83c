internal import Chronology

/// A number of days, working days, months or years to be counted from a day.
struct Stretch: Hashable, Sendable {
    let length: Deadline.Length
    /// The day of the event, which is not counted itself.
    let start: Day
    /// Whether a last day that is no working day moves to the next one; of no account for working days.
    let rollsOver: Bool

    init(_ count: Int, _ unit: Deadline.Unit, after start: Day, rollsOver: Bool = false) {
        length = Deadline.Length(count: count, unit: unit)
        self.start = start
        self.rollsOver = rollsOver
    }
}

extension WorkingDayCalendar {
    /// A stretch, counted day by day.
    /// - Precondition: the unit is no hour.
    func counting(_ stretch: Stretch) -> Counting {
        let count = stretch.length.count
        return switch stretch.length.unit {
        case .workingDays: adding(workingDays: count, after: stretch.start)
        case .months: adding(months: count, after: stretch.start, rollOver: stretch.rollsOver)
        case .years: adding(months: count * 12, after: stretch.start, rollOver: stretch.rollsOver)
        case .calendarDays, .hours: adding(calendarDays: count, after: stretch.start, rollOver: stretch.rollsOver)
        }
    }

    /// The due day of ``counting(_:)``, and whether it is provisional, without a list of the days.
    func due(_ stretch: Stretch) -> (day: Day, isProvisional: Bool) {
        let count = stretch.length.count
        let last: Day
        switch stretch.length.unit {
        case .workingDays:
            last = workedDays.day(count, after: stretch.start)
            return (last, !isAnnounced(after: stretch.start, through: last))
        case .months: last = stretch.start.adding(months: count)
        case .years: last = stretch.start.adding(months: count * 12)
        case .calendarDays, .hours: last = stretch.start.adding(days: count)
        }
        guard stretch.rollsOver else { return (last, false) }
        let due = nextWorkingDay(onOrAfter: last)
        return (due, !isAnnounced(after: last.adding(days: -1), through: due))
    }

    /// Whether all days after `first`, up to and with `last`, are announced.
    private func isAnnounced(after first: Day, through last: Day) -> Bool {
        let isYearEnd = last.month == 12 && last.dayOfMonth >= 29
        if (first.year...last.year + (isYearEnd ? 1 : 0)).allSatisfy(isAnnounced(year:)) { return true }
        var day = first
        while day < last {
            day = day.adding(days: 1)
            if !isAnnounced(day) { return false }
        }
        return true
    }
}
