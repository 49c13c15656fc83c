extension Money {
    private static let digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]
    private static let places = ["", "拾", "佰", "仟"]
    private static let groups = ["", "万", "亿", "万亿"]

    /// The sum in capital numerals (大写), without the words 人民币 in front: `壹仟肆佰零玖元伍角`.
    ///
    /// Source: 支付结算办法 (银发〔1997〕393号) 附件一 «正确填写票据和结算凭证的基本规定», items 1 to 3: 整 stands after
    /// a sum that ends at 元 (at 角 it may be left out, and is here), never after 分; zeros inside are written once.
    package var capitals: String {
        let magnitude = fen.magnitude
        let yuan = magnitude / 100
        let jiao = Int(magnitude / 10 % 10)
        let cents = Int(magnitude % 10)
        var words = fen < 0 ? "负" : ""
        if yuan > 0 { words += Money.words(of: yuan) + "元" }
        switch (jiao, cents) {
        case (0, 0):
            return words + (yuan > 0 ? "整" : "零元整")
        case (0, _):
            return words + (yuan > 0 ? "零" : "") + Money.digits[cents] + "分"
        default:
            // > 万位或元位是"0" …… 但千位、角位不是"0"时，中文大写金额中可以只写一个零字
            if yuan > 0, yuan % 10 == 0 { words += "零" }
            return words + Money.digits[jiao] + "角" + (cents > 0 ? Money.digits[cents] + "分" : "")
        }
    }

    /// A whole number above zero, group by group of four digits.
    private static func words(of number: UInt) -> String {
        var groupsOfFour: [Int] = []
        var rest = number
        while rest > 0 {
            groupsOfFour.append(Int(rest % 10_000))
            rest /= 10_000
        }
        var words = ""
        var owesZero = false
        for index in groupsOfFour.indices.reversed() {
            let group = groupsOfFour[index]
            guard group > 0 else {
                owesZero = !words.isEmpty
                continue
            }
            // A group below a thousand shows the gap in front of it by one zero.
            if owesZero || (!words.isEmpty && group < 1000) { words += "零" }
            words += fourDigits(group) + groups[min(index, groups.count - 1)]
            owesZero = false
        }
        return words
    }

    private static func fourDigits(_ group: Int) -> String {
        var words = ""
        var owesZero = false
        for place in stride(from: 3, through: 0, by: -1) {
            let digit = group / [1, 10, 100, 1000][place] % 10
            if digit == 0 {
                owesZero = !words.isEmpty
            } else {
                words += (owesZero ? "零" : "") + digits[digit] + places[place]
                owesZero = false
            }
        }
        return words
    }
}
