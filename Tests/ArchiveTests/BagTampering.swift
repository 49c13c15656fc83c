import Cryptography
import Foundation

/// What somebody does to a bag who may change every file of it, but has not the office's key.
struct BagTampering {
    let bag: String

    func path(_ name: String) -> String { bag + "/" + name }

    func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path(name)))) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        let url = URL(filePath: path(name))
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path(name)) }

    func move(_ name: String, to other: String) throws {
        try FileManager.default.moveItem(atPath: path(name), toPath: path(other))
    }

    func replace(_ name: String, _ text: String, with other: String) throws {
        let old = String(decoding: try bytes(name), as: UTF8.self)
        try write(name, Array(old.replacing(text, with: other).utf8))
    }

    /// Every regular file of the bag.
    func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: bag).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path($0), isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }

    func entryFiles(_ ending: String) throws -> [String] {
        try files().filter { $0.hasPrefix("data/entries/") && $0.hasSuffix(ending) }
    }

    /// Makes all manifests and counts anew, so that the bag is a valid bag again.
    func reseal() throws {
        let payload = try files().filter { $0.hasPrefix("data/") }
        let sum = try payload.reduce(0) { try $0 + bytes($1).count }
        let information = String(decoding: try bytes("bag-info.txt"), as: UTF8.self).split(separator: "\n")
            .filter { !$0.hasPrefix("Payload-Oxum:") }
        let lines = information.joined(separator: "\n") + "\nPayload-Oxum: \(sum).\(payload.count)\n"
        try write("bag-info.txt", Array(lines.utf8))
        try writeManifest("manifest-sha256.txt", payload)
        try writeManifest("tagmanifest-sha256.txt", ["bag-info.txt", "bagit.txt", "manifest-sha256.txt"])
    }

    private func writeManifest(_ name: String, _ paths: [String]) throws {
        let lines = try paths.map { "\(SHA256.hash(try bytes($0)).hex)  \($0)\n" }
        try write(name, Array(lines.joined().utf8))
    }
}
