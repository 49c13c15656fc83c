import Chronology
import Testing

@testable import Forms

@Suite struct `Numbers of cases and documents` {
    private var series: NumberSeries {
        NumberSeries(
            name: .documents(word: "监罚字"), year: 2026, pattern: .document, agency: "武人社", start: 12)
    }

    @Test func `follow their pattern`() throws {
        #expect(NumberPattern.document.number(7, year: 2026, agency: "武人社", word: "监令字") == "武人社监令字〔2026〕7号")
        #expect(NumberPattern.caseNumber.number(128, year: 2026, agency: "武人社") == "武人社监立〔2026〕128号")
        let padded = try #require(NumberPattern("{year}-{number:4}"))
        #expect(padded.number(7, year: 2026, agency: "") == "2026-0007")
    }

    @Test(arguments: [
        "{number}号", "{year}年", "{year}{number}{number}", "{year}{number", "{year}{serial}", "{year}{number:0}",
    ])
    func `need a pattern in which year and number stand once`(text: String) { #expect(NumberPattern(text) == nil) }

    @Test func `begin at the starting number and leave no gap`() {
        var series = series
        let given = (0..<3).map { _ in series.give().number }
        #expect(given == [12, 13, 14])
        #expect(series.next == 15)
        #expect(series.text(14) == "武人社监罚字〔2026〕14号")
    }

    @Test func `are never given again once voided`() {
        var series = series
        _ = series.give()
        let entry = VoidedNumber(
            number: 12, reason: "当事人名称有误", form: "f-1", approver: "本机构负责人", at: FormsTestTools.noon)
        let outcomes = [series.void(entry), series.void(entry)]
        #expect(outcomes == [true, false])
        #expect(series.voided == [entry])
        #expect(series.next == 13)
    }

    @Test func `cannot be voided before they are given`() {
        var series = series
        let entry = VoidedNumber(number: 12, reason: "", form: "", approver: "", at: FormsTestTools.noon)
        let isVoided = series.void(entry)
        #expect(!isVoided)
        #expect(series.voided.isEmpty)
    }

    @Test func `begin at one in the year after`() {
        var next = series.following()
        let first = next.give()
        #expect(first.text == "武人社监罚字〔2027〕1号")
    }
}
