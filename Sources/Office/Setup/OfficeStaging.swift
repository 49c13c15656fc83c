internal import Foundation

/// Where an office is made before it stands in its folder: either nothing of it is there, or all.
///
/// It is made whole in the folder `making`, which is marked when it is finished; then each part moves to its place, the
/// file that says «an office lives here» last. Stopped while it is made, all begins anew; stopped while it moves, the
/// move goes on.
struct OfficeStaging {
    let root: URL

    /// The folder in which it is made.
    var folder: URL { root.appendingPathComponent("making", isDirectory: true) }
    private var mark: URL { folder.appendingPathComponent("finished") }
    private var last: String { OfficeFolder(root).information.lastPathComponent }

    /// Makes the folder, without what an earlier try left.
    func begin() throws {
        let manager = FileManager.default
        try manager.createDirectory(
            at: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        if manager.fileExists(atPath: folder.path) { try manager.removeItem(at: folder) }
        for name in try manager.contentsOfDirectory(atPath: root.path) where OfficeStaging.parts.contains(name) {
            throw OfficeError.storage(reason: "folder-not-empty \(name)")
        }
    }

    private static let parts: Set = ["keys", "ledger", "blobs", "uploads", "volumes", "state.db", "views.db"]

    /// Marks what was made as whole, and moves it to its place.
    func finish() throws {
        try Data("\n".utf8).write(to: mark)
        try sync(mark.path)
        try sync(folder.path)
        try move()
    }

    /// Goes on with a move that was stopped; nothing where none was.
    func resume() throws {
        if FileManager.default.fileExists(atPath: mark.path) { try move() }
    }

    private func move() throws {
        let manager = FileManager.default
        let names = try manager.contentsOfDirectory(atPath: folder.path).filter { $0 != mark.lastPathComponent }
        for name in names.filter({ $0 != last }) + names.filter({ $0 == last }) {
            let from = folder.appendingPathComponent(name).path
            guard rename(from, root.appendingPathComponent(name).path) == 0 else {
                throw OfficeError.storage(reason: "not-moved \(name) \(errno)")
            }
            try sync(root.path)
        }
        try manager.removeItem(at: folder)
    }

    private func sync(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw OfficeError.storage(reason: "not-synced \(errno)") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw OfficeError.storage(reason: "not-synced \(errno)") }
    }
}
