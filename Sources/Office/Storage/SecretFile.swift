internal import Cryptography
internal import Foundation

/// A secret key of 32 bytes in a file that only its owner can read.
enum SecretFile {
    /// Reads the key.
    /// - Throws: ``OfficeError/storage(reason:)`` naming the file, where it is missing, open to others or no key.
    static func read(_ file: URL) throws(OfficeError) -> [UInt8] {
        var status = stat()
        guard stat(file.path, &status) == 0 else { throw .storage(reason: "key-missing \(file.lastPathComponent)") }
        guard status.st_mode & 0o077 == 0 else {
            throw .storage(reason: "key-readable-by-others \(file.lastPathComponent)")
        }
        guard let text = try? String(contentsOf: file, encoding: .utf8),
            let bytes = Hex.decode(text.filter { !$0.isWhitespace }), bytes.count == 32
        else { throw .storage(reason: "key-malformed \(file.lastPathComponent)") }
        return bytes
    }

    /// Makes a new key.
    static func make(_ file: URL) throws(OfficeError) {
        let text = Hex.encode(Random.bytes(32)) + "\n"
        let made = FileManager.default.createFile(
            atPath: file.path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        guard made else { throw .storage(reason: "key-not-written \(file.lastPathComponent)") }
    }

    /// Sees to it that a key survives the loss of power: the file and its folder are synced.
    static func sync(_ file: URL) throws(OfficeError) {
        for path in [file.path, file.deletingLastPathComponent().path] {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw .storage(reason: "key-not-written \(file.lastPathComponent)") }
            defer { close(descriptor) }
            guard fsync(descriptor) == 0 else { throw .storage(reason: "key-not-written \(file.lastPathComponent)") }
        }
    }

    /// Puts one key in another's place, durably. The old key is gone.
    static func replace(_ file: URL, by new: URL) throws(OfficeError) {
        guard rename(new.path, file.path) == 0 else {
            throw .storage(reason: "key-not-written \(file.lastPathComponent)")
        }
        try sync(file)
    }
}
