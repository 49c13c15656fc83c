package import Chronology
internal import Foundation

/// What stands in the log about the recovery key, folded.
package struct RecoveryState: Hashable, Sendable {
    static let stream = "office/recovery-key"

    /// The recipient that the log last named; nil where it named none.
    package private(set) var recipient: String?
    /// Who last proved the key that opens what is written now, and when; nil while nobody did.
    package private(set) var proved: Account.Mark?
    /// Another recipient that one administrator wants and no other has confirmed.
    package private(set) var change: Change?
    /// The recipients of before, newest last, each with the day until which blobs were written for it.
    package private(set) var former: [Former] = []
    var version = 0

    /// A change that waits for its confirmation.
    package struct Change: Hashable, Sendable, Identifiable {
        /// The id of the entry that asked for it.
        package let id: String
        package let recipient: String
        package let reason: String
        package let by: Account.Mark
    }

    /// A recipient for which blobs were written before.
    package struct Former: Hashable, Sendable {
        package let recipient: String
        package let until: Instant
    }

    struct Proved: Codable {
        static let kind = "recovery-key-proved"
        var recipient: String
    }

    struct ChangeAsked: Codable {
        static let kind = "recovery-key-change-asked"
        var recipient: String
        var reason: String
    }

    struct Changed: Codable {
        static let kind = "recovery-key-changed"
        var recipient: String
        var former: String
        var asked: String
    }

    /// Whether the last word of the log is another recipient, which has to stand in the folder of keys.
    var isChanged: Bool { proved == nil && recipient != nil }

    mutating func apply(_ entry: LogEntry) throws {
        version += 1
        let mark = Account.Mark(entry)
        switch entry.kind {
        case Proved.kind:
            recipient = try JSONDecoder().decode(Proved.self, from: entry.open).recipient
            proved = mark
        case ChangeAsked.kind:
            let body = try JSONDecoder().decode(ChangeAsked.self, from: entry.open)
            change = Change(id: entry.id, recipient: body.recipient, reason: body.reason, by: mark)
        case Changed.kind:
            let body = try JSONDecoder().decode(Changed.self, from: entry.open)
            former.append(Former(recipient: body.former, until: entry.entered))
            recipient = body.recipient
            proved = nil
            change = nil
        default: return
        }
    }
}
