import Chronology
import Rules
import TestKit
import Testing

/// What the head of each regulation says, held against the texts themselves.
@Suite struct `The head of a pack` {
    private func restsOn(_ pack: PackID) throws -> [String] {
        try RulesOfTests.pack(pack).head.restsOn.map { $0.title + ($0.number ?? "") }
    }

    @Test(.rows("WH-N0.1", "WH-1.1")) func `names the number of Wuhan's text and the two on which it rests`() throws {
        let pack = try RulesOfTests.pack("wuhan")
        #expect(pack.number == "武人社发〔2017〕63号")
        #expect(pack.issuer == "武汉市人力资源和社会保障局")
        #expect(pack.head.issued == Day("2017-12-05"))
        #expect(pack.citedTitle == "《武汉市劳动保障监察执法全过程记录办法》（武人社发〔2017〕63号）")
        #expect(
            try restsOn("wuhan") == [
                "关于全面推进人力资源社会保障部门法治建设的指导意见人社部发〔2015〕62号", "武汉市行政执法全过程记录办法武法字〔2016〕15号",
            ])
    }

    @Test(.rows("QK-1.2")) func `names the three texts on which Qiaokou's rests, and every rule an article of it`()
        throws
    {
        #expect(
            try restsOn("qiaokou") == [
                "国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见国办发〔2018〕118号",
                "湖北省行政执法全过程记录办法（试行）鄂法办发〔2019〕7号", "武汉市行政执法全过程记录办法",
            ])
        for rule in try RulesOfTests.pack("qiaokou").rules {
            #expect(rule.article.hasPrefix("第") && rule.article.contains("条"), "\(rule.id)")
        }
    }

    @Test(.rows("LX-1.2")) func `names the provincial text on which Linxi's rests, and a layer of it ranks above`()
        throws
    {
        let county = try RulesOfTests.pack("linxi")
        #expect(county.place == "130535")
        #expect(try restsOn("linxi") == ["河北省行政执法全过程记录办法"])
        let province = try Pack(files: [
            (
                "hebei/pack.yaml",
                "pack: hebei\ntitle: 河北省行政执法全过程记录办法\nrank: 60\nsource: 样本\nchecked: 2026-01-01\nplace: \"130000\"\n"
            )
        ])
        let book = RuleBook(packs: [county, province], calendar: try RulesOfTests.calendar())
        #expect(book.packs.map(\.id) == ["hebei", "linxi"])
        #expect(book.procedure?.id == "linxi")
    }

    @Test(.rows("FS-27.3")) func `tells title, issuer and day of posting of Fushun's text`() throws {
        let pack = try RulesOfTests.pack("fushun")
        #expect(pack.title == "抚顺市人力资源和社会保障局行政执法全过程记录制度实施细则")
        #expect(pack.issuer == "抚顺市人力资源和社会保障局")
        #expect(pack.head.posted == Day("2026-01-30"))
    }

    @Test(.rows("FS-27.2")) func `lets the text that it repeals govern no act from its first day on`() throws {
        let pack = try RulesOfTests.pack("fushun")
        #expect(pack.head.replaces.map(\.title) == ["抚顺市人力资源和社会保障局行政执法全过程记录制度"])
        let old = try Pack(files: [
            (
                "old/pack.yaml",
                "pack: old\ntitle: 抚顺市人力资源和社会保障局行政执法全过程记录制度\nrank: 40\nsource: 样本\nchecked: 2026-01-01\n"
            )
        ])
        let book = RuleBook(packs: [pack], calendar: try RulesOfTests.calendar())
        let first = try #require(Day("2026-01-30"))
        #expect(book.replacement(of: old, on: first)?.id == "fushun")
        #expect(book.replacement(of: old, on: Day(epochDay: first.epochDay - 1)) == nil)
        #expect(book.replacement(of: try RulesOfTests.pack("wuhan"), on: first) == nil)
    }

    @Test func `is refused with its place where a key is misspelt`() throws {
        let text =
            "pack: p\ntitle: 样本\nrank: 1\nsource: 样本\nchecked: 2026-01-01\nrests-on:\n  - { title: 甲, numbr: 乙 }\n"
        let error = #expect(throws: PackError.self) { _ = try Pack(files: [("p/pack.yaml", text)]) }
        #expect(error?.line == 7 && error?.key == "rests-on[0].numbr")
    }
}
