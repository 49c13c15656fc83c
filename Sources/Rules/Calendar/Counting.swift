package import Chronology

/// A due day with its reckoning: each day that was looked at, whether it was counted, and why.
///
/// The due time of a period that ends on a day is the end of that day in the office's zone.
package struct Counting: Sendable, Hashable {
    /// The day of the event, which is never counted itself (民法典 第二百零一条).
    package let start: Day
    /// The last day of the period as counted, before any roll-over.
    package let lastCounted: Day
    /// The day on which it is due; later than ``lastCounted`` only after a roll-over.
    package let due: Day
    /// From the day of the event to ``due``, ascending. A period of months lists only the event and what follows from
    /// the corresponding day on.
    package let days: [CountedDay]
    /// Whether the result rests on a day whose notices are not announced yet, so that it may still move.
    package let isProvisional: Bool
    /// The calendar it was counted with.
    package let calendar: CalendarIdentity
}

/// One day of a ``Counting``.
package struct CountedDay: Sendable, Hashable {
    package let date: Day
    package let isCounted: Bool
    package let why: CountReason
    /// Whether the notices for the day are known; false makes what rests on it provisional.
    package let isAnnounced: Bool
}

/// Why a day was counted or passed over.
package enum CountReason: Sendable, Hashable {
    /// Not counted: the day on which the period's event happened (民法典 第二百零一条).
    case dayOfEvent
    /// Counted as a working day.
    case workingDay
    /// Counted as a working day: a weekend day that a notice has worked.
    case makeUpWorkingDay(holiday: String, notice: NoticeNumber)
    /// Not counted in working days, or passed over by the roll-over.
    case weekend
    /// Not counted in working days, or passed over by the roll-over.
    case holiday(name: String, notice: NoticeNumber)
    /// Counted in a period of calendar days, whatever the day is.
    case calendarDay
    /// Counted: the corresponding day of the last month (民法典 第二百零二条).
    case correspondingDay
    /// Counted: the last day of a month without the corresponding day (民法典 第二百零二条).
    case lastDayOfMonth
    /// Not counted, but due: the first working day after a last day that was none (民法典 第二百零三条).
    case rolledOver

    /// A stable name for data made for other programs.
    package var code: String {
        switch self {
        case .dayOfEvent: "day-of-event"
        case .workingDay: "working-day"
        case .makeUpWorkingDay: "make-up-working-day"
        case .weekend: "weekend"
        case .holiday: "holiday"
        case .calendarDay: "calendar-day"
        case .correspondingDay: "corresponding-day"
        case .lastDayOfMonth: "last-day-of-month"
        case .rolledOver: "rolled-over"
        }
    }

    init(_ kind: DayKind) {
        self =
            switch kind {
            case .working: .workingDay
            case .weekend: .weekend
            case .holiday(let name, let notice): .holiday(name: name, notice: notice)
            case .makeUpWorkingDay(let holiday, let notice): .makeUpWorkingDay(holiday: holiday, notice: notice)
            }
    }
}

/// How many working days lie between two days.
package struct WorkingDayDistance: Sendable, Hashable {
    /// Working days after the first day up to and including the second; negative when the second is the earlier one.
    package let count: Int
    /// Whether a day between them is not announced yet.
    package let isProvisional: Bool
}
