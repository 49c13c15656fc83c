/// What a spreadsheet says on its first sheet.
package struct Sheet: Hashable, Sendable {
    /// A row that says something: its number, from 1, and its cells as text.
    package struct Row: Hashable, Sendable {
        package let number: Int
        package let cells: [String]
    }

    /// Cells joined into one. Rows count from 1, columns from 0.
    package struct Merge: Hashable, Sendable {
        package let rows: ClosedRange<Int>
        package let columns: ClosedRange<Int>
    }

    package let rows: [Row]
    package let merges: [Merge]
}
