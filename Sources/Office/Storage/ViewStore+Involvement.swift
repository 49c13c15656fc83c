internal import Casework
internal import Chronology
internal import Foundation
internal import GRDB

/// Who takes part in a case, by what other cases are found: its employers, and the time of its officers.
struct CaseInvolvement {
    let caseID: String
    let received: Instant
    let employers: [Employer]
    let times: [OfficerTime]
}

extension ViewStore {
    static let involvementTables = """
        CREATE TABLE IF NOT EXISTS caseEmployer (
            caseID TEXT NOT NULL, code TEXT NOT NULL, received INTEGER NOT NULL, employer TEXT NOT NULL) STRICT;
        CREATE INDEX IF NOT EXISTS caseEmployer_code ON caseEmployer (code);
        CREATE INDEX IF NOT EXISTS caseEmployer_case ON caseEmployer (caseID);
        CREATE TABLE IF NOT EXISTS officerTime (
            caseID TEXT NOT NULL, account TEXT NOT NULL, begins INTEGER NOT NULL, ends INTEGER NOT NULL) STRICT;
        CREATE INDEX IF NOT EXISTS officerTime_account ON officerTime (account, begins);
        CREATE INDEX IF NOT EXISTS officerTime_case ON officerTime (caseID);
        """

    static func write(_ involvement: CaseInvolvement, to database: Database) throws {
        for table in ["caseEmployer", "officerTime"] {
            try database.execute(sql: "DELETE FROM \(table) WHERE caseID = ?", arguments: [involvement.caseID])
        }
        for employer in involvement.employers {
            guard let code = employer.registerKey else { continue }
            try database.execute(
                sql: "INSERT INTO caseEmployer VALUES (?, ?, ?, ?)",
                arguments: [
                    involvement.caseID, code, involvement.received.milliseconds,
                    String(decoding: try JSONEncoder().encode(employer), as: UTF8.self),
                ])
        }
        for time in involvement.times {
            for account in Set(time.officers.map(\.account)) {
                try database.execute(
                    sql: "INSERT INTO officerTime VALUES (?, ?, ?, ?)",
                    arguments: [involvement.caseID, account, time.from.milliseconds, time.to.milliseconds])
            }
        }
    }

    /// An employer as one case names it.
    struct EmployerRow {
        let caseID: String
        let code: String
        let received: Instant
        let employer: Employer
    }

    /// The employers that cases name, newest case first.
    /// - Parameter code: of this code alone; nil for all.
    func employers(code: String? = nil) throws -> [EmployerRow] {
        try database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT caseID, code, received, employer FROM caseEmployer \(code == nil ? "" : "WHERE code = ?1")
                    ORDER BY received DESC, caseID, rowid
                    """, arguments: code.map { [$0] } ?? []
            ).map { row in
                let text: String = try row.value("employer")
                return try EmployerRow(
                    caseID: row.value("caseID"), code: row.value("code"),
                    received: row.instant(of: "received"),
                    employer: JSONDecoder().decode(Employer.self, from: Data(text.utf8)))
            }
        }
    }

    /// The cases in which a person was at something within a time.
    func cases(of account: String, from: Instant, to: Instant) throws -> [String] {
        try database.read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT DISTINCT caseID FROM officerTime WHERE account = ? AND begins < ? AND ends > ?
                    ORDER BY caseID
                    """, arguments: [account, to.milliseconds, from.milliseconds])
        }
    }
}

extension ViewStore {
    /// The rows of these cases, in no order.
    func rows(ids: Set<String>) throws -> [CaseRow] {
        try database.read { database in
            var rows: [CaseRow] = []
            let statement = try database.makeStatement(sql: "SELECT content FROM caseRow WHERE id = ?")
            for id in ids.sorted() {
                if let content = try String.fetchOne(statement, arguments: [id]) {
                    rows.append(try CaseRow(json: content))
                }
            }
            return rows
        }
    }
}
