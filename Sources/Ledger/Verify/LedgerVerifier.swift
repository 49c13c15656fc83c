internal import Chronology
internal import Cryptography
internal import Foundation
internal import GRDB

/// Checks a whole log against itself and against its key: every envelope, part, tile, command and checkpoint.
///
/// It trusts nothing of what it reads. A file that cannot be read is a finding, as is every place of it that cannot.
package struct LedgerVerifier: Sendable {
    private let path: String
    private let checkpoints: String?
    private let key: VerifierKey
    private let masterKey: [UInt8]?

    /// Takes what to check.
    /// - Parameter path: of the database file.
    /// - Parameter checkpoints: the folder that keeps the last checkpoint outside the database; nil for none.
    /// - Parameter masterKey: opens the parts; without it they are counted, not read.
    package init(path: String, checkpoints: String?, key: VerifierKey, masterKey: [UInt8]?) {
        self.path = path
        self.checkpoints = checkpoints
        self.key = key
        self.masterKey = masterKey
    }

    /// Checks the log in a data folder.
    package init(folder: String, key: VerifierKey, masterKey: [UInt8]?) {
        self.init(path: folder + "/ledger.db", checkpoints: folder + "/checkpoints", key: key, masterKey: masterKey)
    }

    /// Everything that was found, in the order of the log; empty where all is as it should be.
    /// - Complexity: O(size); one leaf hash an entry is kept in memory.
    package func findings() -> [Finding] {
        guard FileManager.default.fileExists(atPath: path) else {
            return [Finding(where: "database", what: "absent")]
        }
        var walk = VerifierWalk(key: key, cipher: masterKey.map { PartCipher(masterKey: $0, origin: key.name) })
        do {
            var configuration = Configuration()
            configuration.readonly = true
            let database = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? database.close() }
            try database.read { connection in
                walk.database(connection)
                walk.envelopes(connection)
                walk.parts(connection)
                walk.disposals(connection)
                walk.commands(connection)
                walk.tiles(connection)
                walk.checkpoints(connection)
            }
        } catch {
            walk.note("database", "unreadable: \(VerifierWalk.words(error))")
        }
        if let checkpoints { walk.outside(OutsideCheckpoint(folder: checkpoints)) }
        return walk.findings
    }
}
