internal import Chronology
internal import Foundation
package import Rules

/// Something that a paper states and the records of the case do not bear out. It is told, never refused: the paper may
/// be right and the record incomplete.
package enum RecordDifference: Hashable, Sendable {
    /// A person named as an officer takes part in no record of the case.
    case officerNotInRecords(name: String, label: String)
    /// An officer took part in an act of the case and is not named.
    case officerNotNamed(name: String, label: String)
    /// A day on which no record of the case lies, `2026-03-02`.
    case dayNotInRecords(day: String, label: String)
    /// A paper or thing named in 《》 that is not in the case.
    case evidenceNotInCase(name: String, label: String)
    /// A person or body named as the party is none of those in the case.
    case partyNotInCase(name: String, label: String)
    /// What ends before it begins.
    case endsBeforeStart(label: String)
}

extension Case {
    /// How the content of a paper differs from the records: officers, days, evidence and parties.
    /// - Parameters:
    ///   - kind: the paper's kind; a field is compared by where its content comes from (`officers.names`,
    ///     `employer.name`) and by its kind.
    ///   - fields: what it states.
    package func differences(of fields: [String: FieldContent], in kind: FormKind) -> [RecordDifference] {
        kind.fields.flatMap { field -> [RecordDifference] in
            guard let text = fields[field.name]?.plainText, !text.isBlank else { return [] }
            switch field.from {
            case "officers.names": return officerDifferences(text, field.label)
            case "employer.name": return partyDifferences(text, field.label)
            default: break
            }
            let evidence = field.name == "evidence" ? evidenceDifferences(text, field.label) : []
            return evidence + ([.paragraph, .time, .day].contains(field.kind) ? dayDifferences(text, field.label) : [])
        } + orderDifferences(fields, kind)
    }

    private func officerDifferences(_ text: String, _ label: String) -> [RecordDifference] {
        let named = text.split { "、，,；; \n　".contains($0) }.map(String.init)
        let acting = acts.flatMap { $0.recorded.officers.map(\.name) }
        let known = Set(acting + officers.map(\.name) + [receivedBy?.name].compactMap { $0 })
        let strangers = named.filter { !known.contains($0) }.map {
            RecordDifference.officerNotInRecords(name: $0, label: label)
        }
        var left: [RecordDifference] = []
        for name in acting where !named.contains(name) {
            let difference = RecordDifference.officerNotNamed(name: name, label: label)
            if !left.contains(difference) { left.append(difference) }
        }
        return strangers + left
    }

    private func partyDifferences(_ text: String, _ label: String) -> [RecordDifference] {
        let names = (matter?.employers ?? []).map(\.name) + (matter?.complainants ?? []).map(\.name)
        guard !names.isEmpty, !names.contains(where: text.contains) else { return [] }
        return [.partyNotInCase(name: text, label: label)]
    }

    private func evidenceDifferences(_ text: String, _ label: String) -> [RecordDifference] {
        let known = materials.compactMap(\.received.name) + recordings.map(\.added.blob.title)
        let titles = Set(facts.compactMap { $0["name"]?.text } + known)
        return text.matches(of: "《([^《》]{1,60})》").filter { name in
            !titles.contains { $0.contains(name) }
        }.map { .evidenceNotInCase(name: $0, label: label) }
    }

    private func dayDifferences(_ text: String, _ label: String) -> [RecordDifference] {
        let days = Set(
            facts.flatMap { fact in [fact.day] + fact.attributes.values.compactMap { $0.instantOrDay?.day } })
        guard let last = facts.map(\.at).max()?.day else { return [] }
        let spelled = text.matches(of: "([12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日|[12][0-9]{3}-[0-9]{2}-[0-9]{2})")
        var found: [RecordDifference] = []
        for match in spelled {
            let numbers = match.split { !$0.isNumber }.compactMap { Int($0) }
            guard numbers.count == 3,
                let day = Day(
                    [numbers[0], numbers[1], numbers[2]].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")),
                // What lies ahead is a period that was set, not something that happened.
                day <= last, !days.contains(day)
            else { continue }
            let difference = RecordDifference.dayNotInRecords(day: day.description, label: label)
            if !found.contains(difference) { found.append(difference) }
        }
        return found
    }

    private func orderDifferences(_ fields: [String: FieldContent], _ kind: FormKind) -> [RecordDifference] {
        guard let start = fields["start"]?.factValue?.instantOrDay, let end = fields["end"]?.factValue?.instantOrDay,
            end < start, let label = kind.fields.first(where: { $0.name == "end" })?.label
        else { return [] }
        return [.endsBeforeStart(label: label)]
    }
}

extension FieldContent {
    /// The texts of the content, a line each.
    fileprivate var plainText: String? {
        switch self {
        case .text(let text): text
        case .rows(let rows): rows.flatMap { row in row.keys.sorted().compactMap { row[$0] } }.joined(separator: "\n")
        case .number, .yes: nil
        }
    }
}

extension String {
    /// What the first group of an expression finds, in order.
    fileprivate func matches(of pattern: String) -> [String] {
        guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
        return expression.matches(in: self, range: NSRange(startIndex..., in: self)).compactMap { match in
            Range(match.range(at: 1), in: self).map { String(self[$0]) }
        }
    }
}
