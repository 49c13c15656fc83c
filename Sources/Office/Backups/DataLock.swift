internal import Foundation
internal import Ledger

/// Keeps two of the long works on one data folder apart, and a restore from an office that runs.
enum DataLock {
    /// For a backup or a drill of an office.
    /// - Throws: ``BackupProblem/busy``.
    static func backup(_ folder: OfficeFolder) throws(BackupProblem) -> WriterLock {
        do {
            return try WriterLock(path: folder.root.appendingPathComponent("backup.lock").path)
        } catch .fenced {
            throw .busy
        } catch {
            throw .ownDiskFull
        }
    }

    /// For what replaces the log of an office, which no server may be writing.
    /// - Throws: ``BackupProblem/destinationInUse(path:)``.
    static func log(_ folder: OfficeFolder) throws(BackupProblem) -> WriterLock {
        do {
            return try WriterLock(path: folder.ledger.appendingPathComponent("ledger.db.lock").path)
        } catch {
            throw .destinationInUse(path: folder.root.path)
        }
    }
}
