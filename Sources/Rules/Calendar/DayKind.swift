/// What a day is to the office.
package enum DayKind: Sendable, Hashable {
    /// Monday to Friday that no notice takes away.
    case working
    /// Saturday or Sunday that no notice names.
    case weekend
    /// A day off under a holiday of this name, whether the statutory day itself, a day in lieu or a weekend within it.
    case holiday(name: String, notice: NoticeNumber)
    /// A Saturday or Sunday that is worked for the holiday of this name.
    case makeUpWorkingDay(holiday: String, notice: NoticeNumber)

    /// Whether the day is worked.
    package var isWorking: Bool {
        switch self {
        case .working, .makeUpWorkingDay: true
        case .weekend, .holiday: false
        }
    }
}
