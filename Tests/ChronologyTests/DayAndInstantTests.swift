import Chronology
import Foundation
import Testing

@Suite struct `Days and instants` {
    @Test func `agree with Foundation's Gregorian calendar on every day of 1900 to 2100`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
        let first = try #require(Day("1900-01-01"))
        let last = try #require(Day("2100-12-31"))
        for number in first.epochDay...last.epochDay {
            let parts = calendar.dateComponents(
                [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(number) * 86_400))
            let day = Day(epochDay: number)
            #expect(parts.year == day.year && parts.month == day.month && parts.day == day.dayOfMonth)
            #expect(parts.weekday == day.weekday % 7 + 1)
            #expect(day.epochDay == number)
        }
    }

    @Test(arguments: ["2025-02-29", "2025-13-01", "2025-1-01", "25-01-01", "2025-01-01 ", "", "２０２５-01-01"])
    func `a day that does not exist or is spelt otherwise is refused`(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `six months after 31 August end on the last day of February`() throws {
        #expect(try #require(Day("2025-08-31")).adding(months: 6) == Day(2026, 2, 28))
        #expect(try #require(Day("2018-05-02")).adding(months: 6) == Day(2018, 11, 2))
        #expect(try #require(Day("2018-01-31")).adding(months: -2) == Day(2017, 11, 30))
    }

    @Test func `an instant's day is the day in Shanghai`() throws {
        #expect(try #require(Instant("2018-03-14T16:30:00Z")).day == Day(2018, 3, 15))
        #expect(try #require(Instant("2018-03-14T23:59:59.999+08:00")).day == Day(2018, 3, 14))
        #expect(Instant("2018-03-15T00:00:00+08:00") == Instant.endOfDay(try #require(Day(2018, 3, 14))))
    }

    @Test(arguments: [
        "2018-03-14T16:40:00", "2018-03-14 16:40:00Z", "2018-03-14T24:00:00Z", "2018-03-14T16:60Z", "2018-02-30T00:00Z",
        "2018-03-14T16:40:00+0800", "2018-03-14T16:40:00.Z", "2018-03-14T16:40:00ZZ",
    ])
    func `a time without a zone or in another spelling is refused`(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test func `an instant reads back from its own text`() throws {
        let instant = try #require(Instant("2026-11-22T14:03:05.12+08:00"))
        #expect(instant.description == "2026-11-22T14:03:05.120+08:00")
        #expect(Instant(instant.description) == instant)
    }
}
