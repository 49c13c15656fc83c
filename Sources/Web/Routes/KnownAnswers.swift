import Casework
import Chronology
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
        "registered",
        "no-correction-phase",
        "inquiry-notice-waived",
        "mail-return-receipt",
        "preservation-disposed",
        "no-recording",
        "no-party-present",
        "party-absent",
        "other",
    ].map { ($0, AnswerLabels.option($0, of: "note")) }

    /// The choice that a question offers; nil for one that is answered freely.
    func kind(of question: String, in what: FactKind) -> FieldView.Kind? {
        switch (what, question) {
        case (.handedOver, "from"), (.handedOver, "to"), (.recordingFailureReported, "to"),
            (.collectivelyDiscussed, "brought-by"), (.statementRequested, "receiver"):
            return .choice(roles)
        case (_, "form-id"):
            return .choice([("", "不涉及文书")] + forms)
        case (.handedOver, "form"):
            return .choice([("", "不限于一份文书")] + formKinds)
        case (.statementHeard, "organiser"), (.statementHeard, "recorder"), (.conflictDeclared, "officer"):
            return .choice(people.filter { !$0.isClosed }.map { ($0.id, $0.name) })
        case (.correctionVerified, "record"):
            return .choice(forms)
        case (.performanceReceived, "worker"):
            let workers = folded.wageAccount.workers
            return workers.isEmpty
                ? nil
                : .choice(
                    [("", "不分人")]
                        + workers.map { ($0.name, "\($0.name)（尚欠 \(MoneyText.yuan($0.outstanding)) 元）") })
        case (.noteMade, "note"):
            return .choice(Self.notes)
        default: return nil
        }
    }

    /// What is known of an answer from who gives it: a paper is handed over by a department of the person's own.
    func answer(to question: String, in what: FactKind, by viewer: Account, on day: Day) -> String? {
        guard what == .handedOver, question == "from" else { return nil }
        let isDepartment = { (role: String) in role.hasSuffix("-dept") || role.hasSuffix("-section") }
        let departments = roles.map(\.0).filter(Set(viewer.roles(on: day)).contains).filter(isDepartment)
        return departments.count == 1 ? departments.first : nil
    }

    private var roles: [(String, String)] {
        (rules.procedure?.roles ?? []).filter { !$0.isOutside }.map { ($0.id, $0.title) }
    }

    /// The standing forms of the case.
    private var forms: [(String, String)] {
        folded.forms.filter { !$0.isVoided }.map { ($0.id, title($0.kind)) }
    }

    private var formKinds: [(String, String)] {
        var seen: Set<FormKindID> = []
        return folded.forms.filter { !$0.isVoided && seen.insert($0.kind).inserted }.map { ($0.kind, title($0.kind)) }
    }

    private func title(_ kind: FormKindID) -> String { rules.form(kind)?.title ?? kind }
}
