import Casework
import Rules

extension Form {
    /// The last step that the form took, and the style of its word.
    var standing: (word: String, style: String) {
        if isVoided { return ("已作废", "excused") }
        if !signed.isEmpty { return ("已签名盖章", "met") }
        if issued != nil { return ("已印发", "met") }
        if let decision, decision.version == version { return decision.passed ? ("审批同意", "met") : ("审批不同意", "overdue") }
        if review?.passed == false { return ("审核退回", "overdue") }
        if forwarded { return ("待审批", "soon") }
        if review?.passed == true { return ("审核通过", "open") }
        return isSubmitted ? ("已提交", "soon") : ("草稿", "open")
    }

    /// The step of its route that comes next; nil where none does.
    func nextStep(of kind: FormKind) -> FormStep? {
        if isVoided { return nil }
        guard isSubmitted else { return .submitted }
        return kind.route.first { step in
            switch step {
            case .drafted, .submitted: false
            case .reviewed: review?.passed != true
            case .forwarded: !forwarded
            case .approved: !isApproved
            case .issued: issued == nil
            case .signed: signed.isEmpty
            }
        }
    }
}

extension FieldContent {
    /// The content as people read it.
    func text(of field: FormKind.Field) -> String {
        switch self {
        case .text(let text): field.options.first { $0.id == text }?.title ?? text
        case .number(let number): field.kind == .money ? MoneyText.yuan(number) + " 元" : String(number)
        case .yes(let flag): flag ? "是" : "否"
        case .rows(let rows): "\(rows.count) 行"
        }
    }
}
