internal import Cryptography
internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file that is written from start to end, hashed on the way, and on the disk when closed.
final class DurableFile {
    private let path: String
    private let descriptor: Int32
    private var hash = SHA256()
    private(set) var byteCount = 0

    /// Makes a file that is not there yet.
    init(creating path: String) throws(ArchiveError) {
        self.path = path
        self.descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .storage(operation: "create", path: path, code: errno) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Writes all of `bytes` behind what is there.
    func append(_ bytes: [UInt8]) throws(ArchiveError) {
        hash.update(bytes)
        byteCount += bytes.count
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .storage(operation: "write", path: path, code: errno) }
            start += written
        }
    }

    /// Waits until the disk has the bytes, and gives their hash.
    func finish() throws(ArchiveError) -> Digest {
        guard fsync(descriptor) == 0 else { throw .storage(operation: "sync", path: path, code: errno) }
        return hash.digest()
    }

    /// Waits until the disk has the names in a folder.
    static func syncFolder(_ path: String) throws(ArchiveError) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .storage(operation: "open", path: path, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .storage(operation: "sync", path: path, code: errno) }
    }

    /// Makes a folder, with those above it.
    static func makeFolder(_ path: String) throws(ArchiveError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .storage(operation: "make folder", path: path, code: errno)
        }
    }

    /// Moves a folder to a name that is free.
    static func moveFolder(_ old: String, to new: String) throws(ArchiveError) {
        guard rename(old, new) == 0 else {
            guard errno != EEXIST, errno != ENOTEMPTY, errno != ENOTDIR else { throw .exists(path: new) }
            throw .storage(operation: "rename", path: new, code: errno)
        }
    }
}
