import Chronology
import Rules
import Testing

@Suite struct `A calendar file is read or refused with its place` {
    @Test func `a file gives its identity and its days`() throws {
        let calendar = try WorkingDayCalendar(
            yaml: calendarFile(holiday: "{ name: 元旦, off: [2030-01-01..2030-01-03], worked: [2030-01-05] }"),
            file: "sample.yaml")
        #expect(calendar.identity.description == "sample@1")
        #expect(calendar.announcedYears == [2030])
        let worked = try calendarDays("2029-12-31", "2030-01-06").filter { calendar.isWorkingDay($0) }
        #expect(worked.map(\.description) == ["2029-12-31", "2030-01-04", "2030-01-05"])
    }

    @Test(arguments: [
        (calendarFile(notice: "yaer: 2030"), CalendarError.unknownKey(file: "x.yaml", line: 13, key: "yaer")),
        (
            calendarFile(holiday: "{ name: 元旦, of: [2030-01-01] }"),
            .unknownKey(file: "x.yaml", line: 12, key: "of")
        ),
        (calendarFile(holiday: "{ off: [2030-01-01] }"), .missingKey(file: "x.yaml", line: 12, key: "name")),
        (calendarFile(notice: "year: next"), .wrongValue(file: "x.yaml", line: 13, key: "year", expected: .year)),
        (
            calendarFile(holiday: "{ name: 元旦, off: [2030-02-30] }"),
            .wrongValue(file: "x.yaml", line: 12, key: "off", expected: .days)
        ),
        (
            calendarFile(holiday: "{ name: 元旦, off: [2030-01-01..2031-01-03] }"),
            .wrongValue(file: "x.yaml", line: 12, key: "off", expected: .days)
        ),
        (
            calendarFile(holiday: "{ name: 元旦, off: [2030-01-03..2030-01-01] }"),
            .wrongValue(file: "x.yaml", line: 12, key: "off", expected: .days)
        ),
        (
            calendarFile(holiday: "{ name: 元旦, off: 2030-01-01 }"),
            .wrongValue(file: "x.yaml", line: 12, key: "off", expected: .list)
        ),
        (
            calendarFile(holiday: "{ name: 元旦, off: [2030-01-01..2030-01-03, 2030-01-02] }"),
            .repeatedDay(file: "x.yaml", line: 12, key: "off", day: "2030-01-02")
        ),
        (
            calendarFile(holiday: "{ name: 元旦, worked: [2030-01-04] }"),
            .workedWeekday(file: "x.yaml", line: 12, key: "worked", day: "2030-01-04")
        ),
        (
            calendarFile(notice: "amends: 样例〔2028〕9号"),
            .unknownNotice(file: "x.yaml", line: 5, number: "样例〔2028〕9号")
        ),
        ("calendar: [", .notYAML(file: "x.yaml", line: 1, detail: "")),
        ("", .missingKey(file: "x.yaml", line: 1, key: "calendar")),
    ])
    func `a mistake is told with file, line and key`(yaml: String, expected: CalendarError) {
        let found = #expect(throws: CalendarError.self) { try WorkingDayCalendar(yaml: yaml, file: "x.yaml") }
        // What the parser says of broken YAML is its own; the kind and the file are ours.
        if case .notYAML(let file, _, _) = expected, case .notYAML(let told, _, let detail) = found {
            #expect(told == file)
            #expect(!detail.isEmpty)
        } else {
            #expect(found == expected)
        }
    }

