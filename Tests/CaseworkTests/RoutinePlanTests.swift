import Casework
import Chronology
import Rules
import TestKit
import Testing

@Suite struct `A plan of routine inspections` {
    private let firms = (1...50).map { number in
        RoutinePlan.Firm(id: "F\(number)", name: "公司\(number)", address: "解放大道\(number)号", contact: "王经理")
    }
    private let made = RuleCase.instant("2026-03-02 09:00")

    private func line(_ act: ActEntered, at time: String) -> UnitBook.Line {
        UnitBook.Line(
            id: "e-\(time)", actor: .head, entered: RuleCase.instant(time), at: RuleCase.instant(time), act: act)
    }

    /// Whether the book takes such a line, whatever texts the office applies.
    private func isTaken(_ line: UnitBook.Line) throws -> Bool {
        let bare = RuleBook(packs: [], calendar: try RulesOfTests.calendar())
        return UnitBook(unit: "one").decide(line, rules: bare) == .accepted
    }

    private var book: UnitBook {
        var book = UnitBook(unit: "one")
        let act = RoutinePlan.making(
            id: "p1", number: "日常巡查〔2026〕1号", title: "一季度巡查", approvedBy: "周正", firms: firms.count,
            until: Day(epochDay: made.day.epochDay + 20), year: 2026, blob: .sample("b"))
        book.apply(line(act, at: "2026-03-02 09:00"))
        return book
    }

    private func visit(_ change: (inout RoutinePlan.Visit) -> Void = { _ in }) -> RoutinePlan.Visit {
        var visit = RoutinePlan.Visit(
            from: RuleCase.instant("2026-03-03 09:00"), to: RuleCase.instant("2026-03-03 10:00"),
            officers: ["钱峰", "孙丽"], present: "王经理", found: "工资按月支付", result: .clear, measures: "", caseID: nil,
            caseNumber: nil)
        change(&visit)
        return visit
    }

    @Test func `is entered as an approved plan of the unit, with as many firms as it has`() throws {
        let plan = try #require(book.routinePlan("p1"))
        #expect(plan.firmCount == 50 && plan.title == "一季度巡查" && plan.approvedBy == "周正")
        let fact = try #require(book.facts(at: made).facts.first { $0.kind == FactKind("plan-approved") })
        #expect(fact["manner"] == "routine" && fact["firms"] == 50 && fact["year"] == 2026)
        #expect(try book.lines.allSatisfy(isTaken))
    }

    @Test func `needs a name, an approver, a day ahead and firms that are told apart`() {
        func problems(
            of firms: [RoutinePlan.Firm], called title: String = "巡查", by: String = "周正", until days: Int = 1
        ) -> [Problem] {
            RoutinePlan.problems(
                title: title, approvedBy: by, firms: firms, until: Day(epochDay: made.day.epochDay + days), on: made.day
            )
        }
        #expect(problems(of: firms) == [] && problems(of: firms, until: 0) == [])
        #expect(problems(of: firms, called: "") == [.blank("plan")])
        #expect(problems(of: firms, by: " ") == [.blank("approved-by")])
        #expect(problems(of: firms, until: -1).count == 1)
        #expect(problems(of: []) == [.blank("firms")])
        #expect(problems(of: [firms[0], firms[0]]) == [.alreadyExists("firm", id: "F1")])
        #expect(problems(of: [RoutinePlan.Firm(id: "", name: "公司", address: "", contact: "")]).count == 1)
    }

    @Test func `counts each firm by its last visit, and those not visited apart`() throws {
        var book = book
        var plan = try #require(book.routinePlan("p1"))
        func enter(_ firm: Int, _ visit: RoutinePlan.Visit, at time: String) throws {
            book.apply(line(plan.visiting(firms[firm], visit, documents: [.sample("c")]), at: time))
            plan = try #require(book.routinePlan("p1"))
        }
        #expect(plan.progress.map(\.count) == [0, 0, 0, 50])
        try enter(0, visit(), at: "2026-03-03 11:00")
        try enter(
            1,
            visit {
                $0.result = .corrected
                $0.measures = "补签合同"
            }, at: "2026-03-03 12:00")
        try enter(
            2,
            visit {
                $0.result = .ledToCase
                $0.caseID = "c1"
                $0.caseNumber = "立〔2026〕7号"
            }, at: "2026-03-03 13:00")
        #expect(plan.progress.map(\.count) == [1, 1, 1, 47])
        try enter(
            0,
            visit {
                $0.result = .corrected
                $0.measures = "补发"
            }, at: "2026-03-04 11:00")
        #expect(plan.progress.map(\.count) == [0, 2, 1, 47])
        #expect(plan.record(of: "F3")?.caseID == "c1" && plan.record(of: "F3")?.caseNumber == "立〔2026〕7号")
        #expect(plan.record(of: "F9") == nil)
        #expect(plan.records.map(\.number).last == "日常巡查〔2026〕1号-4")
        #expect(try book.lines.allSatisfy(isTaken))
        // What was found at a firm, and who was there, is personal.
        #expect(book.lines.last?.act.answers["found"] == nil && book.lines.last?.act.personal?["found"] != nil)
    }

    @Test func `takes a visit that lies between the plan and now, with what its result asks for`() throws {
        let plan = try #require(book.routinePlan("p1"))
        let now = RuleCase.instant("2026-03-03 12:00")
        func problems(_ change: (inout RoutinePlan.Visit) -> Void) -> [Problem] {
            plan.problems(of: visit(change), at: now)
        }
        #expect(problems { _ in } == [])
        #expect(problems { $0.to = RuleCase.instant("2026-03-03 08:00") } == [.endsBeforeStart])
        #expect(problems { $0.to = RuleCase.instant("2026-03-03 13:00") } == [.inTheFuture])
        #expect(
            problems { $0.from = RuleCase.instant("2026-03-01 09:00") } == [.notAllowed("from", value: "2026-03-01")])
        #expect(problems { $0.officers = [] } == [.noOfficer])
        #expect(problems { $0.found = " " } == [.blank("found")])
        #expect(problems { $0.result = .corrected } == [.blank("measures")])
        #expect(problems { $0.result = .ledToCase } == [.blank("case-number")])
    }
}
