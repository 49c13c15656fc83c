internal import Casework
package import Chronology
internal import Foundation
package import Rules

extension Office {
    /// How long a session lasts.
    private static let sessionSeconds = 12 * 3600

    /// Opens a session. A wrong password delays the next try, and never locks anybody out.
    package func signIn(name: String, password: String) async throws -> SignIn {
        let now = wallClock()
        let delay = try state.delay(for: name, at: now)
        guard delay == 0 else { return .wrong(delaySeconds: delay) }
        let account = await directory.account(named: name)
        guard try state.isPassword(password, of: account?.id), let account else {
            return .wrong(delaySeconds: try state.noteFailure(of: name, at: now))
        }
        try state.forgetFailures(of: name)
        return .welcome(token: try state.openSession(of: account.id, until: now.adding(seconds: Office.sessionSeconds)))
    }

    /// The account whose session it is; nil for one that is over.
    package func account(session token: String) async throws -> Account? {
        guard let id = try state.account(session: token, at: wallClock()) else { return nil }
        return await directory.account(id).flatMap { $0.isClosed ? nil : $0 }
    }

    package func signOut(session token: String) async throws { try state.closeSession(token) }

    /// All accounts, by id.
    package func accounts() async -> [Account] { await directory.all }

    /// Opens an account with its roles, held from a day (today where none is given), and a first password.
    package func openAccount(
        id: String, signInName: String, name: String, badge: String?, unit: String, roles: [RoleID],
        from day: Day? = nil,
        password: String, command: String, by actor: Account
    ) async throws {
        let now = now()
        let stream = "account/\(id)"
        guard try log.version(of: stream) == 0 else { return }
        let opened = AccountEvent.Opened(signInName: signInName, name: name, badge: badge, unit: unit)
        var items = [try LogItem(stream: stream, kind: AccountEvent.Opened.kind, content: opened)]
        for role in roles {
            let granted = AccountEvent.RoleGranted(role: role, from: day ?? now.day, to: nil)
            items.append(try LogItem(stream: stream, kind: AccountEvent.RoleGranted.kind, content: granted))
        }
        try await log.append(items, command: command, actor: actor.actor(at: now), now: now, expecting: [stream: 0])
        try state.setPassword(password, of: id)
        try await directory.load(id)
    }
}

/// The directory of accounts, brought up from the log.
actor DirectoryShelf {
    private let log: CaseLog
    private var directory = Directory()

    init(log: CaseLog) { self.log = log }

    /// Reads every account's stream.
    func loadAll() async throws {
        for stream in try log.streams(prefix: "account/") { try await load(String(stream.dropFirst(8))) }
    }

    /// Reads one account's stream anew.
    func load(_ id: String) async throws {
        for entry in try log.entries(of: "account/\(id)", after: 0) {
            guard let event = try AccountEvent(entry) else { continue }
            if case .opened = event { directory.remove(id) }
            directory.apply(event, to: id, by: entry.actor.account)
        }
    }

    var all: [Account] { directory.sorted }
    func account(_ id: String) -> Account? { directory.accounts[id] }
    func account(named name: String) -> Account? { directory.account(named: name) }
}

extension AccountEvent {
    /// Reads an entry of an account's stream; nil for a kind that this build does not know.
    init?(_ entry: LogEntry) throws {
        let decoder = JSONDecoder()
        switch entry.kind {
        case Opened.kind: self = .opened(try decoder.decode(Opened.self, from: entry.open))
        case RoleGranted.kind: self = .roleGranted(try decoder.decode(RoleGranted.self, from: entry.open))
        case Closed.kind: self = .closed(try decoder.decode(Closed.self, from: entry.open))
        default: return nil
        }
    }
}
