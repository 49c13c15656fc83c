package import Casework
package import Chronology
package import Rules

/// A person who may sign in, folded from the account's own stream. Closed accounts stay: what was done under them keeps
/// its author.
package struct Account: Hashable, Sendable, Identifiable {
    package let id: String
    /// The name typed at sign-in, in lower case.
    package let signInName: String
    package let name: String
    /// 执法证号.
    package let badge: String?
    /// The unit's name as it was written when the person came to it.
    package internal(set) var unit: String
    package internal(set) var unitID: String?
    package internal(set) var grants: [Grant]
    package internal(set) var caseRights: [CaseRight] = []
    /// Those who stand in for this person.
    package internal(set) var deputies: [Deputy] = []
    /// Those for whom this person stands in. Worked out from the others' streams.
    package internal(set) var standIns: [StandIn] = []
    /// When the account was closed, by whom and why; nil while it is open.
    package internal(set) var closed: Ending?
    /// What the person signs in with.
    package internal(set) var credential: Credential?
    /// The authenticator whose codes are asked for beside the password.
    package internal(set) var authenticator: String?
    /// A reset that one administrator asked for and no other has confirmed.
    package internal(set) var reset: Reset?
    /// The number of entries in the account's stream.
    package internal(set) var version = 0

    package var isClosed: Bool { closed != nil }

    /// Who entered something, and when.
    package struct Mark: Hashable, Sendable {
        package let account: String
        package let name: String
        package let at: Instant
    }

    /// That something ended.
    package struct Ending: Hashable, Sendable {
        package let by: Mark
        package let reason: String
    }

    /// A role held in a unit for a time.
    package struct Grant: Hashable, Sendable, Identifiable {
        /// The id of the entry that gave it.
        package let id: String
        package let role: RoleID
        package let from: Day
        /// The last day; nil for no end.
        package let to: Day?
        /// The unit in which it is held; nil for the person's own.
        package let unit: String?
        package let by: Mark
        package internal(set) var withdrawn: Ending?

        /// Whether the role is held on a day. One that was withdrawn is gone from that very day.
        package func holds(on day: Day) -> Bool {
            from <= day && (to.map { day <= $0 } ?? true) && (withdrawn.map { day < $0.by.at.day } ?? true)
        }

        /// Whether it holds on a day, or will.
        package func holds(onOrAfter day: Day) -> Bool { withdrawn == nil && (to.map { day <= $0 } ?? true) }
    }

    /// Rights in one case until a day.
    package struct CaseRight: Hashable, Sendable, Identifiable {
        package let id: String
        package let caseID: String
        package let roles: [RoleID]
        package let from: Day
        /// The last day.
        package let to: Day
        package let reason: String
        package let by: Mark
        package internal(set) var ended: Ending?

        package func holds(on day: Day) -> Bool { ended == nil && from <= day && day <= to }
    }

    /// Somebody who stands in for the account's person.
    package struct Deputy: Hashable, Sendable, Identifiable {
        package let id: String
        package let account: String
        package let name: String
        package let roles: [RoleID]
        package let from: Day
        /// The last day.
        package let to: Day
        package let reason: String
        package let by: Mark
        package internal(set) var ended: Mark?

        package func holds(on day: Day) -> Bool { ended == nil && from <= day && day <= to }
    }

    /// Somebody for whom this person stands in, with that person's own rights: no more than those can be lent.
    package struct StandIn: Hashable, Sendable {
        package let person: Officer
        package let deputy: Deputy
        let grants: [Grant]

        /// The roles lent on a day.
        package func roles(on day: Day) -> [RoleID] {
            guard deputy.holds(on: day) else { return [] }
            return grants.filter { $0.holds(on: day) && deputy.roles.contains($0.role) }.map(\.role)
        }
    }

    /// What a person signs in with. The secret's hash lies in the state store under this id.
    package enum Credential: Hashable, Sendable {
        /// A code that works once, for setting a password, and not after `expires`.
        case code(id: String, expires: Instant)
        case password(id: String)

        var id: String {
            switch self {
            case .code(let id, _), .password(let id): id
            }
        }
    }

    /// A reset that waits for its confirmation.
    package struct Reset: Hashable, Sendable {
        /// The id of the entry that asked for it.
        package let id: String
        package let by: Mark
        package let reason: String
    }

    init(id: String, signInName: String, name: String, badge: String?, unit: String, unitID: String? = nil) {
        self.id = id
        self.signInName = signInName
        self.name = name
        self.badge = badge
        self.unit = unit
        self.unitID = unitID
        grants = []
    }

    static func stream(_ id: String) -> String { "account/\(id)" }

    package var officer: Officer { Officer(account: id, name: name, badge: badge) }

    /// Whether a text can be typed at sign-in: 2 to 40 lower-case letters, digits, `.`, `_` and `-`.
    package static func isSignInName(_ name: String) -> Bool {
        (2...40).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                    || [UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-")].contains(byte)
            }
    }
}
