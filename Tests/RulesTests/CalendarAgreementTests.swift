import Chronology
import Foundation
import Rules
import TestKit
import Testing

@Suite(.features("working-day-calendar")) struct `The national calendar agrees with sources outside` {
    @Test(.enabled(if: IndependentCalendar.isAvailable, "needs Python with the package chinesecalendar"))
    func `every day of 2007 to 2026 is worked or off as the chinesecalendar package has it`() throws {
        let calendar = try WorkingDayCalendar.national()
        let theirs = try IndependentCalendar.workedDays()
        let days = try calendarDays("2007-01-01", "2026-12-31")
        #expect(days.count == 7305)
        #expect(theirs.count == days.count)
        let differences = days.filter { theirs[$0.description] != calendar.isWorkingDay($0) }
        #expect(differences.isEmpty)
    }

    @Test(arguments: [
        // The numbers of 2024 to 2026 are rows NL-JR-2024 to NL-JR-2026 of the national requirements.
        ("2024-02-10", "国办发明电〔2023〕7号"), ("2025-01-28", "国办发明电〔2024〕12号"),
        ("2026-02-15", "国办发明电〔2025〕7号"), ("2007-02-18", "国办发明电〔2006〕49号"),
        ("2016-02-07", "国办发明电〔2015〕18号"), ("2022-01-31", "国办发明电〔2021〕11号"),
    ])
    func `a holiday names the notice that gives it`(text: String, number: String) throws {
        let calendar = try WorkingDayCalendar.national()
        let day = try calendarDay(text)
        #expect(calendar.kind(of: day) == .holiday(name: "春节", notice: NoticeNumber(rawValue: number)))
        #expect(calendar.notice(for: day)?.number.rawValue == number)
    }

    @Test func `a change in mid-year holds before the notice that it changes`() throws {
        let calendar = try WorkingDayCalendar.national()
        let labourDay = NoticeNumber(rawValue: "国办发明电〔2019〕3号")
        #expect(try calendar.kind(of: calendarDay("2019-05-03")) == .holiday(name: "劳动节", notice: labourDay))
        #expect(
            try calendar.kind(of: calendarDay("2019-04-28"))
                == .makeUpWorkingDay(holiday: "劳动节", notice: labourDay))
        // Saturday 1 February 2020 was to be worked until the Spring Festival was prolonged over it.
        let prolonged = NoticeNumber(rawValue: "国办发明电〔2020〕1号")
        #expect(try calendar.kind(of: calendarDay("2020-02-01")) == .holiday(name: "春节", notice: prolonged))
        #expect(try calendar.kind(of: calendarDay("2020-02-03")) == .working)
        let victory = NoticeNumber(rawValue: "国发明电〔2015〕1号")
        #expect(
            try calendar.kind(of: calendarDay("2015-09-06"))
                == .makeUpWorkingDay(holiday: "抗日战争胜利70周年纪念日", notice: victory))
    }

    @Test func `a day that no notice names is answered for by its year's notice`() throws {
        let calendar = try WorkingDayCalendar.national()
        #expect(try calendar.kind(of: calendarDay("2018-03-11")) == .weekend)
        #expect(try calendar.notice(for: calendarDay("2018-03-11"))?.number.rawValue == "国办发明电〔2017〕12号")
    }

    @Test func `the eve of the Spring Festival of 2024 is a working day`() throws {
        // NL-JR-2024: the notice only encourages leave on 9 February.
        #expect(try WorkingDayCalendar.national().isWorkingDay(calendarDay("2024-02-09")))
    }

    @Test func `each year has one notice of the year before, and says whether its number is confirmed`() throws {
        let calendar = try WorkingDayCalendar.national()
        #expect(calendar.announcedYears == Array(2007...2026))
        for notice in calendar.notices {
            if let year = notice.year { #expect(notice.issued.year == year - 1, "\(notice.number)") }
            #expect(notice.number.rawValue.contains("〔\(notice.issued.year)〕"), "\(notice.number)")
        }
        let unconfirmed = calendar.notices.filter { !$0.isNumberConfirmed }.map(\.number.rawValue)
        #expect(unconfirmed == ["国办发明电〔2007〕52号", "国办发明电〔2008〕42号"])
    }
}

/// The days of the Python package chinesecalendar, which another author keeps from the same notices.
private enum IndependentCalendar {
    static let isAvailable = (try? run("import chinese_calendar")) != nil

    /// Whether each day of 2007 to 2026 is worked, by its text.
    static func workedDays() throws -> [String: Bool] {
        let lines = try run(
            """
            import chinese_calendar, datetime
            day = datetime.date(2007, 1, 1)
            while day.year < 2027:
                print(day.isoformat(), 'worked' if chinese_calendar.is_workday(day) else 'off')
                day += datetime.timedelta(days=1)
            """)
        var days: [String: Bool] = [:]
        for line in lines.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard parts.count == 2 else { continue }
            days[String(parts[0])] = parts[1] == "worked"
        }
        return days
    }

    private static func run(_ script: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [ProcessInfo.processInfo.environment["LIUHEN_PYTHON"] ?? "python3", "-c", script]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
        return String(decoding: data, as: UTF8.self)
    }

    private struct Failed: Error {
        let status: Int32
    }
}
