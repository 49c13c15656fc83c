internal import Casework
internal import Chronology

/// The accounts of the office, folded from their streams.
struct Directory: Sendable {
    private var accounts: [String: Account] = [:]

    /// Takes one entry of an account's stream in. A kind that this build does not know counts for the version only.
    mutating func apply(_ entry: LogEntry, to id: String) throws {
        let event = try AccountEvent(entry)
        let mark = Account.Mark(account: entry.actor.account, name: entry.actor.name, at: entry.entered)
        if case .opened(let opened) = event {
            accounts[id] = Account(
                id: id, signInName: opened.signInName, name: opened.name, badge: opened.badge, unit: opened.unit,
                unitID: opened.unitID)
        }
        guard var account = accounts[id] else { return }
        account.version += 1
        if let event { account.apply(event, entry: entry.id, by: mark) }
        accounts[id] = account
    }

    /// Forgets an account, before it is read anew.
    mutating func remove(_ id: String) { accounts[id] = nil }

    /// The account with those for whom its person stands in.
    func account(_ id: String) -> Account? {
        guard var account = accounts[id] else { return nil }
        account.standIns = accounts.values.filter { !$0.isClosed && $0.id != id }.sorted { $0.id < $1.id }
            .flatMap { absent in
                absent.deputies.filter { $0.account == id }.map {
                    Account.StandIn(person: absent.officer, deputy: $0, grants: absent.grants)
                }
            }
        return account
    }

    /// The open account with that sign-in name.
    func account(named name: String) -> Account? {
        let wanted = name.lowercased()
        return accounts.values.first { $0.signInName == wanted && !$0.isClosed }.flatMap { found in account(found.id) }
    }

    /// All accounts by id, closed ones too.
    var sorted: [Account] { accounts.keys.sorted().compactMap { id in account(id) } }
}

extension Account {
    fileprivate mutating func apply(_ event: AccountEvent, entry: String, by mark: Mark) {
        switch event {
        case .opened: return
        case .moved(let body):
            unit = body.unit
            unitID = body.unitID
        case .closed(let body): closed = closed ?? Ending(by: mark, reason: body.reason)
        case .roleGranted(let body):
            grants.append(
                Grant(id: entry, role: body.role, from: body.from, to: body.to, unit: body.unit, by: mark))
        case .roleWithdrawn(let body):
            guard let index = grants.firstIndex(where: { $0.id == body.grant }) else { return }
            grants[index].withdrawn = grants[index].withdrawn ?? Ending(by: mark, reason: body.reason)
        case .caseRightGiven(let body):
            caseRights.append(
                CaseRight(
                    id: entry, caseID: body.caseID, roles: body.roles, from: body.from, to: body.to,
                    reason: body.reason, by: mark))
        case .caseRightEnded(let body):
            guard let index = caseRights.firstIndex(where: { $0.id == body.right }) else { return }
            caseRights[index].ended = caseRights[index].ended ?? Ending(by: mark, reason: body.reason)
        case .deputyNamed(let body):
            deputies.append(
                Deputy(
                    id: entry, account: body.deputy, name: body.deputyName, roles: body.roles, from: body.from,
                    to: body.to, reason: body.reason, by: mark))
        case .deputyEnded(let body):
            guard let index = deputies.firstIndex(where: { $0.id == body.naming }) else { return }
            deputies[index].ended = deputies[index].ended ?? mark
        case .codeIssued(let body):
            credential = .code(id: body.code, expires: body.expires)
            // Who lost the password may have lost the authenticator with it.
            authenticator = nil
            reset = nil
        case .passwordSet(let body): credential = .password(id: body.secret)
        case .resetAsked(let body): reset = Reset(id: entry, by: mark, reason: body.reason)
        case .authenticatorEnrolled(let body): authenticator = body.authenticator
        case .authenticatorRemoved(let body): if authenticator == body.authenticator { authenticator = nil }
        }
    }
}

/// The directory of accounts, brought up from the log.
actor DirectoryShelf {
    private let log: CaseLog
    private var directory = Directory()

    init(log: CaseLog) { self.log = log }

    /// Reads every account's stream.
    func loadAll() async throws {
        let prefix = Account.stream("")
        for stream in try log.streams(prefix: prefix) { try load(String(stream.dropFirst(prefix.count))) }
    }

    /// Reads one account's stream anew.
    func load(_ id: String) throws {
        let entries = try log.entries(of: Account.stream(id), after: 0)
        directory.remove(id)
        for entry in entries { try directory.apply(entry, to: id) }
    }

    var all: [Account] { directory.sorted }
    func account(_ id: String) -> Account? { directory.account(id) }
    func account(named name: String) -> Account? { directory.account(named: name) }
}
