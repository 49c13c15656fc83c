internal import Chronology

/// One row while it is read: what it says, column by column, with what is wrong and what was understood otherwise.
struct ImportRow {
    let sheet: ImportSheet
    let line: WageSheet.Line
    let directory: ImportDirectory
    private(set) var faults: [ImportReport.Fault] = []
    private(set) var remarks: [ImportReport.Remark] = []

    init(sheet: ImportSheet, line: WageSheet.Line, directory: ImportDirectory) {
        self.sheet = sheet
        self.line = line
        self.directory = directory
    }

    /// Notes what is wrong in a column.
    mutating func fault(_ column: String, _ reason: ImportReport.Reason) {
        faults.append(
            ImportReport.Fault(
                heading: sheet.heading(column), value: reason == .informant ? "" : sheet.cell(column, of: line).text,
                reason: reason))
    }

    private mutating func remark(_ column: String, _ written: String, _ understood: String, merged: Bool = false) {
        remarks.append(
            ImportReport.Remark(
                heading: sheet.heading(column), written: written, understood: understood, isMerged: merged))
    }

    /// What people write in a cell for «nothing».
    private static let blanks: Set<String> = ["", "/", "-", "—", "无", "\\"]

    /// Whether a cell says nothing.
    func isEmpty(_ column: String) -> Bool { ImportRow.blanks.contains(sheet.cell(column, of: line).text) }

    /// A text; nil where nothing is said.
    mutating func text(_ column: String, limit: Int = 200, required: Bool = false) -> String? {
        let cell = sheet.cell(column, of: line)
        if cell.text.isEmpty || ImportRow.blanks.contains(cell.text) && !required {
            if required { fault(column, .missing) }
            return nil
        }
        if cell.text.count > limit {
            fault(column, .tooLong(limit: limit))
            return nil
        }
        if cell.isMerged { remark(column, "", cell.text, merged: true) }
        return cell.text
    }

    /// A number or code: full-width characters are taken as what they stand for, and that is said.
    mutating func code(_ column: String, limit: Int = 60, required: Bool = false) -> String? {
        guard let text = text(column, limit: limit, required: required) else { return nil }
        let plain = text.halfWidth.filter { !$0.isWhitespace }
        if plain != text.filter({ !$0.isWhitespace }) { remark(column, text, plain) }
        return plain
    }

    /// A day; one of these that is not plainly written is remarked.
    mutating func day(_ column: String, required: Bool = false) -> Day? {
        guard let text = text(column, required: required) else { return nil }
        switch WrittenDay(text) {
        case .day(let day, let isPlain):
            if day > directory.today {
                fault(column, .inTheFuture)
                return nil
            }
            if !isPlain { remark(column, text, day.description) }
            return day
        case .noSuchDay: fault(column, .noSuchDay)
        case .incomplete: fault(column, .incompleteDay)
        case .ambiguous: fault(column, .ambiguousDay)
        case .unreadable: fault(column, .notADay)
        }
        return nil
    }

    /// A whole number within limits.
    mutating func number(_ column: String, in range: ClosedRange<Int>, required: Bool = false, units: String = "")
        -> Int?
    {
        guard let text = text(column, required: required) else { return nil }
        let plain = text.halfWidth.filter { !$0.isWhitespace && !units.contains($0) }
        guard let number = Int(plain), range.contains(number) else {
            fault(column, .notANumber)
            return nil
        }
        if plain != text.filter({ !$0.isWhitespace && !units.contains($0) }) { remark(column, text, String(number)) }
        return number
    }

    /// One of the things that the office knows, by its name.
    mutating func one(_ column: String, of things: [ImportDirectory.Named], required: Bool = false) -> String? {
        guard let text = text(column, required: required) else { return nil }
        return found(text, column, things)
    }

    /// Several of them, parted by commas and the like.
    mutating func several(_ column: String, of things: [ImportDirectory.Named]) -> [String] {
        guard let text = text(column) else { return [] }
        return ImportRow.names(text).compactMap { found($0, column, things) }
    }

    private mutating func found(_ text: String, _ column: String, _ things: [ImportDirectory.Named]) -> String? {
        switch ImportDirectory.find(text, among: things) {
        case .one(let id): return id
        case .none(let near): fault(column, .notOneOf(near))
        case .several(let which): fault(column, .several(which))
        }
        return nil
    }

    /// A 统一社会信用代码 with the right check character.
    mutating func creditCode(_ column: String, required: Bool = false) -> String? {
        guard let text = text(column, required: required) else { return nil }
        guard let code = CreditCode(text) else {
            fault(column, .wrongCode)
            return nil
        }
        if code.text != text { remark(column, text, code.text) }
        return code.text
    }

    /// The names of a list, parted by 、，,；; or white space.
    static func names(_ text: String) -> [String] {
        text.split { "、，,；;/".contains($0) || $0.isWhitespace }.map(String.init)
    }
}
