internal import Cryptography
package import Foundation
internal import Ledger

/// Brings a data folder that an older version wrote to the layout of this one.
///
/// What the steps touch is copied first; then the steps run, the result is verified, and the new version is written down
/// last. Where anything fails the old state is put back. Stopped at any instant, the next start puts the old state back
/// and begins anew.
package struct DataUpgrade: Sendable {
    /// One step from a version to the next.
    struct Step: Sendable {
        let from: Int
        let run: @Sendable (OfficeFolder) throws -> Void
    }

    /// What was done.
    package struct Outcome: Hashable, Sendable, Codable {
        package let from: Int
        package let to: Int
        /// Where the old state is kept; nil where nothing had to be done.
        package let copy: String?
    }

    let folder: OfficeFolder
    let steps: [Step]
    let goal: Int

    package init(_ root: URL) { self.init(OfficeFolder(root), steps: Self.steps, goal: DataFormat.current) }

    init(_ folder: OfficeFolder, steps: [Step], goal: Int) {
        self.folder = folder
        self.steps = steps
        self.goal = goal
    }

    /// 1 → 2: the password of the backups among the keys, and the version in a file.
    static let steps = [Step(from: 1) { folder in _ = try BackupPassword.read(folder) }]

    private var copy: URL { folder.root.appendingPathComponent("before-upgrade", isDirectory: true) }
    private var unfinished: URL { folder.root.appendingPathComponent("before-upgrade.new", isDirectory: true) }

    /// The version that the folder has.
    package func found() throws(BackupProblem) -> Int { try DataFormat.read(folder) }

    /// Upgrades, or does nothing where nothing is to be done.
    /// - Throws: ``BackupProblem/newerFormat(found:known:)``; ``BackupProblem/notUpgraded(step:cause:)`` with the old state
    ///   back; ``BackupProblem/destinationInUse(path:)`` where a server runs.
    package func run() throws(BackupProblem) -> Outcome {
        let found = try DataFormat.read(folder)
        guard found <= goal else { throw .newerFormat(found: found, known: goal) }
        guard found < goal else { return Outcome(from: found, to: found, copy: nil) }
        let lock = try DataLock.log(folder)
        defer { lock.release() }
        var step = found
        do {
            // An upgrade that was stopped: its copy is whole, and what it changed is undone first.
            if FileManager.default.fileExists(atPath: copy.path), try DataFormat.read(OfficeFolder(copy)) == found {
                try putBack()
            }
            try keep()
        } catch {
            throw .notUpgraded(step: found, cause: Self.words(error))
        }
        do {
            for next in steps.sorted(by: { $0.from < $1.from }) where next.from >= found && next.from < goal {
                step = next.from
                try next.run(folder)
            }
            try verify()
            try DataFormat.write(goal, in: folder)
        } catch {
            do { try putBack() } catch { throw .notUpgraded(step: step, cause: "put back: " + Self.words(error)) }
            throw .notUpgraded(step: step, cause: Self.words(error))
        }
        return Outcome(from: found, to: goal, copy: copy.path)
    }

    private static func words(_ error: any Error) -> String { String("\(error)".prefix(300)) }

    /// What a step may touch: all but blobs, uploads and what is derived.
    private static let touched = ["office.json", "format.json", "keys", "ledger", "state.db"]

    /// Copies what the steps touch, whole or not at all.
    private func keep() throws {
        let manager = FileManager.default
        try? manager.removeItem(at: unfinished)
        try? manager.removeItem(at: copy)
        try manager.createDirectory(
            at: unfinished, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for name in Self.touched where manager.fileExists(atPath: folder.root.appendingPathComponent(name).path) {
            let (from, to) = (folder.root.appendingPathComponent(name), unfinished.appendingPathComponent(name))
            switch name {
            case "ledger": try LogCopy.write(of: from.path, to: to.path)
            case "state.db": try LogCopy.copyDatabase(from.path, to: to.path)
            default: try manager.copyItem(at: from, to: to)
            }
        }
        sync()
        guard rename(unfinished.path, copy.path) == 0 else { throw BackupProblem.ownDiskFull }
    }

    /// Puts the copied files in the place of those that the steps changed.
    private func putBack() throws {
        let manager = FileManager.default
        for name in Self.touched {
            let (kept, own) = (copy.appendingPathComponent(name), folder.root.appendingPathComponent(name))
            guard manager.fileExists(atPath: kept.path) else {
                try? manager.removeItem(at: own)
                continue
            }
            let new = folder.root.appendingPathComponent(name + ".put-back")
            try? manager.removeItem(at: new)
            try manager.copyItem(at: kept, to: new)
            for suffix in ["-wal", "-shm", "-journal"] { try? manager.removeItem(atPath: own.path + suffix) }
            if name == "ledger" {
                // The lock that we hold lies in the folder: the database and the notes are put back one by one.
                for part in ["ledger.db-wal", "ledger.db-shm", "ledger.db", "checkpoints"] {
                    try? manager.removeItem(at: own.appendingPathComponent(part))
                    let from = new.appendingPathComponent(part)
                    guard manager.fileExists(atPath: from.path) else { continue }
                    try manager.moveItem(at: from, to: own.appendingPathComponent(part))
                }
                try manager.removeItem(at: new)
            } else if name == "keys" {
                try? manager.removeItem(at: own)
                try manager.moveItem(at: new, to: own)
            } else {
                // In one step: a folder without its office.json would be no office's.
                guard rename(new.path, own.path) == 0 else { throw BackupProblem.ownDiskFull }
            }
        }
    }

    /// The log must be whole after the steps, and the keys must open it. Blobs are not touched by any step.
    private func verify() throws {
        let information = try JSONDecoder().decode(
            OfficeInformation.self, from: Data(contentsOf: folder.information))
        let keys = try Office.ledgerKeys(folder)
        let key = try VerifierKey(name: information.origin, publicKey: keys.signing.publicKey)
        let before = LedgerVerifier(
            folder: copy.appendingPathComponent("ledger").path, key: key, masterKey: keys.master)
        let findings = LedgerVerifier(folder: folder.ledger.path, key: key, masterKey: keys.master).findings()
        // What was not right before the upgrade is no reason to refuse it; it is told by `verify` all the same.
        let known = Set(before.findings().map { "\($0.where) \($0.what)" })
        if let new = findings.first(where: { !known.contains("\($0.where) \($0.what)") }) {
            throw BackupProblem.notProved(findings: ["\(new.where): \(new.what)"])
        }
    }
}
