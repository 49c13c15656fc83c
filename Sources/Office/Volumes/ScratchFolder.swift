internal import Cryptography
internal import Foundation

/// A folder in memory for tools that only read files, so that no plain content touches a disk.
struct ScratchFolder {
    private let folder: String

    /// - Throws: ``OfficeError/storage(reason:)``.
    init() throws(OfficeError) {
        let root = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        folder = "\(root)/liuhen-\(Hex.encode(Random.bytes(8)))"
        guard mkdir(folder, 0o700) == 0 else { throw .storage(reason: "scratch-folder") }
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func write(_ bytes: [UInt8], as name: String) throws(OfficeError) -> String {
        guard FileManager.default.createFile(atPath: path(name), contents: Data(bytes)) else {
            throw .storage(reason: "scratch-file")
        }
        return path(name)
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
