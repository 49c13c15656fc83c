internal import Casework
internal import Forms
internal import Rules

extension FieldValue {
    /// What an event states of a field, without knowing the field's kind.
    init?(_ content: FieldContent) {
        switch content {
        case .text(let text): self = .text(text)
        case .number(let number): self = .number(number)
        case .yes(let answer): self = .yesNo(answer)
        case .rows(let rows): self = .table(rows)
        }
    }

    /// What an event states of a field, as the field's kind reads it.
    init?(_ content: FieldContent, for field: FormKind.Field) {
        switch (content, field.kind) {
        case (.number(let fen), .money): self = .money(Money(fen: fen))
        case (.number(let number), .number): self = .number(number)
        case (.yes(let answer), .yesNo): self = .yesNo(answer)
        case (.rows(let rows), .table): self = .table(rows)
        case (.rows(let rows), _): self = .persons(rows.compactMap { $0["name"] })
        case (.number(let number), _): self.init(reading: String(number), for: field)
        case (.yes(let answer), _): self.init(reading: answer ? "yes" : "no", for: field)
        case (.text(let text), _): self.init(reading: text, for: field)
        }
    }

    /// The value as an event states it: a text that is read back by the field's kind.
    var content: FieldContent {
        switch self {
        case .number(let number): .number(number)
        case .money(let money): .number(money.fen)
        case .yesNo(let answer): .yes(answer)
        case .table(let rows): .rows(rows)
        case .text, .day, .time, .choice, .persons: .text(inputText)
        }
    }
}

extension FormContent {
    /// The fields of an event, as their kinds read them; what cannot be read stands as its text.
    init(_ fields: [String: FieldContent], of kind: FormKind) {
        self.init()
        for field in kind.fields {
            guard let content = fields[field.name] else { continue }
            self[field.name] = FieldValue(content, for: field) ?? FieldValue(content)
        }
    }

    /// The fields as an event states them.
    var contents: [String: FieldContent] { fields.mapValues(\.content) }
}
