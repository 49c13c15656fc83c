internal import Chronology
package import Rules

extension RuleBook {
    /// The roles for which the packs reserve a step with a kind of form, each once, in the order of the rows.
    /// - Parameter id: the form, where there is one. Who takes a step may depend on what the form states; of a form
    ///   that is not there yet, everyone is named who might take it.
    package func roles(
        for step: FormStep, form kind: FormKindID, as id: String? = nil, in case: CaseFacts
    ) -> [RoleID] {
        let known = id.flatMap { id in
            `case`.facts.last { $0.subject == id && $0["form"]?.text == kind }
        }
        let about =
            known
            ?? Fact(entry: "", kind: .formDrafted, at: Instant(milliseconds: 0), attributes: ["form": .text(kind)])
        var found: [RoleID] = []
        for case .who(let forms, step, let roles, let condition) in packs.flatMap(\.rules).flatMap(\.shapes)
        where forms.contains(kind) {
            let clauses = condition.clauses.filter { known != nil || !$0.attribute.hasPrefix("field.") }
            guard Condition(clauses: clauses).fits(about, case: `case`.attributes) else { continue }
            found += roles.filter { !found.contains($0) }
        }
        return found
    }

    /// On whose desks a paper that waits for a step stands: those for whom the texts reserve it, and where they name
    /// nobody to review or approve it, those who do so, or else approve, with other papers of the text.
    func desks(
        for step: FormStep, form kind: FormKindID, as id: String? = nil, in case: CaseFacts
    ) -> [RoleID] {
        let named = roles(for: step, form: kind, as: id, in: `case`)
        guard named.isEmpty, step == .reviewed || step == .approved,
            let pack = packs.last(where: { $0.form(kind) != nil })
        else { return named }
        let holders = { (wanted: FormStep) in
            var found: [RoleID] = []
            for case .who(_, wanted, let roles, _) in pack.rules.flatMap(\.shapes) {
                found += roles.filter { !found.contains($0) }
            }
            return found
        }
        let same = holders(step)
        return same.isEmpty ? holders(.approved) : same
    }
}
