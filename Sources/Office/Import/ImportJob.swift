package import Casework
package import Chronology
internal import Foundation
internal import Synchronization

/// A spreadsheet that somebody brought to be taken in, from its preview to its end. Kept so that it goes on after the
/// process was killed; what was taken in stands in the log alone.
package struct ImportJob: Codable, Sendable, Identifiable {
    package enum State: String, Codable, Sendable {
        /// Read and shown; nothing is taken in.
        case shown
        case running
        /// Stopped by somebody, or by a failure; it can be started again.
        case stopped
        case finished
    }

    package let id: String
    package let kind: ImportKind
    package let account: String
    package let accountName: String
    package let file: BlobReference
    package let begun: Instant
    package internal(set) var state: State = .shown
    /// The rows that it looked at, and of how many that were new.
    package internal(set) var done = 0
    package internal(set) var total = 0
    /// Why it stopped, where nobody stopped it.
    package internal(set) var failure: String?
}

/// The jobs of an office, the newest last; and what must not outlive the process: read files and one-time codes.
final class ImportDesk: Sendable {
    private static let setting = "imports"
    private static let kept = 40

    private struct Memory {
        var reports: [String: ImportReport] = [:]
        var codes: [String: [OneTimeCode]] = [:]
        var stopping: Set<String> = []
    }

    private let state: StateStore
    private let memory = Mutex(Memory())

    init(state: StateStore) { self.state = state }

    func jobs() throws -> [ImportJob] {
        guard let text = try state.setting(ImportDesk.setting) else { return [] }
        return (try? JSONDecoder().decode([ImportJob].self, from: Data(text.utf8))) ?? []
    }

    func job(_ id: String) throws -> ImportJob {
        guard let job = try jobs().first(where: { $0.id == id }) else { throw OfficeError.notFound("import", id: id) }
        return job
    }

    /// Writes a job, new or known.
    func put(_ job: ImportJob) throws {
        try memory.withLock { _ in
            var jobs = try self.jobs()
            if let index = jobs.firstIndex(where: { $0.id == job.id }) { jobs[index] = job } else { jobs.append(job) }
            let text = String(decoding: try JSONEncoder().encode(Array(jobs.suffix(ImportDesk.kept))), as: UTF8.self)
            try state.set(ImportDesk.setting, to: text)
        }
    }

    func report(_ id: String) -> ImportReport? { memory.withLock { $0.reports[id] } }

    func keep(_ report: ImportReport, of id: String) {
        memory.withLock { memory in
            // A few are enough: reading one again takes a second.
            if memory.reports.count >= 8 { memory.reports.removeAll() }
            memory.reports[id] = report
        }
    }

    func codes(_ id: String) -> [OneTimeCode] { memory.withLock { $0.codes[id] ?? [] } }
    func keep(_ code: OneTimeCode, of id: String) { memory.withLock { $0.codes[id, default: []].append(code) } }
    func stop(_ id: String) { memory.withLock { _ = $0.stopping.insert(id) } }
    func start(_ id: String) { memory.withLock { _ = $0.stopping.remove(id) } }
    func isStopping(_ id: String) -> Bool { memory.withLock { $0.stopping.contains(id) } }
}
