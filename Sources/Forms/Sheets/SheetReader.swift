internal import Foundation

/// Reads the rows of spreadsheets that people upload: `.xlsx`, `.xls`, or text of values parted by commas or tabs. Keeps
/// one tool warm, apart from the others, with limits on its memory and time.
package actor SheetReader {
    /// The largest file that is looked at, in bytes.
    package static let longestFile = 16 << 20

    private let executor = QueueExecutor(label: "forms.sheets")
    private let tool: WarmTool

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A reader; the tool is started with the first file.
    /// - Parameter settings: the Python to run it with; it needs `xlrd` for `.xls`.
    package init(settings: RendererSettings) {
        tool = WarmTool(WarmTool.bundled("sheet_reader.py"), settings: settings)
    }

    /// The rows of the first sheet that say something, each cell as text.
    /// - Throws: ``FormsError/sheetNotReadable`` where the file is no spreadsheet or too large a one,
    ///   ``FormsError/toolMissing(path:)``.
    package func rows(of file: [UInt8]) throws(FormsError) -> [[String]] { try sheet(of: file).rows.map(\.cells) }

    /// The first sheet with the numbers of its rows and its merged cells.
    /// - Throws: as ``rows(of:)``.
    package func sheet(of file: [UInt8]) throws(FormsError) -> Sheet {
        guard file.count <= SheetReader.longestFile else { throw .sheetNotReadable }
        let answer: Answer
        do {
            answer = try tool.ask(Request(), content: file)
        } catch {
            throw error.blaming(.sheetNotReadable)
        }
        guard let sheet = answer.sheet else { throw .badAnswer }
        return sheet
    }

    /// The tool does one thing, and is told nothing but the bytes.
    private struct Request: Encodable {}

    private struct Answer: Decodable {
        let rows: [[String]]
        /// The number of each row.
        let lines: [Int]
        /// First row, first column, last row and last column of each.
        let merges: [[Int]]

        var sheet: Sheet? {
            guard rows.count == lines.count else { return nil }
            return Sheet(
                rows: zip(lines, rows).map { Sheet.Row(number: $0, cells: $1) },
                merges: merges.compactMap { merge in
                    guard merge.count == 4, merge[0] <= merge[2], merge[1] <= merge[3] else { return nil }
                    return Sheet.Merge(rows: merge[0]...merge[2], columns: merge[1]...merge[3])
                })
        }
    }
}
