import Chronology
import Rules

/// How a due time reads: the word, the colour that goes with it, and how much is left.
struct DueText: Equatable {
    /// `overdue`, `soon`, `open`, `met`, `late`, `excused`: the name of a style, never shown alone.
    let style: String
    /// 已逾期, 将到期, 办理中 …
    let word: String
    /// `剩 2 个工作日 · 10 月 9 日 24:00 前`; nil for a duty without a due time.
    let text: String?

    /// For the order of a list: what is late first, then what is due.
    var rank: Int { ["overdue": 0, "soon": 1, "open": 2, "late": 3, "met": 4][style] ?? 5 }

    /// Within how many working days a duty counts as soon due.
    static let soon = 2

    init(_ obligation: Obligation, now: Instant, calendar: WorkingDayCalendar) {
        let due = obligation.due?.instant
        let end = due.map { TimeText.end($0, in: now.day.year) }
        switch obligation.state {
        case .met: self.init(style: "met", word: "已完成", text: end.map { "期限 \($0)" })
        case .late: self.init(style: "late", word: "逾期完成", text: end.map { "期限 \($0)" })
        case .excused: self.init(style: "excused", word: "已说明理由", text: nil)
        case .deviated: self.init(style: "late", word: "已记录偏离", text: nil)
        case .notApplicable: self.init(style: "excused", word: "不适用", text: nil)
        case .beforeTakeOver: self.init(style: "excused", word: "接入前", text: nil)
        case .open, .overdue:
            if obligation.force == "advice" {
                self.init(advice: due, now: now, calendar: calendar)
            } else {
                self.init(open: due, now: now, calendar: calendar)
            }
        }
    }

    /// What is only pointed out, often the right of a party: nobody of the office is late with it.
    init(advice due: Instant?, now: Instant, calendar: WorkingDayCalendar) {
        let open = DueText(open: due, now: now, calendar: calendar)
        let isOver = due.map { $0 <= now } ?? false
        let over = due.map { "期限已于 \(TimeText.end($0, in: now.day.year)) 届满" }
        self.init(style: "open", word: isOver ? "期限已过" : "提示", text: isOver ? over : open.text)
    }

    /// A duty that is still to be done.
    init(open due: Instant?, now: Instant, calendar: WorkingDayCalendar) {
        guard let due else {
            self.init(style: "open", word: "待办", text: nil)
            return
        }
        let lastDay = due.adding(milliseconds: -1).day
        let end = TimeText.end(due, in: now.day.year)
        if due <= now {
            let days = calendar.workingDays(after: lastDay, through: now.day).count
            let over = days > 0 ? "已逾期 \(days) 个工作日" : "已逾期"
            self.init(style: "overdue", word: "已逾期", text: "\(over) · 应于 \(end) 前")
            return
        }
        let left = calendar.workingDays(after: now.day, through: lastDay).count
        let words = lastDay == now.day ? "今天到期" : "剩 \(left) 个工作日"
        self.init(
            style: left <= Self.soon ? "soon" : "open", word: left <= Self.soon ? "将到期" : "办理中",
            text: "\(words) · \(end) 前")
    }

    private init(style: String, word: String, text: String?) {
        self.style = style
        self.word = word
        self.text = text
    }
}
