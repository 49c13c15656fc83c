internal import Chronology
internal import Cryptography
internal import Foundation
internal import GRDB

/// Secrets of accounts, sessions, uploads under way and autosaved drafts: nothing that the law cares for.
struct StateStore: Sendable {
    private let database: DatabaseQueue

    /// Opens or makes the file.
    init(at file: URL) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        database = try DatabaseQueue(path: file.path, configuration: configuration)
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try StateStore.migrator.migrate(database)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
                    CREATE TABLE secret (account TEXT PRIMARY KEY, salt BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
                    CREATE TABLE session (token TEXT PRIMARY KEY, account TEXT NOT NULL, expires TEXT NOT NULL) STRICT;
                    CREATE TABLE failure (name TEXT PRIMARY KEY, count INTEGER NOT NULL, until TEXT NOT NULL) STRICT;
                    CREATE TABLE upload (
                        id TEXT PRIMARY KEY, account TEXT NOT NULL, name TEXT NOT NULL, mediaType TEXT NOT NULL,
                        length INTEGER NOT NULL, reference TEXT) STRICT;
                    CREATE TABLE draft (
                        caseID TEXT NOT NULL, form TEXT NOT NULL, account TEXT NOT NULL, content TEXT NOT NULL,
                        PRIMARY KEY (caseID, form, account)) STRICT;
                    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
                    """)
        }
        return migrator
    }

    // MARK: Secrets

    /// Sets the password of an account.
    func setPassword(_ password: String, of account: String) throws {
        let salt = Random.bytes(16)
        let hash = try StateStore.hash(password, salt)
        try database.write {
            try $0.execute(
                sql: "INSERT OR REPLACE INTO secret VALUES (?, ?, ?)", arguments: [account, Data(salt), Data(hash)])
        }
    }

    /// Whether the password is the account's; takes as long for an account that does not exist.
    func isPassword(_ password: String, of account: String?) throws -> Bool {
        let row = try database.read {
            try Row.fetchOne($0, sql: "SELECT salt, hash FROM secret WHERE account = ?", arguments: [account ?? ""])
        }
        let salt: Data = row?["salt"] ?? Data(repeating: 0, count: 16)
        let found = try StateStore.hash(password, Array(salt))
        guard let stored: Data = row?["hash"] else { return false }
        return HMAC.isEqual(found, Array(stored))
    }

    /// scrypt with the cost that RFC 7914 §2 calls usual for interactive sign-in: 32 MiB.
    private static func hash(_ password: String, _ salt: [UInt8]) throws -> [UInt8] {
        try Scrypt.derive(
            password: Array(password.utf8), salt: salt, cost: 1 << 15, blockSize: 8, parallelism: 1, byteCount: 32)
    }

    // MARK: Sessions

    /// Opens a session; the store keeps only the token's hash.
    func openSession(of account: String, until: Instant) throws -> String {
        let token = Hex.encode(Random.bytes(32))
        try database.write {
            try $0.execute(
                sql: "INSERT INTO session VALUES (?, ?, ?)",
                arguments: [StateStore.key(token), account, until.description])
        }
        return token
    }

    /// The account of a session that has not expired.
    func account(session token: String, at now: Instant) throws -> String? {
        try database.read {
            try String.fetchOne(
                $0, sql: "SELECT account FROM session WHERE token = ? AND expires > ?",
                arguments: [StateStore.key(token), now.description])
        }
    }

    func closeSession(_ token: String) throws {
        try database.write {
            try $0.execute(sql: "DELETE FROM session WHERE token = ?", arguments: [StateStore.key(token)])
        }
    }

    private static func key(_ token: String) -> String { SHA256.hash(Array(token.utf8)).hex }

    // MARK: Failed sign-ins

    /// Seconds to wait before the next try under a name is answered; 0 when it may be made.
    func delay(for name: String, at now: Instant) throws -> Int {
        let until = try database.read {
            try String.fetchOne($0, sql: "SELECT until FROM failure WHERE name = ?", arguments: [name])
        }
        guard let until = until.flatMap({ Instant($0) }), until > now else { return 0 }
        return max(1, until.seconds(since: now))
    }

    /// Counts a failed try; the wait doubles from the third on, up to half a minute.
    func noteFailure(of name: String, at now: Instant) throws -> Int {
        try database.write { database in
            let count =
                (try Int.fetchOne(database, sql: "SELECT count FROM failure WHERE name = ?", arguments: [name]) ?? 0)
                + 1
            let delay = count < 3 ? 0 : min(30, 1 << min(count - 3, 5))
            try database.execute(
                sql: "INSERT OR REPLACE INTO failure VALUES (?, ?, ?)",
                arguments: [name, count, now.adding(seconds: delay).description])
            return delay
        }
    }

    func forgetFailures(of name: String) throws {
        try database.write { try $0.execute(sql: "DELETE FROM failure WHERE name = ?", arguments: [name]) }
    }

    // MARK: Uploads

    /// What the sender said of an upload, and the blob it became.
    struct Upload {
        let id: String
        let account: String
        let name: String
        let mediaType: String
        let length: Int64
        /// The blob reference as JSON, once it is finished.
        let reference: String?
    }

    func remember(_ upload: Upload) throws {
        try database.write {
            try $0.execute(
                sql: "INSERT OR REPLACE INTO upload VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    upload.id, upload.account, upload.name, upload.mediaType, upload.length, upload.reference,
                ])
        }
    }

    func upload(_ id: String) throws -> Upload? {
        let row = try database.read {
            try Row.fetchOne($0, sql: "SELECT * FROM upload WHERE id = ?", arguments: [id])
        }
        return row.map {
            Upload(
                id: $0["id"], account: $0["account"], name: $0["name"], mediaType: $0["mediaType"],
                length: $0["length"],
                reference: $0["reference"])
        }
    }

    func forget(upload id: String) throws {
        try database.write { try $0.execute(sql: "DELETE FROM upload WHERE id = ?", arguments: [id]) }
    }

    // MARK: Drafts

    func saveDraft(_ content: String, form: String, case id: String, account: String) throws {
        try database.write {
            try $0.execute(
                sql: "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)", arguments: [id, form, account, content])
        }
    }

    func draft(form: String, case id: String, account: String) throws -> String? {
        try database.read {
            try String.fetchOne(
                $0, sql: "SELECT content FROM draft WHERE caseID = ? AND form = ? AND account = ?",
                arguments: [id, form, account])
        }
    }

    func forgetDraft(form: String, case id: String, account: String) throws {
        try database.write {
            try $0.execute(
                sql: "DELETE FROM draft WHERE caseID = ? AND form = ? AND account = ?", arguments: [id, form, account])
        }
    }

    // MARK: Settings

    func setting(_ name: String) throws -> String? {
        try database.read {
            try String.fetchOne($0, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name])
        }
    }

    func set(_ name: String, to value: String?) throws {
        try database.write {
            if let value {
                try $0.execute(sql: "INSERT OR REPLACE INTO setting VALUES (?, ?)", arguments: [name, value])
            } else {
                try $0.execute(sql: "DELETE FROM setting WHERE name = ?", arguments: [name])
            }
        }
    }
}
