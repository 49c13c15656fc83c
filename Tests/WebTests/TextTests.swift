import Chronology
import Rules
import Testing

@testable import Web

@Suite struct `Times and money as people read them` {
    private static func instant(_ text: String) throws -> Instant { try #require(Instant(text + "+08:00")) }

    @Test func `a moment reads as papers write it`() throws {
        #expect(TimeText.moment(try Self.instant("2026-10-09T14:03:20")) == "2026年10月9日 14:03")
    }

    @Test func `the end of a day reads as 24 o'clock of that day`() throws {
        #expect(TimeText.end(try Self.instant("2026-10-10T00:00:00"), in: 2026) == "10 月 9 日 24:00")
        #expect(TimeText.end(try Self.instant("2026-10-09T12:30:00"), in: 2026) == "10 月 9 日 12:30")
        // Lists keep the last moment that is in time.
        let last = try Self.instant("2026-10-10T00:00:00").adding(milliseconds: -1)
        #expect(TimeText.end(last, in: 2026) == "10 月 9 日 24:00")
        #expect(TimeText.end(try Self.instant("2027-01-01T00:00:00"), in: 2026) == "12 月 31 日 24:00")
        #expect(TimeText.end(try Self.instant("2027-01-02T00:00:00"), in: 2026) == "2027 年 1 月 1 日 24:00")
    }

    @Test(arguments: [
        // 1 to 7 October 2026 are holidays, 10 October is worked (国办发明电〔2025〕7号).
        ("2026-09-30T09:00:00", "2026-10-10T00:00:00", "soon", "剩 2 个工作日 · 10 月 9 日 24:00 前"),
        ("2026-09-29T09:00:00", "2026-10-10T00:00:00", "open", "剩 3 个工作日 · 10 月 9 日 24:00 前"),
        ("2026-10-09T09:00:00", "2026-10-10T00:00:00", "soon", "今天到期 · 10 月 9 日 24:00 前"),
        ("2026-10-10T00:00:00", "2026-10-10T00:00:00", "overdue", "已逾期 1 个工作日 · 应于 10 月 9 日 24:00 前"),
        ("2026-10-12T09:00:00", "2026-10-10T00:00:00", "overdue", "已逾期 2 个工作日 · 应于 10 月 9 日 24:00 前"),
    ])
    func `what is left is counted in working days`(now: String, due: String, style: String, text: String) throws {
        let read = DueText(
            open: try Self.instant(due), now: try Self.instant(now), calendar: try WorkingDayCalendar.national())
        #expect(read.style == style)
        #expect(read.text == text)
    }

    @Test func `what is only pointed out is never overdue`() throws {
        let due = try Self.instant("2026-10-10T00:00:00")
        let calendar = try WorkingDayCalendar.national()
        let over = DueText(advice: due, now: try Self.instant("2026-10-12T09:00:00"), calendar: calendar)
        #expect(over.style == "open" && over.word == "期限已过" && over.text == "期限已于 10 月 9 日 24:00 届满")
        let open = DueText(advice: due, now: try Self.instant("2026-10-09T09:00:00"), calendar: calendar)
        #expect(open.style == "open" && open.word == "提示" && open.text == "今天到期 · 10 月 9 日 24:00 前")
    }

    @Test func `a duty without a due time says so by its word alone`() throws {
        let read = DueText(
            open: nil, now: try Self.instant("2026-10-12T09:00:00"), calendar: try WorkingDayCalendar.national())
        #expect(read.text == nil)
        #expect(read.word == "待办")
    }

    @Test(arguments: [
        ("12,345.6", 1_234_560), ("0", 0), ("1", 100), ("0.05", 5), ("￥ 3 元", 300),
        ("999999999999.99", 99_999_999_999_999),
    ])
    func `yuan are read as fen`(text: String, fen: Int) { #expect(MoneyText.fen(text) == fen) }

    @Test(arguments: ["", "-1", "1.234", "1.", ".5", "abc", "1e3", "１２", "1.2.3", "9999999999999"])
    func `what is no amount is refused`(text: String) { #expect(MoneyText.fen(text) == nil) }

    @Test(arguments: [(0, "0.00"), (5, "0.05"), (123_456_789, "1,234,567.89"), (-100, "-1.00")])
    func `fen are shown as yuan`(fen: Int, text: String) { #expect(MoneyText.yuan(fen) == text) }

    @Test func `a time from an input field is the office's time`() throws {
        #expect(TimeText.read("2026-10-09T14:03") == (try Self.instant("2026-10-09T14:03:00")))
        #expect(TimeText.read("2026-10-09T14:03:20") == (try Self.instant("2026-10-09T14:03:20")))
        for text in ["", "2026-10-09", "2026-13-09T14:03", "2026-10-09T25:03", "2026-10-09T14:03Z", "昨天"] {
            #expect(TimeText.read(text) == nil)
        }
        #expect(TimeText.inputSeconds(try Self.instant("2026-10-09T14:03:05")) == "2026-10-09T14:03:05")
    }

    @Test(arguments: [
        ("/cases/1?tab=log", "/cases/1?tab=log"), ("//evil.example", "/"), ("https://evil.example", "/"),
        ("/\\evil", "/"), ("/a\r\nb", "/"), ("", "/"),
    ])
    func `signing in leads nowhere but to this server`(to: String, path: String) {
        #expect(SignInRoutes.safe(to) == path)
    }
}

@Suite struct `Sizes as people read them` {
    @Test(arguments: [
        (0, "0 字节"), (1023, "1023 字节"), (1024, "1 KB"), (1536, "1.5 KB"), ((1 << 20) - 1, "1023.9 KB"),
        (3 << 30, "3 GB"), (13_421_772_800, "12.5 GB"), (5 << 40, "5 TB"),
    ])
    func `are told in the largest unit that fits, and never rounded up`(bytes: Int64, text: String) {
        #expect(SizeText.bytes(bytes) == text)
    }
}
