internal import Cryptography
internal import Foundation

/// Writes a BagIt bag: files hashed while they are written, manifests, tag files; on the disk before it gets its name.
/// Source: RFC 8493 (BagIt 1.0).
///
/// The bag grows in a hidden folder beside its place and is renamed when all of it is synced, so that a bag which has
/// its name is whole, whatever happens in between.
struct BagWriter {
    private let target: String
    private let folder: String
    private var payload: [(path: String, digest: Digest)] = []
    private var payloadBytes = 0
    private var folders: Set<String>
    private var taken: Set<String> = []

    /// Begins a bag that will be at `target`.
    /// - Throws: ``ArchiveError/exists(path:)`` where something is there already.
    init(at target: String) throws(ArchiveError) {
        guard (try? FileManager.default.attributesOfItem(atPath: target)) == nil else { throw .exists(path: target) }
        let parent = (target as NSString).deletingLastPathComponent
        let name = ".\((target as NSString).lastPathComponent).\(Hex.encode(Random.bytes(8)))"
        self.target = target
        self.folder = (parent.isEmpty ? "." : parent) + "/" + name
        self.folders = [folder]
        try DurableFile.makeFolder(folder)
    }

    /// Adds a file of the payload.
    /// - Parameter deliver: gives the content, in order, to the closure that it is handed.
    /// - Returns: the hash of what was written.
    @discardableResult
    mutating func add(_ path: String, _ deliver: ContentSource) async throws -> Digest {
        let file = try create(path)
        try await deliver.deliver { chunk in try file.append(chunk) }
        return try finish(file, path)
    }

    /// Adds a small file of the payload.
    @discardableResult
    mutating func add(_ path: String, bytes: [UInt8]) throws(ArchiveError) -> Digest {
        let file = try create(path)
        try file.append(bytes)
        return try finish(file, path)
    }

    /// Writes manifests and tag files, syncs, and gives the bag its name.
    /// - Parameter information: the lines of `bag-info.txt` before those that count the payload.
    mutating func close(information: [(label: String, value: String)]) throws(ArchiveError) {
        var tags: [(path: String, digest: Digest)] = []
        func tag(_ name: String, _ text: String) throws(ArchiveError) {
            let file = try DurableFile(creating: folder + "/" + name)
            try file.append(Array(text.utf8))
            tags.append((name, try file.finish()))
        }
        try tag("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
        let oxum = ("Payload-Oxum", "\(payloadBytes).\(payload.count)")
        let lines = (information + [oxum]).map { label, value in
            "\(label): \(BagInformation.line(value))\n"
        }
        try tag("bag-info.txt", lines.joined())
        try tag("manifest-sha256.txt", BagWriter.manifest(payload))
        try tag("tagmanifest-sha256.txt", BagWriter.manifest(tags))
        for folder in folders { try DurableFile.syncFolder(folder) }
        guard (try? FileManager.default.attributesOfItem(atPath: target)) == nil else { throw .exists(path: target) }
        try DurableFile.moveFolder(folder, to: target)
        let parent = (target as NSString).deletingLastPathComponent
        try DurableFile.syncFolder(parent.isEmpty ? "." : parent)
    }

    /// Takes away what was begun.
    func discard() { try? FileManager.default.removeItem(atPath: folder) }

    private mutating func create(_ path: String) throws(ArchiveError) -> DurableFile {
        guard BagPath.isSafe(path), path.hasPrefix("data/") else { throw .pathUnsafe(path) }
        guard taken.insert(BagPath.folded(path)).inserted else { throw .pathTaken(path) }
        var parent = ""
        for step in path.split(separator: "/").dropLast() {
            parent += "/" + step
            guard folders.insert(folder + parent).inserted else { continue }
            try DurableFile.makeFolder(folder + parent)
        }
        return try DurableFile(creating: folder + "/" + path)
    }

    private mutating func finish(_ file: DurableFile, _ path: String) throws(ArchiveError) -> Digest {
        let digest = try file.finish()
        payload.append((path, digest))
        payloadBytes += file.byteCount
        return digest
    }

    private static func manifest(_ files: [(path: String, digest: Digest)]) -> String {
        let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return sorted.map { "\($0.digest.hex)  \(BagPath.encoded($0.path))\n" }.joined()
    }
}

/// The plain content of a file, delivered piece by piece, so that memory does not grow with it.
package struct ContentSource: Sendable {
    let deliver: @Sendable (_ accept: ([UInt8]) throws -> Void) async throws -> Void

    /// Content that `deliver` hands, in order, to the closure that it is given. It passes on what that throws.
    package init(_ deliver: @escaping @Sendable (_ accept: ([UInt8]) throws -> Void) async throws -> Void) {
        self.deliver = deliver
    }

    /// Content that is at hand.
    package init(bytes: [UInt8]) { self.deliver = { accept in try accept(bytes) } }
}
