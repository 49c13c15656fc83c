/// One side of a scanned sheet.
package struct ScanSheet: Hashable, Sendable {
    /// What the code on it says; nil where none of ours was read, or where two say different things.
    package let mark: PageMark?
    /// Whether it shows nothing, as the back of a sheet printed on one side.
    package let isBlank: Bool

    /// A side with its code.
    package init(mark: PageMark?, isBlank: Bool = false) {
        self.mark = mark
        self.isBlank = isBlank
    }

    /// A side as the tool saw it: codes of other makers, which evidence may bear, say nothing.
    init(codes: [String], isBlank: Bool) {
        let marks = Set(codes.compactMap { PageMark($0) })
        self.init(mark: marks.count == 1 ? marks.first : nil, isBlank: isBlank && marks.isEmpty)
    }
}
