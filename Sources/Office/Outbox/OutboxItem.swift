package import Chronology

/// A message on its way to a platform.
package struct OutboxItem: Hashable, Sendable {
    package let platform: String
    /// The entry's id.
    package let key: String
    /// The entry's index in the log.
    package let index: Int64
    package let stream: String
    package let kind: String
    /// When it was queued, by the server's clock.
    package let queued: Instant
    package let attempts: Int
    /// When it is tried next.
    package let next: Instant
    /// Why the last try did not succeed.
    package let problem: DeliveryProblem?
    package let delivered: Instant?
    /// What the platform answered, at most ``longestAnswer`` characters.
    package let answer: String?

    static let longestAnswer = 2000
}

/// Why a message was not delivered.
package enum DeliveryProblem: Hashable, Sendable {
    /// Nobody answered: refused, timed out, hung up.
    case unreachable(String)
    /// The platform answered with this status.
    case status(Int)
    /// The answer names another message.
    case otherKey
    /// The folder cannot be written to.
    case folder
    /// The entry cannot be read any more: its parts were disposed of.
    case unreadable

    /// As it is stored.
    var code: String {
        switch self {
        case .unreachable(let reason): "unreachable \(reason)"
        case .status(let status): "status \(status)"
        case .otherKey: "other-key"
        case .folder: "folder"
        case .unreadable: "unreadable"
        }
    }

    init(code: String) {
        let parts = code.split(separator: " ", maxSplits: 1).map(String.init)
        switch parts.first {
        case "status": self = .status(parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        case "other-key": self = .otherKey
        case "folder": self = .folder
        case "unreadable": self = .unreadable
        default: self = .unreachable(parts.count > 1 ? parts[1] : "")
        }
    }

    /// Whether the target itself is away, so that other messages would fare no better.
    var isOfTarget: Bool {
        switch self {
        case .unreachable, .folder: true
        case .status, .otherKey, .unreadable: false
        }
    }
}
