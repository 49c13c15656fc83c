internal import Chronology
internal import GRDB
internal import Rules

/// What supervision reads: a row a case and month, the findings one by one, and the refused tries.
extension ViewStore {
    static let supervisionTables = """
        CREATE TABLE IF NOT EXISTS caseMonth (
            caseID TEXT NOT NULL, month TEXT NOT NULL, figure TEXT NOT NULL, unit TEXT NOT NULL,
            officer TEXT NOT NULL, count INTEGER NOT NULL,
            PRIMARY KEY (caseID, month, figure, unit, officer)) STRICT, WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS caseMonth_figure ON caseMonth (figure, month, unit, officer, count, caseID);
        CREATE TABLE IF NOT EXISTS caseFinding (
            caseID TEXT NOT NULL, figure TEXT NOT NULL, day TEXT NOT NULL, month TEXT NOT NULL, unit TEXT NOT NULL,
            officer TEXT NOT NULL, pack TEXT, rule TEXT, article TEXT, says TEXT NOT NULL, due TEXT, note TEXT,
            entry TEXT NOT NULL) STRICT;
        CREATE INDEX IF NOT EXISTS caseFinding_case ON caseFinding (caseID);
        CREATE INDEX IF NOT EXISTS caseFinding_figure ON caseFinding (figure, month, unit, officer);
        CREATE TABLE IF NOT EXISTS refusedTry (
            entry TEXT PRIMARY KEY, day TEXT NOT NULL, month TEXT NOT NULL, unit TEXT NOT NULL, officer TEXT NOT NULL,
            thing TEXT NOT NULL, what TEXT NOT NULL) STRICT;
        CREATE INDEX IF NOT EXISTS refusedTry_month ON refusedTry (month);
        CREATE TABLE IF NOT EXISTS accessStream (
            name TEXT PRIMARY KEY, day TEXT NOT NULL, version INTEGER NOT NULL) STRICT;
        """

