internal import Chronology
internal import Foundation
internal import Rules

/// The content of an event of the stream `account/ID`.
protocol AccountEventBody: Codable, Hashable, Sendable {
    static var kind: String { get }
}

/// What can happen to an account.
enum AccountEvent: Hashable, Sendable {
    case opened(Opened)
    case moved(Moved)
    case closed(Closed)
    case roleGranted(RoleGranted)
    case roleWithdrawn(RoleWithdrawn)
    case caseRightGiven(CaseRightGiven)
    case caseRightEnded(CaseRightEnded)
    case deputyNamed(DeputyNamed)
    case deputyEnded(DeputyEnded)
    case codeIssued(CodeIssued)
    case passwordSet(PasswordSet)
    case resetAsked(ResetAsked)
    case authenticatorEnrolled(AuthenticatorEnrolled)
    case authenticatorRemoved(AuthenticatorRemoved)

    struct Opened: AccountEventBody {
        static let kind = "account-opened"
        var signInName: String
        var name: String
        var badge: String?
        var unit: String
        var unitID: String?
    }

    struct Moved: AccountEventBody {
        static let kind = "account-moved"
        var unit: String
        var unitID: String?
    }

    struct Closed: AccountEventBody {
        static let kind = "account-closed"
        var reason: String
    }

    struct RoleGranted: AccountEventBody {
        static let kind = "role-granted"
        var role: RoleID
        var from: Day
        var to: Day?
        /// The unit in which it is held, by its name then and its id; nil for the person's own.
        var unit: String?
        var unitID: String?
    }

    struct RoleWithdrawn: AccountEventBody {
        static let kind = "role-withdrawn"
        /// The id of the entry that gave it.
        var grant: String
        var role: RoleID
        var reason: String
    }

    /// Rights in one case, for somebody lent by another unit.
    struct CaseRightGiven: AccountEventBody {
        static let kind = "case-right-given"
        var caseID: String
        var roles: [RoleID]
        var from: Day
        var to: Day
        var reason: String
    }

    struct CaseRightEnded: AccountEventBody {
        static let kind = "case-right-ended"
        /// The id of the entry that gave it.
        var right: String
        var reason: String
    }

    /// Somebody stands in for the account's person.
    struct DeputyNamed: AccountEventBody {
        static let kind = "deputy-named"
        var deputy: String
        var deputyName: String
        var roles: [RoleID]
        var from: Day
        var to: Day
        var reason: String
    }

    struct DeputyEnded: AccountEventBody {
        static let kind = "deputy-ended"
        /// The id of the entry that named the deputy.
        var naming: String
    }

    /// A one-time code was made. The code itself is nowhere in the log, only the name of its hash in the state store.
    struct CodeIssued: AccountEventBody {
        static let kind = "one-time-code-issued"
        var code: String
        var expires: Instant
        /// The entry in which another administrator asked for it; nil for the code of a new account.
        var asked: String?
    }

    struct PasswordSet: AccountEventBody {
        static let kind = "password-set"
        var secret: String
        var isFirst: Bool
    }

    struct ResetAsked: AccountEventBody {
        static let kind = "password-reset-asked"
        var reason: String
    }

    struct AuthenticatorEnrolled: AccountEventBody {
        static let kind = "authenticator-enrolled"
        var authenticator: String
    }

    struct AuthenticatorRemoved: AccountEventBody {
        static let kind = "authenticator-removed"
        var authenticator: String
    }

    /// Reads an entry of an account's stream; nil for a kind that this build does not know.
    init?(_ entry: LogEntry) throws {
        func read<Body: AccountEventBody>(_ type: Body.Type) throws -> Body {
            try JSONDecoder().decode(type, from: entry.open)
        }
        switch entry.kind {
        case Opened.kind: self = .opened(try read(Opened.self))
        case Moved.kind: self = .moved(try read(Moved.self))
        case Closed.kind: self = .closed(try read(Closed.self))
        case RoleGranted.kind: self = .roleGranted(try read(RoleGranted.self))
        case RoleWithdrawn.kind: self = .roleWithdrawn(try read(RoleWithdrawn.self))
        case CaseRightGiven.kind: self = .caseRightGiven(try read(CaseRightGiven.self))
        case CaseRightEnded.kind: self = .caseRightEnded(try read(CaseRightEnded.self))
        case DeputyNamed.kind: self = .deputyNamed(try read(DeputyNamed.self))
        case DeputyEnded.kind: self = .deputyEnded(try read(DeputyEnded.self))
        case CodeIssued.kind: self = .codeIssued(try read(CodeIssued.self))
        case PasswordSet.kind: self = .passwordSet(try read(PasswordSet.self))
        case ResetAsked.kind: self = .resetAsked(try read(ResetAsked.self))
        case AuthenticatorEnrolled.kind: self = .authenticatorEnrolled(try read(AuthenticatorEnrolled.self))
        case AuthenticatorRemoved.kind: self = .authenticatorRemoved(try read(AuthenticatorRemoved.self))
        default: return nil
        }
    }
}

extension LogItem {
    /// An event of an account.
    init(_ body: some AccountEventBody, account id: String) throws {
        try self.init(stream: Account.stream(id), kind: type(of: body).kind, content: body)
    }
}
