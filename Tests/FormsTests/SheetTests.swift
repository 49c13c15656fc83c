import Foundation
import TestKit
import Testing

@testable import Forms

@Suite(.features("draw", "platform-outbox")) struct `A spreadsheet` {
    private let reader = SheetReader(
        settings: RendererSettings(
            environment: ProcessInfo.processInfo.environment, root: FileManager.default.currentDirectoryPath))

    private let rows = [
        ["项目", "内容"], ["案号", "武人监立〔2026〕1号"], ["身份证号", "420104199001011234"], ["金额", "=1+1"],
        ["说明", "甲 & 乙 <丙>\n第二行"],
    ]

    @Test func `that we write is read back by a program that knows nothing of us`() async throws {
        let file = Workbook(name: "表", rows: rows, widths: [20, 60]).file
        #expect(try await reader.rows(of: file) == rows)
    }

    @Test func `in the code page of an older Excel is read`() async throws {
        // 编号,甲 in GBK, made with iconv.
        let bytes: [UInt8] = [0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xBC, 0xD7, 0x0A]
        #expect(try await reader.rows(of: bytes) == [["编号", "甲"]])
    }

    @Test func `that counts its days from 1904 gives the same days`() async throws {
        let script = """
            import datetime, sys, openpyxl
            from openpyxl.utils.datetime import CALENDAR_MAC_1904
            book = openpyxl.Workbook()
            book.epoch = CALENDAR_MAC_1904
            book.active["A1"] = datetime.date(2026, 3, 5)
            book.save(sys.argv[1])
            """
        let file = try await FormsTestTools.withFolder { folder in
            let place = folder.appendingPathComponent("1904.xlsx")
            let made = try FormsTestTools.run(FormsTestTools.settings.python, ["-c", script, place.path])
            try #require(made.status == 0)
            return Array(try Data(contentsOf: place))
        }
        #expect(try await reader.rows(of: file) == [["2026-03-05"]])
    }

    @Test(arguments: [[0x50, 0x4B, 3, 4, 0, 0], [0xFF, 0xFE, 0, 1], [0x41, 0, 0x42]])
    func `that is none is told as such, and the next one is read`(bytes: [UInt8]) async throws {
        await #expect(throws: FormsError.sheetNotReadable) { _ = try await reader.rows(of: bytes) }
        #expect(try await reader.rows(of: Array("a\tb\n\n".utf8)) == [["a", "b"]])
    }
}
