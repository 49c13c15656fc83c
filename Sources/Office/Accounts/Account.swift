package import Casework
package import Chronology
package import Rules

/// A person who may sign in.
package struct Account: Hashable, Sendable, Codable, Identifiable {
    package let id: String
    /// The name typed at sign-in.
    package let signInName: String
    package let name: String
    /// 执法证号.
    package let badge: String?
    package let unit: String
    package let grants: [Grant]
    package let isClosed: Bool

    /// A role held for a time.
    package struct Grant: Hashable, Sendable, Codable {
        package let role: RoleID
        package let from: Day
        /// The last day; nil for no end.
        package let to: Day?
        /// The account that gave it.
        package let by: String

        package init(role: RoleID, from: Day, to: Day? = nil, by: String) {
            self.role = role
            self.from = from
            self.to = to
            self.by = by
        }
    }

    package init(
        id: String, signInName: String, name: String, badge: String?, unit: String, grants: [Grant],
        isClosed: Bool = false
    ) {
        self.id = id
        self.signInName = signInName
        self.name = name
        self.badge = badge
        self.unit = unit
        self.grants = grants
        self.isClosed = isClosed
    }

    /// The roles held on a day.
    package func roles(on day: Day) -> [RoleID] {
        grants.filter { $0.from <= day && ($0.to.map { day <= $0 } ?? true) }.map(\.role)
    }

    /// The person as one who acts now.
    package func actor(at now: Instant) -> Actor {
        Actor(account: id, name: name, badge: badge, unit: unit, roles: roles(on: now.day))
    }

    /// The person as one who acts in a case: who leads it is its lead officer, whatever roles the unit gives.
    package func actor(at now: Instant, in case: Case) -> Actor {
        let held = roles(on: now.day).filter { $0 != Account.leadRole }
        let roles = `case`.lead?.account == id ? [Account.leadRole] + held : held
        return Actor(account: id, name: name, badge: badge, unit: unit, roles: roles)
    }

    /// The role of 案件首办责任人, which a case gives and no unit can.
    package static let leadRole: RoleID = "lead-handler"

    package var officer: Officer { Officer(account: id, name: name, badge: badge) }
}

/// What became of an attempt to sign in.
package enum SignIn: Hashable, Sendable {
    /// The token of the new session.
    case welcome(token: String)
    /// Wrong name or password. The next try is answered only after this delay; nobody is ever locked out.
    case wrong(delaySeconds: Int)
}
