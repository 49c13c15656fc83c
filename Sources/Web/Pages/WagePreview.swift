import Casework

/// A wage list before it is entered: what is taken of the file, and what is not, with why.
struct WagePreview: PageModel {
    let file: String
    let takenCount: Int
    let workerCount: Int
    let refusedCount: Int
    let hasRefused: Bool
    let owed: String
    let paid: String
    let unpaid: String
    let taken: [TakenView]
    let refused: [RefusedView]

    /// A row that is taken.
    struct TakenView: PageModel {
        let number: Int
        let worker: String
        let period: String
        let owed: String
        let paid: String
        let unpaid: String
    }

    /// A row that is not.
    struct RefusedView: PageModel {
        let number: Int
        let cells: String
        let reason: String
    }

    init(_ sheet: WageSheet, file: String) {
        let rows = sheet.rows
        let (owed, paid) = (rows.reduce(0) { $0 + $1.owed }, rows.reduce(0) { $0 + $1.paid })
        self.file = file
        takenCount = rows.count
        workerCount = Set(rows.map(\.worker)).count
        refusedCount = sheet.refused.count
        hasRefused = refusedCount > 0
        self.owed = MoneyText.yuan(owed)
        self.paid = MoneyText.yuan(paid)
        unpaid = MoneyText.yuan(owed - paid)
        taken = sheet.taken.map { taken in
            TakenView(
                number: taken.number, worker: taken.row.worker, period: taken.row.period,
                owed: MoneyText.yuan(taken.row.owed), paid: MoneyText.yuan(taken.row.paid),
                unpaid: MoneyText.yuan(taken.row.owed - taken.row.paid))
        }
        refused = sheet.refused.map { refused in
            RefusedView(
                number: refused.number,
                cells: String(refused.cells.filter { !$0.isEmpty }.joined(separator: " · ").prefix(120)),
                reason: WageText.text(refused.reason))
        }
    }
}
