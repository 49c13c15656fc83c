internal import Casework
package import Chronology

/// A volume of the archive: one of before, or that of a case that was archived here.
package enum ArchivedVolume: Sendable, Identifiable {
    case old(OldVolumeRecord)
    case ofCase(CaseSummary, CaseVolume)

    /// The id of the entry that registered it, or of its case.
    package var id: String {
        switch self {
        case .old(let record): record.id
        case .ofCase(let summary, _): summary.id
        }
    }

    package var year: Int {
        switch self {
        case .old(let record): record.volume.year
        case .ofCase(_, let volume): volume.archived.year
        }
    }

    /// 案卷号, or what the case is called where it got none.
    package var number: String {
        switch self {
        case .old(let record): record.volume.number
        case .ofCase(let summary, let volume): volume.number.isEmpty ? summary.number : volume.number
        }
    }

    package var title: String {
        switch self {
        case .old(let record): record.volume.title
        case .ofCase(let summary, _): "\(summary.party)\(summary.cause)案"
        }
    }

    package var party: String? {
        switch self {
        case .old(let record): record.volume.party
        case .ofCase(let summary, _): summary.party
        }
    }

    package var closed: Day? {
        switch self {
        case .old(let record): record.volume.closed
        case .ofCase(_, let volume): volume.closed
        }
    }

    /// 保管期限, where one is known.
    package var retention: String? {
        switch self {
        case .old(let record): record.volume.retention
        case .ofCase(_, let volume): volume.retention
        }
    }

    /// The loan from which it has not come back; of several the one that is due first.
    package var loan: OpenLoan? {
        switch self {
        case .old(let record): record.openLoan.map { OpenLoan(borrower: $0.borrower, due: $0.due) }
        case .ofCase(_, let volume): volume.loans.first
        }
    }

    /// Whether it should be back.
    package func isOverdue(on day: Day) -> Bool { loan.map { $0.due < day } ?? false }

    /// What a search looks through.
    var text: String {
        switch self {
        case .old(let record): record.text
        case .ofCase(let summary, _): [String(year), number, summary.number, title].joined(separator: "\n")
        }
    }

    fileprivate var order: (Int, Int, String) { (-year, number.count, number) }
}

extension [ArchivedVolume] {
    /// Newest year first, and within it by number.
    var inOrder: [ArchivedVolume] { sorted { $0.order < $1.order } }
}
