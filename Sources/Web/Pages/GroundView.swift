import Casework
import Chronology
import Office
import Rules

/// What a form states of the performance of a decision, such as the ground on which it ends a case, and what that rests on.
struct GroundView: PageModel, Equatable {
    /// What the form calls it.
    let label: String
    /// What was chosen or written; nil while nothing is.
    let chosen: String?
    /// The decisions that were served, where they are what it rests on.
    let decisions: [LinkView]
    /// What was paid towards them.
    let payments: String?
    /// What it lacks.
    let lack: String?

    /// What a form states that rests on a served decision; empty for any other form.
    static func of(
        _ kind: FormKind, _ content: [String: FieldContent], _ folded: Case, rules: RuleBook
    ) -> [GroundView] {
        kind.fields.compactMap { field in
            field.decisionGround.map { of(field, $0, content[field.name], folded, rules) }
        }
    }

    private static func of(
        _ field: FormKind.Field, _ ground: FormKind.Field.DecisionGround, _ content: FieldContent?, _ folded: Case,
        _ rules: RuleBook
    ) -> GroundView {
        let answer: String? = if case .text(let text)? = content, !text.isBlank { text } else { nil }
        let chosen = answer.map { answer in field.options.first { $0.id == answer }?.title ?? answer }
        let rests =
            switch ground {
            case .always: true
            case .options(let options): answer.map(options.contains) ?? false
            }
        guard rests else {
            return GroundView(label: field.label, chosen: chosen, decisions: [], payments: nil, lack: nil)
        }
        let served = folded.services.filter { $0.returned == nil }
        let decisions = folded.forms.filter { form in
            !form.isVoided && rules.form(form.kind)?.decides == true && served.contains { $0.entered.form == form.id }
        }
        let lack = "本案没有已经送达的决定书，「\(chosen ?? field.label)」缺少依据，请先送达决定书"
        return GroundView(
            label: field.label, chosen: chosen,
            decisions: decisions.map { link($0, served, folded, rules) }, payments: payments(folded),
            lack: decisions.isEmpty ? lack + (field.options.isEmpty ? "。" : "或者另选情形。") : nil)
    }

    private static func link(
        _ form: Form, _ served: [Case.Service], _ folded: Case, _ rules: RuleBook
    ) -> LinkView {
        let title = rules.form(form.kind)?.title ?? form.kind
        let number = form.issued?.number.map { "（\($0)）" } ?? ""
        let day = served.last { $0.entered.form == form.id }.map { "，\(TimeText.day($0.at.day))送达" } ?? ""
        return LinkView(href: "/cases/\(folded.id)/forms/\(form.id)", text: "《\(title)》\(number)\(day)")
    }

    private static func payments(_ folded: Case) -> String? {
        let amounts = folded.entered(.performanceReceived).map { entered -> Int in
            if case .integer(let fen)? = entered.act.answers["amount"] { fen } else { 0 }
        }
        guard !amounts.isEmpty else { return nil }
        return "履行 \(amounts.count) 次，共 \(MoneyText.yuan(amounts.reduce(0, +))) 元"
    }
}
