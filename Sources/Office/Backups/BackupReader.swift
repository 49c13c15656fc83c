internal import Dispatch
internal import Foundation

/// Brings a whole backup back into a folder that is not there yet, laid out as a data folder.
struct BackupReader: Sendable {
    let restic: Restic
    let tell: @Sendable (BackupProgress) -> Void

    /// The backups there are, oldest first.
    func listing() throws(BackupProblem) -> [BackupListing] {
        BackupTags.snapshots(try restic.run(["snapshots", "--json", "--tag", BackupTags.own]))
    }

    /// The backup of a name, or the newest.
    /// - Throws: ``BackupProblem/noSnapshot(id:)``, ``BackupProblem/noBackup(path:)``.
    func choose(_ name: String?, among listing: [BackupListing]) throws(BackupProblem) -> BackupListing {
        guard let newest = listing.last else { throw .noBackup(path: restic.place) }
        guard let name else { return newest }
        guard name.count >= 4, let found = listing.first(where: { $0.snapshot.hasPrefix(name.prefix(8)) }) else {
            throw .noSnapshot(id: name)
        }
        return found
    }

    /// The file of the log's signing key in a backup.
    func signingKey(in snapshot: String) throws(BackupProblem) -> Data {
        try restic.run(["dump", snapshot, "/snapshot/keys/log-signing.key"])
    }

    private struct Size: Decodable {
        let bytes: Int64

        private enum CodingKeys: String, CodingKey {
            case bytes = "total_size"
        }
    }

    /// Brings it back.
    /// - Throws: ``BackupProblem/noRoom(needed:free:)`` before a byte is written; what is left of a run that failed is
    ///   removed.
    func bring(_ snapshot: String, to place: URL) throws(BackupProblem) {
        let manager = FileManager.default
        let stats = try restic.run(["stats", "--json", "--mode", "restore-size", snapshot])
        let needed = (try? JSONDecoder().decode(Size.self, from: stats))?.bytes ?? 0
        let free = Self.free(place.deletingLastPathComponent())
        // A little more than the files: names and blocks take room too.
        let wanted = needed + needed / 50 + (4 << 20)
        guard free >= wanted else { throw .noRoom(needed: wanted, free: free) }
        do {
            try? manager.removeItem(at: place)
            try manager.createDirectory(
                at: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try follow(place, needed: needed) { () throws(BackupProblem) in
                _ = try restic.run(["restore", snapshot, "--target", place.path])
            }
            try lay(out: place)
        } catch let error as BackupProblem {
            try? manager.removeItem(at: place)
            // What is full here is our disk, not the one with the backups.
            if case .targetFull = error {
                throw .noRoom(needed: needed, free: Self.free(place.deletingLastPathComponent()))
            }
            throw error
        } catch {
            try? manager.removeItem(at: place)
            throw DurableSmallFile.problem(error, place: place.path)
        }
    }

    /// Moves what lay beside the blobs to the top, as a data folder has it.
    private func lay(out place: URL) throws {
        let manager = FileManager.default
        let (folder, copied) = (OfficeFolder(place), OfficeFolder(place).snapshot)
        guard manager.fileExists(atPath: OfficeFolder(copied).information.path) else {
            throw BackupProblem.damaged(detail: "office.json")
        }
        for name in try manager.contentsOfDirectory(atPath: copied.path) {
            try manager.moveItem(at: copied.appendingPathComponent(name), to: place.appendingPathComponent(name))
        }
        try manager.removeItem(at: copied)
        for url in [folder.blobs, folder.uploads, folder.volumes] {
            try manager.createDirectory(
                at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        // Done by the administrator of the machine, files come back as somebody else's; the keys must be ours.
        if geteuid() == 0 {
            let all = manager.enumerator(atPath: place.path)?.compactMap { $0 as? String } ?? []
            for name in all { lchown(place.appendingPathComponent(name).path, geteuid(), getegid()) }
        }
    }

    /// Tells how far it has come by how much of the disk is taken.
    private func follow(_ place: URL, needed: Int64, _ work: () throws(BackupProblem) -> Void) throws(BackupProblem) {
        let before = Self.free(place)
        let timer = DispatchSource.makeTimerSource(queue: .global(qos: .utility))
        timer.schedule(deadline: .now(), repeating: .seconds(1))
        timer.setEventHandler { [tell] in
            let percent = needed > 0 ? max(0, min(99, (before - Self.free(place)) * 100 / needed)) : 0
            tell(BackupProgress(phase: .reading, percent: Int(percent)))
        }
        timer.resume()
        defer { timer.cancel() }
        try work()
    }

    /// Bytes that can be written to the disk of a folder.
    static func free(_ folder: URL) -> Int64 {
        var status = statvfs()
        guard statvfs(folder.path, &status) == 0 else { return 0 }
        return Int64(status.f_bavail) * Int64(status.f_frsize)
    }
}
