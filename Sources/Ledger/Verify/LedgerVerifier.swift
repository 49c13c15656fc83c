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
    private let witnesses: [WitnessKey]
    private let laterCheckpoints: [[UInt8]]

    /// Takes what to check.
    /// - Parameter path: of the database file.
    /// - Parameter checkpoints: the folder that keeps the last checkpoint outside the database; nil for none.
    /// - Parameter key: the key that is trusted, in the name of any of the log's epochs: any of those that have signed it.
    /// - Parameter masterKey: opens the parts; without it they are counted, not read, and no key change is followed.
    /// - Parameter witnesses: whose cosignatures, kept beside the outside checkpoint, are looked at.
    /// - Parameter laterCheckpoints: notes that somebody else holds, a recipient or a witness, which the log must continue.
    package init(
        path: String, checkpoints: String?, key: VerifierKey, masterKey: [UInt8]?, witnesses: [WitnessKey] = [],
        laterCheckpoints: [[UInt8]] = []
    ) {
        self.path = path
        self.checkpoints = checkpoints
        self.key = key
        self.masterKey = masterKey
        self.witnesses = witnesses
        self.laterCheckpoints = laterCheckpoints
    }

    /// Checks the log in a data folder.
    package init(
        folder: String, key: VerifierKey, masterKey: [UInt8]?, witnesses: [WitnessKey] = [],
        laterCheckpoints: [[UInt8]] = []
    ) {
        self.init(
            path: folder + "/ledger.db", checkpoints: folder + "/checkpoints", key: key, masterKey: masterKey,
            witnesses: witnesses, laterCheckpoints: laterCheckpoints)
    }

    /// Everything that was found, in the order of the log; empty where all is as it should be.
    /// - Complexity: O(size); one leaf hash an entry is kept in memory.
    package func findings() -> [Finding] { report().findings }

    /// What was found, and what the log says of itself.
    /// - Complexity: as ``findings()``.
    package func report() -> LedgerReport {
        guard FileManager.default.fileExists(atPath: path) else {
            return LedgerReport(
                findings: [Finding(where: "database", what: "absent")], epochs: [], keyChanges: [], witnessed: [])
        }
        let founding = LogOrigin(key.name).founding
        var walk = VerifierWalk(key: key, cipher: masterKey.map { PartCipher(masterKey: $0, origin: founding) })
        let outside = checkpoints.map { OutsideNotes(folder: $0) }
        let changes = walk.keyChanges(outside)
        do {
            var configuration = Configuration()
            configuration.readonly = true
            let database = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? database.close() }
            try database.read { connection in
                walk.database(connection)
                walk.envelopes(connection)
                walk.parts(connection)
                walk.ownStream(connection, outside: changes)
                walk.disposals(connection)
                walk.commands(connection)
                walk.tiles(connection)
                walk.checkpoints(connection)
            }
        } catch {
            walk.note("database", "unreadable: \(VerifierWalk.words(error))")
        }
        if let outside { walk.outside(outside, changes, witnesses: witnesses) }
        for (number, note) in laterCheckpoints.enumerated() {
            walk.goesOn(from: note, changes, place: "given checkpoint \(number + 1)")
        }
        return LedgerReport(
            findings: walk.findings, epochs: walk.history.epochs, keyChanges: walk.history.keyChanges,
            witnessed: walk.witnessed)
    }
}
