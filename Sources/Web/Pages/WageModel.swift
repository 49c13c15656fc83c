import Casework
import Office

/// What the workers of a case are owed, a bar each, and all together.
struct WageAccountView: PageModel {
    let owed: String
    let paid: String
    let received: String
    /// Payments that name no worker; nil where there are none.
    let unassigned: String?
    let outstanding: String
    let isSettled: Bool
    let lacksRows: Bool
    let count: Int
    let workers: [WorkerView]
    /// How many workers are not shown.
    let hidden: Int
    let isCut: Bool
    let href: String

    /// One worker.
    struct WorkerView: PageModel {
        let name: String
        let period: String
        let owed: String
        let paid: String
        let outstanding: String
        let isSettled: Bool
        /// Hundredths of the bar that are paid, and the rest of it.
        let paidShare: Int
        let restShare: Int
        let payHref: String
    }

    /// - Parameter limit: the most workers that are shown, those first to whom something is owed; nil for all.
    /// - Returns: nil for a case without a wage list.
    init?(_ folded: Case, limit: Int? = nil) {
        guard !folded.wages.isEmpty || folded.lacksWages else { return nil }
        let account = folded.wageAccount
        owed = MoneyText.yuan(account.owed)
        paid = MoneyText.yuan(account.paid)
        received = MoneyText.yuan(account.received)
        unassigned = account.unassigned == 0 ? nil : MoneyText.yuan(account.unassigned)
        outstanding = MoneyText.yuan(account.outstanding)
        isSettled = account.isSettled
        lacksRows = folded.lacksWages
        count = account.workers.count
        let sorted =
            limit == nil
            ? account.workers
            : account.workers.filter { $0.outstanding > 0 } + account.workers.filter { $0.outstanding == 0 }
        let shown = sorted.prefix(limit ?? sorted.count)
        hidden = sorted.count - shown.count
        isCut = hidden > 0
        href = "/cases/\(folded.id)/wages"
        workers = shown.map { worker in
            let share = worker.owed == 0 ? 100 : (worker.owed - worker.outstanding) * 100 / worker.owed
            return WorkerView(
                name: worker.name, period: worker.periods.joined(separator: "、"), owed: MoneyText.yuan(worker.owed),
                paid: MoneyText.yuan(worker.paid + worker.received), outstanding: MoneyText.yuan(worker.outstanding),
                isSettled: worker.outstanding == 0, paidShare: share, restShare: 100 - share,
                payHref: "/cases/\(folded.id)/enter/performance-received?worker=\(PercentEncoding.encode(worker.name))"
                    + "&amount=\(MoneyText.input(worker.outstanding))"
                    + "&outstanding=\(MoneyText.input(max(0, account.outstanding - worker.outstanding)))")
        }
    }
}

/// The page of a case's wage list.
struct WageModel: PageModel {
    let caseHead: CaseHead
    let id: String
    let version: Int
    let account: WageAccountView?
    let mayAct: Bool
    /// A list that was read and is not yet entered, with the upload that holds it.
    var preview: WagePreview?
    var upload: String?
    var isReplacing = false
    var problem: ProblemView?

    init(_ dossier: CaseDossier) {
        caseHead = CaseHead(dossier)
        id = dossier.case.id
        version = dossier.case.version
        account = WageAccountView(dossier.case)
        mayAct = dossier.mayAct
    }
}
