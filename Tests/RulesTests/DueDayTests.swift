import Chronology
import Rules
import TestKit
import Testing

/// A due day is found without listing the days up to it; the list, which is shown to people, must end on the same day.
@Suite struct `Due days and their lists` {
    @Test(arguments: ["wuhan", "national", "linxi"])
    func `the due day is the last of the listed days, whenever a period begins`(pack name: PackID) throws {
        let pack = try RulesOfTests.pack(name)
        let calendar = try RulesOfTests.calendar()
        var lengths: Set<Deadline.Length> = []
        for rule in pack.rules {
            guard case .when(_, _, _, let deadline?) = rule.shape, let figure = deadline.figure,
                lengths.insert(Deadline.Length(count: figure, unit: deadline.unit)).inserted
            else { continue }
            // From before the first notice to after the last, each weekday and each holiday in turn.
            for number in stride(from: 13_000, to: 21_600, by: 11) {
                let start = Instant(Day(epochDay: number), hour: 10)
                guard let due = DueTime(of: rule, from: start, in: pack, calendar: calendar) else { continue }
                guard let last = due.days.last else { continue }
                #expect(due.lastDay == last.date, "\(rule.id) from \(start.day)")
            }
        }
        #expect(lengths.count > 5)
    }

    @Test func `a due day in a year that is not announced is provisional, and one in a known year is not`() throws {
        let pack = try RulesOfTests.pack("wuhan")
        let calendar = try RulesOfTests.calendar()
        let rule = try #require(pack.rule(RuleID("WH-11.2")))
        let last = try #require(calendar.announcedYears.last)
        for number in stride(from: 15_000, to: 21_600, by: 7) {
            let start = Day(epochDay: number)
            let due = try #require(DueTime(of: rule, from: Instant(start, hour: 10), in: pack, calendar: calendar))
            #expect(due.isProvisional == due.days.dropFirst().contains { !$0.isAnnounced }, "from \(start)")
            if due.lastDay.year < last { #expect(!due.isProvisional) }
        }
    }
}
