internal import Foundation
internal import Synchronization

/// Lets somebody stop work that runs on another thread.
package final class StopSignal: Sendable {
    private struct State {
        var isStopped = false
        var process: Int32?
    }

    private let state = Mutex(State())

    package init() {}

    /// Stops the work, now or as soon as it looks.
    package func stop() {
        state.withLock { state in
            state.isStopped = true
            if let process = state.process { kill(process, SIGINT) }
        }
    }

    package var isStopped: Bool { state.withLock { $0.isStopped } }

    func check() throws(BackupProblem) {
        if isStopped { throw .stopped }
    }

    fileprivate func follow(_ process: Int32?) {
        state.withLock { state in
            state.process = process
            if state.isStopped, let process { kill(process, SIGINT) }
        }
    }
}

/// The tool that keeps the backups: runs of `restic` on one repository, each to its end on the calling thread.
struct Restic: Sendable {
    /// What the tool calls the place: a folder, or `s3:…`.
    let repository: String
    let password: String
    var secrets: BackupSecrets?
    /// What people call the place, for problems.
    let place: String
    var stop = StopSignal()
    /// Whether it only reads: then it leaves no mark there, and the place may be one that cannot be written to.
    var readsOnly = false

    /// How a run ended.
    struct Outcome {
        let status: Int32
        let output: Data
        /// The end of what it complained of.
        let complaint: String
    }

    /// The program: where `LIUHEN_RESTIC` says, or on the path.
    static func program() throws(BackupProblem) -> String {
        let environment = ProcessInfo.processInfo.environment
        if let given = environment["LIUHEN_RESTIC"], access(given, X_OK) == 0 { return given }
        for folder in (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":") {
            let path = "\(folder)/restic"
            if access(path, X_OK) == 0 { return path }
        }
        throw .toolMissing(name: "restic")
    }

    /// Runs the tool.
    /// - Parameters:
    ///   - folder: where it runs, since paths in a backup are as they were named.
    ///   - onLine: gets each line of the output as it comes; the output is then not kept.
    /// - Throws: ``BackupProblem`` for every status but 0.
    @discardableResult
    func run(
        _ arguments: [String], in folder: URL? = nil, onLine: ((Data) -> Void)? = nil
    ) throws(BackupProblem) -> Data {
        let outcome = try attempt(arguments, in: folder, onLine: onLine)
        try stop.check()
        guard outcome.status == 0 else { throw problem(outcome) }
        return outcome.output
    }

    private func attempt(
        _ arguments: [String], in folder: URL?, onLine: ((Data) -> Void)?
    ) throws(BackupProblem) -> Outcome {
        try stop.check()
        let program = try Restic.program()
        let process = Process()
        // The tool ends with us, however we end: two that write at once would be in each other's way.
        let setter = "/usr/bin/setpriv"
        let isBound = access(setter, X_OK) == 0
        process.executableURL = URL(fileURLWithPath: isBound ? setter : program)
        let own = ["--repo", repository, "--no-cache"] + (readsOnly ? ["--no-lock"] : []) + arguments
        process.arguments = isBound ? ["--pdeathsig", "KILL", program] + own : own
        process.environment = environment
        if let folder { process.currentDirectoryURL = folder }
        process.standardInput = FileHandle.nullDevice
        let (output, complaints) = (
            Pipe(), FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        )
        guard FileManager.default.createFile(atPath: complaints.path, contents: nil),
            let complaintHandle = try? FileHandle(forWritingTo: complaints)
        else { throw .ownDiskFull }
        defer { try? FileManager.default.removeItem(at: complaints) }
        process.standardOutput = output
        process.standardError = complaintHandle
        do { try process.run() } catch { throw .toolMissing(name: "restic") }
        stop.follow(process.processIdentifier)
        let kept = Restic.read(output.fileHandleForReading, onLine)
        process.waitUntilExit()
        stop.follow(nil)
        try? complaintHandle.close()
        let complaint = (try? String(contentsOf: complaints, encoding: .utf8)) ?? ""
        return Outcome(status: process.terminationStatus, output: kept, complaint: String(complaint.suffix(2000)))
    }

    /// Reads to the end, a line at a time where somebody wants them.
    private static func read(_ handle: FileHandle, _ onLine: ((Data) -> Void)?) -> Data {
        var kept = Data()
        while true {
            let piece = handle.availableData
            if piece.isEmpty { break }
            kept.append(piece)
            guard let onLine else { continue }
            while let end = kept.firstIndex(of: UInt8(ascii: "\n")) {
                onLine(kept[kept.startIndex..<end])
                kept = Data(kept[(end + 1)...])
            }
        }
        return kept
    }

    private var environment: [String: String] {
        var all = ["LC_ALL": "C.UTF-8", "RESTIC_PASSWORD": password, "RESTIC_PROGRESS_FPS": "2"]
        let own = ProcessInfo.processInfo.environment
        for name in ["PATH", "TMPDIR", "SSL_CERT_FILE", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
            all[name] = own[name]
        }
        if let secrets { all.merge(secrets.environment) { $1 } }
        return all
    }

    /// What a failed run means to a person.
    private func problem(_ outcome: Outcome) -> BackupProblem {
        let text = outcome.complaint
        let lower = text.lowercased()
        if lower.contains("no space left") || lower.contains("disk quota exceeded") { return .targetFull(path: place) }
        let last = Restic.lastLine(of: text)
        let away = [
            "dial tcp", "connection refused", "timeout", "access denied", "forbidden", "signature", "x509",
            "accesskeyid", "access key",
        ]
        // Before all else: a store that lets nobody in also seems to hold nothing.
        if repository.hasPrefix("s3:"), away.contains(where: lower.contains) {
            return .targetUnreachable(detail: last)
        }
        if lower.contains("wrong password") { return .keyWrong }
        if lower.contains("read-only file system") || lower.contains("permission denied") {
            return .targetReadOnly(path: place)
        }
        if lower.contains("is there a repository at") || lower.contains("unable to open config file") {
            return .noBackup(path: place)
        }
        if lower.contains("no matching id found") || lower.contains("no snapshot found") { return .noSnapshot(id: "") }
        if lower.contains("already locked") { return .busy }
        return .damaged(detail: last)
    }

    private static func lastLine(of text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        let telling = lines.last { $0.hasPrefix("Fatal:") || $0.contains("error") } ?? lines.last ?? ""
        return String(telling.prefix(300))
    }
}
