/// Why a backup, a restore or a drill did not come about, each with the facts that a person needs.
package enum BackupProblem: Error, Hashable, Sendable, Codable {
    /// A program that is needed is not installed.
    case toolMissing(name: String)
    /// The folder is not there: the disk is not plugged in, or the path is wrong.
    case targetAbsent(path: String)
    /// Nothing can be written there.
    case targetReadOnly(path: String)
    /// No room is left there.
    case targetFull(path: String)
    /// The backups there are another office's.
    case targetForeign(path: String, office: String)
    /// Other things lie there.
    case targetTaken(path: String)
    /// The folder is the office's own, inside it or around it.
    case targetWithin(path: String)
    /// The store does not answer, or not as it should.
    case targetUnreachable(detail: String)
    /// There is no backup there.
    case noBackup(path: String)
    /// There is no backup of that name.
    case noSnapshot(id: String)
    /// Another backup, drill or restore of this office is under way.
    case busy
    /// The key does not open these backups.
    case keyWrong
    /// The file holds no such key.
    case keyUnreadable(file: String)
    /// These groups of the recovery key, from 1, were not copied as they stand on its paper.
    case keyMistyped(file: String, groups: [Int])
    /// The log was handed to this signing key after the backup, and the key was found nowhere: no epoch opens without it.
    case signingKeyMissing(key: String)
    /// What was written could not be read back as it was.
    case notProved(findings: [String])
    /// The backup, or what it is made of, cannot be read.
    case damaged(detail: String)
    /// The disk on which it is restored or read back has no room. Both in bytes.
    case noRoom(needed: Int64, free: Int64)
    /// Somebody stopped it; it goes on where it was when it is asked for again.
    case stopped
    /// The place to restore to holds something else than this office.
    case destinationTaken(path: String)
    /// A server, or another command, uses the office there.
    case destinationInUse(path: String)
    /// The folder was written by a newer version.
    case newerFormat(found: Int, known: Int)
    /// An upgrade did not come about; the old state is back.
    case notUpgraded(step: Int, cause: String)
    /// The disk of the office's own data is full.
    case ownDiskFull
    /// Anything else that the tool said.
    case tool(detail: String)

    /// A stable word for JSON, the log and exit messages.
    package var code: String {
        switch self {
        case .toolMissing: "backup.tool-missing"
        case .targetAbsent: "backup.target-absent"
        case .targetReadOnly: "backup.target-read-only"
        case .targetFull: "backup.target-full"
        case .targetForeign: "backup.target-foreign"
        case .targetTaken: "backup.target-taken"
        case .targetWithin: "backup.target-within"
        case .targetUnreachable: "backup.target-unreachable"
        case .noBackup: "backup.none"
        case .noSnapshot: "backup.no-snapshot"
        case .busy: "backup.busy"
        case .keyWrong: "backup.key-wrong"
        case .keyUnreadable: "backup.key-unreadable"
        case .keyMistyped: "backup.key-mistyped"
        case .signingKeyMissing: "backup.signing-key-missing"
        case .notProved: "backup.not-proved"
        case .damaged: "backup.damaged"
        case .noRoom: "backup.no-room"
        case .stopped: "backup.stopped"
        case .destinationTaken: "backup.destination-taken"
        case .destinationInUse: "backup.destination-in-use"
        case .newerFormat: "format.newer"
        case .notUpgraded: "format.not-upgraded"
        case .ownDiskFull: "backup.own-disk-full"
        case .tool: "backup.tool"
        }
    }
}
