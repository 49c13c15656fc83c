import Casework
import Chronology
import Rules
import TestKit
import Testing

@Suite struct `A messy spreadsheet is read` {
    private let today = Day(2026, 11, 22) ?? Day(epochDay: 0)

    private func lines(_ rows: [[String]]) -> [WageSheet.Line] {
        rows.enumerated().filter { $0.element.contains { !$0.isEmpty } }
            .map { WageSheet.Line(number: $0.offset + 1, cells: $0.element) }
    }

    private func read(
        _ kind: ImportKind, _ rows: [[String]], merges: [WageSheet.Merge] = [],
        _ change: (inout ImportDirectory) -> Void = { _ in }
    ) throws -> ImportReport {
        var directory = ImportDirectory(today: today)
        directory.states = [.init("filed", ["已立案"]), .init("suspended", ["中止调查"]), .init("served", ["决定已送达"])]
        directory.returning = ["suspended"]
        directory.people = [.init("li", ["李强"]), .init("li2", ["李敏"]), .init("li3", ["李敏"])]
        directory.units = [.init("u1", ["监察一科"])]
        directory.milestones = ["accepted", "filed"]
        change(&directory)
        let pack = try RulesOfTests.pack("wuhan")
        let reader = ImportReader(
            kind: kind, columns: kind.columns(milestones: pack.milestones), directory: directory)
        return try #require(reader.read(lines(rows), merges: merges))
    }

    private func faults(_ line: ImportReport.Line?) -> [ImportReport.Fault] {
        if case .refused(let faults)? = line?.outcome { return faults }
        return []
    }

    private let head = ["序号", "年度", "案卷号", "案卷题名", "当事人", "结案时间", "页数", "经办感想"]

