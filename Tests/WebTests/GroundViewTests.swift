import Casework
import Chronology
import Rules
import TestKit
import Testing

@testable import Web

@Suite struct `The ground on which a case ends` {
    private func rules() throws -> RuleBook {
        RuleBook(packs: [try PackLibrary.bundled.pack("wuhan")], calendar: try .national())
    }

    private func kind(_ rules: RuleBook) throws -> FormKind {
        try #require(
            rules.packs.flatMap(\.forms).first { kind in
                kind.fields.contains { $0.options.contains { $0.id == "fulfilled" } }
            })
    }

    @Test func `is shown as its form calls it, and nothing for a form without`() throws {
        let rules = try rules()
        let kind = try kind(rules)
        let field = try #require(kind.fields.first { $0.options.contains { $0.id == "fulfilled" } })
        let other = try #require(field.options.first { $0.id != "fulfilled" })
        let bare = Case(id: "c1")
        let chosen = GroundView.of(kind, [field.name: .text(other.id)], bare, rules: rules)
        #expect(chosen.map(\.chosen) == [other.title] && chosen.first?.lack == nil)
        #expect(GroundView.of(kind, [:], bare, rules: rules).map(\.chosen) == [nil])
        let plain = try #require(rules.form("filing-approval-form"))
        #expect(GroundView.of(plain, [:], bare, rules: rules).isEmpty)
    }

    @Test func `lacks its basis where it says fulfilled and no decision was served`() throws {
        let rules = try rules()
        let kind = try kind(rules)
        let field = try #require(kind.fields.first { $0.options.contains { $0.id == "fulfilled" } })
        let view = try #require(
            GroundView.of(kind, [field.name: .text("fulfilled")], Case(id: "c1"), rules: rules).first)
        #expect(view.decisions.isEmpty && view.lack?.contains("没有已经送达的决定书") == true)
    }

    @Test(arguments: [
        ("wuhan", ["handling-decision", "penalty-decision"]), ("qiaokou", ["enforcement-decision"]),
        ("district", ["decision-document", "on-the-spot-decision"]), ("fushun", ["decision-document"]),
        ("linxi", ["on-the-spot-penalty-decision", "penalty-decision", "surcharge-decision"]),
    ])
    func `is the decision of every text, once it was served and did not come back`(
        name: String, papers: [FormKindID]
    ) throws {
        let pack = try PackLibrary.bundled.pack(name)
        let rules = RuleBook(packs: [pack], calendar: try .national())
        #expect(pack.forms.filter(\.decides).map(\.id).sorted() == papers)
        let told = try #require(pack.milestones.first { $0.id == "decided" }).facts
        for fact in told { for form in fact.attributes["form"]?.texts ?? [] { #expect(papers.contains(form)) } }
        let kind = try #require(pack.forms.first { $0.fields.contains { $0.decisionGround != nil } })
        let field = try #require(kind.fields.first { $0.decisionGround != nil })
        let stated: String =
            if case .options(let options)? = field.decisionGround { options.min() ?? "" } else { "已付清" }
        for paper in papers {
            var folded = Case(id: "c1")
            let drafted = CaseEvent.formDrafted(
                FormDrafted(
                    form: "d1", formKind: paper, version: 1, about: nil, corrects: nil, fields: [:]))
            let served = CaseEvent.serviceEntered(
                ServiceEntered(
                    service: "s1", form: "d1", method: "direct", receipt: nil, captures: 0, addressee: "某公司",
                    details: [:], attachments: []))
            folded.apply(entry("e1", drafted))
            #expect(
                GroundView.of(kind, [field.name: .text(stated)], folded, rules: rules).first?.lack != nil, "\(paper)")
            folded.apply(entry("e2", served))
            let view = try #require(GroundView.of(kind, [field.name: .text(stated)], folded, rules: rules).first)
            #expect(view.lack == nil && view.decisions.map(\.href) == ["/cases/c1/forms/d1"], "\(paper)")
            let returned = CaseEvent.actEntered(
                ActEntered(what: .serviceReturned, subject: "s1", answers: ["return-circumstances": "查无此人"]))
            folded.apply(entry("e3", returned))
            #expect(
                GroundView.of(kind, [field.name: .text(stated)], folded, rules: rules).first?.lack != nil, "\(paper)")
        }
    }

    private func entry(_ id: String, _ event: CaseEvent) -> Case.Entry {
        let actor = Actor(account: "li", name: "李", badge: nil, unit: "", roles: [])
        let at = Instant(milliseconds: 1_767_225_600_000)
        return Case.Entry(id: id, actor: actor, entered: at, at: at, event: event)
    }
}
