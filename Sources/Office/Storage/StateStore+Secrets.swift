internal import Chronology
internal import Cryptography
internal import Foundation
internal import GRDB

extension StateStore {
    // MARK: Passwords and one-time codes

    /// Keeps the hash of a secret under an id of its own. Nobody signs in with it before an entry of the log names it.
    func keep(hash: [UInt8], salt: [UInt8], id: String, of account: String) throws {
        try database.write {
            try $0.execute(
                sql: "INSERT INTO secret VALUES (?, ?, ?, ?)", arguments: [id, account, Data(salt), Data(hash)])
        }
    }

    /// The salt and hash of a secret; nil where there is none of that id.
    func secret(_ id: String) throws -> (salt: [UInt8], hash: [UInt8])? {
        let row = try database.read {
            try Row.fetchOne($0, sql: "SELECT salt, hash FROM secret WHERE id = ?", arguments: [id])
        }
        guard let row else { return nil }
        let (salt, hash): (Data, Data) = try (row.value("salt"), row.value("hash"))
        return (Array(salt), Array(hash))
    }

    /// Forgets the secrets of an account that count no more.
    func forgetSecrets(of account: String, but id: String) throws {
        try database.write {
            try $0.execute(sql: "DELETE FROM secret WHERE account = ? AND id <> ?", arguments: [account, id])
        }
    }

    // MARK: Sessions and tickets

