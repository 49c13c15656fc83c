import Casework
import Office
import Rules

/// Answers that are not free: a role, a person, a form of the case, a note that the rules know.
struct KnownAnswers {
    let folded: Case
    let rules: RuleBook
    let people: [Account]

    /// The questions that a role answers.
    static let roles: Set<String> = ["from", "to", "brought-by", "receiver"]
    /// The questions that an account answers.
    static let people: Set<String> = ["organiser", "recorder", "officer"]

    /// The notes that packs ask for.
    private static let notes = [
        ("registered", "登记其他来源的事项"), ("no-correction-phase", "不经限期改正的理由"),
        ("inquiry-notice-waived", "不发调查询问通知书的理由"), ("mail-return-receipt", "邮件回执情况"),
        ("preservation-disposed", "先行登记保存的处理"), ("other", "其他"),
    ]

    /// The choice that a question offers; nil for one that is answered freely.
    func kind(of question: String, in what: FactKind) -> FieldView.Kind? {
        switch (what, question) {
        case (.handedOver, "from"), (.handedOver, "to"), (.recordingFailureReported, "to"),
            (.collectivelyDiscussed, "brought-by"):
            return .choice(roles)
        case (.handedOver, "form"):
            return .choice([("", "不限于一份文书")] + formKinds)
        case (.statementHeard, "organiser"), (.statementHeard, "recorder"), (.conflictDeclared, "officer"):
            return .choice(people.filter { !$0.isClosed }.map { ($0.id, $0.name) })
        case (.correctionVerified, "record"):
            return .choice(folded.forms.filter { !$0.isVoided }.map { ($0.id, title($0.kind)) })
        case (.noteMade, "note"):
            return .choice(Self.notes)
        default: return nil
        }
    }

    private var roles: [(String, String)] {
        (rules.procedure?.roles ?? []).filter { !$0.isOutside }.map { ($0.id, $0.title) }
    }

    private var formKinds: [(String, String)] {
        var seen: Set<FormKindID> = []
        return folded.forms.filter { !$0.isVoided && seen.insert($0.kind).inserted }.map { ($0.kind, title($0.kind)) }
    }

    private func title(_ kind: FormKindID) -> String { rules.form(kind)?.title ?? kind }
}
