import Chronology
import Rules
import Testing

@testable import Office
@testable import Web

@Suite struct `A text article by article` {
    private func model(_ query: String) throws -> CoverageModel {
        let pack = try PackLibrary.bundled.pack("wuhan")
        let state = RulesState(
            history: RulesHistory(), hash: "", readings: [:], figures: [:],
            inForce: ["wuhan": try #require(Day("2017-12-05"))], readable: [], new: [], changed: [], missingTexts: [])
        return CoverageModel(
            pack, query: query, state: state, rules: RuleBook(packs: [pack], calendar: try .national()))
    }

    @Test func `has every row once, under its article`() throws {
        let model = try model("")
        let pack = try PackLibrary.bundled.pack("wuhan")
        let rows = model.articles.flatMap { article in article.rules.map { (article.article, $0.id) } }
        #expect(rows.map(\.1).sorted() == pack.rules.map(\.id.text).sorted())
        #expect(model.shown == pack.rules.count && model.total == pack.rules.count && !model.isFiltered)
        for (article, id) in rows { #expect(pack.rule(RuleID(id))?.article == article) }
        #expect(model.facts.contains { $0.label == "施行" && $0.value == "自 2017年12月5日 起" })
    }

    @Test func `is searched by words, all of which must be there`() throws {
        let one = try model("WH-11.2")
        #expect(one.articles.flatMap(\.rules).map(\.id) == ["WH-11.2"] && one.isFiltered)
        let both = try model("立案审批表 五个工作日")
        #expect(both.shown > 0 && both.shown < both.total)
        #expect(both.articles.flatMap(\.rules).contains { $0.id == "WH-11.2" })
        #expect(try model("没有这样的词语").shown == 0 && model("WH-11.2 没有这样的词语").shown == 0)
    }
}
