internal import Chronology
internal import GRDB

/// The queue as it is kept. It is made of the log: lost, it is made again, and what was delivered is delivered again
/// under the same keys.
extension StateStore {
    static func registerOutbox(_ migrator: inout DatabaseMigrator) {
        migrator.registerMigration("outbox") { database in
            try database.execute(
                sql: """
                    CREATE TABLE outboxPlatform (
                        platform TEXT PRIMARY KEY, position INTEGER NOT NULL, failures INTEGER NOT NULL,
                        pausedUntil INTEGER NOT NULL) STRICT;
                    CREATE TABLE outboxItem (
                        platform TEXT NOT NULL, key TEXT NOT NULL, position INTEGER NOT NULL, stream TEXT NOT NULL,
                        kind TEXT NOT NULL, queued INTEGER NOT NULL, attempts INTEGER NOT NULL, next INTEGER NOT NULL,
                        problem TEXT, delivered INTEGER, answer TEXT, PRIMARY KEY (platform, key)) STRICT;
                    CREATE INDEX outboxItem_stream ON outboxItem (platform, stream, position) WHERE delivered IS NULL;
                    """)
        }
    }

    /// The index of the log up to which a platform's messages are queued.
    func outboxPosition(_ platform: String) throws -> Int64 {
        try database.read {
            try Int64.fetchOne($0, sql: "SELECT position FROM outboxPlatform WHERE platform = ?", arguments: [platform])
        } ?? 0
    }

    /// Queues messages and moves the position, both or neither.
    func queue(_ entries: [LogEntry], for platform: String, through position: Int64, now: Instant) throws {
        try database.write { database in
            for entry in entries {
                try database.execute(
                    sql: "INSERT OR IGNORE INTO outboxItem VALUES (?, ?, ?, ?, ?, ?, 0, ?, NULL, NULL, NULL)",
                    arguments: [
                        platform, entry.id, entry.index, entry.stream, entry.kind, now.milliseconds, now.milliseconds,
                    ])
            }
            try database.execute(
                sql: """
                    INSERT INTO outboxPlatform VALUES (?, ?, 0, 0)
                    ON CONFLICT (platform) DO UPDATE SET position = excluded.position
                    """, arguments: [platform, position])
        }
    }

    /// The messages whose time has come, oldest first: of each stream only the first that is not delivered, so that a
    /// platform is never told the end of a story before its beginning. None while the target rests.
    func dueItems(_ platform: String, now: Instant, limit: Int) throws -> [OutboxItem] {
        try database.read { database in
            let rests =
                try Int64.fetchOne(
                    database, sql: "SELECT pausedUntil FROM outboxPlatform WHERE platform = ?", arguments: [platform])
                ?? 0
            if rests > now.milliseconds { return [] }
            return try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM outboxItem AS item WHERE platform = ? AND delivered IS NULL AND next <= ?
                    AND NOT EXISTS (SELECT 1 FROM outboxItem AS earlier WHERE earlier.platform = item.platform
                        AND earlier.stream = item.stream AND earlier.delivered IS NULL
                        AND earlier.position < item.position)
                    ORDER BY position LIMIT ?
                    """, arguments: [platform, now.milliseconds, limit]
            ).map(OutboxItem.init)
        }
    }

    /// Marks a message delivered, with the platform's answer.
    func deliver(_ item: OutboxItem, answer: String, now: Instant) throws {
        try database.write { database in
            try database.execute(
                sql: """
                    UPDATE outboxItem SET delivered = ?, answer = ?, problem = NULL, attempts = attempts + 1
                    WHERE platform = ? AND key = ?
                    """, arguments: [now.milliseconds, answer, item.platform, item.key])
            try database.execute(
                sql: "UPDATE outboxPlatform SET failures = 0, pausedUntil = 0 WHERE platform = ?",
                arguments: [item.platform])
        }
    }

    /// Puts a message off, and the whole target where nobody was there.
    func putOff(_ item: OutboxItem, _ problem: DeliveryProblem, until next: Instant, resting: Instant?) throws {
        try database.write { database in
            try database.execute(
                sql: """
                    UPDATE outboxItem SET attempts = attempts + 1, next = ?, problem = ? WHERE platform = ? AND key = ?
                    """, arguments: [next.milliseconds, problem.code, item.platform, item.key])
            guard let resting else { return }
            try database.execute(
                sql: "UPDATE outboxPlatform SET failures = failures + 1, pausedUntil = ? WHERE platform = ?",
                arguments: [resting.milliseconds, item.platform])
        }
    }

    /// How often in a row nobody was there.
    func outboxFailures(_ platform: String) throws -> Int {
        try database.read {
            try Int.fetchOne($0, sql: "SELECT failures FROM outboxPlatform WHERE platform = ?", arguments: [platform])
        } ?? 0
    }

    /// Makes what waits due at once; one message, or all.
    func resend(_ platform: String, key: String?, now: Instant) throws {
        try database.write { database in
            try database.execute(
                sql: """
                    UPDATE outboxItem SET next = ? WHERE platform = ? AND delivered IS NULL AND (? IS NULL OR key = ?)
                    """, arguments: [now.milliseconds, platform, key, key])
            try database.execute(
                sql: "UPDATE outboxPlatform SET pausedUntil = 0 WHERE platform = ?", arguments: [platform])
        }
    }

    /// The messages not yet delivered, oldest first.
    func waitingItems(_ platform: String, limit: Int) throws -> [OutboxItem] {
        try items("platform = ? AND delivered IS NULL ORDER BY position LIMIT ?", [platform, limit])
    }

    /// The messages delivered last, newest first.
    func deliveredItems(_ platform: String, limit: Int) throws -> [OutboxItem] {
        try items("platform = ? AND delivered IS NOT NULL ORDER BY delivered DESC LIMIT ?", [platform, limit])
    }

    /// How many wait and how many were delivered.
    func outboxCounts(_ platform: String) throws -> (waiting: Int, delivered: Int) {
        try database.read { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT COUNT(*) AS total, COUNT(delivered) AS done FROM outboxItem WHERE platform = ?",
                arguments: [platform])
            guard let row else { return (0, 0) }
            let (total, done): (Int, Int) = try (row.value("total"), row.value("done"))
            return (total - done, done)
        }
    }

    /// The messages, of all platforms, that failed at least once and still wait, and when the oldest was queued.
    func stuckMessages() throws -> (count: Int, since: Instant?) {
        try database.read { database in
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT COUNT(*) AS total, MIN(queued) AS oldest FROM outboxItem
                    WHERE delivered IS NULL AND attempts > 0
                    """)
            guard let row else { return (0, nil) }
            return try (row.value("total"), row.instant("oldest"))
        }
    }

    private func items(_ condition: String, _ arguments: StatementArguments) throws -> [OutboxItem] {
        try database.read {
            try Row.fetchAll($0, sql: "SELECT * FROM outboxItem WHERE \(condition)", arguments: arguments)
                .map(OutboxItem.init)
        }
    }
}

extension OutboxItem {
    fileprivate init(_ row: Row) throws {
        let problem: String? = try row.value("problem")
        try self.init(
            platform: row.value("platform"), key: row.value("key"), index: row.value("position"),
            stream: row.value("stream"),
            kind: row.value("kind"), queued: row.instant(of: "queued"), attempts: row.value("attempts"),
            next: row.instant(of: "next"), problem: problem.map(DeliveryProblem.init(code:)),
            delivered: row.instant("delivered"), answer: row.value("answer"))
    }
}
