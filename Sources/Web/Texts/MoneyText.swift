/// Money: whole fen inside, yuan on the page.
enum MoneyText {
    /// `12,345.60`.
    static func yuan(_ fen: Int) -> String {
        let sign = fen < 0 ? "-" : ""
        let whole = String(fen.magnitude / 100)
        let rest = String(fen.magnitude % 100)
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped += "," }
            grouped.append(digit)
        }
        return sign + grouped + "." + (rest.count < 2 ? "0" + rest : rest)
    }

    /// The value of an input field: `12345.60`.
    static func input(_ fen: Int) -> String { yuan(fen).filter { $0 != "," } }

    /// Reads yuan with at most two decimals, with or without grouping commas and the sign or word for yuan.
    /// Nil for anything else, an amount above a trillion yuan included.
    static func fen(_ text: String) -> Int? {
        let plain = text.filter { !$0.isWhitespace && $0 != "," && $0 != "，" && $0 != "元" && $0 != "¥" && $0 != "￥" }
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = parts.first, !whole.isEmpty, whole.count <= 12,
            plain.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let yuan = Int(whole)
        else { return nil }
        guard parts.count == 2 else { return yuan * 100 }
        guard (1...2).contains(parts[1].count), let decimals = Int(parts[1]) else { return nil }
        return yuan * 100 + (parts[1].count == 1 ? decimals * 10 : decimals)
    }
}
