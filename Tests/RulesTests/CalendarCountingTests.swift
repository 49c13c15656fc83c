import Chronology
import Rules
import TestKit
import Testing

@Suite(.features("period-counting")) struct `Periods are counted by the calendar` {
    let calendar: WorkingDayCalendar

    init() throws { calendar = try WorkingDayCalendar.national() }

    // The figures are worked by hand in the requirements of Wuhan (WH-11.2, WH-12.5, WH-32.1).
    @Test(arguments: [
        ("2018-02-12", 5, "2018-02-24"), ("2018-04-02", 5, "2018-04-10"), ("2018-04-02", 3, "2018-04-08"),
    ])
    func `working days pass over holidays and count make-up days`(from: String, count: Int, due: String) throws {
        let counting = try calendar.adding(workingDays: count, after: calendarDay(from))
        #expect(counting.due == (try calendarDay(due)))
        #expect(counting.lastCounted == counting.due)
        #expect(!counting.isProvisional)
        #expect(counting.calendar == calendar.identity)
    }

    @Test func `a counting tells of each day whether it counted and why`() throws {
        let counting = try calendar.adding(workingDays: 5, after: calendarDay("2018-02-12"))
        let notice = NoticeNumber(rawValue: "国办发明电〔2017〕12号")
        let holiday = CountReason.holiday(name: "春节", notice: notice)
        #expect(counting.days.map(\.date) == (try calendarDays("2018-02-12", "2018-02-24")))
        #expect(
            counting.days.map(\.why)
                == [.dayOfEvent, .workingDay, .workingDay] + Array(repeating: holiday, count: 7)
                + [.workingDay, .workingDay, .makeUpWorkingDay(holiday: "春节", notice: notice)])
        #expect(
            counting.days.map(\.isCounted)
                == [false, true, true] + Array(repeating: false, count: 7) + [true, true, true])
    }

    @Test func `a period of calendar days rolls over to the next working day only where its rule says so`() throws {
        let event = try calendarDay("2018-03-01")
        let rolled = calendar.adding(calendarDays: 10, after: event, rollOver: true)
        #expect(rolled.lastCounted == (try calendarDay("2018-03-11")))
        #expect(rolled.due == (try calendarDay("2018-03-12")))
        #expect(rolled.days.last?.why == .rolledOver)
        #expect(rolled.days.count(where: \.isCounted) == 10)
        let kept = calendar.adding(calendarDays: 10, after: event, rollOver: false)
        #expect(kept.due == (try calendarDay("2018-03-11")))
        #expect(kept.days.last?.why == .calendarDay)
    }

    @Test func `a roll-over passes a whole holiday and tells each day passed`() throws {
        // 30 September 2026 is worked; a last day of 1 October goes to 8 October, the first day worked.
        let counting = try calendar.adding(calendarDays: 1, after: calendarDay("2026-09-30"), rollOver: true)
        #expect(counting.due == (try calendarDay("2026-10-08")))
        let passed = counting.days.filter {
            $0.why == .holiday(name: "国庆节", notice: NoticeNumber(rawValue: "国办发明电〔2025〕7号"))
        }
        #expect(passed.map(\.date) == (try calendarDays("2026-10-02", "2026-10-07")))
    }

    @Test(arguments: [
        // A Saturday within 清明 2018 goes to the make-up Sunday; 30 September 2018 and 28 February 2026 are weekend
        // days that were worked, so they stay.
        ("2018-03-07", 1, "2018-04-07", "2018-04-08", CountReason.correspondingDay),
        ("2018-08-31", 1, "2018-09-30", "2018-09-30", CountReason.lastDayOfMonth),
        ("2026-01-31", 1, "2026-02-28", "2026-02-28", CountReason.lastDayOfMonth),
        ("2023-08-30", 6, "2024-02-29", "2024-02-29", CountReason.lastDayOfMonth),
        ("2025-11-15", 2, "2026-01-15", "2026-01-15", CountReason.correspondingDay),
    ])
    func `months end on the corresponding day or the last of the month`(
        from: String, months: Int, last: String, due: String, why: CountReason
    ) throws {
        let counting = try calendar.adding(months: months, after: calendarDay(from), rollOver: true)
        #expect(counting.lastCounted == (try calendarDay(last)))
        #expect(counting.due == (try calendarDay(due)))
        #expect(counting.days.first { $0.date == counting.lastCounted }?.why == why)
    }

    @Test func `a period of no days is due on the day of its event`() throws {
        let sunday = try calendarDay("2018-03-11")
        #expect(calendar.adding(workingDays: 0, after: sunday).due == sunday)
        #expect(calendar.adding(months: 0, after: sunday, rollOver: false).due == sunday)
        #expect(calendar.adding(calendarDays: 0, after: sunday, rollOver: true).due == sunday.adding(days: 1))
    }

    @Test func `adding n and then m working days is adding n plus m`() throws {
        for day in try calendarDays("2007-01-01", "2026-06-30", step: 11) {
            for (first, second) in [(1, 1), (3, 4), (5, 10), (0, 7), (20, 2)] {
                let once = calendar.adding(workingDays: first + second, after: day)
                let halfway = calendar.adding(workingDays: first, after: day).due
                let twice = calendar.adding(workingDays: second, after: halfway)
                #expect(twice.due == once.due, "\(day) \(first)+\(second)")
            }
        }
    }

    @Test func `a working-day due day is worked, n days were counted, and a later event is never due earlier`() throws {
        for count in [1, 2, 5, 15] {
            var before: Day?
            for day in try calendarDays("2007-01-01", "2026-06-30", step: 3) {
                let counting = calendar.adding(workingDays: count, after: day)
                #expect(calendar.isWorkingDay(counting.due))
                #expect(counting.days.count(where: \.isCounted) == count)
                #expect(counting.days.first?.why == .dayOfEvent)
                if let before { #expect(before <= counting.due) }
                before = counting.due
            }
        }
    }

    @Test func `working days between two days undo the adding`() throws {
        for day in try calendarDays("2007-01-01", "2026-06-30", step: 17) {
            let due = calendar.adding(workingDays: 8, after: day).due
            #expect(calendar.workingDays(after: day, through: due).count == 8)
            #expect(calendar.workingDays(after: due, through: day).count == -8)
            #expect(calendar.workingDays(after: day, through: day).count == 0)
        }
        // WH-33.3: two working days before Wednesday 23 May 2018 is Monday 21 May.
        #expect(try calendar.workingDay(2, before: calendarDay("2018-05-23")) == calendarDay("2018-05-21"))
        #expect(try calendar.workingDay(1, before: calendarDay("2018-02-22")) == calendarDay("2018-02-14"))
    }

    @Test func `what runs into a year without a notice is provisional`() throws {
        let counting = try calendar.adding(workingDays: 60, after: calendarDay("2026-11-22"))
        #expect(counting.isProvisional)
        #expect(counting.days.first { $0.date.year == 2027 }?.isAnnounced == false)
        let left = try calendar.workingDays(after: calendarDay("2026-12-20"), through: calendarDay("2027-01-05"))
        #expect(left.isProvisional)
        #expect(try !calendar.isAnnounced(calendarDay("2027-03-01")))
        #expect(try calendar.notice(for: calendarDay("2027-03-01")) == nil)
        // A period of plain calendar days rests on no notice.
        let days = try calendar.adding(calendarDays: 60, after: calendarDay("2026-11-22"), rollOver: false)
        #expect(!days.isProvisional)
        #expect(try calendar.adding(calendarDays: 60, after: calendarDay("2026-11-22"), rollOver: true).isProvisional)
        #expect(try calendar.adding(months: 2, after: calendarDay("2026-11-22"), rollOver: true).isProvisional)
    }

    @Test func `the last days of the last announced year wait for the next year's notice`() throws {
        #expect(try calendar.isAnnounced(calendarDay("2026-12-28")))
        #expect(try !calendar.isAnnounced(calendarDay("2026-12-29")))
        #expect(try calendar.isAnnounced(calendarDay("2025-12-31")))
        #expect(try !calendar.isAnnounced(calendarDay("2006-12-29")))
        #expect(try calendar.isAnnounced(calendarDay("2006-12-30")))
        // The day of the event is not counted, so its own year's notice does not matter.
        #expect(try !calendar.adding(workingDays: 1, after: calendarDay("2006-12-29")).isProvisional)
    }
}
