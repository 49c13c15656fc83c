import Casework
import Chronology
import Office
import Rules

/// The ground on which a form ends a case, and what it rests on.
struct GroundView: PageModel, Equatable {
    /// What the form calls the ground.
    let label: String
    /// The ground that was chosen; nil while none is.
    let chosen: String?
    /// The decisions that were served, where the ground is that they were fulfilled.
    let decisions: [LinkView]
    /// What was paid towards them.
    let payments: String?
    /// What the ground lacks.
    let lack: String?

    /// The option of a form that says that the decision was fulfilled.
    private static let fulfilled = "fulfilled"

    /// The grounds of a form that offers fulfilment among them; empty for any other form.
    static func of(
        _ kind: FormKind, _ content: [String: FieldContent], _ folded: Case, rules: RuleBook
    ) -> [GroundView] {
        kind.fields.filter { $0.options.contains { $0.id == fulfilled } }.map { field in
            let answer: String? = if case .text(let text)? = content[field.name], !text.isBlank { text } else { nil }
            let chosen = answer.map { answer in field.options.first { $0.id == answer }?.title ?? answer }
            guard answer == fulfilled else {
                return GroundView(label: field.label, chosen: chosen, decisions: [], payments: nil, lack: nil)
            }
            let served = folded.services.filter { $0.returned == nil }
            let decisions = folded.forms.filter { form in
                !form.isVoided && isDecision(form.kind, rules) && served.contains { $0.entered.form == form.id }
            }
            return GroundView(
                label: field.label, chosen: chosen,
                decisions: decisions.map { link($0, served, folded, rules) }, payments: payments(folded),
                lack: decisions.isEmpty ? "本案没有已经送达的决定书，「\(chosen ?? "")」缺少依据，请先送达决定书或者另选情形。" : nil)
        }
    }

    /// A decision of the case itself; the refusal to take it in is none.
    private static func isDecision(_ kind: FormKindID, _ rules: RuleBook) -> Bool {
        kind.hasSuffix("-decision") && rules.form(kind)?.stage != "intake"
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
