/// A day of the civil (Gregorian) calendar, without a time and without a zone.
///
/// Arithmetic is exact and pure: no clock, locale or time-zone database is asked.
public struct Day: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The year, for example 2026.
    public let year: Int
    /// The month, 1 to 12.
    public let month: Int
    /// The day of the month, 1 to 31.
    public let dayOfMonth: Int

    /// A day that exists, in the years 1 to 9999; nil for any other three numbers.
    public init?(_ year: Int, _ month: Int, _ dayOfMonth: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), dayOfMonth >= 1,
            dayOfMonth <= Day.length(ofMonth: month, in: year)
        else { return nil }
        self.year = year
        self.month = month
        self.dayOfMonth = dayOfMonth
    }

    /// The day that is `number` days after 1970-01-01 (before it when negative).
    public init(epochDay number: Int) {
        // Counts in eras of 400 years from 1 March of year 0, so that the leap day ends its year
        // (H. Hinnant, «chrono-Compatible Low-Level Date Algorithms», civil_from_days).
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        self.dayOfMonth = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        self.month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        self.year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Reads `YYYY-MM-DD`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let dayOfMonth = Int(parts[2])
        else { return nil }
        self.init(year, month, dayOfMonth)
    }

    /// Days since 1970-01-01.
    public var epochDay: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let marchMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * marchMonth + 2) / 5 + dayOfMonth - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// 1 for Monday to 7 for Sunday (ISO 8601).
    public var weekday: Int {
        let remainder = (epochDay + 3) % 7
        return (remainder < 0 ? remainder + 7 : remainder) + 1
    }

    /// Whether the day is a Saturday or a Sunday.
    public var isWeekend: Bool { weekday >= 6 }

    /// The day `count` days later, or earlier when negative.
    public func adding(days count: Int) -> Day { Day(epochDay: epochDay + count) }

    /// The corresponding day `count` months later; the last day of that month where it has no such day.
    /// Source of the clamping: 民法典 第二百零二条.
    public func adding(months count: Int) -> Day {
        let total = year * 12 + month - 1 + count
        let targetYear = total / 12
        let targetMonth = total % 12 + 1
        let last = Day.length(ofMonth: targetMonth, in: targetYear)
        return Day(targetYear, targetMonth, min(dayOfMonth, last)) ?? self
    }

    /// `YYYY-MM-DD`.
    public var description: String { "\(Day.padded(year, 4))-\(Day.padded(month, 2))-\(Day.padded(dayOfMonth, 2))" }

    /// The order of the calendar.
    public static func < (left: Day, right: Day) -> Bool {
        (left.year, left.month, left.dayOfMonth) < (right.year, right.month, right.dayOfMonth)
    }

    static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
