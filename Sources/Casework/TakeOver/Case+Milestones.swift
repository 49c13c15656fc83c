internal import Chronology
internal import Rules

extension Case {
    /// The days that a case lacks when it is taken over behind the stage that ended with them. Without the end of the
    /// investigation its period would be told as running, and what is to follow that end would never begin.
    func milestoneProblems(of event: CaseTakenOver, in entry: Entry, rules: RuleBook) -> [Problem] {
        guard let pack = rules.procedure, let state = pack.state(event.state) else { return [] }
        let order = pack.stages.map(\.id)
        let given = Set(event.milestones.map(\.name) + (event.lacking ?? []))
        let wanted = pack.milestones.filter { milestone in
            guard let ends = milestone.ends.flatMap(order.firstIndex(of:)),
                let stands = order.firstIndex(of: state.stage)
            else { return false }
            return stands > ends && !given.contains(milestone.id)
        }
        guard !wanted.isEmpty else { return [] }
        var taken = self
        taken.apply(entry)
        let open = rules.obligations(of: taken.caseFacts, at: entry.entered).filter {
            [.open, .overdue, .beforeTakeOver].contains($0.state) && $0.due != nil
        }
        // A course in which nothing waits for the day does not have it.
        return wanted.filter { milestone in
            open.contains { duty in
                milestone.facts.contains { told in
                    let forms = told.attributes["form"]?.texts ?? []
                    return duty.missing.contains { $0.isMended(by: told.kind, form: forms) }
                }
            }
        }.map { milestone in
            let stage = pack.stages.first { $0.id == milestone.ends }?.title ?? ""
            return .milestoneMissing(name: "milestone.\(milestone.id)", title: milestone.title, stage: stage)
        }
    }
}
