import Chronology
import Office
import Rules
import TestKit
import Testing

@testable import Web

@Suite struct `The page of a text` {
    @Test(
        .rows("WH-N0.1", "FS-27.3"),
        arguments: [
            ("wuhan", ["武人社发〔2017〕63号", "武法字〔2016〕15号", "人社部发〔2015〕62号"]),
            ("qiaokou", ["国办发〔2018〕118号", "鄂法办发〔2019〕7号"]), ("linxi", ["《河北省行政执法全过程记录办法》"]),
            ("fushun", ["抚顺市人力资源和社会保障局", "2026年1月30日", "取代"]),
        ])
    func `shows its head with the texts on which it rests`(id: PackID, words: [String]) throws {
        let pack = try PackLibrary.bundled.pack(id)
        let facts = CoverageModel.facts(pack, inForce: nil)
        let shown = facts.map { "\($0.label) \($0.value)" }.joined(separator: "\n")
        for word in words { #expect(shown.contains(word), "\(shown)") }
    }

    @Test(.rows("WH-N0.1")) func `is named with its number and its bases on each of its obligations`() throws {
        let received = try #require(Instant("2026-09-28T09:00:00+08:00"))
        let book = RuleBook(packs: [try PackLibrary.bundled.pack("wuhan")], calendar: try .national())
        let facts = CaseFacts(
            facts: [
                Fact(entry: "e0", kind: .matterReceived, at: received, attributes: ["source": "complaint"])
            ], attributes: ["source": "complaint"])
        let owed = try #require(book.obligations(of: facts, at: received).first)
        let view = ObligationView(owed, now: received, rules: book, caseID: "c1")
        #expect(view.pack.contains("武人社发〔2017〕63号"))
        #expect(view.restsOn?.contains("武法字〔2016〕15号") == true)
    }
}
