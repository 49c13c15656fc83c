import Casework
import Testing

@Suite struct `A wage list from a spreadsheet` {
    private func lines(_ rows: [[String]], from first: Int = 1) -> [WageSheet.Line] {
        rows.enumerated().map { WageSheet.Line(number: first + $0.offset, cells: $0.element) }
    }

    @Test func `is read in any order of columns, with full-width digits and marks`() throws {
        let sheet = try WageSheet(
            lines([
                ["汉阳滨江项目工资表"], ["序号", "已发（元）", "姓 名", "应发工资（元）", "所属期间"],
                ["1", "６，０００．５", "刘大勇", "¥21,600.00元", "2026年6月至8月"], ["", "", "马堃", "19800", "2026年6月"],
            ]))
        #expect(sheet.refused == [])
        #expect(
            sheet.rows == [
                WageRow(worker: "刘大勇", period: "2026年6月至8月", owed: 2_160_000, paid: 600_050),
                WageRow(worker: "马堃", period: "2026年6月", owed: 1_980_000, paid: 0),
            ])
        #expect(sheet.taken.map(\.number) == [3, 4])
    }

    @Test(arguments: [
        (["合计", "", "41400", "11000"], WageSheet.Reason.total), (["", "6月", "100", ""], .nameMissing),
        (["李四", "6月", "", ""], .amountMissing), (["李四", "6月", "三千", ""], .notAnAmount("三千")),
        (["李四", "6月", "1.234", ""], .notAnAmount("1.234")), (["李四", "6月", "-5", ""], .notAnAmount("-5")),
        (["李四", "6月", "100", "100.01"], .paidAboveOwed), (["张三", "5月", "1", "0"], .repeats(line: 2)),
        (["姓名", "所属期间", "应发", "已发"], .heading), (["李四", "6月", "9999999999", ""], .notAnAmount("9999999999")),
    ])
    func `says of each row that it does not take why`(row: [String], reason: WageSheet.Reason) throws {
        let sheet = try WageSheet(lines([["姓名", "所属期间", "应发", "已发"], ["张三", "5月", "5000", "0"], row]))
        #expect(sheet.refused.map(\.number) == [3])
        #expect(sheet.refused.map(\.cells) == [row])
        #expect(sheet.refused.map(\.reason) == [reason])
        #expect(sheet.rows == [WageRow(worker: "张三", period: "5月", owed: 500_000)])
    }

    @Test func `takes what is left where nothing says what was earned, and holds the three amounts against each other`()
        throws
    {
        let sheet = try WageSheet(
            lines([["姓名", "已付", "欠薪"], ["张三", "1000", "2000"], ["李四", "", "70.5"]]))
        #expect(sheet.rows.map(\.owed) == [300_000, 7050])
        let three = try WageSheet(lines([["姓名", "应发", "已付", "欠薪"], ["张三", "3000", "1000", "1999"]]))
        #expect(three.refused.map(\.reason) == [.restDiffers])
    }

    @Test func `takes a name over merged rows for each of them, and an amount for its own alone`() throws {
        let sheet = try WageSheet(
            lines([
                ["姓名", "期间", "应发"], ["张三", "6月", "3000"], ["", "7月", "3100"], ["", "8月", ""], ["", "9月", "5"],
            ]), merges: [.init(rows: 2...4, columns: 0...0), .init(rows: 3...4, columns: 2...2)])
        #expect(sheet.rows.map(\.worker) == ["张三", "张三"])
        #expect(sheet.rows.map(\.owed) == [300_000, 310_000])
        #expect(sheet.refused.map(\.reason) == [.amountMissing, .nameMissing])
    }

    @Test func `reads an amount that a spreadsheet keeps with a long tail`() throws {
        let sheet = try WageSheet(
            lines([["姓名", "应发"], ["甲", "3599.8999999999996"], ["乙", "0.30000000000000004"], ["丙", "3599.9"]]))
        #expect(sheet.rows.map(\.owed) == [359_990, 30, 359_990])
    }

    @Test func `without headings, or in ten thousands of yuan, is refused as a whole`() {
        #expect(throws: WageSheet.Problem.headingsMissing) { try WageSheet(lines([["张三", "5000"]])) }
        #expect(throws: WageSheet.Problem.headingsMissing) { try WageSheet(lines([["姓名", "已发"], ["张三", "5000"]])) }
        #expect(throws: WageSheet.Problem.otherUnit) { try WageSheet(lines([["姓名", "应发（万元）"], ["张三", "1"]])) }
    }
}
