import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// The figures that heads, legal section, review and audit see.
@Suite(.features("statistics")) struct `The supervision of an office` {
    private static func year(_ office: Office) throws -> SupervisionQuery {
        SupervisionQuery(from: try #require(Month("2026-01")), to: try #require(Month("2027-12")))
    }

    @Test func `counts what judging every case gives, and the same after the views are rebuilt`() async throws {
        let seeded = try await SeededOffice()
        let office = seeded.office
        try office.setClock(office.now().adding(seconds: 60 * 86_400))
        let head = try await seeded.account("zhou")
        let query = try Self.year(office)
        let before = try await office.supervision(query, for: head)
        var judged: [Figure: Int] = [:]
        for reading in try await seeded.readings() {
            for duty in reading.obligations where duty.isConfirmed && duty.force == "due" {
                switch duty.state {
                case .met where duty.due != nil: judged[.inTime, default: 0] += 1
                case .late: judged[.late, default: 0] += 1
                case .overdue: judged[.overdue, default: 0] += 1
                default: break
                }
            }
        }
        func total(_ figure: Figure, _ found: Supervision) -> Int {
            found.sums.filter { $0.figure == figure }.reduce(0) { $0 + $1.count }
        }
        #expect((judged[.inTime] ?? 0) > 0 && (judged[.overdue] ?? 0) > 0)
        for figure in [Figure.inTime, .late, .overdue] {
            #expect(total(figure, before) == judged[figure] ?? 0, "\(figure)")
        }
        #expect(total(.recording, before) > 0)
        _ = try await office.rebuildViews()
        let after = try await office.supervision(query, for: head)
        #expect(Set(after.sums) == Set(before.sums))
        for figure in Figure.allCases where figure != .inTime {
            var one = query
            one.figure = figure
            #expect(try await office.findings(one, for: head, limit: 10_000).rows.count == total(figure, after))
        }
    }

    @Test(.rows("DX-1.3", "QK-1.3", "LX-1.1", "LX-33.2", "QK-30.2", "WH-47.1"))
    func `lists what is late under its unit, month and row once the period is over, and not before`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let id = try await sample.accepted()
        let head = try await sample.account("zhou")
        let query = try Self.year(office)
        var overdue = query
        overdue.figure = .overdue
        #expect(try await office.findings(overdue, for: head).total == 0)
        let reading = CaseReading(
            case: try await office.cases.current(id), rules: office.rules, now: office.now())
        let dues = reading.openDuties.filter(\.isConfirmed).compactMap { $0.due?.instant }.sorted()
        let last = try #require(dues.last)
        try office.setClock(last.adding(seconds: 1))
        let expected = CaseReading(
            case: try await office.cases.current(id), rules: office.rules, now: office.now()
        ).obligations.filter { $0.isConfirmed && $0.force == "due" && $0.state == .overdue }
        let found = try await office.findings(overdue, for: head)
        #expect(found.rows.map { $0.rule?.text ?? "" }.sorted() == expected.map(\.rule.text).sorted())
        #expect(!expected.isEmpty && Set(found.rows.map(\.unit)) == ["接待受理科"])
        #expect(Set(found.rows.map(\.officer)) == ["王晓梅"])
        for row in found.rows {
            #expect(row.caseID == id)
            #expect(expected.contains { $0.rule == row.rule && $0.due?.lastDay == row.day })
        }
        // Narrowed to another unit or another month there is none.
        overdue.unit = "监察一科"
        #expect(try await office.findings(overdue, for: head).total == 0)
        if expected.count >= 2 {
            #expect(try await office.supervision(query, for: head).risks.map(\.summary.id) == [id])
        }
    }

    @Test(.rows("DX-3.4"), .features("late-entry"))
    func `tells how much later than it happened a thing was entered`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let id = try await sample.complaint()
        let day = Day(epochDay: office.now().day.epochDay + 1)
        try office.setClock(Instant(day, hour: 18))
        try await sample.takeIn("m1", in: id, try await sample.context("wang", at: Instant(day, hour: 9)))
        let head = try await sample.account("zhou")
        var query = try Self.year(office)
        query.figure = .lag
        let lags = try await office.findings(query, for: head).rows
        #expect(lags.map(\.note) == ["32400"])
        try office.setClock(Instant(Day(epochDay: day.epochDay + 3), hour: 9))
        try await sample.takeIn("m2", in: id, try await sample.context("wang", at: Instant(day, hour: 9)))
        query.figure = .lateEntry
        #expect(try await office.findings(query, for: head).rows.map(\.note) == ["259200"])
    }

    @Test(.rows("LX-25.6")) func `counts a month of recordings by unit, officer and device`() async throws {
        let seeded = try await SeededOffice()
        let office = seeded.office
        let head = try await seeded.account("zhou")
        var expected: [String: Int] = [:]
        var played: [String: Int] = [:]
        var months: Set<Month> = []
        for reading in try await seeded.readings() {
            for recording in reading.case.recordings {
                months.insert(Month(recording.added.start.day))
                expected[recording.added.device, default: 0] += 1
                played[recording.added.device, default: 0] += Int(recording.added.playedMilliseconds / 1000)
            }
        }
        let sums = try await office.recordingSums(try Self.year(office), for: head)
        #expect(!expected.isEmpty)
        #expect(Dictionary(sums.map { ($0.device, $0.count) }, uniquingKeysWith: +) == expected)
        #expect(Dictionary(sums.map { ($0.device, $0.seconds) }, uniquingKeysWith: +) == played)
        #expect(sums.allSatisfy { !$0.unit.isEmpty && !$0.officer.isEmpty && $0.cases > 0 })
        // A month alone, and a month without any.
        let month = try #require(months.min())
        let one = try await office.recordingSums(SupervisionQuery(from: month, to: month), for: head)
        #expect(!one.isEmpty)
        let before = try #require(Month("2020-01"))
        #expect(try await office.recordingSums(SupervisionQuery(from: before, to: before), for: head).isEmpty)
        let officer = try await seeded.account("li")
        await #expect(throws: OfficeError.forbidden("supervision")) {
            _ = try await office.recordingSums(try Self.year(office), for: officer)
        }
    }

    @Test func `is for those whose task it is, and counts the tries of others`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let query = try Self.year(office)
        for name in ["zhou", "wu", "sun", "chen", "audit"] {
            _ = try await office.supervision(query, for: try await sample.account(name))
        }
        for name in ["li", "wang", "admin", "security"] {
            let account = try await sample.account(name)
            #expect(!office.maySupervise(account))
            await #expect(throws: OfficeError.forbidden("supervision")) {
                _ = try await office.supervision(query, for: account)
            }
        }
        var refused = query
        refused.figure = .refused
        let head = try await sample.account("zhou")
        #expect(try await office.findings(refused, for: head).total == 4)
        _ = try await office.rebuildViews()
        #expect(try await office.findings(refused, for: head).total == 4)
        let looks = try sample.entries("access/zhou/\(office.now().day)").map {
            try JSONDecoder().decode(AccessEvent.self, from: $0.open)
        }
        #expect(looks.contains { $0.thing == "supervision" && !$0.wasRefused })
    }

    @Test func `hides whom a case concerns from who has no rights in cases`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        _ = try await sample.accepted()
        try office.setClock(office.now().adding(seconds: 90 * 86_400))
        var query = try Self.year(office)
        query.figure = .overdue
        let audit = try await office.findings(query, for: try await sample.account("audit")).rows
        #expect(!audit.isEmpty && audit.allSatisfy { $0.party == "—" })
        let head = try await office.findings(query, for: try await sample.account("zhou")).rows
        #expect(head.allSatisfy { $0.party == "武汉晨光电子有限公司" })
    }

    /// `printf %s SEED:ID | sha256sum` for each, sorted by hand.
    @Test func `draws the same sample again from the same seed`() {
        let ids = ["a", "b", "c", "d"]
        #expect(ReviewSample.draw(4, from: ids, seed: "2028") == ["d", "a", "c", "b"])
        #expect(ReviewSample.draw(2, from: ids.reversed(), seed: "2028") == Array(["d", "a", "c", "b"].prefix(2)))
        #expect(ReviewSample.draw(9, from: ids, seed: "2028").count == 4)
        #expect(ReviewSample.draw(0, from: ids, seed: "2028").isEmpty)
    }

    @Test func `keeps every sample with its seed, and refuses a wrong number`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        var ids: [String] = []
        for _ in 1...4 { ids.append(try await sample.complaint()) }
        let month = try #require(Month("2026-09"))
        func draw(_ count: Int, seed: String?) async throws -> ReviewSample {
            try await office.drawSample(
                from: month, to: month, unit: nil, count: count, seed: seed, try await sample.context("sun"))
        }
        let first = try await draw(2, seed: "评查一")
        let second = try await draw(2, seed: nil)
        #expect(first.body.cases == ReviewSample.draw(2, from: ids, seed: "评查一"))
        #expect(first.body.population == 4 && second.body.seed.count == 32)
        #expect(second.body.cases == ReviewSample.draw(2, from: ids, seed: second.body.seed))
        #expect(try sample.entries(ReviewSample.stream).count == 2)
        await #expect(throws: OfficeError.invalid([.notAllowed("count", value: "0")])) {
            _ = try await draw(0, seed: nil)
        }
        let (_, shown) = try await office.sample(first.id, for: try await sample.account("chen"))
        #expect(shown.map(\.id) == first.body.cases)
    }
}
