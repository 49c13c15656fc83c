package import Chronology

/// The working-day calendar of the office: the weekday rule, and on top of it what holiday notices say.
///
/// Without a notice Monday to Friday are worked (国务院关于职工工作时间的规定, 第七条). A notice that names a day holds
/// for it; of two notices of one layer that name a day the later issued one holds, and a local layer holds before the
/// layer below it. A day whose notices are not yet known follows the weekday rule and is told as not announced, never
/// silently. The value is pure and says nothing of hours; a day is a day of the office (Asia/Shanghai).
package struct WorkingDayCalendar: Sendable, Hashable {
    /// What a counting made with this calendar names as its calendar.
    package let identity: CalendarIdentity
    /// The layers' notices, lowest layer first, each layer ordered by day of issue.
    package let notices: [HolidayNotice]
    private let namedDays: [Int: NamedDay]
    private let announcements: [Int: Int]
    /// The same days as sums.
    let workedDays: WorkedDays

    private struct NamedDay: Sendable, Equatable {
        let kind: DayKind
        let notice: Int
    }

    /// Makes a calendar of one layer.
    /// - Parameter notices: in any order; the order of issue decides where two of them name a day.
    package init(identity: CalendarIdentity, notices: [HolidayNotice]) {
        self.init(identity: identity, ordered: WorkingDayCalendar.orderedByIssue(notices))
    }

    private init(identity: CalendarIdentity, ordered notices: [HolidayNotice]) {
        var namedDays: [Int: NamedDay] = [:]
        var announcements: [Int: Int] = [:]
        for (index, notice) in notices.enumerated() {
            if let year = notice.year { announcements[year] = index }
            for holiday in notice.holidays {
                for day in holiday.daysOff {
                    let kind = DayKind.holiday(name: holiday.name, notice: notice.number)
                    namedDays[day.epochDay] = NamedDay(kind: kind, notice: index)
                }
                for day in holiday.workedDays {
                    let kind = DayKind.makeUpWorkingDay(holiday: holiday.name, notice: notice.number)
                    namedDays[day.epochDay] = NamedDay(kind: kind, notice: index)
                }
                for day in holiday.ordinaryDays {
                    namedDays[day.epochDay] = NamedDay(kind: WorkingDayCalendar.weekdayRule(day), notice: index)
                }
            }
        }
        self.identity = identity
        self.notices = notices
        self.namedDays = namedDays
        self.announcements = announcements
        workedDays = WorkedDays(named: namedDays.keys) { day in
            (namedDays[day.epochDay]?.kind ?? WorkingDayCalendar.weekdayRule(day)).isWorking
        }
    }

    /// The same calendar with a layer of local days on top, for instance a region's own festival.
    ///
    /// A day the layer names is as the layer says; every other day, and which years are announced, stay as they were.
    package func overlaid(with layer: WorkingDayCalendar) -> WorkingDayCalendar {
        let local = layer.notices.map { $0.withoutYear() }
        return WorkingDayCalendar(identity: identity.overlaid(with: layer.identity), ordered: notices + local)
    }

    /// What kind of day this is, and the notice that says so where one names it.
    package func kind(of day: Day) -> DayKind {
        namedDays[day.epochDay]?.kind ?? WorkingDayCalendar.weekdayRule(day)
    }

    /// Whether the day is worked, by a notice or else by the weekday rule.
    package func isWorkingDay(_ day: Day) -> Bool { kind(of: day).isWorking }

    /// Whether what is known of the day is final as far as the notices go.
    ///
    /// A day is announced when a notice names it, or when its year's notice is known. From 29 December the notice of
    /// the next year is needed as well, because the New Year holiday may reach into the days before it (it did in 2006,
    /// 2007, 2011, 2018 and 2022).
    package func isAnnounced(_ day: Day) -> Bool {
        if namedDays[day.epochDay] != nil { return true }
        guard announcements[day.year] != nil else { return false }
        return day.month < 12 || day.dayOfMonth < 29 || announcements[day.year + 1] != nil
    }

    /// Whether the notice of a year is known.
    func isAnnounced(year: Int) -> Bool { announcements[year] != nil }

    /// The notice by which the day is what it is: the one that names it, else the one that announces its year.
    package func notice(for day: Day) -> HolidayNotice? {
        (namedDays[day.epochDay]?.notice ?? announcements[day.year]).map { notices[$0] }
    }

    /// The years whose notice is known, ascending.
    package var announcedYears: [Int] { announcements.keys.sorted() }

    /// Calendars of one identity seldom differ, so that the days need not be hashed.
    package func hash(into hasher: inout Hasher) { hasher.combine(identity) }

    private static func weekdayRule(_ day: Day) -> DayKind { day.isWeekend ? .weekend : .working }

    private static func orderedByIssue(_ notices: [HolidayNotice]) -> [HolidayNotice] {
        // Swift's sort is not promised to be stable; the place in the file decides between notices of one day.
        notices.enumerated()
            .sorted { ($0.element.issued, $0.offset) < ($1.element.issued, $1.offset) }
            .map(\.element)
    }
}
