package import Rules

/// A field that keeps a form from being submitted.
package struct FormProblem: Hashable, Sendable {
    /// The name of the field.
    package let field: String
    package let label: String
    /// The article that asks for the field, where one does.
    package let article: String?
    package let fault: Fault

    /// What is wrong with the field.
    package enum Fault: Hashable, Sendable {
        /// A required field states nothing.
        case missing
        /// The content is of another kind than the field.
        case wrongKind(expected: FormKind.Field.Kind)
        /// The choice is not among the options.
        case unknownOption(String)
        /// More characters than the field takes.
        case tooLong(characters: Int, limit: Int)
        /// More rows or names than the field takes.
        case tooMany(count: Int, limit: Int)
        /// A row of the table has a cell for a column that the table does not have.
        case unknownColumn(String)
        /// A blank of a pre-filled wording is still open.
        case blankLeft
        /// A control character, which no paper can show.
        case controlCharacter
        /// The form has no such field.
        case unknownField

        /// A stable name for JSON and logs.
        package var code: String {
            switch self {
            case .missing: "missing"
            case .wrongKind: "wrong-kind"
            case .unknownOption: "unknown-option"
            case .tooLong: "too-long"
            case .tooMany: "too-many"
            case .unknownColumn: "unknown-column"
            case .blankLeft: "blank-left"
            case .controlCharacter: "control-character"
            case .unknownField: "unknown-field"
            }
        }
    }

    init(field: String, label: String, article: String?, fault: Fault) {
        self.field = field
        self.label = label
        self.article = article
        self.fault = fault
    }

    init(_ field: FormKind.Field, _ fault: Fault) {
        self.init(field: field.name, label: field.label, article: field.article, fault: fault)
    }
}

extension FieldValue {
    /// What is wrong with stated content in a field.
    func faults(for field: FormKind.Field) -> [FormProblem.Fault] {
        guard matches(field.kind) else { return [.wrongKind(expected: field.kind)] }
        switch self {
        case .text(let text):
            return FieldValue.faults(of: text, limit: field.characterLimit, mayBreak: field.kind == .paragraph)
        case .choice(let code):
            return field.options.contains { $0.id == code } ? [] : [.unknownOption(code)]
        case .persons(let names):
            if names.count > FormKind.Field.rowLimit {
                return [.tooMany(count: names.count, limit: FormKind.Field.rowLimit)]
            }
            let faults = names.flatMap { FieldValue.faults(of: $0, limit: field.characterLimit, mayBreak: false) }
            return Array(faults.prefix(1))
        case .table(let rows):
            return FieldValue.faults(of: rows, for: field)
        case .number, .money, .day, .time, .yesNo:
            return []
        }
    }

    private func matches(_ kind: FormKind.Field.Kind) -> Bool {
        switch (self, kind) {
        case (.text, .text), (.text, .paragraph), (.number, .number), (.money, .money), (.day, .day), (.time, .time),
            (.choice, .choice), (.yesNo, .yesNo), (.persons, .persons), (.table, .table):
            true
        default: false
        }
    }

    private static func faults(of text: String, limit: Int, mayBreak: Bool) -> [FormProblem.Fault] {
        var faults: [FormProblem.Fault] = []
        if text.count > limit { faults.append(.tooLong(characters: text.count, limit: limit)) }
        if text.contains(Wording.blank) { faults.append(.blankLeft) }
        let hasControl = text.unicodeScalars.contains { scalar in
            scalar.properties.generalCategory == .control && !(mayBreak && scalar == "\n") && scalar != "\t"
        }
        if hasControl { faults.append(.controlCharacter) }
        return faults
    }

    private static func faults(of rows: [[String: String]], for field: FormKind.Field) -> [FormProblem.Fault] {
        if rows.count > FormKind.Field.rowLimit {
            return [.tooMany(count: rows.count, limit: FormKind.Field.rowLimit)]
        }
        let columns = Set(field.columns.map(\.id))
        // What is said in an interview is as long as it is; every other cell is a line.
        let limit = field.isDialogue ? 2000 : field.characterLimit
        var faults: [FormProblem.Fault] = []
        for row in rows {
            for (column, cell) in row.sorted(by: { $0.key < $1.key }) {
                if !columns.contains(column) { faults.append(.unknownColumn(column)) }
                faults += FieldValue.faults(of: cell, limit: limit, mayBreak: true)
            }
        }
        return Array(faults.prefix(1))
    }
}

extension FormKind.Field {
    /// Whether the table is what was asked and answered.
    package var isDialogue: Bool { kind == .table && columns.map(\.id) == ["question", "answer"] }
}
