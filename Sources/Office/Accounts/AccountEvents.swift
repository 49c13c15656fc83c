internal import Chronology
internal import Rules

/// What can happen to an account. Each is an event of the stream `account/ID`.
enum AccountEvent: Hashable, Sendable {
    case opened(Opened)
    case roleGranted(RoleGranted)
    case closed(Closed)

    struct Opened: Codable, Hashable, Sendable {
        static let kind = "account-opened"
        var signInName: String
        var name: String
        var badge: String?
        var unit: String
    }

    struct RoleGranted: Codable, Hashable, Sendable {
        static let kind = "role-granted"
        var role: RoleID
        var from: Day
        var to: Day?
    }

    struct Closed: Codable, Hashable, Sendable {
        static let kind = "account-closed"
        var reason: String
    }
}

/// The accounts of the office, folded from their streams.
struct Directory: Sendable {
    private(set) var accounts: [String: Account] = [:]

    /// Takes one event in; `by` is the account that entered it.
    mutating func apply(_ event: AccountEvent, to id: String, by: String) {
        switch event {
        case .opened(let opened):
            accounts[id] = Account(
                id: id, signInName: opened.signInName, name: opened.name, badge: opened.badge, unit: opened.unit,
                grants: [])
        case .roleGranted(let granted):
            guard let old = accounts[id] else { return }
            accounts[id] = Account(
                id: id, signInName: old.signInName, name: old.name, badge: old.badge, unit: old.unit,
                grants: old.grants + [Account.Grant(role: granted.role, from: granted.from, to: granted.to, by: by)],
                isClosed: old.isClosed)
        case .closed:
            guard let old = accounts[id] else { return }
            accounts[id] = Account(
                id: id, signInName: old.signInName, name: old.name, badge: old.badge, unit: old.unit,
                grants: old.grants, isClosed: true)
        }
    }

    /// Forgets an account, before it is read anew.
    mutating func remove(_ id: String) { accounts[id] = nil }

    /// The open account with that sign-in name.
    func account(named name: String) -> Account? { accounts.values.first { $0.signInName == name && !$0.isClosed } }

    var sorted: [Account] { accounts.values.sorted { $0.id < $1.id } }
}
