internal import Casework
package import Chronology
internal import Rules

/// The volume of a case that was archived here, as the register of volumes shows it: folded from the case.
package struct CaseVolume: Hashable, Sendable, Codable {
    /// 档号; empty where none was given.
    package let number: String
    package let closed: Day?
    package let archived: Day
    /// 保管期限, where somebody laid it down.
    package let retention: String?
    /// Those who have it or copies of it and have not brought it back, the earliest due first.
    package let loans: [OpenLoan]

    /// Nil for a case that is not archived.
    init?(_ case: Case) {
        guard let archive = `case`.entered(.caseArchived).last else { return nil }
        number = archive.act.answers["archive-number"]?.text ?? ""
        closed = `case`.entered(.caseClosed).last?.at.day
        archived = archive.at.day
        retention = `case`.retention
        var open: [OpenLoan] = []
        for entry in `case`.entered where [.volumeBorrowed, .volumeReturned].contains(entry.act.what) {
            let answers = entry.act.answers.merging(entry.act.personal ?? [:]) { kept, _ in kept }
            let borrower = answers["borrower"]?.text ?? ""
            if entry.act.what == .volumeBorrowed {
                guard let due = answers["due"]?.text.flatMap({ Day($0) }) else { continue }
                open.append(OpenLoan(borrower: borrower, due: due))
            } else if let place = open.firstIndex(where: { $0.borrower == borrower }) ?? open.indices.first {
                // Who brings it back need not be named; then the oldest loan ends.
                open.remove(at: place)
            }
        }
        loans = open.sorted { ($0.due, $0.borrower) < ($1.due, $1.borrower) }
    }
}

/// A loan from which a volume has not come back.
package struct OpenLoan: Hashable, Sendable, Codable {
    package let borrower: String
    /// The last day on which it is to come back.
    package let due: Day
}

extension Case {
    /// The period for which the volume is kept (保管期限), as it was last laid down; nil where nobody did.
    var retention: String? { entered(FactKind("retention-class-set")).last?.act.answers["class"]?.text }
}
