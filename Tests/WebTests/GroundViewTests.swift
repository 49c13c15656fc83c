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
}
