package import Rules

/// A cell of an approval that a form's route and its pack ask for.
package struct OpinionSlot: Hashable, Sendable {
    package let step: FormStep
    /// The heading of the cell: the title of the role that the pack reserves the step for, and what it gives.
    package let title: String
}

extension FormKind {
    /// The cells for review and approval, in the order of the route.
    ///
    /// Who reviews and approves comes from the pack's rules; where they name nobody, the cell says what is given only.
    package func opinionSlots(in pack: Pack) -> [OpinionSlot] {
        route.compactMap { step in
            let what: String
            switch step {
            case .reviewed: what = "审核意见"
            case .approved: what = "审批意见"
            case .drafted, .submitted, .forwarded, .issued, .signed: return nil
            }
            for case .who(let forms, step, let roles, _) in pack.rules.flatMap(\.shapes) where forms.contains(id) {
                if let role = roles.first { return OpinionSlot(step: step, title: pack.title(ofRole: role) + what) }
            }
            return OpinionSlot(step: step, title: what)
        }
    }
}
