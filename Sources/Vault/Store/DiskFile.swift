internal import Foundation

/// Calls of the system that a signal may cut short.
package enum SystemCall {
    /// Makes a call, and makes it again for as long as a signal interrupts it before it did anything. Source: POSIX.1,
    /// `EINTR`.
    /// - Parameter call: gives −1 and sets `errno` where it fails.
    package static func repeated<Result: SignedInteger>(_ call: () -> Result) -> Result {
        while true {
            let result = call()
            guard result == -1, errno == EINTR else { return result }
        }
    }
}

/// An open file. Reading at a place needs no lock; the descriptor is closed with the last owner.
final class DiskFile: Sendable {
    let descriptor: Int32
    let path: String

    /// Opens a file. - Parameter flags: as for `open(2)`; a file that is made is readable by its owner only.
    init(_ path: String, _ flags: Int32) throws(VaultError) {
        descriptor = SystemCall.repeated { open(path, flags | O_CLOEXEC, 0o600) }
        self.path = path
        guard descriptor >= 0 else { throw .disk(operation: "open", number: errno) }
    }

    deinit { close(descriptor) }

    /// What the system knows of the file.
    var status: stat {
        get throws(VaultError) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw .disk(operation: "stat", number: errno) }
            return status
        }
    }

    var byteCount: Int64 {
        get throws(VaultError) { Int64(try status.st_size) }
    }

    /// Exactly the bytes of a range.
    func read(_ range: Range<Int64>) throws(VaultError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Int(range.upperBound - range.lowerBound))
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                SystemCall.repeated {
                    pread(
                        descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done,
                        off_t(range.lowerBound) + off_t(done))
                }
            }
            guard count > 0 else { throw .disk(operation: "read", number: count == 0 ? EIO : errno) }
            done += count
        }
        return bytes
    }

    func write(_ bytes: [UInt8], at place: Int64) throws(VaultError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                SystemCall.repeated {
                    pwrite(
                        descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done,
                        off_t(place) + off_t(done))
                }
            }
            guard count > 0 else { throw .disk(operation: "write", number: count == 0 ? EIO : errno) }
            done += count
        }
    }

    func cut(to byteCount: Int64) throws(VaultError) {
        guard SystemCall.repeated({ ftruncate(descriptor, off_t(byteCount)) }) == 0 else {
            throw .disk(operation: "truncate", number: errno)
        }
    }

    /// Returns when everything written lies on the disk.
    func sync() throws(VaultError) {
        guard SystemCall.repeated({ fsync(descriptor) }) == 0 else { throw .disk(operation: "fsync", number: errno) }
    }

    var source: ByteSource {
        get throws(VaultError) {
            ByteSource(byteCount: try byteCount) { (range) throws(VaultError) in try self.read(range) }
        }
    }

    /// Makes the names in a folder durable.
    static func syncFolder(_ path: String) throws(VaultError) {
        let folder = try DiskFile(path, O_RDONLY | O_DIRECTORY)
        try folder.sync()
    }

    /// Puts a file under another name in one step, and makes that durable.
    static func move(_ from: String, to: String) throws(VaultError) {
        guard rename(from, to) == 0 else { throw .disk(operation: "rename", number: errno) }
        try syncFolder((to as NSString).deletingLastPathComponent)
    }

    /// Writes a small file whole: to a temporary name, synced, renamed.
    static func replace(_ path: String, with bytes: [UInt8]) throws(VaultError) {
        let temporary = path + ".new"
        let file = try DiskFile(temporary, O_WRONLY | O_CREAT | O_TRUNC)
        try file.write(bytes, at: 0)
        try file.sync()
        try move(temporary, to: path)
    }

    /// The bytes of a small file; nil where there is none.
    static func small(_ path: String) throws(VaultError) -> [UInt8]? {
        do {
            let file = try DiskFile(path, O_RDONLY)
            return try file.read(0..<(try file.byteCount))
        } catch VaultError.disk("open", ENOENT) {
            return nil
        }
    }

    /// The names in a folder, sorted.
    static func names(in path: String) throws(VaultError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        } catch {
            throw .disk(operation: "list", number: number(of: error))
        }
    }

    /// When a file was last written, or the names in a folder changed, in seconds since 1970; nil where nothing is.
    static func changeTime(of path: String) throws(VaultError) -> Int64? {
        var status = stat()
        guard SystemCall.repeated({ lstat(path, &status) }) == 0 else {
            if errno == ENOENT { return nil }
            throw .disk(operation: "stat", number: errno)
        }
        return Int64(status.st_mtim.tv_sec)
    }

    /// Removes a file, or a folder with all in it.
    static func remove(_ path: String) throws(VaultError) {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            throw .disk(operation: "remove", number: number(of: error))
        }
    }

    /// The system's error number behind an error of Foundation.
    private static func number(of error: any Error) -> Int32 {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        return cause.map { Int32(truncatingIfNeeded: $0.code) } ?? EIO
    }

    static func makeFolder(_ path: String) throws(VaultError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .disk(operation: "mkdir", number: (error as NSError).code == 640 ? ENOSPC : EIO)
        }
    }
}
