import Casework
import Chronology
import Rules
import TestKit
import Testing

@Suite struct `The wording of a paper` {
    private static func fushun() throws -> RuleBook {
        RuleBook(packs: [try RulesOfTests.pack("fushun")], calendar: try RulesOfTests.calendar())
    }

    private static func told(_ kind: FormKindID, _ fields: [String: FieldContent]) -> Told {
        Told().given(.received()).given(.drafted("d1", kind, fields: fields))
    }

    private static func problems(_ event: CaseEvent, _ told: Told) throws -> [Problem] {
        guard case .invalid(let problems) = told.matter.decide(told.entry(event), rules: try fushun()) else {
            return []
        }
        return problems
    }

    @Test(arguments: [
        ("《劳动保障监察条例》第三条", ["第三条"]), ("第三条第一款", []), ("第二十六条第（一）项", []), ("第26条第1款第2项", []),
        ("第三条（不分款、项）", []), ("第三条（本条没有款项）", []), ("第三条（以下简称条例）", ["第三条"]),
        ("第三条、第四条第一款和第五条", ["第三条", "第五条"]), ("第十七条之一", ["第十七条之一"]), ("第十七条之一第二款", []),
        ("依照条例办理", []), ("第三条第四条", ["第三条", "第四条"]),
    ])
    func `cites the law down to paragraph and item, or says that there is none`(text: String, shallow: [String]) {
        #expect(LegalCitation.shallow(in: text) == shallow)
    }

    @Test(.rows("FS-13.7")) func `of a decision that cites an article alone does not go out`() throws {
        let told = Self.told("decision-document", ["basis": .text("《劳动保障监察条例》第二十六条")])
        #expect(
            try Self.problems(.submitted("d1"), told).contains(
                .citationTooShallow(name: "basis", label: "处理依据", citation: "第二十六条", article: "第十二条第（一）项")))
        // Frozen before the check was there: it is refused when it is issued.
        let frozen = told.given(.submitted("d1"))
        #expect(try Self.problems(.issued("d1"), frozen).count == 1)
        for text in ["《劳动保障监察条例》第二十六条第（一）项", "《劳动保障监察条例》第十条（不分款、项）"] {
            let whole = Self.told("decision-document", ["basis": .text(text)]).given(.submitted("d1"))
            #expect(try Self.problems(.issued("d1"), whole) == [])
        }
    }

    @Test(
        arguments: [
            ("应于＿＿＿＿日内改正", "＿＿＿＿"), ("当事人：××公司", "××"), ("人社监决字〔　〕号", "〔　〕"), ("  年  月  日", "  年  月  日"),
            ("罚款（待填写）元", "（待填写）"), ("责令支付工资", nil), ("ABXX型设备", nil), ("X 月工资", nil), ("2026年3月2日", nil),
        ] as [(String, String?)])
    func `leaves nothing open`(text: String, blank: String?) {
        #expect(OpenBlank.first(in: text) == blank)
    }

    @Test(.rows("FS-13.8")) func `of a decision with an open blank does not go out`() throws {
        let told = Self.told("decision-document", ["result": .text("责令于＿＿＿＿日内支付工资")])
        #expect(
            try Self.problems(.submitted("d1"), told) == [.blankLeft(name: "result", label: "处理结果", blank: "＿＿＿＿")])
        #expect(try Self.problems(.issued("d1"), told.given(.submitted("d1"))).count == 1)
        let whole = Self.told("decision-document", ["result": .text("责令于十日内支付工资")])
        #expect(try Self.problems(.submitted("d1"), whole) == [])
    }

    @Test(.rows("FS-11.10", "FS-13.8")) func `of a report is laid against the records, and what differs is listed`()
        throws
    {
        let kind = try #require(try Self.fushun().form("investigation-report"))
        let told = Told().given(.received()).given(.material(name: "劳动合同")).given(.leadNamed, by: .head).given(.act())
        let acting = told.matter.acts.flatMap { $0.recorded.officers.map(\.name) }
        let borne = [
            "investigators": FieldContent.text(acting.joined(separator: "、")), "evidence": .text("《劳动合同》"),
            "facts": .text("2026年3月2日接到投诉"), "start": .text("2026-03-02 09:00"), "end": .text("2026-03-02 17:00"),
        ]
        #expect(told.matter.differences(of: borne, in: kind) == [])
        func differences(_ name: String, _ text: String) -> [RecordDifference] {
            told.matter.differences(of: borne.merging([name: .text(text)]) { $1 }, in: kind)
        }
        #expect(
            differences("investigators", (acting + ["郑十"]).joined(separator: "、")) == [
                .officerNotInRecords(name: "郑十", label: "调查人员")
            ])
        #expect(
            differences("investigators", acting.dropFirst().joined(separator: "、"))
                == acting.prefix(1).map { .officerNotNamed(name: $0, label: "调查人员") })
        #expect(differences("evidence", "《劳动合同》《考勤表》") == [.evidenceNotInCase(name: "考勤表", label: "证据")])
        #expect(
            differences("facts", "2026年2月27日现场检查") == [.dayNotInRecords(day: "2026-02-27", label: "查明的事实")])
        #expect(differences("facts", "限于2026年9月30日前改正") == [])
        let decision = try #require(try Self.fushun().form("decision-document"))
        #expect(
            told.matter.differences(of: ["party": .text("另一公司")], in: decision) == [
                .partyNotInCase(name: "另一公司", label: "当事人")
            ])
        #expect(told.matter.differences(of: ["party": .text("江城公司")], in: decision) == [])
    }
}
