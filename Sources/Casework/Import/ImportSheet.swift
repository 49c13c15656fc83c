/// The rows of a spreadsheet under headings that a kind knows: which column is which, and what a cell says, merged cells
/// included.
struct ImportSheet {
    /// The rows below the headings, numbered as the program shows them.
    let lines: [WageSheet.Line]
    let headings: [String]
    let headingRow: Int
    let otherHeadings: [String]
    private let places: [String: Int]
    private let columns: [ImportColumn]
    private let firstCells: [Int: [(columns: ClosedRange<Int>, rows: ClosedRange<Int>, text: String, row: Int)]]

    /// A cell with where it comes from.
    struct Cell {
        let text: String
        /// Whether it is what a merged range above says.
        let isMerged: Bool
    }

    /// Headings of the product's own reports, which mean nothing when such a file comes back.
    static let own: Set<String> = ["导入结果", "原因", "原行号"]
    private static let totals: Set<String> = ["合计", "总计", "小计", "累计", "共计", "合计:", "总计:", "小计:"]

    /// Looks for the headings in the first thirty rows that say something.
    /// - Returns: nil where no row has two known headings, one of them required.
    init?(_ all: [WageSheet.Line], merges: [WageSheet.Merge], columns: [ImportColumn]) {
        guard let start = ImportSheet.headingIndex(all, columns) else { return nil }
        self.columns = columns
        headings = all[start].cells
        headingRow = all[start].number
        var places: [String: Int] = [:]
        var others: [String] = []
        var taken: Set<Int> = []
        let words = headings.map(ImportSheet.plain)
        // A column's first word is looked for before its second, so that 案卷号 wins over 序号.
        for column in columns {
            let order = ImportSheet.order(column)
            let fitting = words.indices.filter { !taken.contains($0) && column.words.contains(words[$0]) }
            guard let best = fitting.min(by: { (order[words[$0]] ?? 99, $0) < (order[words[$1]] ?? 99, $1) }) else {
                continue
            }
            places[column.name] = best
            taken.insert(best)
        }
        for (place, word) in words.enumerated()
        where !word.isEmpty && !taken.contains(place) && !ImportSheet.own.contains(word) {
            others.append(headings[place])
        }
        self.places = places
        otherHeadings = others
        lines = Array(all.dropFirst(start + 1))
        let byNumber = Dictionary(all.map { ($0.number, $0.cells) }) { first, _ in first }
        var firsts: [Int: [(columns: ClosedRange<Int>, rows: ClosedRange<Int>, text: String, row: Int)]] = [:]
        for merge in merges where merge.rows.count > 1 && merge.rows.lowerBound > all[start].number {
            let cells = byNumber[merge.rows.lowerBound] ?? []
            let place = merge.columns.lowerBound
            guard place < cells.count, !cells[place].isBlank, merge.rows.count <= 5000 else { continue }
            for row in merge.rows.dropFirst() {
                firsts[row, default: []].append((merge.columns, merge.rows, cells[place], merge.rows.lowerBound))
            }
        }
        firstCells = firsts
    }

    /// The heading of a column as the file has it, or the column's own name.
    func heading(_ name: String) -> String {
        guard let place = places[name], !headings[place].isBlank else {
            return columns.first { $0.name == name }?.title ?? name
        }
        return headings[place]
    }

    /// What a row says in a column: tidied, or what the merged range that it lies in says.
    func cell(_ name: String, of line: WageSheet.Line) -> Cell {
        guard let place = places[name] else { return Cell(text: "", isMerged: false) }
        let own = place < line.cells.count ? ImportSheet.tidied(line.cells[place]) : ""
        guard own.isEmpty, columns.first(where: { $0.name == name })?.isInherited == true,
            let first = firstCells[line.number]?.first(where: { $0.columns.contains(place) })
        else { return Cell(text: own, isMerged: false) }
        return Cell(text: ImportSheet.tidied(first.text), isMerged: true)
    }

    /// Why a row is no row of data; nil for one that is.
    func skip(_ line: WageSheet.Line) -> ImportReport.Skip? {
        let words = line.cells.map(ImportSheet.plain).filter { !$0.isEmpty }
        if let first = words.first, ImportSheet.totals.contains(first) { return .total }
        if words.count <= 2, let first = words.first,
            first.wholeMatch(of: /(以上)?(合计|总计|小计|共计|共)?:?[0-9]+(件|卷|份|宗|册)/) != nil || first.hasPrefix("制表")
        {
            return .total
        }
        let same = zip(line.cells, headings).filter { cell, heading in
            !heading.isBlank && ImportSheet.plain(cell) == ImportSheet.plain(heading)
        }
        return same.count >= max(2, headings.count(where: { !$0.isBlank }) / 2) ? .heading : nil
    }

    private static func headingIndex(_ all: [WageSheet.Line], _ columns: [ImportColumn]) -> Int? {
        var best: (index: Int, count: Int)?
        for (index, line) in all.prefix(30).enumerated() {
            let words = Set(line.cells.map(plain))
            let found = columns.filter { !$0.words.isDisjoint(with: words) }
            guard found.count >= 2, found.contains(where: \.isRequired), found.count > best?.count ?? 0 else {
                continue
            }
            best = (index, found.count)
        }
        return best?.index
    }

    private static func order(_ column: ImportColumn) -> [String: Int] {
        Dictionary(column.wordList.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    }

    /// A heading without white space, notes in brackets and stars.
    static func plain(_ text: String) -> String {
        let half = text.halfWidth.filter { !$0.isWhitespace && $0 != "*" }
        return String(half.prefix { $0 != "(" })
    }

    static func tidied(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