    static func write(_ figures: CaseFigures, of caseID: String, to database: Database) throws {
        try database.execute(sql: "DELETE FROM caseMonth WHERE caseID = ?", arguments: [caseID])
        try database.execute(sql: "DELETE FROM caseFinding WHERE caseID = ?", arguments: [caseID])
        for (sum, number) in figures.sums {
            try database.execute(
                sql: "INSERT INTO caseMonth VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    caseID, sum.month.description, sum.figure.rawValue, sum.unit, sum.officer, number,
                ])
        }
        for finding in figures.findings {
            try database.execute(
                sql: "INSERT INTO caseFinding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    caseID, finding.figure.rawValue, finding.day.description, finding.month.description, finding.unit,
                    finding.officer, finding.pack, finding.rule?.text, finding.article, finding.says,
                    finding.due?.description, finding.note, finding.entry,
                ])
        }
    }

    // MARK: Refused tries

    /// A refused try, as the log has it.
    struct RefusedTry {
        let entry: String
        let day: Day
        let unit: String
        let officer: String
        let thing: String
        let what: String
    }

    /// Takes in what a stream of looks and tries holds, up to a version.
    func put(_ tries: [RefusedTry], of stream: String, on day: String, upTo version: Int) throws {
        try database.write { database in
            for one in tries {
                try database.execute(
                    sql: "INSERT OR IGNORE INTO refusedTry VALUES (?, ?, ?, ?, ?, ?, ?)",
                    arguments: [
                        one.entry, one.day.description, Month(one.day).description, one.unit, one.officer, one.thing,
                        one.what,
                    ])
            }
            try database.execute(
                sql: "INSERT OR REPLACE INTO accessStream VALUES (?, ?, ?)", arguments: [stream, day, version])
        }
    }

    /// The streams of looks and tries of the last known day, with the versions that were taken in, and that day.
    func accessStreams() throws -> (since: String, versions: [String: Int]) {
        try database.read { database in
            let day = try String.fetchOne(database, sql: "SELECT max(day) FROM accessStream") ?? ""
            let rows = try Row.fetchAll(
                database, sql: "SELECT name, version FROM accessStream WHERE day >= ?", arguments: [day])
            return (
                day, Dictionary(try rows.map { try ($0.value("name"), $0.value("version")) }, uniquingKeysWith: max)
            )
        }
    }

    // MARK: Sums and lists

    /// The sums of every figure by month, unit and officer.
    func sums(_ query: SupervisionQuery) throws -> [FigureSum] {
        let filter = query.filter(figures: nil)
        return try database.read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT figure, month, unit, officer, sum(count) AS count, count(DISTINCT caseID) AS cases
                    FROM caseMonth f WHERE \(filter.sql) GROUP BY figure, month, unit, officer
                    """, arguments: filter.arguments)
            let refused = try Row.fetchAll(
                database,
                sql: """
                    SELECT 'refused' AS figure, month, unit, officer, count(*) AS count, 0 AS cases
                    FROM refusedTry f WHERE \(filter.sql) GROUP BY month, unit, officer
                    """, arguments: filter.arguments)
            return try (rows + refused).compactMap(FigureSum.init)
        }
    }

    /// The findings of a figure, with the case of each, newest first.
    func findings(_ query: SupervisionQuery, limit: Int, offset: Int) throws -> (rows: [FindingRow], total: Int) {
        let figures = query.figures
        if figures == [.refused] { return try refusedTries(query, limit: limit, offset: offset) }
        let filter = query.filter(figures: figures)
        return try database.read { database in
            let total = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM caseFinding f WHERE \(filter.sql)", arguments: filter.arguments)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT f.*, c.number, c.party FROM caseFinding f LEFT JOIN caseRow c ON c.id = f.caseID
                    WHERE \(filter.sql) ORDER BY f.day DESC, f.caseID, f.rule, f.entry LIMIT ? OFFSET ?
                    """, arguments: filter.arguments + [limit, offset])
            return (try rows.compactMap(FindingRow.init), total ?? 0)
        }
    }

    private func refusedTries(
        _ query: SupervisionQuery, limit: Int, offset: Int
    ) throws -> (rows: [FindingRow], total: Int) {
        let filter = query.filter(figures: nil)
        return try database.read { database in
            let total = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM refusedTry f WHERE \(filter.sql)", arguments: filter.arguments)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT f.*, 'refused' AS figure, f.what AS says, f.thing AS note, c.id AS caseID, c.number, c.party
                    FROM refusedTry f LEFT JOIN caseRow c ON f.thing = 'case/' || c.id
                    WHERE \(filter.sql) ORDER BY f.day DESC, f.entry LIMIT ? OFFSET ?
                    """, arguments: filter.arguments + [limit, offset])
            return (try rows.compactMap(FindingRow.init), total ?? 0)
        }
    }

    /// The cases that a figure counts in, with how often; all cases received in the time where there is no figure.
    func cases(_ query: SupervisionQuery, limit: Int, offset: Int) throws -> (rows: [CaseCount], total: Int) {
        let filter = query.filter(figures: query.figures)
        let from = """
            FROM caseMonth f JOIN caseRow c ON c.id = f.caseID WHERE \(filter.sql) GROUP BY f.caseID
            HAVING sum(f.count) >= ?
            """
        return try database.read { database in
            let arguments = filter.arguments + [query.atLeast]
            let total = try Int.fetchOne(
                database, sql: "SELECT count(*) FROM (SELECT f.caseID \(from))", arguments: arguments)
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT c.id, c.number, c.party, c.content, sum(f.count) AS count \(from)
                    ORDER BY count DESC, c.number LIMIT ? OFFSET ?
                    """, arguments: arguments + [limit, offset])
            return (try rows.map(CaseCount.init), total ?? 0)
        }
    }

    /// The cases received in these months, by id: what a sample is drawn from.
    func received(_ query: SupervisionQuery) throws -> [CaseRow] {
        let contents = try database.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT content FROM caseRow
                    WHERE substr(received, 1, 7) >= ? AND substr(received, 1, 7) <= ? ORDER BY id
                    """, arguments: [query.from.description, query.to.description])
        }
        return try contents.map(CaseRow.init(json:))
    }

    /// The handling unit of each case.
    func units() throws -> [String: String] {
        try database.read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT id, unit FROM caseRow")
            return Dictionary(
                try rows.map { try ($0.value("id"), $0.value("unit")) }, uniquingKeysWith: { first, _ in first })
        }
    }
}
