import Chronology
import Rules

/// Days and times as people read them, always in the office's own time (UTC+08:00).
enum TimeText {
    /// `2026年10月9日`.
    static func day(_ day: Day) -> String { "\(day.year)年\(day.month)月\(day.dayOfMonth)日" }

    /// `10 月 9 日`, with the year in front where it is not `year`.
    static func shortDay(_ day: Day, in year: Int) -> String {
        let text = "\(day.month) 月 \(day.dayOfMonth) 日"
        return day.year == year ? text : "\(day.year) 年 \(text)"
    }

    /// `2026年10月9日 14:03`, as papers write it.
    static func moment(_ instant: Instant) -> String { "\(day(instant.day)) \(instant.clockText)" }

    /// `2026-10-09 14:03`, for dense tables.
    static func minute(_ instant: Instant) -> String { "\(instant.day) \(instant.clockText)" }

    /// The last moment of a period: `10 月 9 日 24:00` rather than 0:00 of the day after, and rather than the millisecond
    /// before it.
    static func end(_ last: Instant, in year: Int) -> String {
        let next = last.adding(milliseconds: 1)
        let instant = next.millisecondsOfDay == 0 ? next : last
        guard instant.millisecondsOfDay == 0 else { return "\(shortDay(instant.day, in: year)) \(instant.clockText)" }
        return "\(shortDay(instant.day.adding(days: -1), in: year)) 24:00"
    }

    /// `周三`.
    static func weekday(_ day: Day) -> String {
        let names = ["一", "二", "三", "四", "五", "六", "日"]
        return "周" + names[day.weekday - 1]
    }

    /// `3 分 20 秒`.
    static func length(milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds) / 1000
        let parts = [(seconds / 3600, "小时"), (seconds / 60 % 60, "分"), (seconds % 60, "秒")]
        let shown = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return shown.isEmpty ? "0 秒" : shown.joined(separator: " ")
    }

    /// The value of a `datetime-local` field: `2026-10-09T14:03`.
    static func input(_ instant: Instant) -> String { "\(instant.day)T\(instant.clockText)" }

    /// The same with seconds: `2026-10-09T14:03:20`.
    static func inputSeconds(_ instant: Instant) -> String {
        let seconds = instant.millisecondsOfDay / 1000 % 60
        return input(instant) + ":" + (seconds < 10 ? "0" : "") + String(seconds)
    }

    /// Reads the value of a `datetime-local` field, which names no zone, as the office's time. Nil for anything else.
    static func read(_ text: String) -> Instant? {
        let hasSeconds = text.utf8.count > 16
        return Instant(text + (hasSeconds ? "" : ":00") + "+08:00")
    }
}
