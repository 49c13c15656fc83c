import Casework
import Chronology
import Forms
import Office
import Rules

/// The fields of a form kind as inputs, and what was typed into them as content.
enum FormField {
    /// Whose signatures a form may bear.
    static let signerKinds = [
        "officer", "party", "complainant", "reporter", "witness", "addressee", "applicant", "person-served",
        "participant",
    ]

    /// How many of each kind signed, as inputs.
    static func signers(_ typed: FormBody?) -> [FieldView.CellView] {
        signerKinds.map { kind in
            FieldView.CellView(
                name: "signed." + kind, label: AnswerLabels.option(kind, of: "signers"), value: typed?["signed." + kind]
            )
        }
    }

    /// The inputs of those for whom the paper has a place to sign, by the names of its signature fields; empty for a
    /// paper without such a place.
    static func signerKinds(of kind: FormKind) -> Set<String> {
        Set(
            kind.signatureFields.compactMap { signer(in: $0.name) }.map {
                "signed." + $0
            })
    }

    /// Who signs in a field: the office's own people are officers, whatever part they had.
    private static func signer(in field: String) -> String? {
        switch field.dropLast("-signature".count) {
        case "officer", "intake", "server", "recorder", "reviewer", "compiler", "lead", "organiser", "checker",
            "assessor", "receiver":
            "officer"
        case "party", "person", "inspected", "holder", "payer", "submitter", "provider", "recipient": "party"
        case "witness", "present": "witness"
        case "participant", "participants", "chair", "expert", "experts": "participant"
        case let name: signerKinds.first { $0 == name }
        }
    }

    /// The kinds of those who signed, one for each signature; stated singly or by their count.
    static func signers(in typed: FormBody) -> [String] {
        let counted = signerKinds.flatMap { kind in
            let count = typed["signed." + kind].flatMap { Int($0) } ?? 0
            return [String](repeating: kind, count: min(max(0, count), 50))
        }
        return typed.all("signers").filter(signerKinds.contains) + counted
    }

    /// The input of a field: what was typed, or else what the form states.
    static func view(_ field: FormKind.Field, content: FieldContent?, typed: FormBody?) -> FieldView {
        let name = "field." + field.name
        var view: FieldView
        switch field.kind {
        case .table:
            view = table(field, name, content, typed)
        case .persons where !field.columns.isEmpty:
            view = table(field, name, content, typed)
        default:
            view = .of(
                name, field.label, kind(field), in: typed, initially: content.map { text($0, field) },
                required: field.isRequired, hint: field.hint)
        }
        view.isRequired = field.isRequired
        view.article = field.article
        return view
    }

    private static func table(
        _ field: FormKind.Field, _ name: String, _ content: FieldContent?, _ typed: FormBody?
    ) -> FieldView {
        var rows: [[String: String]] = []
        if case .rows(let given)? = content { rows = given }
        return .table(
            name, field.label, columns: field.columns.map { ($0.id, $0.title, []) }, rows: rows, in: typed,
            hint: field.hint)
    }

    private static func kind(_ field: FormKind.Field) -> FieldView.Kind {
        switch field.kind {
        case .text: .text
        case .paragraph, .persons, .table: .paragraph
        case .number: .number
        case .money: .money
        case .day: .day
        case .time: .time
        case .choice: .choice(field.options.map { ($0.id, $0.title) })
        case .yesNo: .yesNo
        }
    }

    /// The content as the value of an input.
    static func text(_ content: FieldContent, _ field: FormKind.Field) -> String {
        switch content {
        case .text(let text): field.kind == .time ? TimeText.inputText(text) : text
        case .number(let number): field.kind == .money ? MoneyText.input(number) : String(number)
        case .yes(let flag): flag ? "yes" : "no"
        case .rows(let rows):
            rows.map { $0.sorted { $0.key < $1.key }.map(\.value).joined(separator: " ") }.joined(separator: "\n")
        }
    }

    /// A field as read.
    static func shown(_ field: FormKind.Field, content: FieldContent?) -> FormModel.ShownField {
        if case .rows(let rows)? = content, !field.columns.isEmpty {
            return FormModel.ShownField(
                label: field.label, text: nil, columns: field.columns.map(\.title),
                rows: rows.map { row in field.columns.map { row[$0.id] ?? "" } })
        }
        let text = content.map { content in
            guard case .text(let text) = content else { return content.text(of: field) }
            if field.kind == .time, let instant = Instant(text) { return TimeText.moment(instant) }
            if field.kind == .day, let day = Day(text) { return TimeText.day(day) }
            return content.text(of: field)
        }
        return FormModel.ShownField(
            label: field.label, text: text.flatMap { $0.isBlank ? nil : $0 })
    }

    /// What was typed into a form of a kind.
    /// - Returns: the content of every field that says something, and what cannot be read as the field asks.
    static func read(_ kind: FormKind, _ typed: FormBody) -> (fields: [String: FieldContent], problems: [Problem]) {
        var fields: [String: FieldContent] = [:]
        var problems: [Problem] = []
        for field in kind.fields {
            let name = "field." + field.name
            if field.kind == .table || (field.kind == .persons && !field.columns.isEmpty) {
                let known = Set(field.columns.map(\.id))
                let rows = typed.filledRows(name).map { row in
                    row.filter { known.contains($0.key) && !$0.value.isEmpty }
                }
                if !rows.isEmpty { fields[field.name] = .rows(rows) }
                continue
            }
            guard let text = typed[name] else { continue }
            guard let content = content(text, field) else {
                problems.append(.fieldNotAllowed(name: field.name, label: field.label, value: text))
                continue
            }
            fields[field.name] = content
        }
        return (fields, problems)
    }

    private static func content(_ text: String, _ field: FormKind.Field) -> FieldContent? {
        switch field.kind {
        case .text, .paragraph, .choice, .persons: .text(text)
        case .table: nil
        case .number: Int(text).map { .number($0) }
        case .money: MoneyText.fen(text).map { .number($0) }
        case .day: Day(text).map { .text($0.description) }
        case .time: TimeText.read(text).map { .text($0.description) }
        case .yesNo: text == "yes" ? .yes(true) : text == "no" ? .yes(false) : nil
        }
    }
}

extension TimeText {
    /// The value of a `datetime-local` field for a time written as ISO 8601; another text as it stands.
    static func inputText(_ text: String) -> String { Instant(text).map(input) ?? text }
}
