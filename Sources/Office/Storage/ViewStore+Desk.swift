internal import Chronology
internal import GRDB

/// What desks show, found by the person, role or unit for which it stands there.
extension ViewStore {
    static let deskTables = """
        CREATE TABLE IF NOT EXISTS deskItem (
            caseID TEXT NOT NULL, kind TEXT NOT NULL, who TEXT NOT NULL, key TEXT NOT NULL, at TEXT,
            isOver INTEGER NOT NULL) STRICT;
        CREATE INDEX IF NOT EXISTS deskItem_case ON deskItem (caseID);
        CREATE INDEX IF NOT EXISTS deskItem_who ON deskItem (who, kind, at);
        """

    static func write(_ items: [DeskItem], of caseID: String, to database: Database) throws {
        try database.execute(sql: "DELETE FROM deskItem WHERE caseID = ?", arguments: [caseID])
        for item in items {
            try database.execute(
                sql: "INSERT INTO deskItem VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    caseID, item.kind.rawValue, item.who, item.key, item.at?.description, item.isOver,
                ])
        }
    }

    /// A thing on a desk with its case.
    struct DeskRow: Hashable {
        let caseID: String
        let key: String
        let at: Instant?
        let isOver: Bool
    }

    /// What stands on the desks of any of these, each thing once, the earliest first and what has no time last.
    func desk(_ kind: DeskItem.Kind, of who: [String], limit: Int) throws -> (rows: [DeskRow], total: Int) {
        guard !who.isEmpty else { return ([], 0) }
        let marks = who.map { _ in "?" }.joined(separator: ", ")
        let arguments = StatementArguments([kind.rawValue] + who)
        let from = "FROM deskItem WHERE kind = ? AND who IN (\(marks)) GROUP BY caseID, key"
        return try database.read { database in
            let total = try Int.fetchOne(database, sql: "SELECT count(*) FROM (SELECT 1 \(from))", arguments: arguments)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT caseID, key, min(at) AS at, max(isOver) AS isOver \(from)
                    ORDER BY at IS NULL, at, caseID, key LIMIT ?
                    """, arguments: arguments + [limit])
            return (
                try rows.map { row in
                    let at: String? = try row.value("at")
                    return try DeskRow(
                        caseID: row.value("caseID"), key: row.value("key"), at: at.flatMap { Instant($0) },
                        isOver: row.value("isOver"))
                }, total ?? 0
            )
        }
    }

    /// How many duties stand on a desk that are over, and that are due before an instant.
    func counts(of who: String, before end: Instant) throws -> (over: Int, today: Int) {
        try database.read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT coalesce(sum(isOver), 0) AS over,
                        coalesce(sum(NOT isOver AND at IS NOT NULL AND at <= ?), 0) AS today
                    FROM deskItem WHERE kind = 'duty' AND who = ?
                    """, arguments: [end.description, who])
            guard let row else { return (0, 0) }
            return try (row.value("over"), row.value("today"))
        }
    }

    /// The row of a case.
    func row(_ id: String) throws -> CaseRow? {
        try database.read { database in
            try String.fetchOne(database, sql: "SELECT content FROM caseRow WHERE id = ?", arguments: [id])
        }.map(CaseRow.init(json:))
    }
}
