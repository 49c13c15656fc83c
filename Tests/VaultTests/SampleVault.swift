import Cryptography
import Foundation
import Vault

/// A folder that is removed with its last owner.
final class ScratchFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "/liuhen-vault-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Every regular file below, as paths relative to the folder.
    func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).filter { name in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
            return attributes[.type] as? FileAttributeType == .typeRegular
        }.sorted()
    }

    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
    }

    /// The bytes of every file whose path begins so.
    func contents(_ prefix: String) throws -> [String: [UInt8]] {
        var contents: [String: [UInt8]] = [:]
        for file in try files() where file.hasPrefix(prefix) { contents[file] = try bytes(file) }
        return contents
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    }
}

/// A vault in a folder of its own, with both of its secret keys at hand.
struct SampleVault: Sendable {
    let scratch: ScratchFolder
    let recovery: AgeIdentity
    let keys: VaultKeys
    let store: FolderBlobStore
    let vault: Vault

    init() throws {
        scratch = try ScratchFolder()
        recovery = try AgeIdentity()
        keys = try VaultKeys.make(in: scratch.path + "/keys", recovery: recovery.recipient)
        store = try FolderBlobStore(scratch.path + "/blobs")
        vault = Vault(store: store, keys: keys)
    }

    func spool() throws -> UploadSpool {
        try UploadSpool(scratch.path + "/uploads", vault: vault, keys: keys)
    }

    /// The age files in the store, as paths relative to the scratch folder.
    func blobFiles() throws -> [String] {
        try scratch.files().filter { $0.hasPrefix("blobs/") && $0.hasSuffix(".age") }
    }

    /// The file at rest of the only blob there is.
    func onlyBlobAtRest() throws -> [UInt8] {
        let files = try blobFiles()
        precondition(files.count == 1, "one blob was expected")
        return try scratch.bytes(files[0])
    }
}

/// Bytes that look random and are the same on each run. Source: SplitMix64, Steele, Lea and Flood 2014.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    static func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var generator = SplitMix(seed)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count { withUnsafeBytes(of: generator.next()) { bytes += $0 } }
        return Array(bytes.prefix(count))
    }
}

/// Sizes in bytes where chunks of 64 KiB begin and end.
let edgeSizes = [0, 1, 65535, 65536, 65537, 131_072, 131_073, 200_000]
