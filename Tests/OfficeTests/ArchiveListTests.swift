import Casework
import Chronology
import Foundation
import Rules
import Testing

@testable import Office

/// Volumes of before and those of cases that were archived here, with who has which.
@Suite struct `The list of the archive` {
    private func lent(to borrower: String, until due: Day) -> CaseEvent {
        .actEntered(
            ActEntered(
                what: .volumeBorrowed, subject: nil,
                answers: ["purpose": "复查", "approved-by": "周国强", "due": .text(due.description)],
                personal: ["borrower": .text(borrower)]))
    }

    private func back(from borrower: String? = nil) -> CaseEvent {
        var personal: [String: FactValue] = [:]
        if let borrower { personal["borrower"] = .text(borrower) }
        return .actEntered(
            ActEntered(what: .volumeReturned, subject: nil, answers: ["complete": true], personal: personal))
    }

    @Test func `has the cases that were archived here, and says which should be back`() async throws {
        let sample = try await SeededOffice()
        let office = sample.office
        let keeper = try await sample.account("zheng")
        let all = try await office.archivedVolumes(OldVolumeQuery(), for: keeper)
        let archived = try await office.allCases().filter { summary in
            try office.log.entries(of: "case/\(summary.id)", after: 0)
                .contains { String(decoding: $0.open, as: UTF8.self).contains("case-archived") }
        }
        #expect(!archived.isEmpty && Set(all.rows.map(\.id)) == Set(archived.map(\.id)))
        let volume = try #require(all.rows.first)
        #expect(volume.number.hasPrefix("武监档") && volume.loan == nil && volume.title.hasSuffix("案"))

        let due = office.now().day
        func enter(_ event: CaseEvent) async throws {
            try await office.enter(event, in: volume.id, CommandContext(command: UUID().uuidString, account: keeper))
        }
        try await enter(lent(to: "李建国", until: due.adding(days: 3)))
        try await enter(lent(to: "赵敏", until: due))
        var onlyLent = OldVolumeQuery()
        onlyLent.onlyLent = true
        var onlyOverdue = OldVolumeQuery()
        onlyOverdue.onlyOverdue = true
        let first = try await office.archivedVolumes(onlyLent, for: keeper).rows
        #expect(first.map(\.loan) == [OpenLoan(borrower: "赵敏", due: due)])
        #expect(try await office.archivedVolumes(onlyOverdue, for: keeper).rows.isEmpty)
        #expect(try await office.overdueLoans(for: keeper).isEmpty)
        try office.setClock(Instant(due.adding(days: 1), hour: 9))
        #expect(try await office.archivedVolumes(onlyOverdue, for: keeper).rows.map(\.id) == [volume.id])
        #expect(try await office.overdueLoans(for: keeper).map(\.id) == [volume.id])
        #expect(try await office.overdueLoans(for: try await sample.account("li")).isEmpty)
        // She brings hers back; what he has is not due yet.
        try await enter(back(from: "赵敏"))
        #expect(try await office.overdueLoans(for: keeper).isEmpty)
        #expect(
            try await office.archivedVolumes(onlyLent, for: keeper).rows.map(\.loan)
                == [OpenLoan(borrower: "李建国", due: due.adding(days: 3))])
        try await enter(back())
        #expect(try await office.archivedVolumes(onlyLent, for: keeper).rows.isEmpty)
    }
}
