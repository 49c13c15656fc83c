internal import Foundation

/// The last signed checkpoint in a file outside the database, so that an old copy of the database put back is seen.
struct OutsideCheckpoint: Sendable {
    /// The folder of the file, made where it is missing.
    let folder: String

    private var path: String { folder + "/latest" }

    /// The checkpoint in the file, unverified; nil where there is no file.
    /// - Throws: ``LedgerError/malformed(what:line:)``, ``LedgerError/store(_:)``.
    func read() throws(LedgerError) -> UnverifiedCheckpoint? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .store(StoreFailure(operation: "read checkpoint", reason: .other, cause: path))
        }
        return try UnverifiedCheckpoint(parsing: Array(data))
    }

    /// Puts a checkpoint in the file's place, durably: written beside it, synced, renamed, the folder synced.
    func write(_ note: [UInt8]) throws(LedgerError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .store(StoreFailure(operation: "write checkpoint", reason: .other, cause: String(describing: error)))
        }
        let temporary = path + ".new"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        try check(file >= 0)
        let written = note.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        let isSynced = written == note.count && fsync(file) == 0
        let failure = errno
        close(file)
        try check(isSynced, failure)
        try check(rename(temporary, path) == 0)
        let directory = open(folder, O_RDONLY | O_CLOEXEC)
        try check(directory >= 0)
        defer { close(directory) }
        try check(fsync(directory) == 0)
    }

    private func check(_ isDone: Bool, _ code: Int32 = errno) throws(LedgerError) {
        guard !isDone else { return }
        let reason: StoreFailure.Reason = code == ENOSPC ? .full : .other
        throw .store(StoreFailure(operation: "write checkpoint", reason: reason, cause: "\(path): \(code)"))
    }
}
