internal import Cryptography
internal import Foundation

/// Blobs in a folder, spread over 256 folders by the first two digits of their names.
package struct FolderBlobStore: BlobStore {
    private let folder: String

    /// Uses a folder, which is made where it is missing.
    package init(_ folder: String) throws(VaultError) {
        self.folder = folder
        try DiskFile.makeFolder(folder + "/.temporary")
    }

    private func path(_ name: String) -> String { "\(folder)/\(FolderBlobStore.place(of: name))" }

    /// Where a blob of that name lies, below the folder.
    package static func place(of name: String) -> String { "\(name.prefix(2))/\(name).age" }

    package func open(_ name: String) throws(VaultError) -> ByteSource? {
        do {
            return try DiskFile(path(name), O_RDONLY).source
        } catch VaultError.disk("open", ENOENT) {
            return nil
        }
    }

    package func adopt(_ temporary: String, as name: String) throws(VaultError) -> Bool {
        let parent = "\(folder)/\(name.prefix(2))"
        try DiskFile.makeFolder(parent)
        try DiskFile.syncFolder(folder)
        // A second name rather than a new one: renaming would replace what another writer has just put there, and with
        // it the header that an entry pins.
        let isTaken = link(temporary, path(name)) == 0
        guard isTaken || errno == EEXIST else { throw .disk(operation: "link", number: errno) }
        unlink(temporary)
        try DiskFile.syncFolder(parent)
        return isTaken
    }

    package func temporaryPath() throws(VaultError) -> String {
        "\(folder)/.temporary/\(Hex.encode(Random.bytes(12)))"
    }

    package func removeTemporaries(writtenBefore moment: Int64) throws(VaultError) {
        let parent = folder + "/.temporary"
        for name in try DiskFile.names(in: parent) {
            // One that is gone by now was adopted.
            guard let written = try DiskFile.changeTime(of: "\(parent)/\(name)"), written < moment else { continue }
            try DiskFile.remove("\(parent)/\(name)")
        }
    }

    package func names() throws(VaultError) -> [String] {
        let found = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return found.filter { $0.hasSuffix(".age") && !$0.hasPrefix(".") }
            .map { String(($0 as NSString).lastPathComponent.dropLast(4)) }.sorted()
    }
}
