/// Why calendar data could not be read. Lines are counted from 1.
package enum CalendarError: Error, Equatable, Sendable {
    /// The file is not there or cannot be read.
    case unreadable(file: String)
    /// The text is not YAML, or has a key twice in one mapping.
    case notYAML(file: String, line: Int, detail: String)
    /// A key that the format does not have.
    case unknownKey(file: String, line: Int, key: String)
    /// A key that must be there is not.
    case missingKey(file: String, line: Int, key: String)
    /// The value under a key is not of the form it must have.
    case wrongValue(file: String, line: Int, key: String, expected: ExpectedValue)
    /// One notice names a day twice.
    case repeatedDay(file: String, line: Int, key: String, day: String)
    /// A make-up working day that is no Saturday or Sunday.
    case workedWeekday(file: String, line: Int, key: String, day: String)
    /// Two notices have one number.
    case repeatedNotice(file: String, line: Int, number: String)
    /// Two notices announce one year.
    case repeatedYear(file: String, line: Int, year: Int)
    /// A notice amends one that is not in the data or was not issued before it.
    case unknownNotice(file: String, line: Int, number: String)

    /// The form that a value must have.
    package enum ExpectedValue: String, Sendable {
        case text, day, days, year, truth, list, mapping
    }

    /// A stable name of the case, for data and exit messages.
    package var code: String {
        switch self {
        case .unreadable: "calendar-unreadable"
        case .notYAML: "calendar-not-yaml"
        case .unknownKey: "calendar-unknown-key"
        case .missingKey: "calendar-missing-key"
        case .wrongValue: "calendar-wrong-value"
        case .repeatedDay: "calendar-repeated-day"
        case .workedWeekday: "calendar-worked-weekday"
        case .repeatedNotice: "calendar-repeated-notice"
        case .repeatedYear: "calendar-repeated-year"
        case .unknownNotice: "calendar-unknown-notice"
        }
    }
}
