internal import Foundation

/// Citations of law in a text: how deep each of them goes.
package enum LegalCitation {
    /// The citations that stop at the article, in the order of the text, each once: `第三条` where neither a paragraph
    /// (款) nor an item (项) follows, and no note in brackets says that the article has none:
    /// `第三条（不分款、项）`.
    ///
    /// - Complexity: linear in the text.
    package static func shallow(in text: String) -> [String] {
        let number = "[〇零一二三四五六七八九十百千0-9０-９]+"
        let article = "第\(number)条(?:之[一二三四五六七八九十])?"
        let deeper = "(?:第?[（(]?\(number)[)）]?[款项]|[（(][^（()）]{0,12}(?:不分|没有|无)[^（()）]{0,6}[款项][^（()）]{0,6}[)）])"
        guard let expression = try? NSRegularExpression(pattern: "\(article)(?!\\s*\(deeper))(?!之[一二三四五六七八九十])") else {
            return []
        }
        let whole = NSRange(text.startIndex..., in: text)
        var found: [String] = []
        for match in expression.matches(in: text, range: whole) {
            guard let range = Range(match.range, in: text) else { continue }
            let citation = String(text[range])
            if !found.contains(citation) { found.append(citation) }
        }
        return found
    }
}
