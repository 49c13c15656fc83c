internal import Chronology
internal import Cryptography
internal import Foundation
internal import Ledger
internal import Vault

/// The copy of everything but the blobs that one backup takes in, and what the log in it names.
///
/// The log is copied before the tool reads the blobs. A blob lies in the vault before an entry names it, and none is ever
/// taken out, so every blob that the copied log names is among those that are read afterwards.
struct BackupStage: Sendable {
    let folder: OfficeFolder
    /// The entries of the copied log, their root, and the checkpoint that covers them.
    let size: Int64
    let root: Digest
    let checkpoint: [UInt8]?
    /// The statements of the changes of its signing key; nil where there was none.
    let keyChanges: Data?
    /// Where each blob that the log names lies below the folder of blobs, with its bytes at rest.
    let blobs: [String: Int64]

    /// Everything else at the top of a data folder is taken in.
    private static func isLeftOut(_ name: String) -> Bool {
        let left: Set = [
            "blobs", "uploads", "volumes", "snapshot", "ledger", "reports", "read-back", "backup.lock", "cache",
        ]
        return left.contains(name) || ["views.db", "state.db", "before-upgrade"].contains { name.hasPrefix($0) }
    }

    /// Copies what a backup takes in.
    /// - Throws: ``BackupProblem/ownDiskFull``, ``BackupProblem/damaged(detail:)``.
    init(of folder: OfficeFolder, information: OfficeInformation) throws(BackupProblem) {
        self.folder = folder
        let stage = OfficeFolder(folder.snapshot)
        do {
            let manager = FileManager.default
            try? manager.removeItem(at: stage.root)
            try manager.createDirectory(
                at: stage.root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try LogCopy.write(of: folder.ledger.path, to: stage.ledger.path)
            if manager.fileExists(atPath: folder.state.path) {
                try LogCopy.copyDatabase(folder.state.path, to: stage.state.path)
            }
            for name in try manager.contentsOfDirectory(atPath: folder.root.path) where !Self.isLeftOut(name) {
                try manager.copyItem(
                    at: folder.root.appendingPathComponent(name), to: stage.root.appendingPathComponent(name))
            }
            let ledger = try Ledger(
                folder: stage.ledger.path, origin: information.origin, keys: try Office.ledgerKeys(stage),
                mode: .reading)
            defer { ledger.close() }
            let size = try ledger.size()
            self.size = Int64(size.value)
            root = try ledger.root(size: size)
            checkpoint = try ledger.checkpoint()?.bytes
            keyChanges = SigningKeySuccession.file(of: ledger.history)
            blobs = try Self.blobs(named: CaseLog(ledger: ledger, adopted: nil), in: folder)
        } catch let error as BackupProblem {
            throw error
        } catch LedgerError.store(let failure) where failure.reason == .full {
            throw .ownDiskFull
        } catch {
            throw DurableSmallFile.problem(error, place: "") == .targetFull(path: "")
                ? .ownDiskFull : .damaged(detail: String("\(error)".prefix(300)))
        }
    }

    /// The files of all blobs that the entries of a log name.
    static func blobs(named log: CaseLog, in folder: OfficeFolder) throws -> [String: Int64] {
        let keys = try VaultKeys(in: folder.keys.path)
        var files: [String: Int64] = [:]
        var place: Int64 = 0
        while true {
            let entries = try log.entries(from: place, limit: 500)
            guard let last = entries.last else { return files }
            place = last.index + 1
            for entry in entries where !entry.stream.hasPrefix("access/") {
                for reference in BlobReferences.of(entry) {
                    guard let digest = reference.pin?.digest else { continue }
                    let file = FolderBlobStore.place(of: keys.name(of: digest))
                    var status = stat()
                    let found = stat(folder.blobs.appendingPathComponent(file).path, &status) == 0
                    files[file] = found ? Int64(status.st_size) : -1
                }
            }
        }
    }

    /// Removes the copies: they hold the keys and the log.
    func remove() { try? FileManager.default.removeItem(at: folder.snapshot) }
}
