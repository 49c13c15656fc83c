/// What a changed copy of a pack no longer has. An organ may add to a text that leaves its list open (等); what the text
/// names stays.
package struct PackLoss: Hashable, Sendable, Codable {
    /// What was left out.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case rule
        case form
        case field
    }

    package let kind: Kind
    /// The rule's id, the form's code, or `FORM.FIELD`.
    package let id: String
    package let article: String
    /// What the rule says, or the title of the form or field.
    package let says: String
}

extension Pack {
    /// What the original has and this copy of it has not, in the order of the original: rules, kinds of form, and fields
    /// for which an article asks.
    package func losses(since original: Pack) -> [PackLoss] {
        let rules = original.rules.filter { rule($0.id) == nil }.map { rule in
            PackLoss(kind: .rule, id: rule.id.text, article: rule.article, says: rule.says)
        }
        let forms = original.forms.flatMap { kind -> [PackLoss] in
            guard let own = form(kind.id) else {
                return [PackLoss(kind: .form, id: kind.id, article: kind.article, says: kind.title)]
            }
            return kind.fields.filter { field in
                field.article != nil && !own.fields.contains { $0.name == field.name }
            }.map { field in
                PackLoss(
                    kind: .field, id: "\(kind.id).\(field.name)", article: field.article ?? kind.article,
                    says: field.label)
            }
        }
        return rules + forms
    }
}
