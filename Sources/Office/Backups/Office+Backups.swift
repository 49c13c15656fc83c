internal import Casework
package import Chronology
internal import Foundation
internal import Ledger
package import Rules

/// What is not in a backup yet: what would be lost if the machine were destroyed now.
package struct BackupLoss: Hashable, Sendable {
    /// Entries of the log, and of them those in cases.
    package let entries: Int64
    /// Cases in which something was entered, and those of them that are new.
    package let cases: Int
    package let newCases: Int
    package let recordings: Int

    package init(entries: Int64, cases: Int, newCases: Int, recordings: Int) {
        self.entries = entries
        self.cases = cases
        self.newCases = newCases
        self.recordings = recordings
    }
}

/// What a page or a command tells of the backups.
package struct BackupOverview: Sendable {
    package let history: BackupHistory
    /// Entries in the log now.
    package let size: Int64
    /// What would be lost; all there is where there is no backup.
    package let loss: BackupLoss
    package let running: BackupDesk.Running?
    package let waiting: [BackupDesk.Job]
    package let lastProblem: (job: BackupDesk.Job, problem: BackupProblem)?
    /// The office's time.
    package let now: Instant
    /// The targets that lie on the disk of the data itself.
    package let onSameDisk: Set<String>
    package let mayChange: Bool
}

extension Office {
    /// Who looks at the backups, and who runs them.
    package static let backupReaders: [RoleID] = [systemRole, auditRole]

    /// What the log says of the backups.
    package func backupHistory() throws -> BackupHistory {
        // The server asks every second whether a backup is due: the stream is read again only where it has grown.
        let version = try log.version(of: BackupHistory.stream)
        if let known = backupDesk.history, known.version == version { return known }
        let history = BackupHistory(try log.entries(of: BackupHistory.stream, after: 0))
        backupDesk.keep(history)
        return history
    }

    /// How old the last good backup is and what would be lost. For the system and the audit administrator.
    /// - Throws: ``OfficeError``.
    package func backupOverview(for account: Account) async throws -> BackupOverview {
        try await requireRole(Office.backupReaders, for: "backups", on: BackupHistory.stream, by: account)
        let isKeeper = await directory.account(account.id)?.roles(on: now().day).contains(Office.systemRole) ?? false
        return try backupOverview(mayChange: isKeeper)
    }

    /// The same for who sits at the server.
    package func backupOverview(mayChange: Bool = true) throws -> BackupOverview {
        let history = try backupHistory()
        let (running, waiting) = backupDesk.now
        let size = try ledgerSize()
        return BackupOverview(
            history: history, size: size, loss: try loss(since: history.lastMade()?.size ?? 0, upTo: size),
            running: running, waiting: waiting, lastProblem: backupDesk.lastProblem, now: now(),
            onSameDisk: Set(
                history.targets.filter { BackupRepository.isOnSameDisk($0, as: folder.root) }.map(\.id)),
            mayChange: mayChange)
    }

    func ledgerSize() throws -> Int64 {
        do { return Int64(try log.ledger.size().value) } catch { throw OfficeError(error) }
    }

    private func loss(since covered: Int64, upTo size: Int64) throws -> BackupLoss {
        var (cases, newCases): (Set<String>, Set<String>) = ([], [])
        var recordings = 0
        var place = covered
        while place < size {
            let entries = try log.entries(from: place, limit: 500)
            guard let last = entries.last else { break }
            place = last.index + 1
            for entry in entries where entry.stream.hasPrefix("case/") {
                cases.insert(entry.stream)
                if entry.kind == MatterReceived.kind { newCases.insert(entry.stream) }
                if entry.kind == RecordingAdded.kind { recordings += 1 }
            }
        }
        return BackupLoss(
            entries: max(0, size - covered), cases: cases.count, newCases: newCases.count, recordings: recordings)
    }

    // MARK: What the system administrator sets

    /// Sets a target: a new one, or another title or state of one that is there.
    /// - Parameter secrets: what a store asks for; nil leaves them as they are. They are no part of the log.
    /// - Throws: ``OfficeError``.
    package func set(_ target: BackupTarget, secrets: BackupSecrets?, _ context: CommandContext) async throws {
        let context = context.asking(target)
        try await requireRole([Office.systemRole], for: "backup-settings", on: BackupHistory.stream, context)
        if try isDone(context) { return }
        if target.title.count > 60 { throw OfficeError.invalid([.tooLong("backup-title", limit: 60)]) }
        do throws(BackupProblem) {
            try BackupRepository(target: target).checkApart(from: folder.root)
        } catch {
            throw OfficeError.backup(error)
        }
        let history = try backupHistory()
        var targets = history.targets
        if let index = targets.firstIndex(where: { $0.id == target.id }) {
            targets[index] = target
        } else {
            targets.append(target)
        }
        if let secrets {
            let data = try JSONEncoder().encode(secrets)
            try state.set(Self.backupSecret(target.id), to: String(decoding: data, as: UTF8.self))
        }
        try await appendOffice(
            [
                try LogItem(
                    stream: BackupHistory.stream, kind: BackupTargetsSet.kind,
                    content: BackupTargetsSet(targets: targets))
            ], and: [BackupHistory.stream: history.version], context)
    }

    /// Sets when backups are made and how many are kept.
    /// - Throws: ``OfficeError``.
    package func set(_ plan: BackupPlan, _ context: CommandContext) async throws {
        let context = context.asking(plan)
        try await requireRole([Office.systemRole], for: "backup-settings", on: BackupHistory.stream, context)
        if try isDone(context) { return }
        guard plan.isSensible else { throw OfficeError.invalid([.notAllowed("backup-keep", value: "")]) }
        let version = try backupHistory().version
        try await appendOffice(
            [
                try LogItem(
                    stream: BackupHistory.stream, kind: BackupPlanSet.kind, content: BackupPlanSet(plan: plan))
            ], and: [BackupHistory.stream: version], context)
    }

    static func backupSecret(_ target: String) -> String { "backup-secret/\(target)" }

    func secrets(of target: BackupTarget) throws -> BackupSecrets? {
        try state.setting(Self.backupSecret(target.id)).flatMap {
            try? JSONDecoder().decode(BackupSecrets.self, from: Data($0.utf8))
        }
    }

    /// Asks the server for a backup or a drill.
    /// - Throws: ``OfficeError``.
    package func ask(for job: BackupDesk.Job, by account: Account) async throws {
        try await requireRole([Office.systemRole], for: "backup-settings", on: BackupHistory.stream, by: account)
        guard try backupHistory().targets.contains(where: { $0.id == job.target }) else {
            throw OfficeError.notFound("backup-target", id: job.target)
        }
        backupDesk.ask(job)
    }

    /// Stops the backup or drill that is under way. What was brought over is used again by the next.
    /// - Throws: ``OfficeError``.
    package func stopBackups(by account: Account) async throws {
        try await requireRole([Office.systemRole], for: "backup-settings", on: BackupHistory.stream, by: account)
        backupDesk.stop()
    }
}
