package import Rules

/// What a form states: its fields by their names.
package struct FormContent: Hashable, Sendable, Codable {
    /// Content by the name of the field. A field that states nothing may be absent.
    package var fields: [String: FieldValue]

    /// A form with these fields; empty for a blank one.
    package init(_ fields: [String: FieldValue] = [:]) { self.fields = fields }

    package init(from decoder: any Decoder) throws {
        fields = try decoder.singleValueContainer().decode([String: FieldValue].self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(fields)
    }

    /// What a field states; nil where it states nothing.
    package subscript(name: String) -> FieldValue? {
        get { fields[name].flatMap { $0.isBlank ? nil : $0 } }
        set { fields[name] = newValue }
    }

    /// Everything that stands in the way of submitting the form, in the order of its fields; empty when it may go.
    ///
    /// A draft may be saved with any of them.
    package func problems(in kind: FormKind) -> [FormProblem] {
        var problems: [FormProblem] = []
        for field in kind.contentFields {
            guard let content = self[field.name] else {
                if field.isRequired { problems.append(FormProblem(field, .missing)) }
                continue
            }
            problems += content.faults(for: field).map { FormProblem(field, $0) }
        }
        let known = Set(kind.contentFields.map(\.name))
        for name in fields.keys.sorted() where !known.contains(name) {
            problems.append(FormProblem(field: name, label: name, article: nil, fault: .unknownField))
        }
        return problems
    }

    /// The form in one text for search: title, then each stated field with its label, a line each.
    package func plainText(in kind: FormKind) -> String {
        var lines = [kind.title]
        for field in kind.contentFields {
            if let content = self[field.name] { lines.append("\(field.label)：\(content.text(for: field))") }
        }
        return lines.joined(separator: "\n")
    }

    /// What changed from this version to a later one, in the order of the fields.
    package func differences(to later: FormContent, in kind: FormKind) -> [FormDifference] {
        kind.contentFields.compactMap { field in
            let before = self[field.name]
            let after = later[field.name]
            guard before != after else { return nil }
            return FormDifference(
                field: field.name, label: field.label, before: before?.text(for: field) ?? "",
                after: after?.text(for: field) ?? "")
        }
    }
}

/// One field that two versions of a form state differently.
package struct FormDifference: Hashable, Sendable {
    package let field: String
    package let label: String
    /// As people read it; empty where nothing was stated.
    package let before: String
    package let after: String
}
