package import Foundation

/// Where an office keeps what: the layout of its data folder.
package struct OfficeFolder: Hashable, Sendable {
    package let root: URL

    package init(_ root: URL) { self.root = root }

    /// What the office is called: `office.json`.
    package var information: URL { root.appendingPathComponent("office.json") }
    /// Keys, readable by their owner only.
    package var keys: URL { root.appendingPathComponent("keys", isDirectory: true) }
    /// The key that signs the log.
    package var signingKey: URL { keys.appendingPathComponent("log-signing.key") }
    /// The log and its checkpoints outside the database.
    package var ledger: URL { root.appendingPathComponent("ledger", isDirectory: true) }
    /// The vault's blobs at rest.
    package var blobs: URL { root.appendingPathComponent("blobs", isDirectory: true) }
    /// Uploads under way, sealed.
    package var uploads: URL { root.appendingPathComponent("uploads", isDirectory: true) }
    /// Secrets of accounts, sessions, drafts: nothing that the law cares for.
    package var state: URL { root.appendingPathComponent("state.db") }
    /// What lists show; deleting it costs a rebuild and nothing else.
    package var views: URL { root.appendingPathComponent("views.db") }
    /// Where volumes are exported to unless told otherwise.
    package var volumes: URL { root.appendingPathComponent("volumes", isDirectory: true) }
    /// The version of the folder's layout: `format.json`.
    package var format: URL { root.appendingPathComponent("format.json") }
    /// What a backup takes in beside the blobs, while it is made.
    package var snapshot: URL { root.appendingPathComponent("snapshot", isDirectory: true) }
    /// What was done to the office from outside and is not in its log yet.
    package var reports: URL { root.appendingPathComponent("reports", isDirectory: true) }
    /// Where a backup is read back to.
    package var readBack: URL { root.appendingPathComponent("read-back", isDirectory: true) }

    /// Whether an office lives here.
    package var holdsOffice: Bool { FileManager.default.fileExists(atPath: information.path) }
}
