internal import Casework
internal import Chronology
internal import Foundation
internal import GRDB

/// Which blobs there are, when each was last read again, and when each job ran. It is made of the log and of reading:
/// lost, it is made again.
extension StateStore {
    static func registerScrub(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("scrub") { database in
            try database.execute(
                sql: """
                    CREATE TABLE scrubBlob (
                        digest TEXT PRIMARY KEY, reference TEXT NOT NULL, stream TEXT NOT NULL,
                        entered INTEGER NOT NULL, byteCount INTEGER NOT NULL, checked INTEGER, problem TEXT) STRICT;
                    CREATE INDEX scrubBlob_checked ON scrubBlob (checked);
                    CREATE TABLE jobRun (job TEXT PRIMARY KEY, ran INTEGER NOT NULL, failing INTEGER, problem TEXT) STRICT;
                    """)
        }
    }

    /// A blob as the scrub knows it.
    struct ScrubBlob: Sendable {
        let reference: BlobReference
        let stream: String
        /// What was wrong with it when it was read last.
        let problem: String?
    }

    /// Takes in the blobs that entries name, and moves the position, both or neither.
    func note(_ blobs: [(reference: BlobReference, stream: String, entered: Instant)], through position: Int64) throws {
        let rows = try blobs.map { blob in
            (blob, String(decoding: try JSONEncoder().encode(blob.reference), as: UTF8.self))
        }
        try database.write { database in
            for (blob, text) in rows {
                try database.execute(
                    sql: "INSERT OR IGNORE INTO scrubBlob VALUES (?, ?, ?, ?, ?, NULL, NULL)",
                    arguments: [
                        blob.reference.digest, text, blob.stream, blob.entered.milliseconds, blob.reference.byteCount,
                    ])
            }
            try database.execute(
                sql: "INSERT OR REPLACE INTO setting VALUES ('scrub-position', ?)", arguments: [String(position)])
        }
    }

    /// The index of the log up to which its blobs are known.
    func scrubPosition() throws -> Int64 { try setting("scrub-position").flatMap { Int64($0) } ?? 0 }

    /// Forgets everything, for a log that is another than the one that was followed.
    func forgetScrub() throws {
        try database.write { database in
            try database.execute(sql: "DELETE FROM scrubBlob; DELETE FROM setting WHERE name LIKE 'scrub-%'")
        }
    }

    /// The blobs that were not read since a moment, those longest unread first.
    func unread(since moment: Instant, limit: Int) throws -> [ScrubBlob] {
        try blobs(
            "WHERE checked IS NULL OR checked < ? ORDER BY checked LIMIT ?", [moment.milliseconds, limit])
    }

    /// The blobs that are not as they were put in.
    func damagedBlobs() throws -> [ScrubBlob] { try blobs("WHERE problem IS NOT NULL ORDER BY stream, digest", []) }

    private func blobs(_ condition: String, _ arguments: StatementArguments) throws -> [ScrubBlob] {
        try database.read { database in
            try Row.fetchAll(
                database, sql: "SELECT reference, stream, problem FROM scrubBlob \(condition)", arguments: arguments
            ).compactMap { row in
                let text: String = try row.value("reference")
                guard let reference = try? JSONDecoder().decode(BlobReference.self, from: Data(text.utf8)) else {
                    return nil
                }
                return try ScrubBlob(
                    reference: reference, stream: row.value("stream"), problem: row.value("problem"))
            }
        }
    }

    /// Notes that a blob was read, and what was wrong.
    func noteRead(_ digest: String, problem: String?, at time: Instant) throws {
        try database.write {
            try $0.execute(
                sql: "UPDATE scrubBlob SET checked = ?, problem = ? WHERE digest = ?",
                arguments: [time.milliseconds, problem, digest])
        }
    }

    /// How many blobs there are and how many were not read since a moment, with the bytes of all and of those that
    /// came in since another.
    func scrubCounts(
        unreadSince moment: Instant, enteredSince: Instant
    ) throws -> (blobs: Int, waiting: Int, bytes: Int64, intake: Int64) {
        try database.read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT COUNT(*) AS blobs, COALESCE(SUM(byteCount), 0) AS bytes,
                        COALESCE(SUM(checked IS NULL OR checked < ?), 0) AS waiting,
                        COALESCE(SUM(CASE WHEN entered >= ? THEN byteCount ELSE 0 END), 0) AS intake FROM scrubBlob
                    """, arguments: [moment.milliseconds, enteredSince.milliseconds])
            guard let row else { return (0, 0, 0, 0) }
            return try (row.value("blobs"), row.value("waiting"), row.value("bytes"), row.value("intake"))
        }
    }

    // MARK: Jobs

    /// Notes that a job ran, and why it failed where it did. A failure keeps the moment since which it lasts.
    func noteRun(_ job: BackgroundJob, problem: String?, at time: Instant) throws {
        try database.write {
            try $0.execute(
                sql: """
                    INSERT INTO jobRun VALUES (?1, ?2, CASE WHEN ?3 IS NULL THEN NULL ELSE ?2 END, ?3)
                    ON CONFLICT (job) DO UPDATE SET ran = ?2, problem = ?3,
                        failing = CASE WHEN ?3 IS NULL THEN NULL ELSE COALESCE(failing, ?2) END
                    """, arguments: [job.rawValue, time.milliseconds, problem])
        }
    }

    /// When each job ran, jobs that never did left out.
    func jobRuns() throws -> [JobRun] {
        try database.read { database in
            try Row.fetchAll(database, sql: "SELECT * FROM jobRun").compactMap { row in
                guard let job = BackgroundJob(rawValue: try row.value("job")) else { return nil }
                return try JobRun(
                    job: job, ran: row.instant(of: "ran"), failing: row.instant("failing"),
                    problem: row.value("problem"))
            }
        }
    }
}