    @Test func `below its titles, without empty rows, sums and headings once more`() throws {
        let report = try read(
            .volumes,
            [
                ["某某市劳动保障监察案卷目录"], [], head, ["1", "2021", "12", "甲公司欠薪案", "甲公司", "2021.5.12", "33页", "累"],
                [], ["2", "２０２１", " 1３ ", "乙公司欠薪案", "乙公司", "二〇二一年五月十二日", "8", ""], head,
                ["合计", "", "", "", "", "", "41", ""], ["共2卷"],
            ])
        #expect(report.lines.map(\.number) == [4, 6, 7, 8, 9])
        #expect(report.fresh == 2 && report.skipped == 3 && report.refused == 0)
        #expect(report.otherHeadings == ["序号", "经办感想"], "案卷号 is surer than 序号")
        guard case .volume(let first)? = report.lines[0].item, case .volume(let second)? = report.lines[1].item else {
            Issue.record("no volumes")
            return
        }
        #expect(first.year == 2021 && first.number == "12" && first.pages == 33 && first.closed == Day(2021, 5, 12))
        #expect(second.year == 2021 && second.number == "13" && second.closed == Day(2021, 5, 12))
        #expect(report.lines[0].remarks.isEmpty)
        #expect(
            report.lines[1].remarks.map(\.understood) == ["2021", "13", "2021-05-12"],
            "what is understood otherwise than written is said")
    }

    @Test func `and what is wrong is named by the file's own heading`() throws {
        let report = try read(
            .volumes,
            [
                head, ["1", "2021", "1", "甲", "", "2023.2.30"], ["2", "2021", "2", "乙", "", "2023年5月"],
                ["3", "2021", "3", "丙", "", "5/12/23"], ["4", "2021", "4", "丁", "", "去年"],
                ["5", "2021", "", "戊", ""], ["6", "21", "6", "己", ""], ["7", "2021", "7", "庚", "", "2026-11-23"],
                ["8", "2021", "1 ", "辛", "", ""], ["9", "2021", "9", "壬", "", "", "很多"],
                ["10", "2021", "１", "癸", "", "", "3"],
            ])
        #expect(
            report.lines.map { faults($0).map(\.reason) } == [
                [.noSuchDay], [.incompleteDay], [.ambiguousDay], [.notADay], [.missing], [.notANumber], [.inTheFuture],
                [], [.notANumber], [.repeats(line: 9)],
            ])
        #expect(faults(report.lines[0]).first?.heading == "结案时间")
        #expect(faults(report.lines[0]).first?.value == "2023.2.30")
    }

    @Test func `with merged cells, save where a number may not be said twice`() throws {
        let report = try read(
            .volumes,
            [["年度", "案卷号", "题名", "当事人"], ["2021", "1", "甲", "江城公司"], ["", "2", "乙", ""], ["", "", "丙", ""]],
            merges: [
                WageSheet.Merge(rows: 2...4, columns: 0...0), WageSheet.Merge(rows: 2...3, columns: 3...3),
                WageSheet.Merge(rows: 3...4, columns: 1...1),
            ])
        #expect(report.fresh == 2)
        #expect(report.lines[1].remarks.allSatisfy(\.isMerged) && report.lines[1].remarks.count == 2)
        #expect(faults(report.lines[2]) == [.init(heading: "案卷号", value: "", reason: .missing)])
    }

    @Test func `of running cases, with states, people and units by their names alone`() throws {
        let report = try read(
            .cases,
            [
                ["案号", "案由", "所处环节", "收件日期", "立案时间", "受理日期", "被投诉单位", "承办人", "科室", "中止前环节"],
                ["武监立[2026]５号", "欠薪", "已立案", "46027", "2026/1/9", "", "甲公司、乙公司", "李强", "监察一科"],
                ["6号", "欠薪", "在办", "2026-01-05", "", "", "甲公司", "王二", "监察九科"],
                ["7号", "欠薪", "中止调查", "2026-01-05", "2026-01-02", "", "甲公司", "李敏"],
                ["8号", "欠薪", "中止调查", "2026-01-05", "2026-01-06", "2026-01-08", "甲公司", "", "", "已立案"],
            ])
        guard case .runningCase(let first)? = report.lines[0].item else {
            Issue.record("\(report.lines[0].outcome)")
            return
        }
        #expect(first.request.received == Day(2026, 1, 5) && first.request.days == ["filed": Day(2026, 1, 9)])
        #expect(first.request.employers.map(\.name) == ["甲公司", "乙公司"])
        #expect(first.request.lead == "li" && first.request.state == "filed")
        #expect(report.lines[0].remarks.map(\.understood) == ["武监立[2026]5号", "2026-01-05"])
        #expect(faults(report.lines[1]).map(\.heading) == ["所处环节", "承办人", "科室"])
        #expect(
            faults(report.lines[2]).map(\.reason) == [
                .missing, .before("收件日期"), .several(["李敏", "李敏"]),
            ])
        #expect(faults(report.lines[3]).map(\.reason) == [.before("受理日期")])
    }

    @Test func `but never who reported`() throws {
        let head = ["案号", "案由", "所处环节", "收到日期", "当事人", "投诉人", "来源"]
        let row = ["9号", "欠薪", "已立案", "2026-01-05", "甲公司", "丁一", "举报"]
        let report = try read(
            .cases, [head, row, ["10号"] + row[1...4] + ["丁一", "投诉"], ["11号"] + row[1...4] + ["", "举报"]]
        ) {
            $0.sources = [.init("report", ["举报"]), .init("complaint", ["投诉"])]
        }
        #expect(faults(report.lines[0]) == [.init(heading: "投诉人", value: "", reason: .informant)])
        #expect(report.lines.dropFirst().allSatisfy { $0.outcome == .fresh })
    }

    @Test func `of employers without a code are known by name and address`() throws {
        let report = try read(
            .employers,
            [
                ["单位", "统一社会信用代码", "地址"], ["老王面馆", "无", "解放大道3号"], ["老王面馆", "", "解放大道5号"],
                ["老王面馆", "/", " 解放大道3号"], ["包工头李四", "91420100MA4KPQ1R0L", "解放大道3号"], ["刘五", "", ""],
            ])
        #expect(
            report.lines.map { faults($0).map(\.reason) }
                == [[], [], [.repeats(line: 2)], [.wrongCode], [.missing]])
        guard case .employer(let employer)? = report.lines[0].item else {
            Issue.record("no employer")
            return
        }
        #expect(employer.creditCode == nil && employer.hasNoCode && employer.address == "解放大道3号")
    }

    @Test func `of employers, people and devices`() throws {
        let employers = try read(
            .employers,
            [["单位", "统一社会信用代码"], ["甲", "91420100MA4KPQ1R0L"], ["乙", "９１350100m000100Y43"], ["丙", ""]])
        #expect(faults(employers.lines[0]).map(\.reason) == [.wrongCode])
        #expect(employers.lines[1].outcome == .fresh)
        #expect(employers.lines[1].remarks.map(\.understood) == ["91350100M000100Y43"])
        // Neither a code nor an address: nobody could be known again.
        #expect(faults(employers.lines[2]).map(\.reason) == [.missing])
        let people = try read(
            .people, [["姓名", "用户名", "部门"], ["张三", "ZhangSan", "监察一科"], ["李四", "zhangsan", "监察一科"]])
        #expect(people.lines.map { faults($0).map(\.reason) } == [[], [.repeats(line: 2)]])
    }

    @Test func `and what is known is told from what says something else`() throws {
        let rows = [["年度", "案卷号", "题名"], ["2021", "1", "甲"], ["2021", "2", "乙"], ["2021", "3", "丙"]]
        var report = try read(.volumes, rows)
        let known = Dictionary(
            report.lines.compactMap(\.item).prefix(2).map { ($0.key, $0.digest) }, uniquingKeysWith: { $1 })
        report.compare(with: known.mapValues { $0 }.merging(["2021/2": "other"]) { $1 })
        #expect(report.lines.map(\.outcome) == [.known, .conflict, .fresh])
        #expect(report.open.map(\.number) == [3])
    }

    @Test func `unless no row names the columns`() throws {
        let reader = ImportReader(
            kind: .volumes, columns: ImportKind.volumes.columns(), directory: ImportDirectory(today: today))
        #expect(reader.read(lines([["甲", "乙"], ["1", "2"]])) == nil)
        #expect(reader.read([]) == nil)
    }
}

