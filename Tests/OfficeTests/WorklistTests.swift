import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// A desk shows what judging every case would give, without judging them.
@Suite(.features("work-list")) struct `A work list` {
    @Test func `agrees with judging every case, for everybody, whenever it is looked at`() async throws {
        let seeded = try await SeededOffice()
        let office = seeded.office
        let start = office.now()
        for days in [0, 4, 40, 200] {
            try office.setClock(start.adding(seconds: days * 86_400))
            let readings = try await seeded.readings().filter { $0.state?.id != "archived" }
            var shown = 0
            for person in await office.directory.all {
                let list = try await office.worklist(for: person)
                let now = office.now()
                guard office.mayAct(person) else {
                    #expect(list.papers.isEmpty && list.due.isEmpty && list.next.isEmpty, "\(person.id)")
                    continue
                }
                let own = readings.filter { $0.takingPart.contains(person.id) }
                let due = own.flatMap { reading in reading.openDuties.map { "\(reading.case.id)|\($0.deskKey)" } }
                #expect(list.counts.duties == Set(due).count, "\(person.id) after \(days) days")
                let rows = try office.views.desk(.duty, of: ["account:\(person.id)"], limit: 1000).rows
                #expect(Set(rows.map { "\($0.caseID)|\($0.key)" }) == Set(due), "\(person.id) after \(days) days")
                #expect(list.counts.overdue == own.flatMap(\.openDuties).filter { $0.state == .overdue }.count)
                #expect(Set(list.due.map { "\($0.caseSummary.id)|\($0.obligation.deskKey)" }).isSubset(of: due))
                let papers = readings.flatMap { reading in
                    reading.papers(for: person, summary: reading.row().summary).map { "\(reading.case.id)|\($0.form)" }
                }
                #expect(Set(list.papers.map { "\($0.caseSummary.id)|\($0.form)" }) == Set(papers), "\(person.id)")
                let next = readings.compactMap { reading -> String? in
                    let actor = person.offered(at: now, in: reading.case)
                    guard let act = reading.next(for: actor).first(where: \.isAllowed),
                        reading.takingPart.contains(person.id) || reading.isForRole(act.code, of: actor)
                    else { return nil }
                    return "\(reading.case.id)|\(act.code)"
                }
                #expect(Set(list.next.map { "\($0.caseSummary.id)|\($0.act.code)" }) == Set(next), "\(person.id)")
                shown += papers.count + next.count + due.count
            }
            #expect(shown > 0)
        }
    }

    @Test(.rows("DX-16.7")) func `shows a duty to the unit once it is overdue`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        _ = try await sample.complaint()
        // The case was taken in by 王晓梅 of 接待受理科; 李建国 belongs to another unit.
        let colleague = Account(id: "colleague", signInName: "", name: "同科", badge: nil, unit: "接待受理科")
        let li = try await sample.account("li")
        func ofUnit(_ account: Account) throws -> Int {
            try office.views.desk(.unitDuty, of: ["unit:\(account.unit)"], limit: 100).total
        }
        let first = try await office.worklist(for: try await sample.account("wang"))
        let dues = first.due.compactMap { $0.obligation.due?.instant }
        let due = try #require(dues.min())
        #expect(try ofUnit(colleague) == 0)
        try office.setClock(due.adding(seconds: 1))
        _ = try await office.worklist(for: try await sample.account("wang"))
        #expect(try ofUnit(colleague) > 0)
        #expect(try ofUnit(li) == 0)
        // Who takes part sees it as an own duty, not once more as the unit's.
        #expect(try await office.worklist(for: try await sample.account("wang")).ofUnit.isEmpty)
    }
}
