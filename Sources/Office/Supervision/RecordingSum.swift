internal import GRDB

/// How much one device recorded for an officer and unit in the months asked for.
package struct RecordingSum: Hashable, Sendable {
    package let unit: String
    package let officer: String
    package let device: String
    /// The number of recordings.
    package let count: Int
    /// How long they play together.
    package let seconds: Int
    /// The number of cases to which they belong.
    package let cases: Int
}

extension ViewStore {
    /// The recordings of the months by unit, officer and device.
    func recordings(_ query: SupervisionQuery) throws -> [RecordingSum] {
        let filter = query.filter(figures: [.recording])
        return try database.read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT unit, officer, says AS device, count(*) AS count, sum(CAST(note AS INTEGER)) AS seconds,
                        count(DISTINCT caseID) AS cases
                    FROM caseFinding f WHERE \(filter.sql) GROUP BY unit, officer, says ORDER BY unit, officer, says
                    """, arguments: filter.arguments
            ).map { row in
                try RecordingSum(
                    unit: row.value("unit"), officer: row.value("officer"), device: row.value("device"),
                    count: row.value("count"), seconds: row.value("seconds") ?? 0, cases: row.value("cases"))
            }
        }
    }
}

extension Office {
    /// What the cameras recorded in the months asked for, by unit, officer and device. The look is on record.
    /// - Throws: ``OfficeError/forbidden(_:)``.
    package func recordingSums(_ query: SupervisionQuery, for account: Account) async throws -> [RecordingSum] {
        try await requireSupervision("recordings", of: account)
        try await refreshStale()
        return try views.recordings(query)
    }
}