@Suite struct `A day in a spreadsheet` {
    @Test(arguments: [
        "2023-05-12", "2023/5/12", "2023.5.12", "2023年5月12日", "20230512", "2023 年 5 月 12 日", "2023-05-12 00:00:00",
        "2023/5/12 9:30", "2023.05.12.",
    ]) func `is read as it is written`(text: String) {
        #expect(WrittenDay(text) == Day(2023, 5, 12).map { .day($0, isPlain: true) })
    }

    @Test(arguments: ["45058", "45058.0", "45058.5", "二〇二三年五月十二日", "二零二三年五月十二日", "２０２３年5月十二日"])
    func `is remarked where it is written otherwise`(text: String) {
        #expect(WrittenDay(text) == Day(2023, 5, 12).map { .day($0, isPlain: false) })
    }

    @Test func `of tens is read in Chinese numerals`() {
        #expect(WrittenDay("二〇二三年十月二十日") == Day(2023, 10, 20).map { .day($0, isPlain: false) })
        #expect(WrittenDay("二〇二三年十一月三十日") == Day(2023, 11, 30).map { .day($0, isPlain: false) })
        #expect(WrittenDay("二〇二三年五月") == .incomplete)
    }

    @Test(arguments: [
        ("2023.2.30", WrittenDay.noSuchDay), ("2023-13-01", .noSuchDay), ("2023年5月", .incomplete),
        ("2023", .incomplete),
        ("23.5.12", .ambiguous), ("5/12/2023", .ambiguous), ("去年", .unreadable), ("", .unreadable),
        ("99999", .unreadable),
        ("2023年五月", .incomplete), ("1e5", .unreadable),
    ]) func `is not guessed`(text: String, expected: WrittenDay) {
        #expect(WrittenDay(text) == expected)
    }
}
