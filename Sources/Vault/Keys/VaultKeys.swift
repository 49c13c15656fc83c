package import Cryptography
internal import Foundation
internal import Synchronization

/// What the server needs to write and read blobs: its own identity, the recipient of the recovery key, and the key
/// under which blobs are named. The recovery identity itself is made apart and never lies here.
package struct VaultKeys: Sendable {
    package let identity: AgeIdentity
    /// The recipient of the recovery key, to which every new blob is written too.
    package var recovery: AgeRecipient { slot.recipient.withLock { $0 } }
    let nameKey: [UInt8]
    private let slot: RecoverySlot
    private let folder: String

    /// The recipient that all copies of the keys share, since it may be changed while uploads are under way.
    private final class RecoverySlot: Sendable {
        let recipient: Mutex<AgeRecipient>
        init(_ recipient: AgeRecipient) { self.recipient = Mutex(recipient) }
    }

    private static let identityFile = "vault.age-key"
    private static let recoveryFile = "recovery.age-recipient"
    private static let nameKeyFile = "blob-names.key"

    /// Reads the keys in a folder. Folder and files must belong to the account that reads, and to no other's use: group
    /// and others may not read or write the folder, not touch a secret, and not write the recipient, since who replaces
    /// that one reads every blob from then on.
    /// - Throws: ``VaultError/keyOwnedByOthers(file:)``, ``VaultError/keyReadableByOthers(file:)``,
    ///   ``VaultError/keyWritableByOthers(file:)``, ``VaultError/malformedKey(_:)``.
    package init(in folder: String) throws(VaultError) {
        let opened = try DiskFile(folder, O_RDONLY | O_DIRECTORY)
        try VaultKeys.check(opened, (folder as NSString).lastPathComponent, readable: 0o044, writable: 0o022)
        identity = try AgeIdentity(text: try VaultKeys.text(folder, VaultKeys.identityFile))
        slot = RecoverySlot(
            try AgeRecipient(
                text: try VaultKeys.text(folder, VaultKeys.recoveryFile, isSecret: false).filter { !$0.isWhitespace }))
        self.folder = folder
        let name = try VaultKeys.text(folder, VaultKeys.nameKeyFile).filter { !$0.isWhitespace }
        guard let nameKey = Hex.decode(name), nameKey.count == 32 else { throw .malformedKey(VaultKeys.nameKeyFile) }
        self.nameKey = nameKey
    }

    /// Makes the keys of a new office in a folder that only its owner can read.
    /// - Throws: ``VaultError/disk(operation:number:)`` with `EEXIST` where an identity lies there already: replacing it
    ///   would close every blob that was written for it.
    package static func make(in folder: String, recovery: AgeRecipient) throws(VaultError) -> VaultKeys {
        try DiskFile.makeFolder(folder)
        guard access("\(folder)/\(identityFile)", F_OK) != 0 else { throw .disk(operation: "create", number: EEXIST) }
        guard let identity = try? AgeIdentity() else { throw .malformedKey(identityFile) }
        try DiskFile.replace("\(folder)/\(recoveryFile)", with: Array((recovery.text + "\n").utf8))
        try DiskFile.replace("\(folder)/\(nameKeyFile)", with: Array((Hex.encode(Random.bytes(32)) + "\n").utf8))
        // Last, so that the keys are whole where an identity is.
        try DiskFile.replace("\(folder)/\(identityFile)", with: Array((identity.text + "\n").utf8))
        return try VaultKeys(in: folder)
    }

    /// Writes new blobs for another recovery key from now on, durably. What was written before stays as it is: the
    /// server's key and the recovery key of its time open it.
    package func changeRecovery(to recipient: AgeRecipient) throws(VaultError) {
        try DiskFile.replace("\(folder)/\(VaultKeys.recoveryFile)", with: Array((recipient.text + "\n").utf8))
        slot.recipient.withLock { $0 = recipient }
    }

    /// The text of a key file, from the very file whose rights were looked at.
    private static func text(_ folder: String, _ name: String, isSecret: Bool = true) throws(VaultError) -> String {
        let file = try DiskFile("\(folder)/\(name)", O_RDONLY)
        try check(file, name, readable: isSecret ? 0o055 : 0, writable: 0o022)
        return String(decoding: try file.read(0..<(try file.byteCount)), as: UTF8.self)
    }

    /// - Parameters:
    ///   - readable: the permission bits that let others read.
    ///   - writable: the permission bits that let others write.
    private static func check(
        _ file: DiskFile, _ name: String, readable: mode_t, writable: mode_t
    ) throws(VaultError) {
        let status = try file.status
        guard status.st_uid == geteuid() else { throw .keyOwnedByOthers(file: name) }
        guard status.st_mode & writable == 0 else { throw .keyWritableByOthers(file: name) }
        guard status.st_mode & readable == 0 else { throw .keyReadableByOthers(file: name) }
    }

    /// The name under which a blob lies: the store's operator cannot test it for known files.
    package func name(of digest: Digest) -> String {
        Hex.encode(HMAC.authenticationCode(of: digest.bytes, key: nameKey))
    }
}
