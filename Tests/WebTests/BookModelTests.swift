import Casework
import Chronology
import Rules
import Testing

@testable import Web

@Suite struct `The book of a unit stands in order` {
    private static let actor = Actor(account: "li", name: "李建国", badge: nil, unit: "监察一科", roles: ["officer"])

    private static func model(lines: Int, only: String? = nil, page: Int = 0) throws -> BookModel {
        let rules = RuleBook(
            packs: try PackLibrary.bundled.names.map { try PackLibrary.bundled.pack($0) }, calendar: try .national())
        let now = try #require(Instant("2026-10-09T09:00:00+08:00"))
        var book = UnitBook(unit: "agency")
        for index in 0..<lines {
            let what = index % 3 == 0 ? "training-held" : "device-maintained"
            let act = ActEntered(what: FactKind(what), subject: nil, answers: ["year": .integer(2026)])
            let at = now.adding(seconds: -86_400 * index)
            book.apply(UnitBook.Line(id: "e\(index)", actor: actor, entered: now, at: at, act: act))
        }
        return BookModel(
            book, units: [("agency", "支队")], obligations: [], only: only, page: page, now: now, rules: rules)
    }

    @Test func `every register that somebody can write in stands in exactly one group`() {
        let grouped = BookGroup.all.flatMap(\.kinds)
        #expect(Set(grouped).count == grouped.count)
        let known = ActSchema.book.map(\.what).filter { !UnitBook.computedFacts.contains($0) }
        #expect(Set(known).subtracting(grouped) == [])
        for kind in grouped { #expect(ActSchema.ofBook(kind) != nil, "\(kind)") }
    }

    @Test func `a register says what it holds and how many lines`() throws {
        let model = try Self.model(lines: 7)
        let row = try #require(model.groups.flatMap(\.rows).first { $0.title == "培训" })
        #expect(row.count == 3)
        #expect(row.holds.hasPrefix("内容、参加人、学时"))
        #expect(row.newest == "2026年10月9日")
        #expect(row.enterHref == "/books/agency/enter/training-held")
        #expect(model.heading == "支队台账：没有要办的事项，已登记 7 条")
    }

    @Test func `its lines are paged, and those of one register can be had alone`() throws {
        let whole = try Self.model(lines: 120)
        #expect(whole.lines.count == 50 && whole.range == "第 1–50 条，共 120 条")
        #expect(whole.previous == nil && whole.following == "/books/agency?page=1#lines")
        let last = try Self.model(lines: 120, page: 99)
        #expect(last.range == "第 101–120 条，共 120 条" && last.following == nil)
        let alone = try Self.model(lines: 120, only: "training-held")
        #expect(alone.range == "第 1–40 条，共 40 条" && alone.only?.title == "培训")
        #expect(try Self.model(lines: 3, only: "no-such-register", page: -5).lines.count == 3)
    }
}
