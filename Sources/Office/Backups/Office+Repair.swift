internal import Cryptography
internal import Foundation
internal import Ledger
internal import Vault

extension Office {
    /// Reads every blob that the log names, and brings each that is missing or damaged back from the newest backup that
    /// has it. What comes back is checked against the log before it takes the damaged file's place.
    /// - Returns: the digests of those that were not right, and whether each was repaired.
    /// - Throws: ``OfficeError/backup(_:)``.
    package func repairBlobs(from target: BackupTarget, secrets: BackupSecrets? = nil) async throws -> [String: Bool] {
        let secrets = try secrets ?? self.secrets(of: target)
        let folder = self.folder
        do {
            let references = try BlobRepair.references(log)
            return try await Blocking.run { () throws(BackupProblem) in
                try BlobRepair(folder: folder, target: target, secrets: secrets).run(references)
            }
        } catch let problem as BackupProblem {
            throw OfficeError.backup(problem)
        }
    }
}

/// The repair of blobs at rest.
struct BlobRepair: Sendable {
    let folder: OfficeFolder
    let target: BackupTarget
    let secrets: BackupSecrets?

    /// What the log says of every blob.
    static func references(_ log: CaseLog) throws -> Set<Vault.Pin> {
        var pins: Set<Vault.Pin> = []
        var place: Int64 = 0
        while true {
            let entries = try log.entries(from: place, limit: 500)
            guard let last = entries.last else { return pins }
            place = last.index + 1
            for entry in entries where !entry.stream.hasPrefix("access/") {
                pins.formUnion(BlobReferences.of(entry).compactMap(\.pin))
            }
        }
    }

    func run(_ pins: Set<Vault.Pin>) throws(BackupProblem) -> [String: Bool] {
        let lock = try DataLock.backup(folder)
        defer { lock.release() }
        let keys: VaultKeys
        let own: Vault
        do {
            keys = try VaultKeys(in: folder.keys.path)
            own = Vault(store: try FolderBlobStore(folder.blobs.path), keys: keys)
        } catch {
            throw .damaged(detail: "keys: \(error)")
        }
        let wrong = pins.filter { own.check($0) != nil }
        guard !wrong.isEmpty else { return [:] }
        let repository = BackupRepository(target: target, secrets: secrets)
        guard try repository.cover() != nil else { throw .noBackup(path: target.address) }
        let restic = repository.restic(try BackupPassword.read(folder))
        let place = folder.readBack
        try? FileManager.default.removeItem(at: place)
        defer { try? FileManager.default.removeItem(at: place) }
        let names = wrong.map { FolderBlobStore.place(of: keys.name(of: $0.digest)) }
        try restic.run(
            ["restore", "latest", "--tag", BackupTags.own, "--target", place.path]
                + names.flatMap { ["--include", "/blobs/" + $0] })
        var repaired: [String: Bool] = [:]
        for pin in wrong { repaired[pin.digest.hex] = put(pin, keys, from: place.appendingPathComponent("blobs")) }
        return repaired
    }

    /// Puts one blob in its place, once it is known to be the one that the log names.
    private func put(_ pin: Vault.Pin, _ keys: VaultKeys, from back: URL) -> Bool {
        guard let store = try? FolderBlobStore(back.path), Vault(store: store, keys: keys).check(pin) == nil else {
            return false
        }
        let name = FolderBlobStore.place(of: keys.name(of: pin.digest))
        let (from, to) = (back.appendingPathComponent(name), folder.blobs.appendingPathComponent(name))
        try? FileManager.default.createDirectory(at: to.deletingLastPathComponent(), withIntermediateDirectories: true)
        let file = open(from.path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        return fsync(file) == 0 && rename(from.path, to.path) == 0
    }
}
