internal import Casework
internal import Chronology
package import Foundation
internal import Ledger
internal import Logging
internal import Rules

extension Office {
    /// Who enters what the server does by itself.
    static let server = Account(id: "server", signInName: "", name: "服务器自动备份", badge: nil, unit: "")

    /// Makes a backup to a target, and leaves the report for whoever writes the log.
    /// - Throws: ``OfficeError/backup(_:)``.
    package func makeBackup(
        to target: BackupTarget, secrets: BackupSecrets? = nil, stop: StopSignal = StopSignal(),
        tell: @escaping @Sendable (BackupProgress) -> Void = { _ in }
    ) async throws -> BackupMade {
        let history = try backupHistory()
        let known = history.targets.first { $0.id == target.id }
        var run = BackupRun(
            folder: folder, information: information, target: known ?? target,
            secrets: try secrets ?? self.secrets(of: target), plan: history.plan,
            isKnown: history.lastMade(at: target.id) != nil, now: { self.now() })
        run.stop = stop
        run.tell = tell
        do {
            let made = try await Blocking.run { [run] () throws(BackupProblem) in try run.run() }
            try BackupReport(made).write(in: folder)
            return made
        } catch let problem as BackupProblem {
            throw OfficeError.backup(problem)
        }
    }

    /// Restores the newest backup of a target on trial, and leaves the report for whoever writes the log.
    /// - Throws: ``OfficeError/backup(_:)``.
    package func makeDrill(
        with target: BackupTarget, secrets: BackupSecrets? = nil, scratch: URL? = nil, stop: StopSignal = StopSignal(),
        tell: @escaping @Sendable (BackupProgress) -> Void = { _ in }
    ) async throws -> DrillMade {
        let known = try backupHistory().targets.first { $0.id == target.id }
        var drill = BackupDrill(
            folder: folder, information: information, target: known ?? target,
            secrets: try secrets ?? self.secrets(of: target), now: { self.now() })
        drill.scratch = scratch
        drill.stop = stop
        drill.tell = tell
        do {
            let made = try await drill.run()
            try BackupReport(made).write(in: folder)
            return made
        } catch let problem as BackupProblem {
            throw OfficeError.backup(problem)
        }
    }

    /// Leaves a report that a backup which somebody asked for beside the server did not come about, where the office
    /// knows of the target.
    package func reportFailure(_ problem: BackupProblem, of target: BackupTarget) throws {
        let history = try backupHistory()
        let known = history.targets.first { $0.id == target.id }
        guard known != nil || history.lastMade(at: target.id) != nil, problem != .stopped, problem != .busy else {
            return
        }
        let failed = BackupFailed(
            target: target.id, address: target.address, title: known?.title ?? "", problem: problem, tried: now())
        try BackupReport(failed).write(in: folder)
    }

    // MARK: The log

    /// Enters what was reported from outside, each report once.
    package func takeUpReports() async throws {
        for (report, file) in BackupReport.waiting(in: folder) {
            try await enter(report)
            try? FileManager.default.removeItem(at: file)
        }
    }

    private func enter(_ report: BackupReport) async throws {
        let now = now()
        if try !log.knows(anyRequest: report.id) {
            let item = LogItem(stream: BackupHistory.stream, kind: report.kind, open: Data(report.content.utf8))
            try await log.append(
                [item], command: report.id, actor: Office.server.actor(at: now), now: now, expecting: [:])
        }
        let content = Data(report.content.utf8)
        let decoder = JSONDecoder()
        if let made = try? decoder.decode(BackupMade.self, from: content), report.kind == BackupMade.kind {
            try state.set("backup-good/\(made.target)", to: wallClock().description)
            try await enterInBooks(where: made.title.isEmpty ? made.address : made.title, report: report.id)
        }
        if report.kind == DrillMade.kind, let drill = try? decoder.decode(DrillMade.self, from: content),
            drill.findings.isEmpty
        {
            try await enterInBooks(where: drill.title.isEmpty ? drill.address : drill.title, report: report.id)
        }
    }

