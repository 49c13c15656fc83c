internal import Cryptography
internal import Foundation
internal import Vault

/// The backups at one place: the tool's repository, and beside it what is open to read.
///
/// In a folder the open files are plain files. A store of S3 is reached through the tool alone, so there they are a small
/// repository of their own, `opening`, whose password is known to all.
struct BackupRepository: Sendable {
    let target: BackupTarget
    var secrets: BackupSecrets?
    var stop = StopSignal()

    /// The password of what everybody may read.
    static let openPassword = "liuhen"

    private var folder: URL { URL(fileURLWithPath: target.address, isDirectory: true) }

    /// The tool on the backups themselves.
    func restic(_ password: String, readsOnly: Bool = false) -> Restic {
        var restic = Restic(
            repository: target.address + "/repository", password: password, secrets: secrets, place: target.address,
            stop: stop)
        restic.readsOnly = readsOnly
        return restic
    }

    private var opening: Restic {
        Restic(
            repository: target.address + "/opening", password: Self.openPassword, secrets: secrets,
            place: target.address, stop: stop)
    }

    /// What lies open beside the backups; nil where there are none yet.
    /// - Throws: ``BackupProblem/targetAbsent(path:)``, ``BackupProblem/targetTaken(path:)``,
    ///   ``BackupProblem/targetUnreachable(detail:)``.
    func cover() throws(BackupProblem) -> BackupCover? {
        if target.isRemote { return try remoteCover() }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else {
            throw .targetAbsent(path: folder.path)
        }
        guard isFolder.boolValue else { throw .targetTaken(path: folder.path) }
        let found = BackupCover { try? Data(contentsOf: folder.appendingPathComponent($0)) }
        if let found { return found }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        // A first backup that was stopped before its open files were whole left nothing else.
        let ours = Set(BackupCover.names + ["lost+found"])
        guard names.allSatisfy({ ours.contains($0) || $0.hasSuffix(".new") || $0.hasPrefix(".") }) else {
            throw .targetTaken(path: folder.path)
        }
        return nil
    }

    private func remoteCover() throws(BackupProblem) -> BackupCover? {
        do {
            guard BackupTags.snapshots(try opening.run(["--no-lock", "snapshots", "--json"])).isEmpty == false else {
                return nil
            }
        } catch .noBackup { return nil }
        var files: [String: Data] = [:]
        for name in BackupCover.names where name != BackupCover.textFile {
            files[name] = try? opening.run(["--no-lock", "dump", "latest", "/opening/" + name])
        }
        return BackupCover { files[$0] }
    }

    /// Puts what is open to read there, each file whole or not at all.
    /// - Parameter scratch: an empty place of our own.
    func write(_ cover: BackupCover, scratch: URL) throws(BackupProblem) {
        guard target.isRemote else {
            let files = cover.files
            for name in BackupCover.names {
                guard let data = files[name] else { continue }
                try DurableSmallFile.write(data, to: folder.appendingPathComponent(name), place: target.address)
            }
            return
        }
        do {
            let staged = scratch.appendingPathComponent("opening", isDirectory: true)
            try FileManager.default.createDirectory(at: staged, withIntermediateDirectories: true)
            for (name, data) in cover.files { try data.write(to: staged.appendingPathComponent(name)) }
        } catch { throw .ownDiskFull }
        do { try opening.run(["--no-lock", "cat", "config"]) } catch .noBackup { try opening.run(["init"]) }
        try opening.run(["unlock"])
        try opening.run(["backup", "--host", "liuhen", "opening"], in: scratch)
        try opening.run(["forget", "--group-by", "host", "--keep-last", "3", "--prune"])
    }

    /// Makes the folder where its parent is there, so that a first backup needs no preparation.
    func makeFolder() throws(BackupProblem) {
        guard !target.isRemote, !FileManager.default.fileExists(atPath: folder.path) else { return }
        guard FileManager.default.fileExists(atPath: folder.deletingLastPathComponent().path) else {
            throw .targetAbsent(path: folder.path)
        }
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw DurableSmallFile.problem(error, place: folder.path)
        }
    }

    /// Refuses a folder that is the office's own, lies in it or holds it.
    func checkApart(from data: URL) throws(BackupProblem) {
        guard !target.isRemote else { return }
        func real(_ url: URL) -> String {
            // Where the folder is not there yet, its parent tells where it will be.
            let there = FileManager.default.fileExists(atPath: url.path)
            let resolved = (there ? url : url.deletingLastPathComponent()).resolvingSymlinksInPath().path
            return (there ? resolved : resolved + "/" + url.lastPathComponent) + "/"
        }
        let (own, theirs) = (real(data), real(folder))
        guard !own.hasPrefix(theirs), !theirs.hasPrefix(own) else { throw .targetWithin(path: folder.path) }
    }

    /// Refuses a place to which the first backup could not be written. Nothing is made; a store is not asked.
    func checkUsable(apartFrom data: URL) throws(BackupProblem) {
        guard !target.isRemote else { return }
        try checkApart(from: data)
        if FileManager.default.fileExists(atPath: folder.path) { _ = try cover() }
        let place = FileManager.default.fileExists(atPath: folder.path) ? folder : folder.deletingLastPathComponent()
        guard FileManager.default.fileExists(atPath: place.path) else { throw .targetAbsent(path: folder.path) }
        guard FileManager.default.isWritableFile(atPath: place.path) else { throw .targetReadOnly(path: folder.path) }
    }

    /// Whether the folder lies on the same disk as the office's data, which a broken disk takes both.
    static func isOnSameDisk(_ target: BackupTarget, as data: URL) -> Bool {
        guard !target.isRemote else { return false }
        var (one, other) = (stat(), stat())
        guard stat(target.address, &one) == 0, stat(data.path, &other) == 0 else { return false }
        return one.st_dev == other.st_dev
    }
}

/// Small files that are whole or not there.
enum DurableSmallFile {
    /// Writes a file beside its place, syncs and renames it.
    static func write(_ data: Data, to file: URL, place: String) throws(BackupProblem) {
        if (try? Data(contentsOf: file)) == data { return }
        let new = file.path + ".new"
        let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw problem(errno, place: place) }
        let written = data.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        let isSynced = written == data.count && fsync(descriptor) == 0
        let code = errno
        close(descriptor)
        guard isSynced else {
            unlink(new)
            throw problem(written >= 0 && written < data.count ? ENOSPC : code, place: place)
        }
        guard rename(new, file.path) == 0 else { throw problem(errno, place: place) }
    }

    static func problem(_ code: Int32, place: String) -> BackupProblem {
        switch code {
        case ENOSPC, EDQUOT: .targetFull(path: place)
        case EROFS, EACCES, EPERM: .targetReadOnly(path: place)
        case ENOENT, ENOTDIR, ENODEV, EIO: .targetAbsent(path: place)
        default: .tool(detail: String(cString: strerror(code)))
        }
    }

    static func problem(_ error: any Error, place: String) -> BackupProblem {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        if let cause, cause.domain == NSPOSIXErrorDomain { return problem(Int32(cause.code), place: place) }
        return switch CocoaError.Code(rawValue: (error as NSError).code) {
        case .fileWriteOutOfSpace: .targetFull(path: place)
        case .fileWriteNoPermission, .fileWriteVolumeReadOnly: .targetReadOnly(path: place)
        default: .tool(detail: "\(error)")
        }
    }
}
