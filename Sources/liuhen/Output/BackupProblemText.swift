internal import Office

/// Why a backup or a restore did not come about, in one English line for the terminal.
enum BackupProblemText {
    static func line(_ problem: BackupProblem) -> String {
        switch problem {
        case .toolMissing(let name): "\(name) is not installed: apt install \(name)"
        case .targetAbsent(let path): "\(path) is not there: is the disk plugged in?"
        case .targetReadOnly(let path): "\(path) cannot be written to: read-only, or not this account's"
        case .targetFull(let path): "\(path): the disk is full; earlier backups there are as they were"
        case .targetForeign(let path, let office): "\(path) holds the backups of another office: \(office)"
        case .targetTaken(let path): "\(path) holds other files; give a folder of its own"
        case .targetWithin(let path):
            "\(path) is the data folder, or lies in it or around it; a backup belongs on another disk"
        case .targetUnreachable(let detail): "the store does not answer as it should: \(detail)"
        case .noBackup(let path): "there is no backup in \(path)"
        case .noSnapshot(let id): "there is no backup \(id); without --to the command lists them"
        case .busy: "another backup, drill or restore is under way"
        case .keyWrong: "this key does not open these backups"
        case .keyUnreadable(let file): "\(file) holds no key or checkpoint that can be used"
        case .keyMistyped(let file, let groups):
            "\(file): group \(groups.map(String.init).joined(separator: ", ")) of the recovery key is not as on its paper"
        case .signingKeyMissing(let key):
            "the log is signed by a newer key since, and no epoch opens without it: \(key). Restore without --reason, put the "
                + "key's file in the place of keys/log-signing.key, then run liuhen ledger epoch"
        case .notProved(let findings): "what was written could not be read back: \(findings.joined(separator: "; "))"
        case .damaged(let detail): "damaged: \(detail)"
        case .noRoom(let needed, let free): "no room to restore to: \(needed) bytes are needed, \(free) are free"
        case .stopped: "stopped; run it again and it goes on where it was"
        case .destinationTaken(let path): "\(path) holds something else than this office; give a new or an empty folder"
        case .destinationInUse(let path): "\(path) is in use: stop the server first"
        case .newerFormat(let found, let known):
            "the data folder was written by a newer version (format \(found), this one knows \(known)): install that version"
        case .notUpgraded(let step, let cause):
            "the upgrade from format \(step) failed, the old state is back: \(cause)"
        case .ownDiskFull: "the disk of the data folder is full, or cannot be written to"
        case .tool(let detail): "restic: \(detail)"
        }
    }
}
