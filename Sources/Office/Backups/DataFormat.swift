internal import Foundation

/// The version of a data folder's layout, in `format.json`. Folders from before the file have version 1.
package enum DataFormat {
    /// The version that this program writes.
    package static let current = 2

    private struct File: Codable { let format: Int }

    /// The version of a folder.
    /// - Throws: ``BackupProblem/damaged(detail:)`` for a file that says none.
    package static func read(_ folder: OfficeFolder) throws(BackupProblem) -> Int {
        guard FileManager.default.fileExists(atPath: folder.format.path) else { return 1 }
        guard let data = try? Data(contentsOf: folder.format),
            let file = try? JSONDecoder().decode(File.self, from: data), file.format >= 1
        else { throw .damaged(detail: "format.json") }
        return file.format
    }

    /// Writes the version down, durably.
    static func write(_ format: Int, in folder: OfficeFolder) throws(BackupProblem) {
        try DurableSmallFile.write(
            Data("{\"format\":\(format)}\n".utf8), to: folder.format, place: folder.root.path)
    }

    /// Refuses a folder that a newer program wrote.
    /// - Throws: ``BackupProblem/newerFormat(found:known:)``.
    static func check(_ folder: OfficeFolder) throws(BackupProblem) {
        let found = try read(folder)
        guard found <= current else { throw .newerFormat(found: found, known: current) }
    }
}
