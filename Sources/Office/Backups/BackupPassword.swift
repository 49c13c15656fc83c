internal import Cryptography
internal import Foundation
internal import Vault

/// The password of an office's backups: 32 random bytes in `keys/backup.key`, the same for all targets.
enum BackupPassword {
    static let file = "backup.key"

    /// The password, made where there is none yet.
    static func read(_ folder: OfficeFolder) throws(BackupProblem) -> String {
        let key = folder.keys.appendingPathComponent(file)
        do {
            if !FileManager.default.fileExists(atPath: key.path) {
                let new = folder.keys.appendingPathComponent(file + ".new")
                try? FileManager.default.removeItem(at: new)
                try SecretFile.make(new)
                try SecretFile.sync(new)
                try SecretFile.replace(key, by: new)
            }
            return Hex.encode(try SecretFile.read(key))
        } catch {
            throw .keyUnreadable(file: file)
        }
    }

    /// The password of backups, opened by the recovery key.
    /// - Parameter written: the key as it was copied from its paper, see ``RecoveryPaper``, or an age identity file. Lines
    ///   that begin with # do not count.
    /// - Throws: ``BackupProblem/keyUnreadable(file:)``, ``BackupProblem/keyMistyped(file:groups:)``,
    ///   ``BackupProblem/keyWrong``.
    static func open(_ cover: BackupCover, written: String, file: String) throws(BackupProblem) -> String {
        let lines = written.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        let text: String
        do {
            text = try RecoveryPaper.identity(in: lines.joined(separator: " "))
        } catch .recovery(.groups(let groups)) {
            throw .keyMistyped(file: file, groups: groups)
        } catch {
            throw .keyUnreadable(file: file)
        }
        guard let identity = try? AgeIdentity(text: text) else { throw .keyUnreadable(file: file) }
        guard let bytes = try? AgeBox.open(Array(cover.password), with: identity) else { throw .keyWrong }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension BackupPassword {
    /// The password in a folder of keys that survived: as it stands there, or opened by the server's own key.
    /// - Throws: ``BackupProblem/keyUnreadable(file:)``, ``BackupProblem/keyWrong``.
    static func kept(in folder: URL, for cover: BackupCover) throws(BackupProblem) -> String {
        if let bytes = try? SecretFile.read(folder.appendingPathComponent(file)) { return Hex.encode(bytes) }
        let own = folder.appendingPathComponent("vault.age-key")
        guard let text = try? String(contentsOf: own, encoding: .utf8) else { throw .keyUnreadable(file: folder.path) }
        return try open(cover, written: text, file: own.path)
    }
}
