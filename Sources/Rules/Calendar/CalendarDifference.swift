package import Chronology

/// How one calendar differs from another: the days that become free or working, and the years that become known.
package struct CalendarDifference: Hashable, Sendable {
    /// Days in a row that change alike.
    package struct Stretch: Hashable, Sendable {
        package let from: Day
        /// The last day.
        package fileprivate(set) var to: Day
        package let before: DayKind
        package let after: DayKind

        /// The number of days.
        package var count: Int { to.epochDay - from.epochDay + 1 }
    }

    /// The days that are not alike, earliest first. Days whose notice alone differs are left out.
    package let stretches: [Stretch]
    /// The years whose holidays are announced in the new one only.
    package let announced: [Int]

    /// Whether nothing is different.
    package var isEmpty: Bool { stretches.isEmpty && announced.isEmpty }

    /// The difference between two calendars.
    /// - Complexity: O(days of the years that either knows).
    package init(from before: WorkingDayCalendar, to after: WorkingDayCalendar) {
        let known = before.announcedYears + after.announcedYears
        announced = after.announcedYears.filter { !before.announcedYears.contains($0) }
        guard let first = known.min().flatMap({ Day($0 - 1, 12, 1) }),
            let last = known.max().flatMap({ Day($0 + 1, 1, 31) })
        else {
            stretches = []
            return
        }
        var found: [Stretch] = []
        for number in first.epochDay...last.epochDay {
            let day = Day(epochDay: number)
            let (old, new) = (before.kind(of: day), after.kind(of: day))
            guard old.isWorking != new.isWorking || old.holiday != new.holiday else { continue }
            if let latest = found.last, latest.to.epochDay + 1 == number, latest.before.isAlike(old),
                latest.after.isAlike(new)
            {
                found[found.count - 1].to = day
            } else {
                found.append(Stretch(from: day, to: day, before: old, after: new))
            }
        }
        stretches = found
    }
}

extension DayKind {
    /// The holiday for which the day is free or worked; nil for days of the weekday rule.
    package var holiday: String? {
        switch self {
        case .holiday(let name, _), .makeUpWorkingDay(let name, _): name
        case .working, .weekend: nil
        }
    }

    fileprivate func isAlike(_ other: DayKind) -> Bool { isWorking == other.isWorking && holiday == other.holiday }
}
