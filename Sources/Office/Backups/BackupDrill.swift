internal import Chronology
internal import Dispatch
internal import Foundation
internal import Ledger

/// Restores a backup into a folder that is thrown away again, verifies it wholly, and holds it against the living log.
struct BackupDrill: Sendable {
    let folder: OfficeFolder
    let information: OfficeInformation
    let target: BackupTarget
    var secrets: BackupSecrets?
    /// Where it is restored to; a folder of the data folder's own where nobody says.
    var scratch: URL?
    let now: @Sendable () -> Instant
    var stop = StopSignal()
    var tell: @Sendable (BackupProgress) -> Void = { _ in }

    /// What bringing it back gave.
    struct Brought: Sendable {
        let chosen: BackupListing
        let place: URL
    }

    /// Brings the newest backup back, on the calling thread.
    /// - Throws: ``BackupProblem``.
    func bring() throws(BackupProblem) -> Brought {
        tell(BackupProgress(phase: .preparing, percent: nil))
        let repository = BackupRepository(target: target, secrets: secrets, stop: stop)
        guard let cover = try repository.cover() else { throw .noBackup(path: target.address) }
        guard cover.owner.origin == information.origin else {
            throw .targetForeign(path: target.address, office: cover.owner.agency)
        }
        let reader = BackupReader(restic: repository.restic(try BackupPassword.read(folder)), tell: tell)
        let chosen = try reader.choose(nil, among: try reader.listing())
        let place = scratch?.appendingPathComponent("liuhen-drill", isDirectory: true) ?? folder.readBack
        try reader.bring(chosen.snapshot, to: place)
        return Brought(chosen: chosen, place: place)
    }

    /// Verifies what was brought back.
    func judge(_ brought: Brought, since start: DispatchTime) async -> DrillMade {
        tell(BackupProgress(phase: .proving, percent: nil))
        let report = await Office.verify(brought.place)
        var findings = report.findings.map { "\($0.place): \($0.problem)" }
        var (size, logSize): (Int64, Int64) = (0, 0)
        do {
            let restored = OfficeFolder(brought.place)
            let keys = try Office.ledgerKeys(folder)
            let own = try Ledger(
                folder: folder.ledger.path, origin: information.origin, keys: keys, mode: .reading)
            defer { own.close() }
            let theirs = try Ledger(
                folder: restored.ledger.path, origin: information.origin, keys: keys, mode: .reading)
            defer { theirs.close() }
            let covered = try theirs.size()
            (size, logSize) = (Int64(covered.value), Int64(try own.size().value))
            if size > logSize {
                findings.append("ledger: longer than the log")
            } else if try own.root(size: covered) != theirs.root(size: covered) {
                findings.append("ledger: another log")
            }
        } catch {
            findings.append("ledger: \(error)")
        }
        let nanoseconds = DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds
        return DrillMade(
            target: target.id, address: target.address, title: target.title, snapshot: brought.chosen.snapshot,
            taken: brought.chosen.taken, size: size, logSize: logSize, blobs: Int(report.facts["blobs"] ?? "") ?? 0,
            findings: Array(findings.prefix(20)), made: now(), milliseconds: Int64(nanoseconds / 1_000_000))
    }

    /// The whole drill. The folder is gone afterwards, however it ends.
    func run() async throws -> DrillMade {
        let lock = try DataLock.backup(folder)
        defer { lock.release() }
        let start = DispatchTime.now()
        let brought = try await Blocking.run { () throws(BackupProblem) in try bring() }
        defer { try? FileManager.default.removeItem(at: brought.place) }
        return await judge(brought, since: start)
    }
}

/// Work that may block, on a thread that may.
enum Blocking {
    /// Runs it and waits. The caller's cancellation is its own business: the work has its ``StopSignal``.
    static func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws(BackupProblem) -> Value
    ) async throws(BackupProblem) -> Value {
        let result: Result<Value, BackupProblem> = await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                do throws(BackupProblem) {
                    continuation.resume(returning: .success(try work()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}
