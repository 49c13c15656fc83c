import Casework
import Chronology
import Rules
import TestKit
import Testing

@Suite struct `The book of a unit` {
    private let training = FactKind("training-held")

    private func line(_ act: ActEntered, at time: String, entered: String? = nil) -> UnitBook.Line {
        UnitBook.Line(
            id: "e-\(time)", actor: .head, entered: RuleCase.instant(entered ?? time), at: RuleCase.instant(time),
            act: act)
    }

    private var held: ActEntered {
        ActEntered(
            what: training, subject: nil, answers: ["topic": "全过程记录", "participants": ["赵敏"], "hours": 8])
    }

    private func rules(_ yaml: String = "") throws -> RuleBook {
        let head = "pack: sample\ntitle: 样本\nrank: 10\nsource: 样本\nchecked: 2026-01-01\n"
        let packs = yaml.isEmpty ? [] : [try Pack(files: [("sample/pack.yaml", head + "rules:\n" + yaml)])]
        return RuleBook(packs: packs, calendar: try RulesOfTests.calendar())
    }

    @Test func `takes the acts of a unit and no act of a case`() throws {
        let book = UnitBook(unit: "one")
        #expect(book.decide(line(held, at: "2026-03-02 09:00"), rules: try rules()) == .accepted)
        let ofCase = ActEntered(what: FactKind("device-checked"), subject: nil, answers: [:])
        #expect(
            book.decide(line(ofCase, at: "2026-03-02 09:00"), rules: try rules())
                == .invalid([.notAllowed("what", value: "device-checked")]))
        let season = ActEntered(what: FactKind("year-begun"), subject: nil, answers: ["year": 2026])
        #expect(
            book.decide(line(season, at: "2026-03-02 09:00"), rules: try rules())
                == .invalid([.notAllowed("what", value: "year-begun")]))
    }

    @Test func `asks for every answer and takes no other`() throws {
        let book = UnitBook(unit: "one")
        let bare = ActEntered(what: training, subject: nil, answers: ["topic": "记录", "colour": "红"])
        #expect(
            book.decide(line(bare, at: "2026-03-02 09:00"), rules: try rules())
                == .invalid([.blank("participants"), .blank("hours"), .notAllowed("colour", value: "红")]))
        #expect(
            book.decide(line(held, at: "2026-03-02 09:00", entered: "2026-03-01 09:00"), rules: try rules())
                == .invalid([.inTheFuture]))
    }

    private let yearly = """
          - id: S-1
            article: 一
            says: 每年培训
            when: { fact: year-begun }
            need: { fact: training-held, same: { year: subject } }
            within: { months: 12 }
        """

    @Test func `owes what a year asks for from the year of its first line on`() throws {
        var book = UnitBook(unit: "one")
        let rules = try rules(yearly)
        func states(_ time: String) -> [String] {
            let moment = RuleCase.instant(time)
            return rules.obligations(of: book.facts(at: moment), at: moment).map {
                "\($0.about ?? "") \($0.state.rawValue)"
            }
        }
        #expect(states("2026-06-01") == [])
        var first = held
        first.answers["year"] = 2025
        book.apply(line(first, at: "2025-05-06 09:00"))
        #expect(states("2026-06-01") == ["2025 met", "2026 open"])
        #expect(states("2027-01-02") == ["2025 met", "2026 overdue", "2027 open"])
    }

    @Test func `is held to the rules of its acts`() throws {
        let rule = "  - { id: S-1, article: 一, says: 一, records: training-held, states: [year] }"
        let book = UnitBook(unit: "one")
        guard case .refused(let refusals) = book.decide(line(held, at: "2026-03-02 09:00"), rules: try rules(rule))
        else {
            Issue.record("not refused")
            return
        }
        #expect(refusals.map(\.rule) == [RuleID("S-1")])
    }
}
