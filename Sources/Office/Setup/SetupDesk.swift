package import Chronology
internal import Cryptography
internal import Forms
package import Foundation
package import Logging

/// The guided setup of an office that is not made yet: the answers so far, kept in the folder so that they survive a
/// restart, and the making itself.
///
/// The recovery key passes through memory only. The one-time codes of the administrators lie in the file from the moment
/// the office is made until they were handed over, since a page that nobody saw would otherwise be a locked office; each
/// is worth nothing once it was used.
package actor SetupDesk {
    private struct Progress: Codable {
        var answers = SetupAnswers()
        /// The furthest step that may be opened.
        var reached = SetupStep.unit
        var codes: [OneTimeCode] = []
    }

    private let root: URL
    private let logger: Logger
    private var progress: Progress
    private let renderer: FormRenderer
    /// Ends with the setup.
    private let end = AsyncStream<Void>.makeStream()
    package private(set) var isFinished = false

    private static func file(_ root: URL) -> URL { root.appendingPathComponent("setup.json") }

    /// Whether a setup is to be served: in an empty folder, or where one was begun and not ended.
    package static func isNeeded(in root: URL) throws -> Bool {
        try OfficeStaging(root: root).resume()
        let manager = FileManager.default
        if manager.fileExists(atPath: file(root).path) { return true }
        guard !OfficeFolder(root).holdsOffice else { return false }
        let names = try? manager.contentsOfDirectory(atPath: root.path)
        return names.map { $0.allSatisfy { $0.hasPrefix(".") || $0 == "making" || $0 == "lost+found" } } ?? false
    }

    /// Goes on where the setup was left.
    /// - Throws: ``OfficeError/storage(reason:)`` where its file cannot be read.
    package init(_ root: URL, logger: Logger) throws {
        self.root = root
        self.logger = logger
        let environment = ProcessInfo.processInfo.environment
        renderer = FormRenderer(
            settings: RendererSettings(environment: environment, root: FileManager.default.currentDirectoryPath))
        guard let data = FileManager.default.contents(atPath: Self.file(root).path) else {
            progress = Progress()
            return
        }
        guard let kept = try? JSONDecoder().decode(Progress.self, from: data) else {
            throw OfficeError.storage(reason: "setup-unreadable")
        }
        progress = kept
    }

    package var answers: SetupAnswers { progress.answers }
    package var reached: SetupStep { progress.reached }
    /// The codes of the office that was just made; empty before.
    package var codes: [OneTimeCode] { OfficeFolder(root).holdsOffice ? progress.codes : [] }
    /// The day for which numbers begin and holidays are shown.
    package nonisolated var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    /// Whether a step may be opened: no step before it is left out.
    package func mayOpen(_ step: SetupStep) -> Bool {
        let order = SetupStep.allCases
        return (order.firstIndex(of: step) ?? 0) <= (order.firstIndex(of: progress.reached) ?? 0)
    }

    /// Takes the answers of a step in, and goes on to the next.
    /// - Throws: ``OfficeError/invalid(_:)`` naming what is wrong; nothing is kept then.
    package func answer(_ step: SetupStep, _ answers: SetupAnswers) throws {
        let problems = answers.problems(of: step)
        if !problems.isEmpty { throw OfficeError.invalid(problems) }
        if step == .backup, let target = answers.firstBackup {
            do throws(BackupProblem) {
                try BackupRepository(target: target).checkUsable(apartFrom: root)
            } catch {
                throw OfficeError.backup(error)
            }
        }
        var changed = progress
        changed.answers = answers
        // Other texts have other readings, figures and forms.
        if answers.packs != progress.answers.packs {
            changed.answers.readings = [:]
            changed.answers.figures = [:]
            changed.answers.numbers = changed.answers.numbers.filter { ["intake", "case"].contains($0.series) }
        }
        if let next = step.after, !mayOpen(next) { changed.reached = next }
        try save(changed)
    }

    /// Makes a recovery key. The one made before counts no more.
    /// - Returns: the key, which is kept nowhere.
    package func makeKey() throws -> String {
        let key = try RecoveryKey.make()
        var changed = progress
        changed.answers.recovery = key.recipient
        changed.answers.isProved = false
        changed.reached = .proof
        try save(changed)
        return key.identity
    }

    /// The paper of a key that was just made.
    /// - Throws: ``OfficeError/recovery(_:)`` where it is another one, ``OfficeError/typesetting(reason:)``.
    package func paper(of identity: String) async throws -> [UInt8] {
        try RecoveryKey.prove(identity, against: progress.answers.recovery)
        let paper = KeyPaper(
            issuer: progress.answers.agency, recipient: progress.answers.recovery,
            groups: RecoveryPaper.groups(of: identity), identity: identity, madeAt: now)
        do {
            return try await renderer.render(paper).pdf
        } catch {
            throw OfficeError.typesetting(reason: "\(error)")
        }
    }

    /// Takes the key that was typed back from its paper.
    /// - Throws: ``OfficeError/recovery(_:)``.
    package func prove(_ typed: String) throws {
        try RecoveryKey.prove(typed, against: progress.answers.recovery)
        var answers = progress.answers
        answers.isProved = true
        try answer(.proof, answers)
    }

    /// Makes the office.
    /// - Throws: ``OfficeError``.
    package func make() async throws {
        guard !OfficeFolder(root).holdsOffice else { return }
        guard progress.answers.isProved else { throw OfficeError.recovery(.notProved) }
        // Two at once would make two.
        guard !isMaking else { throw OfficeError.storage(reason: "setup-busy") }
        isMaking = true
        defer { isMaking = false }
        var made: [OneTimeCode] = []
        let answers = progress.answers
        var changed = progress
        let file = Self.file(root)
        made = try await Office.make(answers, in: root, logger: logger) { codes in
            changed.codes = codes
            try Self.write(changed, to: file)
        }
        changed.codes = made
        progress = changed
    }

    private var isMaking = false

    /// Ends the setup: the codes were handed over, and nothing of them stays.
    package func handOver() throws {
        guard OfficeFolder(root).holdsOffice else { return }
        try FileManager.default.removeItem(at: Self.file(root))
        isFinished = true
        end.continuation.finish()
    }

    /// Returns when the setup has ended, or the task is cancelled.
    package nonisolated func waitUntilFinished() async { for await _ in end.stream {} }

    private func save(_ changed: Progress) throws {
        try Self.write(changed, to: Self.file(root))
        progress = changed
    }

    private static func write(_ progress: Progress, to file: URL) throws {
        do {
            let data = try JSONEncoder().encode(progress)
            let new = file.appendingPathExtension("new")
            try? FileManager.default.removeItem(at: new)
            let made = FileManager.default.createFile(
                atPath: new.path, contents: data, attributes: [.posixPermissions: 0o600])
            guard made else { throw OfficeError.storage(reason: "setup-not-written") }
            try SecretFile.sync(new)
            try SecretFile.replace(file, by: new)
        } catch is CocoaError {
            throw OfficeError.storage(reason: "setup-not-written")
        }
    }
}