    @Test func `one number twice and one year twice are refused`() throws {
        let file = calendarFile()
        let again = notice(of: file)
        #expect(throws: CalendarError.repeatedNotice(file: "x.yaml", line: 14, number: "样例〔2029〕1号")) {
            try WorkingDayCalendar(yaml: file + again, file: "x.yaml")
        }
        let renumbered = file + again.replacing("1号", with: "2号")
        #expect(throws: CalendarError.repeatedYear(file: "x.yaml", line: 14, year: 2030)) {
            try WorkingDayCalendar(yaml: renumbered, file: "x.yaml")
        }
    }

    @Test func `a notice cannot amend one that was issued after it`() {
        let file = calendarFile()
        let earlier = notice(of: file)
            .replacing("1号", with: "2号")
            .replacing("2029-11-01", with: "2029-10-01")
            .replacing("year: 2030", with: "amends: 样例〔2029〕1号")
        #expect(throws: CalendarError.unknownNotice(file: "x.yaml", line: 14, number: "样例〔2029〕1号")) {
            try WorkingDayCalendar(yaml: file + earlier, file: "x.yaml")
        }
    }

    @Test func `a later notice may give a day back to the weekday rule`() throws {
        let file = calendarFile(holiday: "{ name: 元旦, off: [2030-01-01], worked: [2030-01-05] }")
        let later = notice(of: file)
            .replacing("1号", with: "2号")
            .replacing("2029-11-01", with: "2029-12-01")
            .replacing("off: [2030-01-01], worked: [2030-01-05]", with: "ordinary: [2030-01-01, 2030-01-05]")
            .replacing("year: 2030", with: "amends: 样例〔2029〕1号")
        let calendar = try WorkingDayCalendar(yaml: file + later, file: "x.yaml")
        #expect(try calendar.kind(of: calendarDay("2030-01-01")) == .working)
        #expect(try calendar.kind(of: calendarDay("2030-01-05")) == .weekend)
        #expect(try calendar.notice(for: calendarDay("2030-01-05"))?.number.rawValue == "样例〔2029〕2号")
    }

    @Test func `the order of issue decides, not the place in the list`() throws {
        let notices = try [("2号", "2029-12-01", true), ("1号", "2029-11-01", false)].map { number, issued, isOff in
            let days = [try calendarDay("2030-01-05")]
            return HolidayNotice(
                number: NoticeNumber(rawValue: number), title: number, issued: try calendarDay(issued), source: "样例",
                checked: try calendarDay("2029-12-02"), isNumberConfirmed: true,
                holidays: [.init(name: "节", daysOff: isOff ? days : [], workedDays: isOff ? [] : days)])
        }
        let calendar = WorkingDayCalendar(identity: CalendarIdentity(name: "sample", version: "1"), notices: notices)
        #expect(
            try calendar.kind(of: calendarDay("2030-01-05"))
                == .holiday(name: "节", notice: NoticeNumber(rawValue: "2号")))
    }

    @Test func `a local layer adds its days and names itself, and announces no year`() throws {
        // 凉府办发〔2010〕31号 gave Liangshan 24 to 30 July 2011 for the torch festival, with Sunday 31 July worked.
        let layer = try WorkingDayCalendar(
            yaml: calendarFile(
                name: "liangshan", notice: "year: 2031",
                holiday: "{ name: 火把节, off: [2011-07-24..2011-07-30], worked: [2011-07-31] }"),
            file: "liangshan.yaml")
        let national = try WorkingDayCalendar.national()
        let calendar = national.overlaid(with: layer)
        #expect(calendar.identity.description == "\(national.identity)+liangshan@1")
        #expect(try national.isWorkingDay(calendarDay("2011-07-25")))
        #expect(try !calendar.isWorkingDay(calendarDay("2011-07-25")))
        #expect(try calendar.isWorkingDay(calendarDay("2011-07-31")))
        #expect(try calendar.adding(workingDays: 1, after: calendarDay("2011-07-22")).due == calendarDay("2011-07-31"))
        #expect(calendar.announcedYears == national.announcedYears)
        #expect(try calendar.kind(of: calendarDay("2011-10-03")) == national.kind(of: calendarDay("2011-10-03")))
    }

    /// The one notice of a sample file, which begins on its fifth line.
    private func notice(of file: String) -> String {
        file.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(4).joined(separator: "\n")
    }
}
