package import Chronology
package import Rules

/// What supervision counts. Each case has its figures by month, so that sums need no judging.
package enum Figure: String, Hashable, Sendable, CaseIterable, Codable {
    /// A duty with a period that was done within it.
    case inTime = "in-time"
    /// A duty that was done after its period.
    case late
    /// A duty whose period ran out undone.
    case overdue
    /// A duty that was excused.
    case excused
    /// A step that was taken before what it needs was there.
    case outOfOrder = "out-of-order"
    /// A step that had to be recorded, and has neither recording nor excuse.
    case unfilmed
    /// A gate that was opened with a recorded reason.
    case deviation
    /// A paper that was missing when the case was closed.
    case missingForm = "missing-form"
    /// Something entered more than a day after it happened (迟录).
    case lateEntry = "late-entry"
    /// Something entered an hour to a day after it happened.
    case lag
    /// An act that the rules or missing rights refused.
    case refused
    /// A recording that was taken in.
    case recording

    /// Whether it speaks against the work: what a list of risks adds up.
    package var isBreach: Bool {
        switch self {
        case .late, .overdue, .outOfOrder, .unfilmed, .deviation, .missingForm, .lateEntry: true
        case .inTime, .excused, .lag, .refused, .recording: false
        }
    }
}

/// A month: `2026-10`.
package struct Month: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let description: String

    /// The month of a day.
    package init(_ day: Day) { description = String(day.description.prefix(7)) }

    /// Reads `2026-10`; nil for anything else.
    package init?(_ text: String) {
        guard text.utf8.count == 7, Day(text + "-01") != nil else { return nil }
        description = text
    }

    package static func < (left: Month, right: Month) -> Bool { left.description < right.description }

    /// The months from one to another, both included; at most 120, the latest of them.
    package static func months(from start: Month, through end: Month) -> [Month] {
        guard var day = Day(start.description + "-01"), start <= end else { return [] }
        var months: [Month] = []
        while Month(day) <= end, months.count < 2400 {
            months.append(Month(day))
            day = Day(epochDay: day.epochDay + 31)
            day = Day(String(day.description.prefix(7)) + "-01") ?? day
        }
        return Array(months.suffix(120))
    }
}

/// One thing that a figure counted.
package struct FigureFinding: Hashable, Sendable, Codable {
    package var figure: Figure
    package var day: Day
    package var unit: String
    package var officer: String
    /// The row that asks for it, where a rule does.
    package var pack: PackID?
    package var rule: RuleID?
    package var article: String?
    package var says: String
    /// By when it was due.
    package var due: Instant?
    /// What is told besides: a reason, how late, the device.
    package var note: String?
    /// The log entry out of which it arose.
    package var entry: String

    package var month: Month { Month(day) }
}
