internal import Cryptography
internal import Foundation

/// What the server needs to write and read blobs: its own identity, the recipient of the recovery key, and the key
/// under which blobs are named. The recovery identity itself is made apart and never lies here.
package struct VaultKeys: Sendable {
    package let identity: AgeIdentity
    package let recovery: AgeRecipient
    let nameKey: [UInt8]

    private static let identityFile = "vault.age-key"
    private static let recoveryFile = "recovery.age-recipient"
    private static let nameKeyFile = "blob-names.key"

    /// Reads the keys in a folder.
    /// - Throws: ``VaultError/keyReadableByOthers(file:)``, ``VaultError/malformedKey(_:)``.
    package init(in folder: String) throws(VaultError) {
        identity = try AgeIdentity(text: try VaultKeys.secret(folder, VaultKeys.identityFile))
        recovery = try AgeRecipient(
            text: try VaultKeys.text("\(folder)/\(VaultKeys.recoveryFile)").filter { !$0.isWhitespace })
        let name = try VaultKeys.secret(folder, VaultKeys.nameKeyFile).filter { !$0.isWhitespace }
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

    private static func secret(_ folder: String, _ name: String) throws(VaultError) -> String {
        var status = stat()
        guard stat("\(folder)/\(name)", &status) == 0 else { throw .disk(operation: "stat", number: errno) }
        guard status.st_mode & 0o077 == 0 else { throw .keyReadableByOthers(file: name) }
        return try text("\(folder)/\(name)")
    }

    private static func text(_ path: String) throws(VaultError) -> String {
        let file = try DiskFile(path, O_RDONLY)
        return String(decoding: try file.read(0..<(try file.byteCount)), as: UTF8.self)
    }

    /// The name under which a blob lies: the store's operator cannot test it for known files.
    func name(of digest: Digest) -> String { Hex.encode(HMAC.authenticationCode(of: digest.bytes, key: nameKey)) }
}
