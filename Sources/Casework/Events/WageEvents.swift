package import Foundation

/// A wage list was taken in: a row a worker, as a spreadsheet gave them.
package struct WagesEntered: CaseEventBody {
    package static let kind = "wages-entered"
    package static let personalKeys: Set<String> = ["rows", "list", "source"]

    /// Whether it takes the place of what stood before, or comes after it.
    package var replaces: Bool
    /// How many rows it has.
    package var rowCount: Int
    /// Sums of all rows, in whole fen.
    package var owed: Int
    package var paid: Int
    /// The rows, where they fit the log.
    package var rows: [WageRow]?
    /// The rows as JSON in the vault, where they do not.
    package var list: BlobReference?
    /// The spreadsheet as it was handed in.
    package var source: BlobReference?
    /// What the blob says. Read by whoever has the vault before the event is folded in; never written to the log.
    package var longRows: [WageRow]?

    private enum CodingKeys: String, CodingKey {
        case replaces, rowCount, owed, paid, rows, list, source
    }

    /// The most rows of a list.
    package static let mostRows = 5000
    /// The most bytes of rows that stand in the log itself, as JSON. A part of the log holds 16 KiB.
    package static let longestInLog = 8 << 10

    package init(replaces: Bool, rows: [WageRow], source: BlobReference? = nil) {
        self.replaces = replaces
        rowCount = rows.count
        owed = rows.reduce(0) { $0 + $1.owed }
        paid = rows.reduce(0) { $0 + $1.paid }
        self.rows = rows
        self.source = source
    }

    /// All rows, as far as they can be read.
    package var allRows: [WageRow] { rows ?? longRows ?? [] }
    /// Whether rows are withheld, or lie in a blob that could not be read.
    package var lacksRows: Bool { allRows.count < rowCount }

    /// The event without its rows where they are too long for the log, and the bytes that belong in the vault.
    /// - Returns: the event; nil bytes where everything fits.
    /// - Throws: what encoding throws, which no row causes.
    package func dividedForLog() throws -> (event: WagesEntered, long: Data?) {
        let bytes = try WagesEntered.encode(allRows)
        guard bytes.count > WagesEntered.longestInLog else { return (self, nil) }
        var event = self
        event.longRows = allRows
        event.rows = nil
        return (event, bytes)
    }

    /// Reads what ``dividedForLog()`` put into the vault.
    /// - Throws: `DecodingError` for bytes that are something else.
    package mutating func read(long bytes: Data) throws {
        longRows = try JSONDecoder().decode([WageRow].self, from: bytes)
    }

    /// Whether rows are too long to stand in the log.
    package static func isLong(_ rows: [WageRow]) -> Bool {
        ((try? encode(rows).count) ?? 0) > longestInLog
    }

    private static func encode(_ rows: [WageRow]) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(rows)
    }
}
