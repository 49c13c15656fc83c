/// Reads a spreadsheet of a kind: what each row brings in, what is wrong with it, and what was understood otherwise than
/// it is written. Pure: what the office holds already is compared afterwards.
package struct ImportReader: Sendable {
    package let kind: ImportKind
    package let columns: [ImportColumn]
    package let directory: ImportDirectory

    package init(kind: ImportKind, columns: [ImportColumn], directory: ImportDirectory) {
        self.kind = kind
        self.columns = columns
        self.directory = directory
    }

    /// Reads the rows.
    /// - Returns: nil where no row names the columns.
    package func read(_ lines: [WageSheet.Line], merges: [WageSheet.Merge] = []) -> ImportReport? {
        guard let sheet = ImportSheet(lines, merges: merges, columns: columns) else { return nil }
        var read: [ImportReport.Line] = []
        var seen: [String: Int] = [:]
        for line in sheet.lines where line.cells.contains(where: { !$0.isBlank }) {
            if let skip = sheet.skip(line) {
                read.append(
                    ImportReport.Line(
                        number: line.number, cells: line.cells, outcome: .skipped(skip), remarks: [], item: nil))
                continue
            }
            var row = ImportRow(sheet: sheet, line: line, directory: directory)
            let item = row.item(of: kind)
            if let key = item?.key, row.faults.isEmpty {
                if let first = seen[key] {
                    row.fault(
                        item?.keyColumn ?? "number",
                        .repeats(line: first))
                } else {
                    seen[key] = line.number
                }
            }
            read.append(
                ImportReport.Line(
                    number: line.number, cells: line.cells,
                    outcome: row.faults.isEmpty ? .fresh : .refused(row.faults), remarks: row.remarks,
                    item: row.faults.isEmpty ? item : nil))
        }
        return ImportReport(
            kind: kind, headings: sheet.headings, headingRow: sheet.headingRow, otherHeadings: sheet.otherHeadings,
            lines: read)
    }
}
