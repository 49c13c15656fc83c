internal import Chronology
package import Rules

extension Case {
    /// Puts the case where it stood when it was taken over.
    mutating func takeOver(_ event: CaseTakenOver, by officer: Officer) {
        matter = event.matter
        serial = event.number
        receivedAt = Instant(event.received)
        receivedBy = officer
        lead = event.lead
        officers = [event.lead].compactMap { $0 } + event.others
        for (index, paper) in event.papers.enumerated() {
            let received = MaterialReceived(
                item: paper.item, pages: paper.pages, submitter: "office", isCopy: false,
                phase: MaterialReceived.beforeTakeOver, name: event.title(ofPaper: index), blob: paper.scan)
            materials.append(Material(received: received, at: Instant(paper.day ?? event.received)))
        }
    }

    /// What the rules are told of the time before, each fact on its own day, and that the case was taken over.
    func facts(of event: CaseTakenOver, in entry: Entry) -> [Fact] {
        func fact(_ kind: FactKind, _ day: Day?, subject: String? = nil, _ attributes: [String: FactValue]) -> Fact {
            Fact(
                entry: entry.id, kind: kind, at: day.map { Instant($0) } ?? entry.at, entered: entry.entered,
                subject: subject, person: entry.actor.account, roles: entry.actor.roles, attributes: attributes)
        }
        var facts = [
            fact(.matterReceived, event.received, matterAttributes(event.matter).compactMapValues { $0 })
        ]
        let filed = event.milestones.first { $0.name == "filed" }?.day ?? event.received
        facts.append(fact(.caseNumbered, filed, ["serial": .text(event.number)]))
        if let lead = event.lead {
            let all = ([lead] + event.others).map(\.account)
            facts.append(
                fact(
                    .leadAssigned, filed,
                    [
                        "lead": .text(lead.account), "officers": .list(all),
                        "officer-count": .integer(Set(all).count),
                    ]))
        }
        for milestone in event.milestones {
            facts += milestone.facts.map { fact($0.kind, milestone.day, $0.attributes) }
        }
        for paper in event.papers {
            guard let form = paper.form else { continue }
            for step in paper.steps {
                facts.append(
                    fact(
                        step.doneKind, paper.day ?? filed, subject: paper.item,
                        ["form": .text(form), "version": 1, "passed": true, "carrier": "paper"]))
            }
        }
        facts.sort { $0.at < $1.at }
        var standing: [String: FactValue] = ["state": .text(event.state), "number": .text(event.number)]
        standing["state-before"] = event.stateBefore.map { .text($0) }
        return facts + [fact(.caseTakenOver, nil, standing)]
    }

    /// What cannot be so in a case that is to be taken over.
    func problems(of event: CaseTakenOver, at moment: Instant, rules: RuleBook) -> [Problem] {
        guard matter == nil else { return [.alreadyReceived] }
        var problems: [Problem] = []
        if event.number.isBlank { problems.append(.blank("serial")) }
        if event.number.count > 60 { problems.append(.tooLong("serial", limit: 60)) }
        if event.cause.isBlank { problems.append(.blank("cause-of-action")) }
        if let summary = event.summary, summary.count > 4000 { problems.append(.tooLong("summary", limit: 4000)) }
        if (event.employers ?? []).isEmpty, (event.complainants ?? []).isEmpty { problems.append(.blank("employers")) }
        for code in (event.employers ?? []).compactMap(\.creditCode) where CreditCode(code) == nil {
            problems.append(.notAllowed("credit-code", value: code))
        }
        problems += stateProblems(of: event, rules)
        problems += dayProblems(of: event, at: moment.day)
        for (index, paper) in event.papers.enumerated() {
            if paper.pages < 1 { problems.append(.blank("pages")) }
            if (event.title(ofPaper: index) ?? "").isBlank { problems.append(.blank("paper-name")) }
        }
        return problems
    }

    private func stateProblems(of event: CaseTakenOver, _ rules: RuleBook) -> [Problem] {
        guard let pack = rules.procedure, pack.state(event.state) != nil else {
            return [.notAllowed("state", value: event.stateTitle)]
        }
        guard pack.leavesForTheStateBefore(event.state) else { return [] }
        guard let before = event.stateBefore else { return [.blank("state-before")] }
        return pack.state(before) == nil ? [.notAllowed("state-before", value: before)] : []
    }

    /// No day lies ahead, none before the matter came in, and filing not before acceptance.
    private func dayProblems(of event: CaseTakenOver, at today: Day) -> [Problem] {
        var problems: [Problem] = []
        if event.received > today { problems.append(.notAllowed("received", value: event.received.description)) }
        let days = Dictionary(event.milestones.map { ($0.name, $0.day) }) { first, _ in first }
        for milestone in event.milestones {
            let earlier =
                [
                    event.received, milestone.name == "filed" ? days["accepted"] : nil,
                    ["accepted", "filed"].contains(milestone.name) ? nil : days["filed"],
                    milestone.name == "resumed" ? days["suspended"] : nil,
                    milestone.name == "served" ? days["decided"] : nil,
                ].compactMap { $0 }.max() ?? event.received
            if milestone.day > today || milestone.day < earlier {
                problems.append(
                    .fieldNotAllowed(
                        name: "milestone.\(milestone.name)", label: milestone.title,
                        value: milestone.day.description))
            }
        }
        return problems
    }
}

extension Pack {
    /// Whether a state is one that is left for the state before it, as a suspension is.
    package func leavesForTheStateBefore(_ state: StateID) -> Bool {
        transitions.contains { $0.to == Transition.back && $0.from.contains(state) }
    }
}

extension FormStep {
    /// The fact that tells that the step was done.
    fileprivate var doneKind: FactKind {
        switch self {
        case .drafted: .formDrafted
        case .submitted: .formSubmitted
        case .reviewed: .formReviewed
        case .forwarded: .formForwarded
        case .approved: .formApproved
        case .issued: .formIssued
        case .signed: .formSigned
        }
    }
}
