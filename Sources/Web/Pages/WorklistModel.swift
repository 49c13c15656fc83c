import Casework
import Chronology
import Office
import Rules

/// The desk: what is to be done, by when, and why.
struct WorklistModel: PageModel {
    let heading: String
    let papers: [PaperView]
    let due: [DueView]
    let later: [DueView]
    let next: [NextView]
    let isEmpty: Bool

    /// A paper that waits for the person.
    struct PaperView: PageModel {
        let href: String
        let title: String
        let step: String
        let number: String
        let party: String
        let drafter: String
        let submitted: String?
    }

    /// A duty in a case.
    struct DueView: PageModel {
        let caseHref: String
        let number: String
        let party: String
        let obligation: ObligationView
    }

    /// What the procedure expects in a case.
    struct NextView: PageModel {
        let caseHref: String
        let number: String
        let party: String
        let stateTitle: String
        let href: String
        let title: String
        let isAllowed: Bool
    }

    init(_ worklist: Worklist, now: Instant, rules: RuleBook) {
        papers = worklist.papers.map(PaperView.init)
        let all = worklist.due.map { DueView($0, now: now, rules: rules) }.sorted { left, right in
            (left.obligation.rank, left.obligation.moment) < (right.obligation.rank, right.obligation.moment)
        }
        due = all.filter { $0.obligation.rank <= 1 }
        later = all.filter { $0.obligation.rank > 1 }
        next = worklist.next.compactMap { item in
            ActAddress(code: item.act.code, caseID: item.caseSummary.id, rules: rules).map { address in
                NextView(
                    caseHref: "/cases/\(item.caseSummary.id)", number: item.caseSummary.number,
                    party: item.caseSummary.party, stateTitle: item.caseSummary.stateTitle, href: address.href,
                    title: address.title, isAllowed: item.act.isAllowed)
            }
        }
        isEmpty = papers.isEmpty && all.isEmpty && next.isEmpty
        let today = worklist.due.count { item in
            guard item.obligation.state == .open, let due = item.obligation.due else { return false }
            return due.lastDay == now.day
        }
        let overdue = worklist.due.count { $0.obligation.state == .overdue }
        heading = Self.heading(today: today, overdue: overdue, papers: papers.count, open: all.count)
    }

    /// The answer in short: 今天要办 3 件，1 件已逾期.
    static func heading(today: Int, overdue: Int, papers: Int, open: Int) -> String {
        var parts: [String] = []
        if overdue > 0 { parts.append("\(overdue) 件已逾期") }
        if today > 0 { parts.append("今天到期 \(today) 件") }
        if papers > 0 { parts.append("\(papers) 份文书等您处理") }
        if parts.isEmpty { return open > 0 ? "今天没有到期事项，\(open) 件在办" : "没有待办事项" }
        return parts.joined(separator: "，")
    }
}

extension WorklistModel.PaperView {
    init(_ item: PaperItem) {
        self.init(
            href: "/approvals/\(item.caseSummary.id)/\(item.form)", title: item.title, step: item.step.waiting,
            number: item.caseSummary.number, party: item.caseSummary.party, drafter: item.drafter,
            submitted: item.submitted.map(TimeText.minute))
    }
}

extension WorklistModel.DueView {
    init(_ item: DueItem, now: Instant, rules: RuleBook) {
        self.init(
            caseHref: "/cases/\(item.caseSummary.id)", number: item.caseSummary.number, party: item.caseSummary.party,
            obligation: ObligationView(item.obligation, now: now, rules: rules, caseID: item.caseSummary.id))
    }
}
