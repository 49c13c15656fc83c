internal import Chronology
internal import Cryptography
internal import Dispatch
internal import Foundation
internal import Ledger
internal import Vault

/// How far something long has come.
package struct BackupProgress: Hashable, Sendable {
    /// The parts of a backup, a drill and a restore, in the order in which they come.
    package enum Phase: String, Hashable, Sendable, Codable {
        case preparing, copying, checking, reading, proving, tidying
    }

    package let phase: Phase
    /// From 0 to 100; nil where nobody knows.
    package let percent: Int?
}

/// One backup to one target, from the copy of the log to the proof that what was written can be read.
struct BackupRun: Sendable {
    let folder: OfficeFolder
    let information: OfficeInformation
    let target: BackupTarget
    var secrets: BackupSecrets?
    let plan: BackupPlan
    /// Whether the log knows of a backup at this target: then its absence means that the disk is not there, and nothing
    /// is begun anew.
    let isKnown: Bool
    /// The office's time.
    let now: @Sendable () -> Instant
    var stop = StopSignal()
    var tell: @Sendable (BackupProgress) -> Void = { _ in }

    /// Repositories up to so many bytes are read back whole each time; larger ones a seventh a day, beside the log.
    private static let wholeReadBack: Int64 = 2 << 30

    /// Runs it on the calling thread.
    /// - Throws: ``BackupProblem``; what was written so far is used again by the next run.
    func run() throws(BackupProblem) -> BackupMade {
        let start = DispatchTime.now()
        let lock = try DataLock.backup(folder)
        defer { lock.release() }
        tell(BackupProgress(phase: .preparing, percent: nil))
        let repository = BackupRepository(target: target, secrets: secrets, stop: stop)
        try repository.checkApart(from: folder.root)
        if !isKnown { try repository.makeFolder() }
        let mark = folder.root.appendingPathComponent("cache/backup-\(target.id)")
        let wasInterrupted = FileManager.default.fileExists(atPath: mark.path)
        let found = try repository.cover()
        if let found, found.owner.origin != information.origin {
            throw .targetForeign(path: target.address, office: found.owner.agency)
        }
        if found == nil, isKnown { throw .targetAbsent(path: target.address) }
        // Refused before anything is copied: a target that cannot be written to.
        if !target.isRemote, access(target.address, W_OK) != 0 { throw .targetReadOnly(path: target.address) }
        let taken = now()
        let stage = try BackupStage(of: folder, information: information)
        defer { stage.remove() }
        // What is left of it tells the next run that this one did not come to its end.
        try? FileManager.default.createDirectory(
            at: mark.deletingLastPathComponent(), withIntermediateDirectories: true)
        guard FileManager.default.createFile(atPath: mark.path, contents: nil) else { throw .ownDiskFull }
        var cover = try covering(found)
        let restic = repository.restic(try password())
        try prepare(restic, repository, cover, replacing: found, wasInterrupted: wasInterrupted)
        let summary = try copy(restic, stage, taken: taken)
        let proof = BackupProof(folder: folder, information: information, restic: restic, stage: stage, tell: tell)
        let readAll = try proof.check(snapshot: summary.snapshot, onDay: taken.day, wholeUpTo: Self.wholeReadBack)
        tell(BackupProgress(phase: .tidying, percent: nil))
        cover.checkpoint = stage.checkpoint.map { Data($0) }
        cover.keyChanges = stage.keyChanges
        try repository.write(cover, scratch: folder.snapshot)
        try restic.run([
            "forget", "--tag", BackupTags.own, "--group-by", "host", "--keep-last", "3", "--keep-daily", "\(plan.days)",
            "--keep-weekly", "\(plan.weeks)", "--keep-monthly", "\(plan.months)", "--keep-yearly", "\(plan.years)",
            "--prune",
        ])
        try? FileManager.default.removeItem(at: mark)
        let nanoseconds = DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds
        return BackupMade(
            target: target.id, address: target.address, title: target.title, snapshot: summary.snapshot, taken: taken,
            size: stage.size, root: stage.root.hex, blobs: stage.blobs.count,
            bytes: stage.blobs.values.reduce(0, +), added: summary.added, readBackAll: readAll,
            milliseconds: Int64(nanoseconds / 1_000_000))
    }

