internal import Foundation
internal import GRDB

/// The log in one SQLite file, in write-ahead mode with `synchronous=FULL`: a commit that returned survives the loss of
/// power. One process writes, fenced by a lock file and a generation; others may read meanwhile.
package final class SQLiteLogStore: LogStore {
    /// How the store is opened.
    package enum Mode: Sendable {
        case reading, writing
    }

    private let database: DatabasePool
    private let lock: WriterLock?
    private let generation: Int64
    private let path: String

    /// Opens a log. A writer makes one of `origin` where there is none.
    /// - Parameter path: of the database file; the lock file beside it has the suffix `.lock`.
    /// - Throws: ``LedgerError/fenced(path:)`` where another writes it, ``LedgerError/originMismatch(expected:found:)``
    ///   where it is another log, ``LedgerError/store(_:)`` where it cannot be opened.
    package init(path: String, origin: String, mode: Mode) throws(LedgerError) {
        self.path = path
        let writes = mode == .writing
        lock = writes ? try WriterLock(path: path + ".lock") : nil
        guard writes || FileManager.default.fileExists(atPath: path) else {
            throw .store(StoreFailure(operation: "open", reason: .absent, cause: path))
        }
        database = try SQLiteFailure.mapping("open") { try SQLiteLogStore.pool(path: path, writes: writes) }
        generation = try SQLiteFailure.mapping("open") { [database] () throws -> Int64 in
            guard writes else { return 0 }
            // GRDB sets `synchronous` to NORMAL when it prepares a pool's connections, so that ours comes after.
            try database.writeWithoutTransaction { connection in
                try connection.execute(sql: "PRAGMA synchronous = FULL")
                try connection.execute(sql: "PRAGMA secure_delete = ON")
            }
            return try database.write { connection in
                if try connection.tableExists("log") == false {
                    for statement in LogSchema.statements { try connection.execute(sql: statement) }
                    try connection.execute(sql: "INSERT INTO log (id, origin) VALUES (1, ?)", arguments: [origin])
                    try connection.execute(sql: "INSERT INTO writer (id, generation) VALUES (1, 0)")
                    try connection.execute(sql: "PRAGMA application_id = \(LogSchema.applicationID)")
                    try connection.execute(sql: "PRAGMA user_version = \(LogSchema.version)")
                }
                try connection.execute(sql: "UPDATE writer SET generation = generation + 1")
                return try Int64.fetchOne(connection, sql: "SELECT generation FROM writer") ?? 0
            }
        }
        try SQLiteFailure.mapping("open") { [database] () throws in
            let marks = try database.read { connection in
                (
                    try Int32.fetchOne(connection, sql: "PRAGMA application_id"),
                    try Int32.fetchOne(connection, sql: "PRAGMA user_version"),
                    try String.fetchOne(connection, sql: "SELECT origin FROM log")
                )
            }
            guard marks.0 == LogSchema.applicationID, marks.1 == LogSchema.version, let found = marks.2 else {
                throw LedgerError.store(StoreFailure(operation: "open", reason: .unreadable, cause: "not a ledger"))
            }
            guard found == origin else { throw LedgerError.originMismatch(expected: origin, found: found) }
        }
    }

    private static func pool(path: String, writes: Bool) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.readonly = !writes
        configuration.label = "ledger"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        return try DatabasePool(path: path, configuration: configuration)
    }

    package func read<Value: Sendable>(
        _ body: (any LogReading) throws(LedgerError) -> Value
    ) throws(LedgerError) -> Value {
        try SQLiteFailure.mapping("read") {
            try database.read { connection in try body(SQLiteLogConnection(connection: connection)) }
        }
    }

    package func write<Value: Sendable>(
        _ body: (any LogWriting) throws(LedgerError) -> Value
    ) throws(LedgerError) -> Value {
        guard lock != nil else { throw .readOnly }
        return try SQLiteFailure.mapping("append") {
            try database.write { connection in
                let current = try Int64.fetchOne(connection, sql: "SELECT generation FROM writer")
                guard current == generation else { throw LedgerError.fenced(path: path) }
                return try body(SQLiteLogConnection(connection: connection))
            }
        }
    }

    package func close() {
        // The pool's last connection is a reading one, which leaves the write-ahead file as it is: a copy of the
        // database put in its place would then be mixed with later pages.
        if lock != nil { try? truncateWriteAheadFile() }
        try? database.close()
        lock?.release()
    }

    /// The durability of the writing connection as SQLite reports it: 2 is FULL.
    package func synchronousLevel() throws(LedgerError) -> Int {
        try SQLiteFailure.mapping("read") {
            try database.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
        }
    }

    /// Moves everything out of the write-ahead file into the database, so that what was destroyed is in neither.
    package func truncateWriteAheadFile() throws(LedgerError) {
        try SQLiteFailure.mapping("checkpoint") {
            _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        }
    }
}
