internal import Foundation

/// Signed notes in files outside the database, so that an old copy of the database put back is seen.
///
/// `latest` is the last checkpoint, `epoch-n` the one at which epoch n was abandoned, `key-change-e-s` the statement of the
/// key change at size s in epoch e, `witnessed/k-e` what the witness with key id k has cosigned last in epoch e.
struct OutsideNotes: Sendable {
    /// The last checkpoint.
    static let latest = "latest"
    /// The folder of what witnesses have cosigned.
    static let witnessed = "witnessed"

    /// The folder of the files, made where it is missing.
    let folder: String

    static func abandoned(epoch: Int) -> String { "epoch-\(epoch)" }

    static func keyChange(_ change: KeyChange) -> String {
        "key-change-\(LogOrigin(change.origin).epoch)-\(change.size)"
    }

    /// The last checkpoint, unverified; nil where there is none.
    /// - Throws: as ``bytes(_:)``, and ``LedgerError/malformed(what:line:)``.
    func latest() throws(LedgerError) -> UnverifiedCheckpoint? {
        try bytes(OutsideNotes.latest).map { bytes throws(LedgerError) in try UnverifiedCheckpoint(parsing: bytes) }
    }

    /// The statements of key changes, unordered.
    /// - Throws: as ``KeyChange/init(verifying:)``.
    func keyChanges() throws(LedgerError) -> [KeyChange] {
        var changes: [KeyChange] = []
        for name in names(prefix: "key-change-") {
            guard let bytes = try bytes(name) else { continue }
            changes.append(try KeyChange(verifying: SignedNote(parsing: bytes)))
        }
        return changes
    }

    /// The names of the files in the folder, or the one below it, that begin with `prefix`, sorted.
    func names(prefix: String, in subfolder: String? = nil) -> [String] {
        let path = subfolder.map { folder + "/" + $0 } ?? folder
        let found = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return found.filter { $0.hasPrefix(prefix) && !$0.hasSuffix(".new") }.sorted()
            .map { name in subfolder.map { $0 + "/" + name } ?? name }
    }

    /// The bytes of a file; nil where there is none.
    /// - Throws: ``LedgerError/store(_:)``.
    func bytes(_ name: String) throws(LedgerError) -> [UInt8]? {
        let path = folder + "/" + name
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .store(StoreFailure(operation: "read checkpoint", reason: .other, cause: path))
        }
        return Array(data)
    }

    /// Puts a note in a file's place, durably: written beside it, synced, renamed, the folder synced.
    func write(_ note: [UInt8], as name: String = OutsideNotes.latest) throws(LedgerError) {
        let path = folder + "/" + name
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        } catch {
            throw .store(StoreFailure(operation: "write checkpoint", reason: .other, cause: String(describing: error)))
        }
        let temporary = path + ".new"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        try check(file >= 0, path)
        let written = note.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        let isSynced = written == note.count && fsync(file) == 0
        let failure = errno
        close(file)
        try check(isSynced, path, failure)
        try check(rename(temporary, path) == 0, path)
        let directory = open(parent, O_RDONLY | O_CLOEXEC)
        try check(directory >= 0, path)
        defer { close(directory) }
        try check(fsync(directory) == 0, path)
    }

    private func check(_ isDone: Bool, _ path: String, _ code: Int32 = errno) throws(LedgerError) {
        guard !isDone else { return }
        let reason: StoreFailure.Reason = code == ENOSPC ? .full : .other
        throw .store(StoreFailure(operation: "write checkpoint", reason: reason, cause: "\(path): \(code)"))
    }
}
