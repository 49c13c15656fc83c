import Testing

@testable import Forms

@Suite struct `Sums of money` {
    /// The examples of 支付结算办法 附件一 (银发〔1997〕393号), and round sums.
    @Test(arguments: [
        (140_950, "壹仟肆佰零玖元伍角"),
        (600_714, "陆仟零柒元壹角肆分"),
        (168_032, "壹仟陆佰捌拾元零叁角贰分"),
        (10_700_053, "壹拾万柒仟元零伍角叁分"),
        (1_640_902, "壹万陆仟肆佰零玖元零贰分"),
        (32_504, "叁佰贰拾伍元零肆分"),
        (0, "零元整"), (5, "伍分"), (50, "伍角"), (100, "壹元整"), (1_000_000, "壹万元整"),
        (2_134_560, "贰万壹仟叁佰肆拾伍元陆角"), (10_000_100, "壹拾万零壹元整"), (10_000_000_000, "壹亿元整"),
        (10_000_000_500, "壹亿零伍元整"), (-100, "负壹元整"),
    ])
    func `are written in capital numerals as the payment rules show`(fen: Int, words: String) {
        #expect(Money(fen: fen).capitals == words)
    }

    @Test(arguments: [
        ("12345.6", 1_234_560), ("12,345.60", 1_234_560), ("¥0.05元", 5), ("-3", -300), (" 20 000 ", 2_000_000),
    ])
    func `are read as people type them`(text: String, fen: Int) { #expect(Money(text)?.fen == fen) }

    @Test(arguments: ["", "1.234", "一千", "1.", ".5", "1e3", "99999999999999", "1.2.3", "--1"])
    func `are not guessed`(text: String) { #expect(Money(text) == nil) }

    @Test func `show two decimals`() {
        #expect(Money(fen: 1_234_560).text == "12345.60元")
        #expect(Money(fen: -5).yuanText == "-0.05")
    }
}
