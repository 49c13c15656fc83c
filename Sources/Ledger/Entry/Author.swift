/// Who made an entry, as they were called then; never re-rendered from today's data.
///
/// Only people of the office, or the office itself: an envelope names no outsider.
package struct Author: Hashable, Sendable {
    /// The account, or the part of the system that acted.
    package let account: String
    /// The name as written then.
    package let name: String
    /// The badge number (执法证号), where there is one.
    package let badge: String?

    /// Takes who made an entry.
    package init(account: String, name: String, badge: String? = nil) {
        self.account = account
        self.name = name
        self.badge = badge
    }
}
