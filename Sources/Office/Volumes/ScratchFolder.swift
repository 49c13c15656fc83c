internal import Casework
internal import Cryptography
internal import Foundation

/// A folder in memory for tools that only read files, so that no plain content touches a disk.
struct ScratchFolder {
    /// Its path.
    let folder: String

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

    /// Writes a blob piece by piece.
    func write(_ blob: OpenBlob, as name: String) throws -> String {
        guard FileManager.default.createFile(atPath: path(name), contents: nil),
            let file = FileHandle(forWritingAtPath: path(name))
        else { throw OfficeError.storage(reason: "scratch-file") }
        defer { try? file.close() }
        let end = Int64(blob.reference.byteCount)
        var place: Int64 = 0
        while place < end {
            let next = min(place + 4_194_304, end)
            try file.write(contentsOf: Data(try blob.read(place..<next)))
            place = next
        }
        return path(name)
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
