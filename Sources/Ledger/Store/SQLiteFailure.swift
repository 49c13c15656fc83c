internal import GRDB

/// The way from SQLite's errors to ours.
enum SQLiteFailure {
    /// Runs `body` and names what it throws.
    static func mapping<Value>(_ operation: String, _ body: () throws -> Value) throws(LedgerError) -> Value {
        do {
            return try body()
        } catch let error as LedgerError {
            throw error
        } catch {
            throw .store(StoreFailure(operation: operation, reason: reason(error), cause: String(describing: error)))
        }
    }

    private static func reason(_ error: any Error) -> StoreFailure.Reason {
        if error is RowDecodingError { return .unreadable }
        guard let error = error as? DatabaseError else { return .other }
        return switch error.resultCode {
        case .SQLITE_FULL: .full
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: .unreadable
        case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
        case .SQLITE_CANTOPEN: .absent
        default: .other
        }
    }
}
