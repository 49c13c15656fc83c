import Rules
import TestKit
import Testing

@Suite struct `Coverage of rows` {
    private let log = """
        S-2\t`a test`()\tRulesTests/A.swift
        S-2\t`a test`()\tRulesTests/A.swift
        S-2\t`another`()\tWebTests/B.swift
        S-9\t`stray`()\tRulesTests/A.swift
        not a line of the log
        """
    private let yaml = """
        pack: sample
        title: 样本
        rank: 10
        source: 样本
        checked: 2026-01-01
        rules:
          - { id: S-10, article: 十, says: 十, feature: the-log }
          - { id: S-2, article: 二, says: 二, never: { fact: case-closed } }
          - { id: S-3, article: 三, says: 三, when: { fact: case-closed }, need: { fact: case-archived } }
        """

    @Test func `tells carrier, tests and state of each rule, and rows that no rule has`() throws {
        let pack = try Pack(files: [("sample/pack.yaml", yaml)])
        let coverage = RuleCoverage.of([pack], log: log)
        #expect(coverage.map(\.id.text) == ["S-2", "S-3", "S-10", "S-9"])
        #expect(coverage.map(\.state) == [.carried, .untested, .untested, .missing])
        #expect(coverage[0].tests == ["RulesTests/A.swift: `a test`()", "WebTests/B.swift: `another`()"])
        #expect(coverage[0].carrier == RuleCoverage.Carrier(kind: .gate, name: "case-closed"))
        #expect(coverage[1].carrier == RuleCoverage.Carrier(kind: .duty, name: "case-closed"))
        #expect(coverage[2].carrier == RuleCoverage.Carrier(kind: .feature, name: "the-log"))
        #expect(coverage[0].pack == "sample")
        #expect(coverage[0].article == "二")
    }
}
