package import Chronology

extension WorkingDayCalendar {
    /// The day `count` working days after `day`; the day after `day` is the first that can count.
    ///
    /// Source: 民法典 第二百零一条 (the day of the event is not counted); make-up working days count, holidays and
    /// weekends do not.
    /// - Precondition: `count >= 0`. With 0 the due day is `day` itself, worked or not.
    package func adding(workingDays count: Int, after day: Day) -> Counting {
        precondition(count >= 0, "a period has no negative length")
        var days = [eventDay(day)]
        var remaining = count
        var current = day
        while remaining > 0 {
            current = current.adding(days: 1)
            let kind = kind(of: current)
            if kind.isWorking { remaining -= 1 }
            days.append(counted(current, kind.isWorking, CountReason(kind)))
        }
        return counting(from: day, lastCounted: current, days: days, resting: days.dropFirst())
    }

    /// The day `count` calendar days after `day`; the day after `day` is the first.
    ///
    /// - Parameter rollOver: whether a last day that is not worked moves the due day to the next working day
    ///   (民法典 第二百零三条; whether a period does so is a matter of its rule).
    /// - Precondition: `count >= 0`.
    package func adding(calendarDays count: Int, after day: Day, rollOver: Bool) -> Counting {
        precondition(count >= 0, "a period has no negative length")
        var days = [eventDay(day)]
        for step in 0..<count { days.append(counted(day.adding(days: step + 1), true, .calendarDay)) }
        return ending(on: day.adding(days: count), from: day, days: days, rollOver: rollOver)
    }

    /// The day `count` months after `day`: the corresponding day, or the month's last where it has none
    /// (民法典 第二百零二条).
    ///
    /// - Parameter rollOver: as for calendar days.
    /// - Precondition: `count >= 0`.
    package func adding(months count: Int, after day: Day, rollOver: Bool) -> Counting {
        precondition(count >= 0, "a period has no negative length")
        let last = day.adding(months: count)
        var days = [eventDay(day)]
        if count > 0 {
            days.append(counted(last, true, last.dayOfMonth == day.dayOfMonth ? .correspondingDay : .lastDayOfMonth))
        }
        return ending(on: last, from: day, days: days, rollOver: rollOver)
    }

    /// The first working day that is `day` or later.
    package func nextWorkingDay(onOrAfter day: Day) -> Day {
        var current = day
        while !isWorkingDay(current) { current = current.adding(days: 1) }
        return current
    }

    /// The working day that lies `count` working days before `day`, for reminders.
    /// - Precondition: `count >= 0`. With 0 it is `day` itself, worked or not.
    package func workingDay(_ count: Int, before day: Day) -> Day {
        precondition(count >= 0, "a distance has no negative length")
        var remaining = count
        var current = day
        while remaining > 0 {
            current = current.adding(days: -1)
            if isWorkingDay(current) { remaining -= 1 }
        }
        return current
    }

    /// The working days after `first` up to and including `second`: what is left on `first` of a period that is due
    /// on `second`. Negative, by the same count, when `second` is the earlier day; 0 when they are the same.
    /// - Complexity: linear in the days between.
    package func workingDays(after first: Day, through second: Day) -> WorkingDayDistance {
        let (early, late) = first <= second ? (first, second) : (second, first)
        var count = 0
        var isProvisional = false
        var current = early
        while current < late {
            current = current.adding(days: 1)
            if isWorkingDay(current) { count += 1 }
            if !isAnnounced(current) { isProvisional = true }
        }
        return WorkingDayDistance(count: first <= second ? count : -count, isProvisional: isProvisional)
    }

    private func ending(on last: Day, from start: Day, days: [CountedDay], rollOver: Bool) -> Counting {
        guard rollOver else { return counting(from: start, lastCounted: last, days: days, resting: []) }
        var days = days
        var resting = [counted(last, true, .calendarDay)]
        var current = last
        while !isWorkingDay(current) {
            current = current.adding(days: 1)
            let kind = kind(of: current)
            let passed = counted(current, false, kind.isWorking ? .rolledOver : CountReason(kind))
            days.append(passed)
            resting.append(passed)
        }
        return counting(from: start, lastCounted: last, days: days, resting: resting[...])
    }

    /// - Parameter resting: the days whose being worked or not decides the result.
    private func counting(
        from start: Day, lastCounted: Day, days: [CountedDay], resting: ArraySlice<CountedDay>
    ) -> Counting {
        Counting(
            start: start, lastCounted: lastCounted, due: days.last?.date ?? lastCounted, days: days,
            isProvisional: resting.contains { !$0.isAnnounced }, calendar: identity)
    }

    private func eventDay(_ day: Day) -> CountedDay { counted(day, false, .dayOfEvent) }

    private func counted(_ day: Day, _ isCounted: Bool, _ why: CountReason) -> CountedDay {
        CountedDay(date: day, isCounted: isCounted, why: why, isAnnounced: isAnnounced(day))
    }
}
