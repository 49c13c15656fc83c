/// One side of a scanned sheet.
package struct ScanSheet: Hashable, Sendable {
    /// What the code on it says; nil where none of ours was read, or where two say different things.
    package let mark: PageMark?
    /// Whether it shows nothing, as the back of a sheet printed on one side.
    package let isBlank: Bool
    /// How the side lay on the glass, as far as its code tells.
    package let turn: QuarterTurn

    /// A side with its code.
    package init(mark: PageMark?, isBlank: Bool = false, turn: QuarterTurn = .none) {
        self.mark = mark
        self.isBlank = isBlank
        self.turn = turn
    }

    /// A side as the tool saw it: codes of other makers, which evidence may bear, say nothing.
    init(codes: [(text: String, turn: Int)], isBlank: Bool) {
        let ours = codes.compactMap { code in PageMark(code.text).map { (mark: $0, turn: code.turn) } }
        let marks = Set(ours.map(\.mark))
        let turns = Set(ours.map(\.turn))
        self.init(
            mark: marks.count == 1 ? marks.first : nil, isBlank: isBlank && marks.isEmpty,
            turn: turns.count == 1 ? turns.first.flatMap(QuarterTurn.init) ?? .none : .none)
    }
}
