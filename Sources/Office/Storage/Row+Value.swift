internal import Chronology
internal import GRDB

extension Row {
    /// The value of a column, which throws where the file holds something that is none.
    ///
    /// GRDB's own subscript stops the program there: one damaged page of a file must not stop the whole office.
    func value<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: String) throws -> Value {
        try decode(forColumn: column)
    }

    /// The instant of a column of milliseconds; nil where the column is empty.
    func instant(_ column: String) throws -> Instant? {
        guard let milliseconds: Int64 = try value(column) else { return nil }
        // A number that no clock shows is damage, and reckoning with it would overflow.
        guard Row.sensible.contains(milliseconds) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "no time: \(milliseconds)")
        }
        return Instant(milliseconds: milliseconds)
    }

    /// The instant of a column of milliseconds that is never empty.
    func instant(of column: String) throws -> Instant {
        guard let instant = try instant(column) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "no time in \(column)")
        }
        return instant
    }

    /// The years 1 to 9999.
    private static let sensible: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999
}
