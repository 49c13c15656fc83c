import Casework
import Chronology
import Cryptography
import Foundation
import Ledger
import Rules
import TestKit
import Testing

@testable import Office

/// What the office judges by comes of its own log.
@Suite(.features("pack-adoption")) struct `The rules of an office` {
    private func figure(_ value: Int, from day: Day) -> RulesChange {
        var change = RulesChange(.figure, from: day)
        change.name = "police-receipt-days"
        change.value = value
        return change
    }

    /// The due day of 公安机关回执 for a referral on a day.
    private func receiptDue(_ office: Office, referred: Instant) -> Day? {
        let fact = Fact(entry: "e1", kind: FactKind("crime-referred"), at: referred, attributes: [:])
        let facts = CaseFacts(facts: [fact])
        return office.rules.obligations(of: facts, at: referred).first { $0.rule == RuleID("WH-30.8") }?.due?.lastDay
    }

    @Test func `begin with the texts that the office was founded on, by hash and from the log`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let history = try office.rulesHistory()
        let texts = history.confirmed.filter { $0.change.kind == .text }
        #expect(texts.map(\.change.pack) == ["wuhan", "national"])
        let calendar = try #require(history.confirmed.first { $0.change.kind == .calendar }?.change)
        let holidays = try await office.files.bytes(of: try #require(calendar.text))
        #expect(String(decoding: holidays, as: UTF8.self) == (try WorkingDayCalendar.nationalText()))
        for proposal in texts {
            let text = try #require(proposal.change.text)
            let kept = try await office.files.bytes(of: text)
            let files = try PackLibrary.bundled.files(of: try #require(proposal.change.pack))
            #expect(kept.count > files.map(\.yaml.utf8.count).reduce(0, +))
            #expect(proposal.change.hash == AdoptedText(pack: office.rules.packs[0], files: files, from: nil).hash.hex)
        }
        #expect(Set(office.rules.packs.map(\.id)) == ["wuhan", "national"])
    }

    /// Friday 4 September 2026; three working days later is Wednesday 9, five is Friday 11 September.
    @Test(.rows("DX-1.1")) func `judge an act by what counted on its day, and bear the hash of what counts`()
        async throws
    {
        let sample = try await SampleOffice()
        let office = sample.office
        let friday = try #require(Instant("2026-09-04T10:00:00+08:00"))
        try office.setClock(friday)
        let id = try await sample.complaint()
        #expect(receiptDue(office, referred: friday) == Day("2026-09-09"))
        let before = office.rulesHash
        let turn = try #require(Day("2026-09-14"))
        try await office.proposeRules(
            figure(5, from: turn), reason: "经支队办公会研究", try await sample.context("zhou"))
        #expect(office.adopted.choices.figures(on: office.now().day)["police-receipt-days"] == nil)
        #expect(receiptDue(office, referred: friday) == Day("2026-09-09"))
        let later = try #require(Instant("2026-09-14T10:00:00+08:00"))
        // Monday 14 September; five working days later is Monday 21, since 20 September is a make-up day off or on.
        let expected = office.rules.calendar.adding(workingDays: 5, after: later.day).due
        try office.setClock(later)
        #expect(office.adopted.choices.figures(on: office.now().day)["police-receipt-days"] == 5)
        #expect(receiptDue(office, referred: later) == expected)
        #expect(receiptDue(office, referred: friday) == Day("2026-09-09"))
        #expect(office.rulesHash != before)
        try await sample.takeIn("m1", in: id, try await sample.context("wang"))
        let entries = try office.log.ledger.entries(of: StreamName("case/\(id)"), from: 1)
        #expect(entries.first?.envelope.rules?.hex == before)
        #expect(entries.last?.envelope.rules?.hex == office.rulesHash)

        // A later process finds the same in the log.
        let reader = try await Office.openForReading(sample.root, logger: SampleOffice.logger)
        #expect(reader.rulesHash == office.rulesHash)
        #expect(receiptDue(reader, referred: later) == expected)
        #expect(receiptDue(reader, referred: friday) == Day("2026-09-09"))
        // Nothing else of the packs is doubled.
        #expect(
            reader.rules.packs.flatMap(\.forms).map(\.id).count
                == Set(reader.rules.packs.flatMap(\.forms).map(\.id)).count)
        #expect(reader.rules.procedure?.states.isEmpty == false)
        // The text is in force since its own day, whatever was chosen in it later.
        let state = try reader.rulesState(for: try await sample.account("zhou"))
        #expect(state.inForce["wuhan"] == Day("2017-12-05"))
    }

    @Test func `take a reading of an article, and go back to the recommended one`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let today = office.now().day
        var change = RulesChange(.reading, from: today)
        change.rule = RuleID("WH-39.1")
        change.reading = "early-demand"
        try await office.proposeRules(change, reason: "市局法规处答复", try await sample.context("sun"))
        #expect(office.adopted.choices.readings(on: today)[RuleID("WH-39.1")] == "early-demand")
        func current() -> Rule? { office.rules.packs.last { $0.id == "wuhan" }?.rule(RuleID("WH-39.1")) }
        let library = try PackLibrary.bundled.pack("wuhan")
        #expect(current()?.shape == library.rule(RuleID("WH-39.1"))?.readings.first?.rule.shape)
        change.reading = nil
        try await office.proposeRules(change, reason: "恢复", try await sample.context("sun"))
        #expect(current()?.shape == library.rule(RuleID("WH-39.1"))?.shape)
        change.reading = "nonsense"
        await #expect(throws: OfficeError.invalid([.notAllowed("reading", value: "nonsense")])) {
            try await office.proposeRules(change, reason: "试", try await sample.context("sun"))
        }
    }

    @Test(.rows("WH-N1.5")) func `change in a real office only with two people, each in the log`() async throws {
        let root = SampleOffice.newFolder()
        defer { try? FileManager.default.removeItem(at: root) }
        _ = try await SampleOffice.real(in: root)
        let office = try await Office.open(root, logger: SampleOffice.logger)
        let unit = try #require(await office.units.record("agency"))
        let today = office.now().day
        for (id, roles) in [("head", ["agency-head"]), ("legal", ["legal-dept"]), ("officer", ["officer"])] {
            _ = try await office.foundAccount(
                id: id, name: id, badge: nil, unit: unit, roles: roles, from: today, password: nil)
        }
        func context(_ id: String) async throws -> CommandContext {
            CommandContext(command: UUID().uuidString, account: try #require(await office.directory.account(id)))
        }
        var line = RulesChange(.line, from: today)
        line.name = "举报投诉"
        line.isLive = false
        await #expect(throws: OfficeError.forbidden("rules")) {
            try await office.proposeRules(line, reason: "停用", try await context("officer"))
        }
        await #expect(throws: OfficeError.invalid([.blank("reason")])) {
            try await office.proposeRules(line, reason: "", try await context("legal"))
        }
        let proposal = try #require(try await office.proposeRules(line, reason: "系统改造", try await context("legal")))
        #expect(try office.rulesHistory().proposals.last?.isOpen == true)
        await #expect(throws: OfficeError.account(.ownRights)) {
            try await office.confirmRules(proposal.id, try await context("legal"))
        }
        try await office.confirmRules(proposal.id, try await context("head"))
        let kept = try #require(try office.rulesHistory().proposals.last)
        #expect(kept.proposed.account == "legal" && kept.confirmed?.account == "head" && kept.reason == "系统改造")
        await #expect(throws: OfficeError.notFound("proposal", id: proposal.id)) {
            try await office.confirmRules(proposal.id, try await context("head"))
        }
        office.log.ledger.close()
    }

    @Test(.rows("FS-27.1", "LX-37.1", "QK-32.1"))
    func `apply a text from its day on, and from the day that the office enters for it`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let today = try #require(Instant("2026-09-04T10:00:00+08:00"))
        try office.setClock(today)
        var change = RulesChange(.inForce, from: try #require(Day("2018-01-01")))
        change.pack = "wuhan"
        await #expect(throws: OfficeError.invalid([.blank("source")])) {
            try await office.proposeRules(change, reason: "印发日期核实", try await sample.context("sun"))
        }
        change.source = "市局印发通知原件"
        try await office.proposeRules(change, reason: "印发日期核实", try await sample.context("sun"))
        let wuhan = try #require(office.rules.packs.last { $0.id == "wuhan" })
        #expect(wuhan.inForceFrom == Day("2018-01-01"))
        for (pack, last) in [("fushun", "2026-01-29"), ("linxi", "2020-05-28"), ("qiaokou", "2019-09-19")] {
            let text = try PackLibrary.bundled.pack(pack)
            #expect(!text.isInForce(on: try #require(Day(last))))
            #expect(text.isInForce(on: Day(epochDay: try #require(Day(last)).epochDay + 1)))
        }
    }

    @Test(.rows("WH-N0.2")) func `ask for the city's text in a district of Wuhan`() async throws {
        let office = try await SampleOffice().office
        #expect(office.missingTexts(among: ["fushun"], place: "420104") == [RuleID("WH-N0.2")])
        #expect(office.missingTexts(among: ["qiaokou", "wuhan"], place: "420104").isEmpty)
        #expect(office.missingTexts(among: ["fushun"], place: "210400").isEmpty)
    }

    @Test(.rows("QK-2.2")) func `take no case in by a procedure that no text has`() async throws {
        let sample = try await SampleOffice()
        var matter = SampleOffice.matter
        matter.procedure = "made-up"
        let context = try await sample.context("wang")
        await #expect(throws: OfficeError.self) { _ = try await sample.office.receive(matter, context) }
    }
}
