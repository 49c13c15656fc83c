/// A wage list as a spreadsheet gives it: the rows that are taken, and those that are not, with why.
package struct WageSheet: Hashable, Sendable {
    /// A row of the spreadsheet: its number as the program shows it, from 1, and its cells.
    package struct Line: Hashable, Sendable {
        package let number: Int
        package let cells: [String]

        package init(number: Int, cells: [String]) {
            self.number = number
            self.cells = cells
        }
    }

    /// Cells joined into one. Rows count from 1, columns from 0, both ends belong to it.
    package struct Merge: Hashable, Sendable {
        package let rows: ClosedRange<Int>
        package let columns: ClosedRange<Int>

        package init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
            self.rows = rows
            self.columns = columns
        }
    }

    /// A row that is taken.
    package struct Taken: Hashable, Sendable {
        package let number: Int
        package let row: WageRow
    }

    /// A row that is not.
    package struct Refused: Hashable, Sendable {
        package let number: Int
        package let cells: [String]
        package let reason: Reason
    }

    /// Why a row is not taken.
    package enum Reason: Hashable, Sendable {
        /// A sum of other rows, or the headings once more.
        case total, heading
        case nameMissing
        case nameTooLong
        /// Nothing says what was earned.
        case amountMissing
        /// No amount of yuan with at most two decimals.
        case notAnAmount(String)
        case paidAboveOwed
        /// What is left is not what the other two amounts leave.
        case restDiffers
        /// The same worker and period as in another row.
        case repeats(line: Int)
        /// More rows than a list may have.
        case tooMany(limit: Int)
    }

    /// Why nothing can be read of the whole sheet.
    package enum Problem: Error, Hashable, Sendable {
        /// No row names the columns; what is missing is one of name and amount.
        case headingsMissing
        /// Amounts in ten thousands of yuan.
        case otherUnit
    }

    package private(set) var taken: [Taken] = []
    package private(set) var refused: [Refused] = []

    /// The rows that are taken.
    package var rows: [WageRow] { taken.map(\.row) }

    private enum Column: CaseIterable { case name, period, owed, paid, rest }

    private static let words: [(Column, Set<String>)] = [
        (.name, ["姓名", "劳动者", "劳动者姓名", "工人姓名", "职工姓名", "员工姓名", "农民工姓名", "工人", "员工", "名字"]),
        (.period, ["所属期间", "期间", "所属期", "工资所属期", "所属月份", "月份", "工资月份", "欠薪期间", "时间", "起止时间"]),
        (.owed, ["应发", "应发工资", "应发金额", "应付", "应付工资", "应付金额", "应得工资", "工资总额", "应发合计"]),
        (.paid, ["已发", "已发工资", "已发金额", "已付", "已付工资", "已付金额", "实发", "实发工资", "已支付", "预支", "已领"]),
        (.rest, ["欠发", "欠发工资", "拖欠", "拖欠工资", "拖欠金额", "未发", "未发工资", "未付", "尚欠", "欠薪", "欠薪金额", "欠付"]),
    ]
    private static let totals: Set<String> = ["合计", "总计", "小计", "累计", "共计", "合计:", "总计:"]

    /// Reads a sheet. Columns stand in any order and are known by their headings, which are looked for in the first
    /// thirty rows that say something.
    /// - Throws: ``Problem``.
    package init(_ lines: [Line], merges: [Merge] = []) throws(Problem) {
        guard let (start, columns) = try WageSheet.headings(lines) else { throw .headingsMissing }
        var seen: [String: Int] = [:]
        for line in lines.dropFirst(start + 1) {
            func cell(_ column: Column) -> String {
                columns[column].map {
                    WageSheet.cell($0, of: line, in: lines, merges, isText: column == .name || column == .period)
                }
                    ?? ""
            }
            guard line.cells.contains(where: { !$0.isBlank }) else { continue }
            switch WageSheet.read(cell) {
            case .failure(let failure):
                refused.append(Refused(number: line.number, cells: line.cells, reason: failure.reason))
            case .success(let row):
                let key = row.worker + "\t" + row.period
                if let first = seen[key] {
                    refused.append(Refused(number: line.number, cells: line.cells, reason: .repeats(line: first)))
                } else if taken.count >= WagesEntered.mostRows {
                    refused.append(
                        Refused(
                            number: line.number, cells: line.cells, reason: .tooMany(limit: WagesEntered.mostRows)))
                } else {
                    seen[key] = line.number
                    taken.append(Taken(number: line.number, row: row))
                }
            }
        }
    }

    private struct Failure: Error { let reason: Reason }

    private static func read(_ cell: (Column) -> String) -> Result<WageRow, Failure> {
        func failure(_ reason: Reason) -> Result<WageRow, Failure> { .failure(Failure(reason: reason)) }
        let name = tidied(cell(.name))
        let word = name.filter { !$0.isWhitespace }
        if totals.contains(word) { return failure(.total) }
        if words[0].1.contains(word) { return failure(.heading) }
        var amounts: [Column: Int] = [:]
        for column in [Column.owed, .paid, .rest] {
            let text = cell(column)
            guard !text.isBlank else { continue }
            guard let fen = fen(text) else { return failure(name.isEmpty ? .nameMissing : .notAnAmount(text)) }
            amounts[column] = fen
        }
        if name.isEmpty { return failure(.nameMissing) }
        if name.count > 50 { return failure(.nameTooLong) }
        let paid = amounts[.paid] ?? 0
        guard let owed = amounts[.owed] ?? amounts[.rest].map({ $0 + paid }) else { return failure(.amountMissing) }
        if paid > owed { return failure(.paidAboveOwed) }
        if let rest = amounts[.rest], rest != owed - paid { return failure(.restDiffers) }
        return .success(WageRow(worker: name, period: String(tidied(cell(.period)).prefix(60)), owed: owed, paid: paid))
    }

    private static func headings(_ lines: [Line]) throws(Problem) -> (Int, [Column: Int])? {
        for (index, line) in lines.prefix(30).enumerated() {
            var found: [Column: Int] = [:]
            var hasOtherUnit = false
            for (place, cell) in line.cells.enumerated() {
                let plain = cell.halfWidth.filter { !$0.isWhitespace }
                let word = String(plain.prefix { $0 != "(" })
                guard let column = words.first(where: { $0.1.contains(word) })?.0, found[column] == nil else {
                    continue
                }
                found[column] = place
                if plain.contains("万元") { hasOtherUnit = true }
            }
            guard found[.name] != nil, found[.owed] != nil || found[.rest] != nil else { continue }
            if hasOtherUnit { throw .otherUnit }
            return (index, found)
        }
        return nil
    }

    /// A cell, or what a merged cell above says of it. An amount stands for its own row alone, lest it count twice.
    private static func cell(
        _ column: Int, of line: Line, in lines: [Line], _ merges: [Merge], isText: Bool
    ) -> String {
        let own = column < line.cells.count ? line.cells[column] : ""
        guard isText, own.isBlank,
            let merge = merges.first(where: { $0.rows.contains(line.number) && $0.columns.contains(column) }),
            let first = lines.first(where: { $0.number == merge.rows.lowerBound })
        else { return own }
        let place = merge.columns.lowerBound
        return place < first.cells.count ? first.cells[place] : ""
    }

    private static func tidied(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whole fen of yuan as spreadsheets and people write them; nil for anything else, a billion yuan and more
    /// included.
    static func fen(_ text: String) -> Int? {
        let plain = text.halfWidth.filter { !$0.isWhitespace && !",，、元¥￥".contains($0) }
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = parts.first, (1...9).contains(whole.count),
            plain.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }), let yuan = Int(whole)
        else { return nil }
        guard parts.count == 2 else { return yuan * 100 }
        let decimals = Array(parts[1])
        guard !decimals.isEmpty, let cents = Int(String((decimals + ["0"]).prefix(2))) else { return nil }
        // A spreadsheet keeps 3599.9 as 3599.8999999999996: long tails of a number are its way of rounding.
        let tail = decimals.dropFirst(2)
        if tail.allSatisfy({ $0 == "0" }) { return yuan * 100 + cents }
        guard decimals.count >= 8 else { return nil }
        if tail.prefix(4).allSatisfy({ $0 == "9" }) { return yuan * 100 + cents + 1 }
        return tail.prefix(4).allSatisfy({ $0 == "0" }) ? yuan * 100 + cents : nil
    }
}
