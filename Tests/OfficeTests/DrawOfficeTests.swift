import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// The demo office lives on 2026-11-22 or later; its clock is put forward as the seed's day comes.
@Suite(.features("draw")) struct `A draw in an office` {
    private let sample: SampleOffice
    private let office: Office

    init() async throws {
        sample = try await SampleOffice()
        office = sample.office
    }

    private func new(_ from: Day) -> NewDraw {
        func list(_ letter: String, _ count: Int) -> [DrawLists.Candidate] {
            (1...count).map { DrawLists.Candidate(id: "\(letter)\($0)", name: "\(letter)名\($0)", unit: "某街") }
        }
        return NewDraw(
            title: "抽查", objects: list("o", 300), inspectors: list("i", 6), objectsDrawn: 60, inspectorsEach: 2,
            seedSource: "开奖号码", seedKnownFrom: from)
    }

    /// Freezes a draw whose seed is known from tomorrow.
    private func frozen() async throws -> (id: String, from: Day) {
        let from = office.now().day.adding(days: 1)
        let context = try await sample.context("wang")
        let id = try await office.freezeDraw(new(from), inBook: Office.wholeAgency, context)
        #expect(try await office.freezeDraw(new(from), inBook: Office.wholeAgency, context) == id)
        return (id, from)
    }

    private func fix(_ seed: String, again: String, of id: String) async throws {
        try await office.fixSeed(
            seed, again: again, proof: nil, of: id, inBook: Office.wholeAgency, try await sample.context("wang"))
    }

    private func exclude(_ object: String, _ inspector: String, from id: String) async throws {
        try await office.exclude(
            DrawExclusion(object: object, inspector: inspector, reason: "亲属"), from: id, inBook: Office.wholeAgency,
            try await sample.context("wang"))
    }

    @Test func `goes from frozen lists over the seed to a result that anybody computes`() async throws {
        let (id, from) = try await frozen()
        try await exclude("o7", "i3", from: id)
        await #expect(throws: OfficeError.draw([.excludedAlready])) { try await exclude("o7", "i3", from: id) }
        await #expect(throws: OfficeError.draw([.unknown("object", id: "o301")])) {
            try await exclude("o301", "i3", from: id)
        }
        await #expect(throws: OfficeError.draw([.seedTooEarly(knownFrom: from)])) {
            try await fix("7", again: "7", of: id)
        }
        await #expect(throws: OfficeError.draw([.seedMissing])) {
            try await office.enterDrawResult(
                of: id, inBook: Office.wholeAgency, try await sample.context("wang"))
        }
        try office.setClock(Instant(from, hour: 9))
        await #expect(throws: OfficeError.draw([.exclusionsClosed(from: from)])) {
            try await exclude("o8", "i3", from: id)
        }
        await #expect(throws: OfficeError.draw([.seedsDiffer])) { try await fix("03 08", again: "03 09", of: id) }
        try await fix("０３  08", again: "03 08", of: id)
        await #expect(throws: OfficeError.draw([.seedFixed])) { try await fix("03 09", again: "03 09", of: id) }
        let context = try await sample.context("wang")
        try await office.enterDrawResult(of: id, inBook: Office.wholeAgency, context)
        try await office.enterDrawResult(of: id, inBook: Office.wholeAgency, context)
        let record = try await office.drawRecord(named: "双随机〔\(office.now().day.year)〕1号")
        #expect(record.findings() == [])
        #expect(record.seed?.text == "03 08")
        #expect(record.result?.objects.count == 60)
        await #expect(throws: OfficeError.draw([.resultEntered])) {
            try await office.enterDrawResult(of: id, inBook: Office.wholeAgency, try await sample.context("wang"))
        }
        let lines = try await office.book(Office.wholeAgency, for: try await sample.account("wang")).lines
        #expect(
            lines.map(\.act.what.rawValue)
                == ["draw-frozen", "draw-exclusion-entered", "draw-seed-fixed", "draw-result-entered"])
    }

    @Test(arguments: ["draw-frozen", "draw-exclusion-entered", "draw-seed-fixed", "draw-result-entered"])
    func `is never typed into the book`(fact: String) async throws {
        let act = ActEntered(what: FactKind(fact), subject: "d", answers: ["draw": "d"])
        await #expect(throws: OfficeError.draw([.computedOnly])) {
            try await office.enter(act, inBook: Office.wholeAgency, try await sample.context("wang"))
        }
    }

    @Test func `of a prescribed platform is entered with its proof`() async throws {
        var act = ActEntered(
            what: Draw.platformFact, subject: nil,
            answers: [
                "platform": "某省平台", "platform-number": "7", "draw-title": "抽查", "drawn-on": "2026-11-20",
                "drawn-objects": ["某公司"], "drawn-inspectors": ["王"],
            ])
        await #expect(throws: OfficeError.invalid([.attachmentMissing])) {
            try await office.enter(act, inBook: Office.wholeAgency, try await sample.context("wang"))
        }
        act.attachments = [try await office.files.put([1, 2], mediaType: "image/png", name: "截图.png")]
        try await office.enter(act, inBook: Office.wholeAgency, try await sample.context("wang"))
    }

    @Test func `is for those who act in cases`() async throws {
        let from = office.now().day.adding(days: 1)
        await #expect(throws: OfficeError.forbidden("case")) {
            _ = try await office.freezeDraw(new(from), inBook: Office.wholeAgency, try await sample.context("admin"))
        }
    }

    @Test func `reads lists from a spreadsheet, and says so where it cannot`() async throws {
        let rows = try await office.rows(ofSheet: Array("\u{FEFF}编号,名称\r\no1,\"甲,乙\"\r\n".utf8))
        #expect(rows == [["编号", "名称"], ["o1", "甲,乙"]])
        await #expect(throws: OfficeError.draw([.fileUnreadable])) {
            _ = try await office.rows(ofSheet: [0x50, 0x4B, 3, 4, 9, 9])
        }
    }
}
