package import Chronology
internal import Foundation

/// Where an office sends what a platform wants to know. Each setting is an entry of the log, the latest counts.
package struct OutboxTarget: Hashable, Sendable {
    /// The platform's id.
    package let platform: String
    package var manner: Manner
    /// A folder's path or an address.
    package var address: String
    /// Entries from this day on are sent.
    package var since: Day

    /// How messages leave.
    package enum Manner: String, Hashable, Sendable, Codable, CaseIterable {
        /// A file each, in a folder.
        case folder
        /// By HTTP POST.
        case http
        /// Not at all.
        case off
    }

    package init(platform: String, manner: Manner, address: String, since: Day) {
        self.platform = platform
        self.manner = manner
        self.address = address
        self.since = since
    }

    /// The entry that sets it.
    struct Changed: Codable {
        static let kind = "outbox-target-set"
        let manner: Manner
        let address: String
        let since: Day
    }

    static let prefix = "outbox/"
    static func stream(_ platform: String) -> String { prefix + platform }
}
