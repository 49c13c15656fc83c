import Casework
import Chronology
import Rules
import Testing

@testable import Web

@Suite struct `The timeline names what an entry speaks of` {
    private static func told(_ what: String, _ answers: [String: FactValue]) throws -> [String] {
        let book = RuleBook(
            packs: try PackLibrary.bundled.names.map { try PackLibrary.bundled.pack($0) }, calendar: try .national())
        let now = Instant(milliseconds: 0)
        let actor = Actor(account: "li", name: "李建国", badge: nil, unit: "监察一科", roles: ["officer"])
        let drafted = CaseEvent.formDrafted(
            FormDrafted(
                form: "f43eeddf8836d", formKind: "penalty-decision", version: 1, about: nil, corrects: nil, fields: [:])
        )
        let folded = Case(
            id: "c1", entries: [Case.Entry(id: "e1", actor: actor, entered: now, at: now, event: drafted)])
        let act = ActEntered(what: FactKind(what), subject: nil, answers: answers)
        return EventText(rules: book, folded: folded, names: ["zhou": "周国强"]).details(.actEntered(act))
    }

    @Test func `a paper is named by its title and never by its id`() throws {
        let published = try Self.told("result-published", ["form-id": "f43eeddf8836d"])
        #expect(published.count == 1)
        #expect(published.first?.contains("决定书》") == true)
        #expect(published.first?.contains("f43eeddf8836d") == false)
    }

    @Test func `a person is named by the name`() throws {
        let heard = try Self.told("statement-heard", ["organiser": "zhou"])
        #expect(heard.count == 1 && heard.first?.hasSuffix("周国强") == true, "\(heard)")
    }

    @Test func `a list of papers names each, and keeps what is none`() throws {
        let entered = try Self.told("platform-sheet-entered", ["about": .list(["f43eeddf8836d", "十日内补正"])])
        #expect(entered.first?.hasSuffix("》、十日内补正") == true)
        #expect(entered.first?.contains("f43eeddf8836d") == false)
    }

    @Test func `a platform and its fields are called what the platform calls them`() throws {
        let supplied = try Self.told(
            "platform-field-supplied", ["platform": "wuhan-supervision", "platform-field": "lead-badge"])
        #expect(supplied.count == 2)
        for line in supplied { #expect(!line.contains { $0.isASCII && $0.isLetter }, "\(line)") }
    }
}
