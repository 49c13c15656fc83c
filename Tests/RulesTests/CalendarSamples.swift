import Chronology
import Rules
import Testing

/// The day that a text `YYYY-MM-DD` names.
func calendarDay(_ text: String) throws -> Day { try #require(Day(text), "not a day: \(text)") }

/// Every `step`-th day from `first` to `last`.
func calendarDays(_ first: String, _ last: String, step: Int = 1) throws -> [Day] {
    let range = try calendarDay(first).epochDay...calendarDay(last).epochDay
    return stride(from: range.lowerBound, through: range.upperBound, by: step).map { Day(epochDay: $0) }
}

/// A calendar file of one notice, with `notice` as further keys of the notice and `holiday` as its one holiday.
func calendarFile(
    name: String = "sample", notice: String = "year: 2030", holiday: String = "{ name: 元旦, off: [2030-01-01] }"
) -> String {
    """
    calendar: \(name)
    version: "1"
    title: 样例
    notices:
      - number: 样例〔2029〕1号
        title: 样例通知
        issued: 2029-11-01
        source: 样例
        checked: 2029-11-02
        number-confirmed: true
        holidays:
          - \(holiday)
        \(notice)

    """
}