    /// Enters a verified backup in the books of those units whose texts ask for one, once a quarter.
    private func enterInBooks(where place: String, report: String) async throws {
        let now = now()
        let quarter = "\(now.day.year)-Q\((now.day.month - 1) / 3 + 1)"
        let act = ActEntered(
            what: FactKind("backup-made"), subject: nil,
            answers: ["where": .text(place), "verified": .boolean(true), "quarter": .text(quarter)])
        for unit in await bookUnits() {
            let book = try await books.current(unit.id)
            let actor = Office.server.actor(at: now)
            // Whether it meets something is asked of the rules, which alone know what they want.
            var tried = book
            tried.apply(UnitBook.Line(id: "tried", actor: actor, entered: now, at: now, act: act))
            let met = rules.obligations(of: tried.facts(at: now), at: now).contains { $0.metBy.contains("tried") }
            let metBefore = rules.obligations(of: book.facts(at: now), at: now)
            guard met, !book.lines.isEmpty,
                metBefore.filter({ !$0.metBy.isEmpty }).count
                    < rules.obligations(of: tried.facts(at: now), at: now).filter({ !$0.metBy.isEmpty }).count
            else { continue }
            let context = CommandContext(
                command: "\(report)-\(unit.id)".prefix(120).description, account: Office.server)
            do {
                try await append(act, to: book, context)
            } catch let error as OfficeError {
                logger.warning("backup not in the book", metadata: ["unit": "\(unit.id)", "error": "\(error)"])
            }
        }
    }

    // MARK: The server's own work

    /// Makes backups as planned and as asked, for as long as the server runs, until the task is cancelled.
    package func keepBackingUp() async {
        await withTaskCancellationHandler {
            while !Task.isCancelled {
                await running(.backups) { try await self.backUp() }
                try? await Task.sleep(for: .seconds(1))
            }
        } onCancel: {
            backupDesk.stop()
        }
    }

    /// Does what was asked for, or what is due; nothing where nothing is.
    func backUp() async throws {
        try await takeUpReports()
        try await takeUpFirstTarget()
        if let job = backupDesk.next() { return try await work(job, isAsked: true) }
        let history = try backupHistory()
        for target in history.targets where !target.isOff && !Task.isCancelled {
            let good = try state.setting("backup-good/\(target.id)").flatMap { Instant($0) }
            let tried = try state.setting("backup-try/\(target.id)").flatMap { Instant($0) }
            if history.plan.isDue(at: wallClock(), good: good, tried: tried) {
                try await work(.backup(target.id), isAsked: false)
            }
        }
    }

    /// Makes a target of the place that was chosen for the first backup when the office was set up. One that cannot be a
    /// target is dropped: the page then says that there is none.
    private func takeUpFirstTarget() async throws {
        guard let chosen = try state.setting(Office.backupTargetSetting) else { return }
        if let target = BackupTarget(chosen), try backupHistory().targets.isEmpty {
            let item = try LogItem(
                stream: BackupHistory.stream, kind: BackupTargetsSet.kind, content: BackupTargetsSet(targets: [target]))
            let now = now()
            try await log.append(
                [item], command: "backup-first-target", actor: Account.founder.actor(at: now), now: now,
                expecting: [BackupHistory.stream: try backupHistory().version])
        }
        try state.set(Office.backupTargetSetting, to: nil)
    }

    private func work(_ job: BackupDesk.Job, isAsked: Bool) async throws {
        let history = try backupHistory()
        guard let target = history.targets.first(where: { $0.id == job.target }) else { return }
        let stop = backupDesk.begin(job, at: now())
        let tell: @Sendable (BackupProgress) -> Void = { [backupDesk] in backupDesk.tell($0) }
        var problem: BackupProblem?
        do {
            switch job {
            case .backup:
                try state.set("backup-try/\(target.id)", to: wallClock().description)
                _ = try await makeBackup(to: target, stop: stop, tell: tell)
            case .drill: _ = try await makeDrill(with: target, stop: stop, tell: tell)
            }
        } catch OfficeError.backup(let found) {
            problem = found
        }
        backupDesk.end(job, problem: problem)
        if let problem { try await enter(problem, of: job, at: target, history.plan, isAsked: isAsked) }
        try await takeUpReports()
    }

    /// A failure is entered once for each planned time and each kind of failure, however often it is tried again; what
    /// somebody asked for is entered each time, and what somebody stopped is no failure.
    private func enter(
        _ problem: BackupProblem, of job: BackupDesk.Job, at target: BackupTarget, _ plan: BackupPlan, isAsked: Bool
    ) async throws {
        logger.warning("backup failed", metadata: ["target": "\(target.id)", "problem": "\(problem.code)"])
        guard case .backup = job, problem != .stopped, problem != .busy else { return }
        let told = "\(plan.lastPlanned(upTo: wallClock())) \(problem.code)"
        let name = "backup-told/\(target.id)"
        if !isAsked, try state.setting(name) == told { return }
        try state.set(name, to: told)
        let failed = BackupFailed(
            target: target.id, address: target.address, title: target.title, problem: problem, tried: now())
        try BackupReport(failed).write(in: folder)
    }
}
