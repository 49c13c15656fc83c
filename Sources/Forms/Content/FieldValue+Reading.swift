internal import Chronology
package import Rules

extension FieldValue {
    /// Reads what a person typed into a field that is no table; nil where it does not read as the field's kind.
    ///
    /// Days read `2026-11-22`, times `2026-11-22T14:03` at the office's clock or with a zone, names are split at 、
    /// commas and line ends, yes-no reads `yes` and `no`, a choice the code or the title of an option.
    package init?(reading input: String, for field: FormKind.Field) {
        let trimmed = input.trimmed
        switch field.kind {
        case .text, .paragraph:
            self = .text(trimmed.replacing("\r\n", with: "\n"))
        case .number:
            guard let number = Int(trimmed) else { return nil }
            self = .number(number)
        case .money:
            guard let money = Money(trimmed) else { return nil }
            self = .money(money)
        case .day:
            guard let day = Day(trimmed) else { return nil }
            self = .day(day)
        case .time:
            guard let time = Instant(trimmed) ?? Instant(trimmed + "+08:00") else { return nil }
            self = .time(time)
        case .choice:
            guard let option = field.options.first(where: { $0.id == trimmed || $0.title == trimmed }) else {
                return nil
            }
            self = .choice(option.id)
        case .yesNo:
            switch trimmed {
            case "yes", "true", "是": self = .yesNo(true)
            case "no", "false", "否": self = .yesNo(false)
            default: return nil
            }
        case .persons:
            let names = trimmed.split { "、,，;；\n".contains($0) }.map { String($0).trimmed }
            self = .persons(names.filter { !$0.isEmpty })
        case .table:
            return nil
        }
    }

    /// As the field shows it to people: the option's title for a choice, else ``text``.
    package func text(for field: FormKind.Field) -> String {
        switch self {
        case .choice(let code): field.options.first { $0.id == code }?.title ?? code
        case .table(let rows):
            rows.map { row in field.columns.map { row[$0.id] ?? "" }.joined(separator: " ") }.joined(separator: "\n")
        default: text
        }
    }

    /// As an input control of the page takes it: ISO 8601 for days and times, codes for choices.
    package var inputText: String {
        switch self {
        case .money(let money): money.yuanText
        case .day(let day): day.description
        case .time(let time): "\(time.day)T\(time.clockText)"
        case .yesNo(let answer): answer ? "yes" : "no"
        default: text
        }
    }
}

extension String {
    /// Without white space at both ends.
    var trimmed: String {
        var slice = self[...]
        while let first = slice.first, first.isWhitespace { slice.removeFirst() }
        while let last = slice.last, last.isWhitespace { slice.removeLast() }
        return String(slice)
    }
}