    private func password() throws(BackupProblem) -> String { try BackupPassword.read(folder) }

    /// What is to lie open beside the backups: what is there, unless the recovery key or the password is another now.
    private func covering(_ found: BackupCover?) throws(BackupProblem) -> BackupCover {
        do {
            let keys = try VaultKeys(in: folder.keys.path)
            let password = Array(try password().utf8)
            if let found, found.owner.recovery == keys.recovery.text, found.owner.agency == information.agency,
                (try? AgeBox.open(Array(found.password), with: keys.identity)) == password
            {
                return found
            }
            let sealed = try AgeBox.seal(password, for: [keys.identity.recipient, keys.recovery])
            return BackupCover(
                owner: BackupCover.Owner(
                    origin: information.origin, agency: information.agency, recovery: keys.recovery.text),
                password: Data(sealed), checkpoint: found?.checkpoint, keyChanges: found?.keyChanges)
        } catch let error as BackupProblem {
            throw error
        } catch {
            throw .damaged(detail: "keys: \(error)")
        }
    }

    private func prepare(
        _ restic: Restic, _ repository: BackupRepository, _ cover: BackupCover, replacing found: BackupCover?,
        wasInterrupted: Bool
    ) throws(BackupProblem) {
        // Before the first byte: nothing is ever written that nobody could open.
        if cover != found { try repository.write(cover, scratch: folder.snapshot) }
        do {
            try restic.run(["--no-lock", "cat", "config"])
        } catch .noBackup {
            try restic.run(["init"])
        }
        // Locks of runs that were killed; one of somebody who is at work stays.
        try restic.run(["unlock"])
        if wasInterrupted {
            try removeOwnLocks(restic)
            // What a killed run had brought over is found again and not sent twice.
            try restic.run(["rebuild-index"])
        }
    }

    /// Removes the locks that runs of this machine left. The tool takes one for somebody's who is at work wherever any
    /// process has its number by now; but whoever backs this office up on this machine holds the lock that we hold.
    private func removeOwnLocks(_ restic: Restic) throws(BackupProblem) {
        struct Lock: Decodable { let hostname: String }
        let listed = String(decoding: try restic.run(["--no-lock", "list", "locks"]), as: UTF8.self)
        let locks = listed.split(whereSeparator: \.isNewline).map(String.init)
        for lock in locks {
            let content = try restic.run(["--no-lock", "cat", "lock", lock])
            guard (try? JSONDecoder().decode(Lock.self, from: content))?.hostname == Self.machine else { return }
        }
        if !locks.isEmpty { try restic.run(["unlock", "--remove-all"]) }
    }

    /// The name of this machine, as the tool writes it into its locks.
    private static var machine: String {
        var name = [CChar](repeating: 0, count: 256)
        gethostname(&name, name.count - 1)
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    private struct Line: Decodable {
        let percent: Double?
        let added: Int64?
        let snapshot: String?

        private enum CodingKeys: String, CodingKey {
            case percent = "percent_done"
            case added = "data_added"
            case snapshot = "snapshot_id"
        }
    }

    private func copy(
        _ restic: Restic, _ stage: BackupStage, taken: Instant
    ) throws(BackupProblem) -> (snapshot: String, added: Int64) {
        tell(BackupProgress(phase: .copying, percent: 0))
        let summary = Kept<(String, Int64)?>(nil)
        try restic.run(
            [
                "backup", "--json", "--host", information.origin, "--tag",
                BackupTags.text(size: stage.size, taken: taken),
                "--exclude", "blobs/.temporary", "--exclude", "snapshot/opening", "snapshot", "blobs",
            ], in: folder.root
        ) { [tell] data in
            guard let line = try? JSONDecoder().decode(Line.self, from: data) else { return }
            if let percent = line.percent {
                tell(BackupProgress(phase: .copying, percent: Int(percent * 100)))
            }
            if let snapshot = line.snapshot { summary.value = (String(snapshot.prefix(8)), line.added ?? 0) }
        }
        guard let (snapshot, added) = summary.value else { throw .tool(detail: "no summary") }
        return (snapshot, added)
    }
}

/// A value that a closure on the same thread sets.
private final class Kept<Value> {
    var value: Value
    init(_ value: Value) { self.value = value }
}
