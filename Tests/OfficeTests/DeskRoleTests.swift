import Chronology
import Rules
import TestKit
import Testing

@testable import Office

/// A paper that waits for somebody stands on somebody's desk.
@Suite(.features("work-list")) struct `Who takes a step with a paper` {
    @Test(arguments: ["wuhan", "district", "qiaokou", "fushun", "linxi"])
    func `has every paper that is reviewed or approved on the desk`(name: String) throws {
        let pack = try PackLibrary.bundled.pack(PackID(name))
        let book = RuleBook(packs: [pack], calendar: try .national())
        let nobody = CaseFacts(facts: [])
        var nameless: [String] = []
        for kind in pack.forms {
            for step in kind.route where step == .approved || step == .reviewed {
                if book.desks(for: step, form: kind.id, in: nobody).isEmpty { nameless.append("\(kind.id) \(step)") }
            }
        }
        #expect(nameless == [], "\(name)")
    }

    @Test(.rows("WH-36.3", "WH-35.1")) func `may depend on what the paper states, or be said beside another step`()
        throws
    {
        let book = RuleBook(packs: [try PackLibrary.bundled.pack("wuhan")], calendar: try .national())
        let closing = Fact(
            entry: "e", kind: .formSubmitted, at: Instant(milliseconds: 0), subject: "closing",
            attributes: ["form": .text("case-closure-approval-form"), "field.variant": .text("fulfilled")])
        let facts = CaseFacts(facts: [closing])
        #expect(
            book.roles(for: .approved, form: "case-closure-approval-form", as: "closing", in: facts) == ["agency-head"])
        #expect(book.roles(for: .approved, form: "penalty-approval-form", in: facts) == ["bureau-head"])
    }
}
