internal import Foundation
internal import GRDB

/// A consistent copy of a log that somebody may be writing to meanwhile.
package enum LogCopy {
    /// Copies the log of a data folder into another folder: the notes outside the database first, then the database by
    /// SQLite's own online backup. So the notes are never newer than the copied log, and the copy is one state of it.
    ///
    /// - Parameters:
    ///   - folder: the log's folder, with `ledger.db` and `checkpoints/`.
    ///   - target: a folder that holds no log; it is made where it is missing.
    /// - Throws: ``LedgerError/store(_:)``.
    package static func write(of folder: String, to target: String) throws(LedgerError) {
        do {
            let manager = FileManager.default
            try manager.createDirectory(
                atPath: target, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let notes = folder + "/checkpoints"
            if manager.fileExists(atPath: notes) {
                try manager.copyItem(atPath: notes, toPath: target + "/checkpoints")
            }
        } catch {
            let code = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError)?.code ?? (error as NSError).code
            let isFull = code == Int(ENOSPC) || code == CocoaError.fileWriteOutOfSpace.rawValue
            throw .store(StoreFailure(operation: "copy", reason: isFull ? .full : .other, cause: "\(error)"))
        }
        try copyDatabase(folder + "/ledger.db", to: target + "/ledger.db")
    }

    /// Copies one SQLite file as it stands at one moment, whatever is written to it meanwhile.
    /// - Throws: ``LedgerError/store(_:)``.
    package static func copyDatabase(_ path: String, to copy: String) throws(LedgerError) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw .store(StoreFailure(operation: "copy", reason: .absent, cause: path))
        }
        try SQLiteFailure.mapping("copy") {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(10)
            let source = try DatabaseQueue(path: path, configuration: configuration)
            defer { try? source.close() }
            let target = try DatabaseQueue(path: copy)
            defer { try? target.close() }
            // One step: a log in write-ahead mode is written on meanwhile, and the copy does not see it.
            try source.backup(to: target)
            // What is copied says that it has a write-ahead file; there shall be none beside the copy.
            try target.writeWithoutTransaction { _ = try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        }
    }
}
