package import Casework
internal import Chronology
internal import Cryptography
internal import Foundation
internal import Logging

extension Office {
    /// Takes a spreadsheet for an import. It is read, and nothing is entered.
    /// - Returns: the id of the import.
    /// - Throws: ``OfficeError``.
    package func beginImport(
        _ kind: ImportKind, upload: String, words: ImportWords, _ context: CommandContext
    ) async throws -> String {
        try await requireImport(kind, context.account)
        let id = String(SHA256.hash(Array("import \(context.command)".utf8)).hex.prefix(16))
        if (try? imports.job(id)) != nil { return id }
        let file = try await finishUpload(upload, by: context.account)
        let report = try await readImport(kind, try await files.bytes(of: file), words: words)
        imports.keep(report, of: id)
        try imports.put(
            ImportJob(
                id: id, kind: kind, account: context.account.id, accountName: context.account.name, file: file,
                begun: now()))
        return id
    }

    /// The person's own imports, newest first. What stands in a file is nobody else's to read: a list may hold what
    /// belongs on a sealed sheet.
    package func importJobs(for account: Account) throws -> [ImportJob] {
        try imports.jobs().filter { $0.account == account.id && mayImport($0.kind, account) }.reversed()
    }

    private func ownJob(_ id: String, _ account: Account) async throws -> ImportJob {
        let job = try imports.job(id)
        guard job.account == account.id else {
            try await noteRefusal("import", on: "import/\(id)", by: account)
            throw OfficeError.notFound("import", id: id)
        }
        try await requireImport(job.kind, account)
        return job
    }

    /// An import with what is known of its rows now, and the one-time codes that it gave since the server was started.
    /// - Throws: ``OfficeError``.
    package func importJob(
        _ id: String, words: ImportWords, for account: Account
    ) async throws -> (job: ImportJob, report: ImportReport, codes: [OneTimeCode]) {
        let job = try await ownJob(id, account)
        return (job, try await report(of: job, words: words), imports.codes(id))
    }

    /// Starts an import, or goes on with one that was stopped.
    /// - Throws: ``OfficeError``.
    package func startImport(_ id: String, _ context: CommandContext) async throws {
        var job = try await ownJob(id, context.account)
        guard job.state == .shown || job.state == .stopped else { return }
        imports.start(id)
        job.state = .running
        job.failure = nil
        try imports.put(job)
    }

    /// Stops a running import after the rows that it is at. What was taken in stays.
    /// - Throws: ``OfficeError``.
    package func stopImport(_ id: String, _ context: CommandContext) async throws {
        _ = try await ownJob(id, context.account)
        imports.stop(id)
    }

    /// Works on imports as long as the server runs, until the task is cancelled. One that ran when the process was
    /// killed goes on.
    package func keepImporting(words: ImportWords) async {
        while !Task.isCancelled {
            var wasIdle = true
            await running(.imports) {
                guard let job = try self.imports.jobs().first(where: { $0.state == .running }) else { return }
                try await self.run(job, words: words)
                wasIdle = false
            }
            if wasIdle { try? await Task.sleep(for: .milliseconds(500)) }
        }
    }

    private func run(_ begun: ImportJob, words: ImportWords) async throws {
        var job = begun
        do {
            guard let account = await directory.account(job.account) else {
                throw OfficeError.notFound("account", id: job.account)
            }
            var report = try await readImport(job.kind, try await files.bytes(of: job.file), words: words)
            try await runImport(&report, file: job.file, account) { done, total in
                self.noteProgress(begun.id, done, total)
                return self.imports.isStopping(begun.id)
            } code: { code in
                self.imports.keep(code, of: begun.id)
            }
            imports.keep(report, of: job.id)
            job = try imports.job(job.id)
            job.state = report.fresh == 0 ? .finished : .stopped
        } catch let error as OfficeError {
            job.state = .stopped
            job.failure = error.isOutOfRoom ? "storage" : "\(error)"
        } catch {
            logger.error("an import failed", metadata: ["error": "\(error)"])
            job.state = .stopped
            job.failure = "storage"
        }
        if Task.isCancelled { return }
        try imports.put(job)
    }

    private func noteProgress(_ id: String, _ done: Int, _ total: Int) {
        guard var job = try? imports.job(id) else { return }
        (job.done, job.total) = (done, total)
        do { try imports.put(job) } catch {
            logger.error("progress not written", metadata: ["import": "\(id)"])
        }
    }

    private func report(of job: ImportJob, words: ImportWords) async throws -> ImportReport {
        if let report = imports.report(job.id), job.state != .running { return report }
        let report = try await readImport(job.kind, try await files.bytes(of: job.file), words: words)
        if job.state != .running { imports.keep(report, of: job.id) }
        return report
    }

    private func requireImport(_ kind: ImportKind, _ account: Account) async throws {
        let current = await directory.account(account.id) ?? account
        guard !mayImport(kind, current) else { return }
        try await noteRefusal("import", on: "import/\(kind.rawValue)", by: account)
        throw OfficeError.forbidden("import")
    }
}

extension OfficeError {
    /// Whether a disk or store stood against it.
    fileprivate var isOutOfRoom: Bool {
        if case .storage = self { true } else { false }
    }
}
