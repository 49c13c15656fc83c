internal import Chronology
internal import GRDB

/// When each witness was asked and what came of it. Lost, it is asked again.
extension StateStore {
    static func registerWitnesses(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("witnesses") { database in
            try database.execute(
                sql: """
                    CREATE TABLE witnessTry (
                        id TEXT PRIMARY KEY, tried INTEGER NOT NULL, next INTEGER NOT NULL, failures INTEGER NOT NULL,
                        problem TEXT, seen INTEGER) STRICT;
                    """)
        }
    }

    /// What is remembered of the tries with a witness.
    struct WitnessTry {
        var tried: Instant
        /// When it is to be asked again.
        var next: Instant
        /// How often in a row it did not cosign.
        var failures: Int
        var problem: WitnessProblem?
        /// Entries that it said to have seen, which its next request starts from.
        var seen: Int64?
    }

    func witnessTry(_ id: String) throws -> WitnessTry? {
        try database.read { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT * FROM witnessTry WHERE id = ?", arguments: [id])
            else { return nil }
            let problem: String? = try row.value("problem")
            return try WitnessTry(
                tried: row.instant(of: "tried"), next: row.instant(of: "next"), failures: row.value("failures"),
                problem: problem.map { WitnessProblem(code: $0) }, seen: row.value("seen"))
        }
    }

    func remember(_ given: WitnessTry, of id: String) throws {
        try database.write {
            try $0.execute(
                sql: "INSERT OR REPLACE INTO witnessTry VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    id, given.tried.milliseconds, given.next.milliseconds, given.failures, given.problem?.code,
                    given.seen,
                ])
        }
    }

    /// Makes every witness due at once.
    func askWitnessesNow(_ now: Instant) throws {
        try database.write {
            try $0.execute(sql: "UPDATE witnessTry SET next = ?", arguments: [now.milliseconds])
        }
    }
}
