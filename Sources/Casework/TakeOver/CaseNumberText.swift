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

    /// Every year with every number of which the text may be made, whatever the pattern: whoever knows the pattern
    /// writes them out and compares.
    package var candidates: [(year: Int, number: Int)] {
        let runs = text.split { !($0.isASCII && $0.isNumber) }.map(String.init)
        let years = runs.indices.filter { runs[$0].count == 4 }
        let apart = years.flatMap { year in
            runs.indices.filter { $0 != year }.map { (runs[year], runs[$0]) }
        }
        let joined = runs.filter { $0.count > 4 }.map { (String($0.prefix(4)), String($0.dropFirst(4))) }
        return (apart + joined).compactMap { year, number in
            guard number.count <= 9, let year = Int(year), let number = Int(number), number > 0 else { return nil }
            return (year, number)
        }
    }

    /// Whether both write one number, whatever zeros they fill it with.
    package func isSame(as other: CaseNumberText) -> Bool { unpadded == other.unpadded }

    private var unpadded: String {
        text.reduce(into: "") { written, character in
            let followsDigit = written.last.map { $0.isASCII && $0.isNumber } ?? false
            if character != "0" || followsDigit { written.append(character) }
        }
    }
}
