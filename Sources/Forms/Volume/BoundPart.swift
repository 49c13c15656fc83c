/// A file on its way into the one PDF of a volume.
package struct BoundPart: Hashable, Sendable {
    /// A PDF file.
    package var path: String
    /// Its bookmark; empty for none.
    package var title: String
    package var numbering: Numbering
    /// How its pages are turned; those beyond the list stay as they are.
    package var turns: [QuarterTurn]

    /// How its pages are numbered.
    package enum Numbering: Hashable, Sendable {
        /// Each page takes the next number.
        case counted
        /// Its pages bear no number and are called by a word: 封面, 目录.
        case unnumbered(label: String)
        /// Its one page stands for so many sheets of paper, at least one.
        case standsFor(Int)
    }

    /// A part.
    package init(path: String, title: String, numbering: Numbering = .counted, turns: [QuarterTurn] = []) {
        self.path = path
        self.title = title
        self.numbering = numbering
        self.turns = turns
    }
}

/// What a file is to a volume.
package enum SurveyedFile: Hashable, Sendable {
    /// A PDF that is bound as it is.
    case document(pages: Int, isArchival: Bool)
    /// A picture, or a PDF of scanned pictures: each is set on a sheet of its own.
    case pictures([Picture])
    /// Nothing that has pages, or nothing that can be opened.
    case other

    /// A picture as the templates read it.
    package struct Picture: Hashable, Sendable, Codable {
        package let path: String
        /// The size of its sheet, in points.
        package let width: Double
        package let height: Double
    }

    /// Its pages; 0 for what has none.
    package var pageCount: Int {
        switch self {
        case .document(let pages, _): pages
        case .pictures(let pictures): pictures.count
        case .other: 0
        }
    }
}
