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
    /// The steps that are folded away, lest those of many cases bury the rest.
    let moreNext: [NextView]
    let moreNextCount: Int?
    let recordings: [RecordingView]
    let hasRecordings: Bool
    /// What is overdue in the unit, with others.
    let ofUnit: [DueView]
    let hasUnit: Bool
    /// Old volumes that should be back, for who keeps them.
    let loans: [LoanView]
    let hasLoans: Bool
    /// How many duties are not shown.
    let hiddenDuties: Int?
    let hiddenPapers: Int?
    let isEmpty: Bool
    /// Whether the person takes part in cases; an administrator does not.
    let hasCases: Bool
    let keepsSystem: Bool

    /// A recording that is not yet sorted, labelled or stored.
    struct RecordingView: PageModel {
        let href: String
        let number: String
        let party: String
        let device: String
        let start: String
        let lacks: String
    }

    /// A volume that should be back.
    struct LoanView: PageModel {
        let href: String
        let number: String
        let title: String
        let borrower: String
        let due: String
    }

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

    init(
        _ worklist: Worklist, overdue: [ArchivedVolume] = [], now: Instant, rules: RuleBook, hasCases: Bool = true,
        keepsSystem: Bool = false
    ) {
        self.hasCases = hasCases
        self.keepsSystem = keepsSystem
        papers = worklist.papers.map(PaperView.init)
        let all = worklist.due.map { DueView($0, now: now, rules: rules) }.sorted { left, right in
            (left.obligation.rank, left.obligation.moment) < (right.obligation.rank, right.obligation.moment)
        }
        due = all.filter { $0.obligation.rank <= 1 }
        later = all.filter { $0.obligation.rank > 1 }
        let steps = worklist.next.compactMap { item in
            ActAddress(code: item.act.code, caseID: item.caseSummary.id, rules: rules).map { address in
                NextView(
                    caseHref: "/cases/\(item.caseSummary.id)", number: item.caseSummary.number,
                    party: item.caseSummary.party, stateTitle: item.caseSummary.stateTitle, href: address.href,
                    title: address.title, isAllowed: item.act.isAllowed)
            }
        }
        next = Array(steps.prefix(Self.shownSteps))
        moreNext = Array(steps.dropFirst(Self.shownSteps))
        moreNextCount = moreNext.isEmpty ? nil : moreNext.count
        recordings = worklist.recordings.map { RecordingView($0) }
        hasRecordings = !recordings.isEmpty
        ofUnit = worklist.ofUnit.map { DueView($0, now: now, rules: rules) }
        hasUnit = !ofUnit.isEmpty
        loans = overdue.prefix(20).compactMap { volume in
            volume.loan.map { loan in
                LoanView(
                    href: ArchivePage.address(of: volume), number: "\(volume.year) 年 \(volume.number)",
                    title: volume.title, borrower: loan.borrower, due: TimeText.day(loan.due))
            }
        }
        hasLoans = !loans.isEmpty
        isEmpty = loans.isEmpty && papers.isEmpty && all.isEmpty && next.isEmpty && recordings.isEmpty && ofUnit.isEmpty
        let counts = worklist.counts
        hiddenDuties = counts.duties > all.count ? counts.duties - all.count : nil
        hiddenPapers = counts.papers > papers.count ? counts.papers - papers.count : nil
        heading = Self.heading(
            today: counts.today, overdue: counts.overdue, papers: counts.papers, open: counts.duties)
    }

    private static let shownSteps = 8

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

extension WorklistModel.RecordingView {
    init(_ item: Worklist.RecordingItem) {
        let lacks = [
            item.isSorted ? nil : "未归入执法活动", item.isLabelled ? nil : "未标注", item.isStored ? nil : "未存储",
        ].compactMap { $0 }
        self.init(
            href: "/cases/\(item.caseSummary.id)/recordings", number: item.caseSummary.number,
            party: item.caseSummary.party, device: item.device, start: TimeText.minute(item.start),
            lacks: lacks.joined(separator: "、"))
    }
}

extension WorklistModel.DueView {
    init(_ item: DueItem, now: Instant, rules: RuleBook) {
        self.init(
            caseHref: "/cases/\(item.caseSummary.id)", number: item.caseSummary.number, party: item.caseSummary.party,
            obligation: ObligationView(item.obligation, now: now, rules: rules, caseID: item.caseSummary.id))
    }
}
