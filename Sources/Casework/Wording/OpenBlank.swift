internal import Foundation

/// Places in a text that were meant to be filled in and were not.
package enum OpenBlank {
    /// The first of them: a line to write on, crosses in the place of a name or number, a date without figures, or the
    /// word that it is still to be written; nil in a text that is whole.
    ///
    /// - Complexity: linear in the text.
    package static func first(in text: String) -> String? {
        let patterns = [
            "[_＿]{2,}", "[×✕╳]{2,}", "(?<![A-Za-z])X{2,}(?![A-Za-z])", "〔[\\s　]*〕",
            "[\\s　]{2,}年[\\s　]{2,}月[\\s　]{2,}日", "[（(【](?:待填写?|待补充|此处填写|请填写)[^）)】]{0,10}[)）】]",
        ]
        guard let expression = try? NSRegularExpression(pattern: patterns.joined(separator: "|")),
            let match = expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)),
            let range = Range(match.range, in: text)
        else { return nil }
        return String(text[range])
    }
}
