internal import Chronology
package import Rules

/// What a case already knows, by the paths that the packs' forms name: `employer.name`, `complainants` …
package struct CaseKnowledge: Hashable, Sendable {
    /// Values by their path. A path that the case does not know is absent.
    package var values: [String: FieldValue]

    /// Takes what is known.
    package init(_ values: [String: FieldValue] = [:]) { self.values = values }

    /// What is known at a path.
    package subscript(path: String) -> FieldValue? {
        get { values[path] }
        set { values[path] = newValue }
    }

    /// A new form of a kind, filled with what the case knows.
    ///
    /// A field's `from` is a path, or a wording: any text with `{path}` or `{field}` in braces, where a field is one
    /// of the same form. What is not known leaves a blank (``Wording/blank``) that must be filled before submission.
    package func prefilled(_ kind: FormKind) -> FormContent {
        var content = FormContent()
        for field in kind.contentFields {
            guard let from = field.from, Wording.isPath(from), let value = values[from] else { continue }
            content[field.name] = value.converted(to: field)
        }
        for field in kind.contentFields {
            guard let from = field.from, !Wording.isPath(from) else { continue }
            let text = Wording(from).text { name in
                if let other = kind.contentFields.first(where: { $0.name == name }), let value = content[name] {
                    return value.text(for: other)
                }
                return values[name]?.text
            }
            content[field.name] = FieldValue.text(text).converted(to: field)
        }
        return content
    }
}

/// A text with blanks: `你单位{case.cause}一案`.
package struct Wording: Hashable, Sendable {
    /// What stands where something is not known: a line to write on.
    package static let blank = "＿＿＿＿"

    private let source: String

    /// Takes the wording as a pack has it.
    package init(_ source: String) { self.source = source }

    /// Whether a `from` is a path and no wording: lower-case letters, digits, dots and hyphens, a letter first.
    package static func isPath(_ from: String) -> Bool {
        guard let first = from.utf8.first, (0x61...0x7A).contains(first) else { return false }
        return from.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x2D
        }
    }

    /// The wording with every blank filled, by a line where `value` knows nothing.
    package func text(_ value: (String) -> String?) -> String {
        var result = ""
        var rest = source[...]
        while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
            result += rest[..<start]
            let known = value(String(rest[rest.index(after: start)..<end])) ?? ""
            result += known.isEmpty ? Wording.blank : known
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }
}

extension FieldValue {
    /// The same statement as the kind of a field; nil where it cannot be one.
    func converted(to field: FormKind.Field) -> FieldValue? {
        switch (self, field.kind) {
        case (.number, .number), (.money, .money), (.day, .day), (.time, .time), (.yesNo, .yesNo), (.persons, .persons):
            return self
        case (.time(let time), .day): return .day(time.day)
        // Events keep sums as whole fen.
        case (.number(let fen), .money): return .money(Money(fen: fen))
        case (.table(let rows), .table):
            let columns = Set(field.columns.map(\.id))
            return .table(rows.map { row in row.filter { columns.contains($0.key) } })
        case (.table(let rows), .persons): return .persons(rows.compactMap { $0["name"] })
        case (_, .table), (.table, .choice): return nil
        default: return FieldValue(reading: text, for: field)
        }
    }
}
