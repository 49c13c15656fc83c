internal import Rules

/// What is wrong with a calendar file, in English for the terminal.
enum CalendarErrorText {
    /// One line: file, line, key, and what is wrong there.
    static func line(_ error: CalendarError) -> String {
        switch error {
        case .unreadable(let file): "\(file): cannot be read"
        case .notYAML(let file, let line, let detail):
            "\(file):\(line): is not YAML: \(detail.split(whereSeparator: \.isNewline).joined(separator: " "))"
        case .unknownKey(let file, let line, let key): "\(file):\(line): \(key): unknown key"
        case .missingKey(let file, let line, let key): "\(file):\(line): \(key): is missing"
        case .wrongValue(let file, let line, let key, let expected):
            "\(file):\(line): \(key): is not a \(expected.rawValue)"
        case .repeatedDay(let file, let line, let key, let day): "\(file):\(line): \(key): \(day) stands twice"
        case .workedWeekday(let file, let line, let key, let day):
            "\(file):\(line): \(key): \(day) is worked anyway, it is no Saturday or Sunday"
        case .repeatedNotice(let file, let line, let number): "\(file):\(line): number: \(number) stands twice"
        case .repeatedYear(let file, let line, let year):
            "\(file):\(line): year: \(year) is announced by another notice already"
        case .unknownNotice(let file, let line, let number): "\(file):\(line): amends: there is no notice \(number)"
        }
    }
}
