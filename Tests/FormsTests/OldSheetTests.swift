import Foundation
import TestKit
import Testing

@testable import Forms

/// `.xls`, which many an office still keeps its registers in. Written by somebody else's program.
@Suite struct `A spreadsheet in the format from before 2007` {
    private let reader = SheetReader(settings: FormsTestTools.settings)

    /// What the file is made of; the last cell of the list is a formula, whose value nobody computed.
    private static let script = """
        import datetime, sys, xlwt
        book = xlwt.Workbook(encoding="utf-8")
        book.dates_1904 = len(sys.argv) > 2
        sheet = book.add_sheet("台账")
        day, minute, money = xlwt.XFStyle(), xlwt.XFStyle(), xlwt.XFStyle()
        day.num_format_str = 'yyyy"年"m"月"d"日"'
        minute.num_format_str = "YYYY-MM-DD HH:MM"
        money.num_format_str = "#,##0.00"
        sheet.write_merge(0, 0, 0, 4, "２０２５年案卷登记表")
        for column, text in enumerate(["案号", "统一社会信用代码", "结案日期", "送达", "金额"]):
            sheet.write(2, column, text)
        sheet.write(3, 0, "武人监立〔2025〕1号")
        sheet.write(3, 1, "91420104MA4KXXXX12")
        sheet.write(3, 2, datetime.date(2025, 3, 5), day)
        sheet.write(3, 3, datetime.datetime(2025, 3, 6, 9, 30), minute)
        sheet.write(3, 4, 12500.5, money)
        sheet.write(4, 0, 12)
        sheet.write(4, 1, True)
        sheet.write(4, 4, 42010419900101, money)
        book.save(sys.argv[1])
        """

    private func file(_ more: String...) async throws -> [UInt8] {
        try await FormsTestTools.withFolder { folder in
            let place = folder.appendingPathComponent("台账.xls")
            let made = try FormsTestTools.run(
                FormsTestTools.settings.python, ["-c", Self.script, place.path] + more)
            try #require(made.status == 0)
            return Array(try Data(contentsOf: place))
        }
    }

    @Test(arguments: [false, true]) func `gives its texts, numbers, days and joined cells`(isLate: Bool) async throws {
        let sheet = try await reader.sheet(of: try await isLate ? file("1904") : file())
        #expect(sheet.rows.map(\.number) == [1, 3, 4, 5])
        #expect(sheet.rows[0].cells.first == "２０２５年案卷登记表")
        #expect(sheet.rows[1].cells == ["案号", "统一社会信用代码", "结案日期", "送达", "金额"])
        #expect(
            sheet.rows[2].cells == [
                "武人监立〔2025〕1号", "91420104MA4KXXXX12", "2025-03-05", "2025-03-06 09:30:00", "12500.5",
            ])
        #expect(sheet.rows[3].cells == ["12", "1", "", "", "42010419900101"])
        #expect(sheet.merges == [Sheet.Merge(rows: 1...1, columns: 0...4)])
    }

    @Test func `that is cut off or damaged is told as such, or read, and the next one is read`() async throws {
        let whole = try await file()
        var generator = SystemRandomNumberGenerator()
        var refused = 0
        for attempt in 0..<60 {
            var bytes = whole
            if attempt % 2 == 0 {
                bytes.removeLast(Int.random(in: 1..<whole.count, using: &generator))
            } else {
                for _ in 0..<20 { bytes[Int.random(in: 0..<whole.count, using: &generator)] ^= 0x55 }
            }
            do { _ = try await reader.rows(of: bytes) } catch FormsError.sheetNotReadable { refused += 1 }
        }
        #expect(refused > 10)
        #expect(try await reader.rows(of: whole).count == 4)
    }
}
