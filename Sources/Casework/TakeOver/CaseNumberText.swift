/// A case number in one writing, so that the same number typed in two ways is known.
package struct CaseNumberText: Hashable {
    package let text: String

    /// Half-width, without white space, with the brackets that document numbers bear.
    package init(_ typed: String) {
        let brackets: [Character: Character] = [
            "[": "〔", "]": "〕", "(": "〔", ")": "〕", "【": "〔", "】": "〕", "［": "〔", "］": "〕",
        ]
        text = String(
            typed.halfWidth.filter { !$0.isWhitespace }.map { brackets[$0] ?? $0 })
    }

    /// The year and the number, where the text is one of a pattern: what stands before 〔year〕, and 号 at the end.
    package func parts(word: String) -> (year: Int, number: Int)? {
        let head = CaseNumberText(word).text + "〔"
        guard text.hasPrefix(head), text.hasSuffix("号") else { return nil }
        let rest = text.dropFirst(head.count).dropLast()
        let halves = rest.split(separator: "〕", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0].count == 4, let year = Int(halves[0]), halves[1].count <= 9,
            let number = Int(halves[1]), number > 0
        else { return nil }
        return (year, number)
    }
}
