internal import Chronology
internal import Foundation
internal import GRDB

/// What lists show, filled by following the log. Nothing here is precious, and no decision or right is read from it.
struct ViewStore: Sendable {
    let database: DatabaseQueue
    /// Raised when the columns or their meaning change: an older file is thrown away and rebuilt.
    private static let version = 6
    private static let tables = [
        "caseRow", "caseMonth", "caseFinding", "refusedTry", "accessStream", "deskItem",
        "caseEmployer", "officerTime",
    ]

    /// Opens the file, or makes it anew where it is missing, older or damaged.
    init(at file: URL) throws {
        do {
            database = try ViewStore.open(file)
        } catch let error as DatabaseError
            where ![.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL].contains(error.resultCode)
        {
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: file.path + suffix)
            }
            database = try ViewStore.open(file)
        }
    }

    private static func open(_ file: URL) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        let database = try DatabaseQueue(path: file.path, configuration: configuration)
        try database.write { database in
            let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            if found != version {
                for table in tables { try database.execute(sql: "DROP TABLE IF EXISTS \(table)") }
                try database.execute(sql: "PRAGMA user_version = \(version)")
            }
            try database.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS caseRow (
                        id TEXT PRIMARY KEY, number TEXT NOT NULL, party TEXT NOT NULL, state TEXT NOT NULL,
                        stage TEXT NOT NULL, received TEXT NOT NULL, due TEXT, officers TEXT NOT NULL,
                        text TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL,
                        judged TEXT NOT NULL, recheck TEXT, rules TEXT NOT NULL, unit TEXT NOT NULL,
                        archived INTEGER NOT NULL) STRICT;
                    CREATE INDEX IF NOT EXISTS caseRow_recheck ON caseRow (recheck);
                    CREATE INDEX IF NOT EXISTS caseRow_due ON caseRow (due);
                    CREATE INDEX IF NOT EXISTS caseRow_number ON caseRow (number);
                    CREATE INDEX IF NOT EXISTS caseRow_received ON caseRow (received);
                    CREATE INDEX IF NOT EXISTS caseRow_archived ON caseRow (id) WHERE archived = 1;
                    """)
            try database.execute(sql: supervisionTables)
            try database.execute(sql: deskTables)
            try database.execute(sql: involvementTables)
        }
        try database.read { database in
            let found = try String.fetchAll(database, sql: "PRAGMA integrity_check")
            guard found == ["ok"] else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
            // A row that cannot be read is no better than a page that cannot.
            for content in try String.fetchAll(database, sql: "SELECT content FROM caseRow") {
                guard (try? JSONDecoder().decode(CaseRow.self, from: Data(content.utf8))) != nil else {
                    throw DatabaseError(resultCode: .SQLITE_CORRUPT)
                }
            }
        }
        return database
    }

    /// A row with what it is searched and sorted by.
    struct CaseRow: Codable {
        var summary: CaseSummary
        /// The due times of duties that are neither met nor excused.
        var dues: [Due]
        /// Accounts of those who take part.
        var officers: [String]
        /// When it was judged, and the first moment after that at which a period runs out.
        var judged: Instant
        var recheck: Instant?
        /// Its volume, where it is archived.
        var volume: CaseVolume?

        struct Due: Codable {
            var at: Instant
            var says: String
        }
    }

    /// Writes all that lists, desks and figures show of a case, unless what stands there is of a later version.
    func put(
        _ row: CaseRow, desk: [DeskItem], figures: CaseFigures, involvement: CaseInvolvement, rules: String
    ) throws {
        let content = String(decoding: try JSONEncoder().encode(row), as: UTF8.self)
        let summary = row.summary
        let text = [summary.number, summary.party, summary.cause, summary.lead ?? "", summary.stateTitle]
        try database.write { database in
            try database.execute(
                sql: """
                    INSERT OR REPLACE INTO caseRow SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                    WHERE NOT EXISTS (SELECT 1 FROM caseRow WHERE id = ?1 AND version > ?10)
                    """,
                arguments: [
                    summary.id, summary.number, summary.party, summary.state, summary.stage,
                    summary.received.description, row.dues.map(\.at).min()?.description,
                    "|" + row.officers.joined(separator: "|") + "|", text.joined(separator: "\n"), summary.version,
                    content, row.judged.description, row.recheck?.description, rules,
                    figures.unit, row.volume != nil,
                ])
            guard database.changesCount > 0 else { return }
            try ViewStore.write(desk, of: summary.id, to: database)
            try ViewStore.write(figures, of: summary.id, to: database)
            try ViewStore.write(involvement, to: database)
        }
    }

    /// The version of each case that the rows were made from, by these rules; rows made by others are left out.
    func versions(under rules: String) throws -> [String: Int] {
        try database.read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT id, version FROM caseRow WHERE rules = ?", arguments: [rules])
            return Dictionary(try rows.map { try ($0.value("id"), $0.value("version")) }, uniquingKeysWith: max)
        }
    }

    /// The cases whose rows no longer tell how they stand: a period ran out since, or the clock was set back.
    func stale(at now: Instant) throws -> [String] {
        try database.read { database in
            try String.fetchAll(
                database, sql: "SELECT id FROM caseRow WHERE recheck <= ?1 OR judged > ?1",
                arguments: [now.description])
        }
    }

    func removeAll() throws {
        try database.write { database in
            for table in ViewStore.tables { try database.execute(sql: "DELETE FROM \(table)") }
        }
    }

    /// The rows that fit, sorted, with the number of all that fit.
    func rows(_ query: CaseQuery, account: String?, now: Instant, limit: Int) throws -> (rows: [CaseRow], total: Int) {
        var clauses: [String] = []
        var arguments: [(any DatabaseValueConvertible)?] = []
        for word in query.text.split(whereSeparator: \.isWhitespace) {
            clauses.append("instr(text, ?) > 0")
            arguments.append(String(word))
        }
        if let stage = query.stage {
            clauses.append("stage = ?")
            arguments.append(stage)
        }
        if let state = query.state {
            clauses.append("state = ?")
            arguments.append(state)
        }
        if query.onlyOverdue {
            clauses.append("due <= ?")
            arguments.append(now.description)
        }
        if query.onlyMine, let account {
            clauses.append("instr(officers, ?) > 0")
            arguments.append("|\(account)|")
        }
        let filter = clauses.isEmpty ? "" : "WHERE " + clauses.joined(separator: " AND ")
        let order =
            switch query.sort {
            case "number": "number"
            case "received": "received DESC"
            case "party": "party"
            default: "due IS NULL, due"
            }
        return try database.read { database in
            let total =
                try Int.fetchOne(
                    database, sql: "SELECT count(*) FROM caseRow \(filter)", arguments: StatementArguments(arguments))
                ?? 0
            let contents = try String.fetchAll(
                database, sql: "SELECT content FROM caseRow \(filter) ORDER BY \(order), id LIMIT ? OFFSET ?",
                arguments: StatementArguments(arguments + [limit, max(0, query.page) * limit]))
            return (try contents.map { try JSONDecoder().decode(CaseRow.self, from: Data($0.utf8)) }, total)
        }
    }
}

extension ViewStore {
    /// The rows of the cases that are archived.
    func archivedRows() throws -> [CaseRow] {
        try database.read { database in
            try String.fetchAll(database, sql: "SELECT content FROM caseRow WHERE archived = 1")
                .map { try CaseRow(json: $0) }
        }
    }
}

extension ViewStore.CaseRow {
    /// Reads what a row holds.
    init(json: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(json.utf8)) }
}