    /// Opens a session; the store keeps only the token's hash.
    func openSession(
        of account: String, credential: String, until: Instant, opened: Instant, source: String
    ) throws -> String {
        let token = Hex.encode(Random.bytes(32))
        try database.write {
            try $0.execute(
                sql: """
                    INSERT INTO session (token, account, credential, expires, opened, source) VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    StateStore.key(token), account, credential, until.description, opened.description, source,
                ])
        }
        return token
    }

    /// The account of a session that has not expired, and the credential with which it was opened.
    func session(_ token: String, at now: Instant) throws -> (account: String, credential: String)? {
        let row = try database.read {
            try Row.fetchOne(
                $0, sql: "SELECT account, credential FROM session WHERE token = ? AND expires > ?",
                arguments: [StateStore.key(token), now.description])
        }
        return try row.map { try ($0.value("account"), $0.value("credential")) }
    }

    func closeSession(_ token: String) throws {
        try database.write {
            try $0.execute(sql: "DELETE FROM session WHERE token = ?", arguments: [StateStore.key(token)])
        }
    }

    /// A session that has not expired.
    struct OpenSession {
        /// The hash of its token.
        let key: String
        let opened: Instant?
        let source: String
    }

    /// The sessions of an account with one credential, the latest first.
    func sessions(of account: String, credential: String, at now: Instant) throws -> [OpenSession] {
        try database.read {
            try Row.fetchAll(
                $0,
                sql: """
                    SELECT token, opened, source FROM session WHERE account = ? AND credential = ? AND expires > ?
                    ORDER BY opened DESC, token
                    """, arguments: [account, credential, now.description])
        }.map { row in
            try OpenSession(
                key: row.value("token"), opened: Instant(row.value("opened") as String), source: row.value("source"))
        }
    }

    /// Ends sessions of an account: one by its key, or all.
    /// - Parameter token: the session that goes on.
    func closeSessions(of account: String, key: String?, but token: String) throws {
        try database.write {
            try $0.execute(
                sql: "DELETE FROM session WHERE account = ? AND token <> ? AND (? IS NULL OR token = ?)",
                arguments: [account, StateStore.key(token), key, key])
        }
    }

    /// Whether a key is that of a session's token.
    static func isKey(_ key: String, of token: String) -> Bool { key == StateStore.key(token) }

    /// What a sign-in still lacks.
    enum TicketPurpose: String { case firstPassword, secondStep }

    /// Lets a sign-in go on to its second page, for a few minutes.
    func openTicket(
        _ purpose: TicketPurpose, of account: String, credential: String, until: Instant
    ) throws -> String {
        let token = Hex.encode(Random.bytes(32))
        try database.write {
            try $0.execute(
                sql: "INSERT INTO ticket VALUES (?, ?, ?, ?, ?)",
                arguments: [StateStore.key(token), account, credential, purpose.rawValue, until.description])
        }
        return token
    }

    /// The account and credential of a ticket that has not expired.
    func ticket(
        _ token: String, for purpose: TicketPurpose, at now: Instant
    ) throws -> (account: String, credential: String)? {
        let row = try database.read {
            try Row.fetchOne(
                $0, sql: "SELECT account, credential FROM ticket WHERE token = ? AND purpose = ? AND expires > ?",
                arguments: [StateStore.key(token), purpose.rawValue, now.description])
        }
        return try row.map { try ($0.value("account"), $0.value("credential")) }
    }

    /// Forgets a ticket that was used, and all that have expired.
    func closeTicket(_ token: String, at now: Instant) throws {
        try database.write {
            try $0.execute(
                sql: "DELETE FROM ticket WHERE token = ? OR expires <= ?",
                arguments: [StateStore.key(token), now.description])
        }
    }

    private static func key(_ token: String) -> String { SHA256.hash(Array(token.utf8)).hex }

    // MARK: Attempts

    /// Whether an attempt may be made.
    enum Attempt: Hashable, Sendable {
        /// It is counted. Where it fails, the next one has to wait this long.
        case counted(nextAfterSeconds: Int)
        /// An earlier one failed a moment ago.
        case tooSoon(waitSeconds: Int)
    }

    /// Counts an attempt before it is made, so that attempts at the same time cannot all come before the delay. The
    /// wait doubles from the third on, up to half a minute. Whoever succeeds has it forgotten.
    func beginAttempt(_ key: String, at now: Instant) throws -> Attempt {
        let key = StateStore.key(key)
        return try database.write { database in
            let row = try Row.fetchOne(
                database, sql: "SELECT count, until FROM attempt WHERE key = ?", arguments: [key])
            if let row, let until = Instant(try row.value("until") as String), until > now {
                return .tooSoon(waitSeconds: max(1, until.seconds(since: now)))
            }
            let count = min(try row?.value("count") ?? 0, 1000) + 1
            let delay = count < 3 ? 0 : min(30, 1 << min(count - 3, 5))
            try database.execute(
                sql: "INSERT OR REPLACE INTO attempt VALUES (?, ?, ?)",
                arguments: [key, count, now.adding(seconds: delay).description])
            // Made-up names must not fill the disk: what nobody tried for a day begins anew.
            try database.execute(
                sql: "DELETE FROM attempt WHERE until < ?", arguments: [now.adding(seconds: -86_400).description])
            return .counted(nextAfterSeconds: delay)
        }
    }

    func forgetAttempts(_ key: String) throws {
        try database.write {
            try $0.execute(sql: "DELETE FROM attempt WHERE key = ?", arguments: [StateStore.key(key)])
        }
    }

    /// Keeps a wrong sign-in for the list that its person sees; the newest hundred of an account.
    func noteWrongSignIn(of account: String, from source: String, at now: Instant) throws {
        try database.write {
            try $0.execute(
                sql: "INSERT INTO wrongSignIn VALUES (?, ?, ?)", arguments: [account, now.description, source])
            try $0.execute(
                sql: """
                    DELETE FROM wrongSignIn WHERE account = ?1 AND at < (SELECT at FROM wrongSignIn
                    WHERE account = ?1 ORDER BY at DESC LIMIT 1 OFFSET 99)
                    """, arguments: [account])
        }
    }

    /// Wrong sign-ins of an account, newest first.
    func wrongSignIns(of account: String, limit: Int) throws -> [(at: Instant, source: String)] {
        try database.read {
            try Row.fetchAll(
                $0, sql: "SELECT at, source FROM wrongSignIn WHERE account = ? ORDER BY at DESC LIMIT ?",
                arguments: [account, limit])
        }.compactMap { row in try Instant(row.value("at") as String).map { ($0, try row.value("source")) } }
    }

    // MARK: Authenticators

    /// Keeps the secret of an authenticator. It counts once an entry of the log names it.
    func keep(authenticator secret: [UInt8], id: String, of account: String) throws {
        try database.write {
            try $0.execute(
                sql: "INSERT INTO authenticator VALUES (?, ?, ?, 0)", arguments: [id, account, Data(secret)])
        }
    }

    func authenticatorSecret(_ id: String, of account: String) throws -> [UInt8]? {
        try database.read {
            try Data.fetchOne(
                $0, sql: "SELECT secret FROM authenticator WHERE id = ? AND account = ?", arguments: [id, account])
        }.map { Array($0) }
    }

    /// The ids, accounts and kept bytes of all authenticators.
    func authenticators() throws -> [(id: String, account: String, kept: [UInt8])] {
        try database.read { try Row.fetchAll($0, sql: "SELECT id, account, secret FROM authenticator") }
            .map { try ($0.value("id"), $0.value("account"), Array($0.value("secret") as Data)) }
    }

    /// Puts other bytes in the place of those that are kept of an authenticator.
    func replace(authenticator id: String, with kept: [UInt8]) throws {
        try database.write {
            try $0.execute(sql: "UPDATE authenticator SET secret = ? WHERE id = ?", arguments: [Data(kept), id])
        }
    }

    /// Uses the code of a step up.
    /// - Returns: false where a code of that step or a later one was used before.
    func useStep(_ step: UInt64, of authenticator: String) throws -> Bool {
        try database.write {
            try $0.execute(
                sql: "UPDATE authenticator SET lastStep = ?1 WHERE id = ?2 AND lastStep < ?1",
                arguments: [Int64(step), authenticator])
            return $0.changesCount == 1
        }
    }
}
