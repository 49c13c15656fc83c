internal import Chronology
internal import Cryptography
internal import Foundation
internal import GRDB

/// Secrets of accounts, sessions, uploads under way and autosaved drafts: nothing that the law cares for.
struct StateStore: Sendable {
    let database: DatabaseQueue

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
        migrator.registerMigration("2") { database in
            // Which secret counts is said by the log. What was kept before by account alone is of no use without.
            try database.execute(
                sql: """
                    DROP TABLE secret;
                    DROP TABLE session;
                    DROP TABLE failure;
                    CREATE TABLE secret (
                        id TEXT PRIMARY KEY, account TEXT NOT NULL, salt BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
                    CREATE TABLE session (
                        token TEXT PRIMARY KEY, account TEXT NOT NULL, credential TEXT NOT NULL, expires TEXT NOT NULL)
                        STRICT;
                    CREATE TABLE ticket (
                        token TEXT PRIMARY KEY, account TEXT NOT NULL, credential TEXT NOT NULL, purpose TEXT NOT NULL,
                        expires TEXT NOT NULL) STRICT;
                    CREATE TABLE attempt (key TEXT PRIMARY KEY, count INTEGER NOT NULL, until TEXT NOT NULL) STRICT;
                    CREATE TABLE wrongSignIn (account TEXT NOT NULL, at TEXT NOT NULL, source TEXT NOT NULL) STRICT;
                    CREATE INDEX wrongSignIn_account ON wrongSignIn (account, at);
                    CREATE TABLE authenticator (
                        id TEXT PRIMARY KEY, account TEXT NOT NULL, secret BLOB NOT NULL, lastStep INTEGER NOT NULL)
                        STRICT;
                    """)
        }
        migrator.registerMigration("sessions") { database in
            // Where and when each was opened, so that its person can end those that are elsewhere.
            try database.execute(
                sql: """
                    ALTER TABLE session ADD COLUMN opened TEXT NOT NULL DEFAULT '';
                    ALTER TABLE session ADD COLUMN source TEXT NOT NULL DEFAULT '';
                    """)
        }
        registerOutbox(&migrator)
        registerScrub(&migrator)
        registerWitnesses(&migrator)
        return migrator
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
        return try row.map {
            try Upload(
                id: $0.value("id"), account: $0.value("account"), name: $0.value("name"),
                mediaType: $0.value("mediaType"), length: $0.value("length"), reference: $0.value("reference"))
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
