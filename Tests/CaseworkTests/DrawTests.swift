import Casework
import Chronology
import Cryptography
import Foundation
import TestKit
import Testing

/// The known answers come from docs/draw-verify.py, which shares nothing with this product.
@Suite(.features("draw")) struct `A draw` {
    private static func example() throws -> DrawRecord {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs/draw-example.json")
        return try JSONDecoder().decode(DrawRecord.self, from: Data(contentsOf: file))
    }

    /// Changes the exported JSON as somebody with an editor would.
    private static func changed(_ text: String, to other: String) throws -> DrawRecord {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(try example()), as: UTF8.self)
        try #require(json.contains(text))
        return try JSONDecoder().decode(DrawRecord.self, from: Data(json.replacing(text, with: other).utf8))
    }

    private func lists(objects: Int, inspectors: Int, drawn: Int, each: Int, reversed: Bool = false) -> DrawLists {
        func candidates(_ count: Int, _ letter: String) -> [DrawLists.Candidate] {
            let list = (0..<count).map { DrawLists.Candidate(id: "\(letter)\($0)", name: "名\($0)", unit: "") }
            return reversed ? list.reversed() : list
        }
        return DrawLists(
            draw: "d", title: "抽查", objects: candidates(objects, "o"), inspectors: candidates(inspectors, "i"),
            objectsDrawn: drawn, inspectorsEach: each, seedSource: "开奖号码", seedKnownFrom: Day(epochDay: 20_791))
    }

    @Test func `comes out as another program computes it`() throws {
        let record = try Self.example()
        #expect(record.lists.digest.hex == "8c72e2971e4918dff0402c00b22bc0f472352de9ce157ef03c7a81fd636f9615")
        let seed = try #require(DrawSeed("０３ 08　14  19 27 33 　11"))
        #expect(seed.text == "03 08 14 19 27 33 11")
        let result = DrawResult(lists: record.lists, exclusions: record.exclusions.map(\.plain), seed: seed)
        #expect(result.objects.map(\.name) == ["武汉长丰建筑有限公司", "武汉宗关物流有限公司"])
        #expect(result.objects.map { $0.inspectors.map(\.name) } == [["周敏", "王晓梅"], ["陈思远", "周敏"]])
        #expect(result == record.result)
        #expect(record.findings() == [])
    }

    @Test func `does not depend on the order of its lists`() throws {
        let seed = try #require(DrawSeed("3021.45"))
        let one = lists(objects: 40, inspectors: 9, drawn: 12, each: 2)
        let other = lists(objects: 40, inspectors: 9, drawn: 12, each: 2, reversed: true)
        #expect(one.digest == other.digest)
        let drawn = DrawResult(lists: one, exclusions: [], seed: seed)
        #expect(DrawResult(lists: other, exclusions: [], seed: seed) == drawn)
        #expect(Set(drawn.objects.map(\.id)).count == 12)
        let next = try #require(DrawSeed("3021.46"))
        #expect(DrawResult(lists: one, exclusions: [], seed: next) != drawn)
    }

    @Test(arguments: 1...30) func `never gives an object an inspector who is excluded`(round: Int) throws {
        let lists = lists(objects: 12, inspectors: 5, drawn: 6, each: 3)
        let exclusions = (0..<12).flatMap { object in
            (0..<(object % 4)).map {
                DrawExclusion(object: "o\(object)", inspector: "i\(($0 + round) % 5)", reason: "亲属")
            }
        }
        let result = DrawResult(lists: lists, exclusions: exclusions, seed: try #require(DrawSeed("\(round)")))
        for object in result.objects {
            let excluded = exclusions.filter { $0.object == object.id }.map(\.inspector)
            #expect(Set(excluded).isDisjoint(with: object.inspectors.map(\.id)))
            #expect(object.inspectors.count == min(3, 5 - excluded.count))
            #expect(Set(object.inspectors.map(\.id)).count == object.inspectors.count)
        }
    }

    @Test func `falls on every object about equally often`() {
        let lists = lists(objects: 10, inspectors: 2, drawn: 3, each: 1)
        var counts: [String: Int] = [:]
        for number in 0..<1000 {
            guard let seed = DrawSeed("第 \(number) 期") else { continue }
            for object in DrawResult(lists: lists, exclusions: [], seed: seed).objects {
                counts[object.id, default: 0] += 1
            }
        }
        // 300 expected each, with a standard deviation of 14.5: five of them either way.
        #expect(counts.count == 10)
        #expect(counts.values.allSatisfy { (227...373).contains($0) })
    }

    @Test(arguments: [
        ("武汉汉水餐饮有限公司", "武汉汉水酒店有限公司"), ("韩家墩街", "古田街"), ("\"A0102\"", "\"A0109\""),
        ("2026-12-04\"", "2026-12-05\""), ("双色球", "大乐透"), ("第四季度", "第三季度"),
    ]) func `is another where one word of what was frozen is changed`(text: String, other: String) throws {
        let findings = try Self.changed(text, to: other).findings()
        #expect(findings.contains { if case .digest = $0 { true } else { false } })
    }

    @Test func `tells which object, inspector or seed was changed afterwards`() throws {
        var record = try Self.example()
        #expect(record.findings(announced: "00") == [.announced(stated: record.digest, announced: "00")])
        record.seed = DrawRecord.Seed(text: "03 08 14 19 27 33 12", entered: record.frozen)
        #expect(
            record.findings().contains(.seedEarly(entered: record.frozen.at.day, knownFrom: record.lists.seedKnownFrom))
        )
        #expect(record.findings().contains { if case .object(1, "91420104MA4K0004XD", _) = $0 { true } else { false } })

        let swapped = try Self.changed("\"id\":\"A0104\",\"name\":\"周敏\"}]", to: "\"id\":\"A0102\",\"name\":\"周敏\"}]")
        #expect(
            swapped.findings() == [
                .inspectors(
                    object: "91420104MA4K0003XC", stated: ["A0103", "A0102"], computed: ["A0103", "A0104"])
            ])
        var cleared = try Self.example()
        cleared.exclusions = []
        #expect(cleared.findings().count == 1)
        cleared.result = nil
        #expect(cleared.findings() == [.resultMissing])
        cleared.seed = nil
        #expect(cleared.findings() == [.seedMissing])
        cleared.format = "other"
        #expect(cleared.findings() == [.format("other")])
    }

    @Test func `shows an exclusion that was entered when the seed could be known`() throws {
        let late = try Self.changed("2026-11-24T09:30:00", to: "2026-12-04T20:00:00")
        #expect(
            late.findings() == [
                .exclusionLate(object: "91420104MA4K0004XD", inspector: "A0103", entered: late.lists.seedKnownFrom)
            ])
    }

    @Test func `is not frozen with a list that leaves doubt`() throws {
        let today = try #require(Day("2026-11-20"))
        #expect(lists(objects: 3, inspectors: 2, drawn: 3, each: 2).problems(on: today) == [])
        #expect(
            lists(objects: 3, inspectors: 2, drawn: 4, each: 0).problems(on: today)
                == [.outOfRange("objects-drawn", limit: 3), .outOfRange("inspectors-each", limit: 2)])
        #expect(
            lists(objects: 0, inspectors: 0, drawn: 1, each: 1).problems(on: today)
                == [.blank("objects"), .blank("inspectors")])
        let due = try #require(Day("2026-12-04"))
        #expect(
            lists(objects: 3, inspectors: 2, drawn: 1, each: 1).problems(on: due) == [.seedDayNotLater(frozen: due)])
        let twice = [
            DrawLists.Candidate(id: "a", name: "甲", unit: ""), DrawLists.Candidate(id: "a", name: "乙", unit: ""),
            DrawLists.Candidate(id: "b", name: " ", unit: ""),
        ]
        let doubtful = DrawLists(
            draw: "d", title: " ", objects: twice, inspectors: twice, objectsDrawn: 1, inspectorsEach: 1,
            seedSource: "", seedKnownFrom: due)
        #expect(
            doubtful.problems(on: today)
                == [
                    .blank("draw-title"), .blank("seed-source"), .duplicate("objects", id: "a"),
                    .incompleteLine("objects", line: 3), .duplicate("inspectors", id: "a"),
                    .incompleteLine("inspectors", line: 3),
                ])
    }

    @Test func `has no seed of nothing or of a page`() {
        #expect(DrawSeed(" \t\n　") == nil)
        #expect(DrawSeed(String(repeating: "7", count: 201)) == nil)
        #expect(DrawSeed("3021.45") == DrawSeed("\n３０２１．４５  "))
    }
}
