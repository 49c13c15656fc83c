/// A sum in Chinese yuan, counted in whole fen so that no sum is ever rounded.
package struct Money: Hashable, Sendable, Comparable, Codable {
    /// Fen; 100 to the yuan. Negative for a sum owed back.
    package let fen: Int

    /// Takes a sum in fen.
    package init(fen: Int) { self.fen = fen }

    /// Reads yuan as people type them: `12345.6`, `12,345.60`, `¥12345元`. Nil for more than two decimals, for anything
    /// that is not a number, and for a sum beyond 10¹⁵ fen.
    package init?(_ text: String) {
        var text = text.filter { $0 != "," && $0 != "，" && !$0.isWhitespace }
        if let sign = text.first, sign == "¥" || sign == "￥" { text.removeFirst() }
        if text.hasSuffix("元") { text.removeLast() }
        let isNegative = text.hasPrefix("-")
        if isNegative { text.removeFirst() }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), (1...13).contains(parts[0].utf8.count),
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let yuan = Int(parts[0])
        else { return nil }
        var cents = 0
        if parts.count == 2 {
            guard (1...2).contains(parts[1].utf8.count), let value = Int(parts[1]) else { return nil }
            cents = parts[1].utf8.count == 1 ? value * 10 : value
        }
        let fen = yuan * 100 + cents
        self.init(fen: isNegative ? -fen : fen)
    }

    package init(from decoder: any Decoder) throws { fen = try decoder.singleValueContainer().decode(Int.self) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(fen)
    }

    /// Yuan with two decimals and no separators, without a unit: `12345.60`.
    package var yuanText: String {
        let magnitude = fen.magnitude
        let cents = String(magnitude % 100)
        return (fen < 0 ? "-" : "") + "\(magnitude / 100)." + (cents.count == 1 ? "0" : "") + cents
    }

    /// As it stands in a form: `12345.60元`.
    package var text: String { yuanText + "元" }

    package static func < (left: Money, right: Money) -> Bool { left.fen < right.fen }
}
