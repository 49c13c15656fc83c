internal import Chronology

/// How many days are worked up to each day, so that the end of a period is found without a walk through its days.
struct WorkedDays: Sendable, Equatable {
    /// The first day that a notice names.
    private let first: Int
    /// For each day from then to the last that a notice names: the days worked up to and with it.
    private let sums: [Int]

    /// Counts.
    /// - Parameters:
    ///   - named: the days, since 1970-01-01, that notices name.
    ///   - isWorked: whether a day is worked, by a notice or else by the weekday rule.
    init(named: some Collection<Int>, isWorked: (Day) -> Bool) {
        first = named.min() ?? 0
        let last = named.max() ?? first - 1
        var sum = WorkedDays.weekdays(through: first - 1)
        var sums: [Int] = []
        for day in first..<last + 1 {
            if isWorked(Day(epochDay: day)) { sum += 1 }
            sums.append(sum)
        }
        self.sums = sums
    }

    /// The days worked after `start`, up to and with `end`.
    func count(after start: Day, through end: Day) -> Int {
        through(end.epochDay) - through(start.epochDay)
    }

    /// The day that is the `count`th one worked after `start`; `start` itself for 0.
    func day(_ count: Int, after start: Day) -> Day {
        let wanted = through(start.epochDay) + count
        var low = start.epochDay
        var high = low + count
        while through(high) < wanted { high += 7 + count / 2 }
        while low < high {
            let middle = low + (high - low) / 2
            if through(middle) < wanted { low = middle + 1 } else { high = middle }
        }
        return count > 0 ? Day(epochDay: low) : start
    }

    /// The days worked up to and with a day, from a point in the past that is always the same.
    private func through(_ day: Int) -> Int {
        if day < first { return WorkedDays.weekdays(through: day) }
        let place = day - first
        guard place >= sums.count else { return sums[place] }
        let last = first + sums.count - 1
        return (sums.last ?? WorkedDays.weekdays(through: last)) + WorkedDays.weekdays(through: day)
            - WorkedDays.weekdays(through: last)
    }

    /// Mondays to Fridays from Monday, 1969-12-29, up to and with a day; negative before.
    private static func weekdays(through day: Int) -> Int {
        let days = day + 4
        let weeks = days >= 0 ? days / 7 : (days - 6) / 7
        return weeks * 5 + min(days - weeks * 7, 5)
    }
}
