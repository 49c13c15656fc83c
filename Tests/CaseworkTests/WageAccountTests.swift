import Casework
import Foundation
import Rules
import Testing

@Suite struct `The wages of a case` {
    private let rows = [
        WageRow(worker: "张三", period: "6月", owed: 300_000, paid: 100_000),
        WageRow(worker: "张三", period: "7月", owed: 300_000), WageRow(worker: "李四", period: "6月", owed: 50_000),
    ]

    private func payment(_ amount: Int, to worker: String? = nil, rest: Int) -> CaseEvent {
        .actEntered(
            ActEntered(
                what: .performanceReceived, subject: nil,
                answers: ["amount": .integer(amount), "outstanding": .integer(rest)],
                personal: worker.map { ["worker": .text($0)] } ?? [:]))
    }

    @Test func `are summed a worker and all together, and payments count towards the worker whom they name`() {
        let told = Told.complaint.given(.wagesEntered(WagesEntered(replaces: true, rows: rows)))
        let before = told.matter.wageAccount
        #expect(before.workers.map(\.name) == ["张三", "李四"])
        #expect(before.workers.map(\.outstanding) == [500_000, 50_000])
        #expect(before.workers.map(\.periods) == [["6月", "7月"], ["6月"]])
        #expect((before.owed, before.unpaid, before.outstanding) == (650_000, 550_000, 550_000))
        let after = told.given(payment(200_000, to: "张三", rest: 350_000)).matter.wageAccount
        #expect(after.workers.map(\.outstanding) == [300_000, 50_000])
        #expect(after.outstanding == 350_000)
        #expect(after.received == 200_000)
    }

    @Test func `are settled when neither the list nor the last payment leaves anything`() {
        let told = Told.complaint.given(.wagesEntered(WagesEntered(replaces: true, rows: rows)))
        #expect(!told.matter.wageAccount.isSettled)
        let one = told.given(payment(500_000, to: "张三", rest: 0))
        #expect(!one.matter.wageAccount.isSettled)
        #expect(one.given(payment(50_000, to: "李四", rest: 0)).matter.wageAccount.isSettled)
        #expect(!one.given(payment(50_000, to: "李四", rest: 1)).matter.wageAccount.isSettled)
        #expect(one.given(payment(50_000, rest: 0)).matter.wageAccount.isSettled)
    }

    @Test func `of one worker pay no debt of another`() {
        let told = Told.complaint.given(.wagesEntered(WagesEntered(replaces: true, rows: rows)))
            .given(payment(900_000, to: "张三", rest: 0))
        #expect(told.matter.wageAccount.outstanding == 50_000)
    }

    @Test func `are added to or replaced, and a payment names a worker of the list`() throws {
        let told = Told.complaint.given(.wagesEntered(WagesEntered(replaces: true, rows: rows)))
        let added = told.given(
            .wagesEntered(WagesEntered(replaces: false, rows: [WageRow(worker: "王五", period: "", owed: 1)])))
        #expect(added.matter.wages.count == 4)
        #expect(added.given(.wagesEntered(WagesEntered(replaces: true, rows: [rows[2]]))).matter.wages == [rows[2]])
        #expect(try added.problems(of: payment(1, to: "王五", rest: 0)) == [])
        #expect(
            try told.problems(of: payment(1, to: "王五", rest: 0)) == [.notAllowed("worker", value: "王五")])
        #expect(try told.problems(of: .wagesEntered(WagesEntered(replaces: true, rows: []))) == [.blank("wages")])
        let many = (0...WagesEntered.mostRows).map { WageRow(worker: "工\($0)", period: "", owed: 1) }
        #expect(
            try told.problems(of: .wagesEntered(WagesEntered(replaces: true, rows: many)))
                == [.tooManyRows("wages", limit: WagesEntered.mostRows)])
    }

    @Test func `too long for the log go to the vault whole, and come back`() throws {
        let many = (1...900).map { WageRow(worker: "工人\($0)", period: "2026年6月至8月", owed: 2_000_000 + $0) }
        let (event, long) = try WagesEntered(replaces: true, rows: many).dividedForLog()
        #expect(event.rows == nil)
        var read = try #require(
            {
                if case .wagesEntered(let body) = try CaseEvent(CaseEvent.wagesEntered(event).record()) {
                    body
                } else {
                    nil
                }
            }())
        #expect(try CaseEvent.wagesEntered(event).record().open.count < 1000)
        #expect(read.lacksRows)
        try read.read(long: try #require(long))
        #expect(read.allRows == many)
        #expect(!read.lacksRows)
        #expect(read.owed == many.reduce(0) { $0 + $1.owed })
        let short = try WagesEntered(replaces: true, rows: rows).dividedForLog()
        #expect(short.long == nil)
        #expect(short.event.rows == rows)
    }
}
