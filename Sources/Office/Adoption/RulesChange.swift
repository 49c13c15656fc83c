package import Casework
package import Chronology
internal import Foundation
package import Rules

/// A change of what the office judges by. It takes effect only through entries in the log.
package struct RulesChange: Hashable, Sendable, Codable {
    /// What is changed.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// A text applies from a day on, in the place of an earlier version or beside the others.
        case text
        /// A text applies no longer from a day on.
        case withdrawn
        /// The day from which a text itself is in force, where it does not tell or was posted without it.
        case inForce = "in-force"
        /// A reading of an article.
        case reading
        /// A figure that the office sets where the text only asks for promptness.
        case figure
        /// A calendar file: the holidays of a year announced since, or changed.
        case calendar
        /// A line of business that works by the texts from a day on, or no longer.
        case line
    }

    package var kind: Kind
    /// The day from which it counts: an act is judged by what counted on the day on which it took place.
    package var from: Day
    package var pack: PackID?
    /// The title of the text, its hash and its bytes in the vault.
    package var title: String?
    package var hash: String?
    package var text: BlobReference?
    package var rule: RuleID?
    /// The id of the reading; nil for the recommended one.
    package var reading: String?
    /// The name of the figure, or of the line.
    package var name: String?
    package var value: Int?
    /// The unit whose line it is; nil for the whole office.
    package var unit: String?
    /// Whether the line works by the texts from then on.
    package var isLive: Bool?
    /// Where the office has it from: a notice, a decision of a meeting, a letter of the issuer.
    package var source: String?

    package init(_ kind: Kind, from: Day) {
        self.kind = kind
        self.from = from
    }
}

/// A change with its way through the office.
package struct RulesProposal: Hashable, Sendable, Identifiable {
    /// The id of the entry that proposed it.
    package let id: String
    package let change: RulesChange
    package let reason: String
    package let proposed: Account.Mark
    package internal(set) var confirmed: Account.Mark?
    package internal(set) var dropped: Account.Ending?

    /// Whether the office began with it, so that it counts for all that the office keeps.
    package var isFirst: Bool { reason.isEmpty }

    /// Whether it waits for a second person.
    package var isOpen: Bool { confirmed == nil && dropped == nil }
}

/// What stands in the office's log about its rules, folded.
package struct RulesHistory: Sendable {
    static let stream = "rules/adoption"
    package private(set) var proposals: [RulesProposal] = []
    /// The ids of the confirmed proposals in the order in which they were confirmed.
    private var order: [String] = []
    var version = 0

    struct Adopted: Codable {
        static let kind = "rules-adopted"
        var changes: [RulesChange]
    }

    struct Proposed: Codable {
        static let kind = "rules-change-proposed"
        var change: RulesChange
        var reason: String
    }

    struct Confirmed: Codable {
        static let kind = "rules-change-confirmed"
        var proposal: String
    }

    struct Dropped: Codable {
        static let kind = "rules-change-dropped"
        var proposal: String
        var reason: String
    }

    /// The changes that count, in the order in which they were confirmed.
    package var confirmed: [RulesProposal] {
        order.compactMap { id in proposals.first { $0.id == id && $0.confirmed != nil } }
    }

    mutating func apply(_ entry: LogEntry) throws {
        version += 1
        let mark = Account.Mark(entry)
        switch entry.kind {
        case Adopted.kind:
            let body = try read(Adopted.self, entry)
            for (number, change) in body.changes.enumerated() {
                order.append("\(entry.id).\(number)")
                proposals.append(
                    RulesProposal(
                        id: "\(entry.id).\(number)", change: change, reason: "", proposed: mark, confirmed: mark))
            }
        case Proposed.kind:
            let body = try read(Proposed.self, entry)
            proposals.append(
                RulesProposal(id: entry.id, change: body.change, reason: body.reason, proposed: mark))
        case Confirmed.kind:
            let body = try read(Confirmed.self, entry)
            guard let index = proposals.firstIndex(where: { $0.id == body.proposal && $0.isOpen }) else { return }
            proposals[index].confirmed = mark
            order.append(body.proposal)
        case Dropped.kind:
            let body = try read(Dropped.self, entry)
            guard let index = proposals.firstIndex(where: { $0.id == body.proposal && $0.isOpen }) else { return }
            proposals[index].dropped = Account.Ending(by: mark, reason: body.reason)
        default: return
        }
    }

    private func read<Body: Decodable>(_ type: Body.Type, _ entry: LogEntry) throws -> Body {
        try JSONDecoder().decode(type, from: entry.open)
    }
}
