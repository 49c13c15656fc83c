package import Cryptography
internal import Foundation

/// Uploads under way. Each is an age file that grows chunk by chunk, so that no plain partial ever lies on disk and the
/// finished file moves into the store as it is. The unfinished tail lies apart, sealed under a key of its own.
package actor UploadSpool {
    private let folder: String
    private let vault: Vault
    private let keys: VaultKeys
    private var open: [String: OpenUpload] = [:]
    /// The ids of ``open``, the least recently used first.
    private var recent: [String] = []
    /// Uploads held open. One that is put away is read again when it goes on, so that senders who never come back use
    /// up no descriptors.
    private static let openLimit = 64

    /// Seconds after which a temporary file is nobody's any more: a day.
    private static let temporaryLifetime: Int64 = 86400

    /// Uses a folder on the disk of the blob store.
    package init(_ folder: String, vault: Vault, keys: VaultKeys) throws(VaultError) {
        self.folder = folder
        self.vault = vault
        self.keys = keys
        try DiskFile.makeFolder(folder)
    }

    /// Begins an upload.
    /// - Parameters:
    ///   - byteCount: the length that the sender announced.
    ///   - digest: the SHA-256 of the whole, where the sender made it.
    /// - Returns: the upload's id, 32 hexadecimal digits.
    package func create(byteCount: Int64, digest: Digest?) throws(VaultError) -> String {
        let id = Hex.encode(Random.bytes(16))
        do {
            try DiskFile.makeFolder(path(id))
            let upload = try OpenUpload(creating: path(id), byteCount: byteCount, digest: digest, keys)
            try DiskFile.syncFolder(folder)
            keep(upload, id)
        } catch {
            try? FileManager.default.removeItem(atPath: path(id))
            throw error
        }
        return id
    }

    /// Bytes that lie durably here, and the length that was announced; for a finished upload both are its length.
    package func offset(_ id: String) throws(VaultError) -> (offset: Int64, byteCount: Int64) {
        if let length = try receipt(id)?.pin.byteCount { return (length, length) }
        let upload = try find(id)
        return (upload.offset, upload.byteCount)
    }

    /// Takes more bytes in at the place where the last ones ended.
    /// - Returns: the new offset, up to which all lies durably on disk.
    /// - Throws: ``VaultError/uploadOffset(expected:found:)``, ``VaultError/uploadTooLong(limit:)``, or
    ///   ``VaultError/disk(operation:number:)``; after a failure of the disk ``offset(_:)`` says how far it got, which
    ///   is never less than what was acknowledged before.
    package func append(_ id: String, at offset: Int64, _ bytes: [UInt8]) throws(VaultError) -> Int64 {
        if let length = try receipt(id)?.pin.byteCount {
            guard offset == length else { throw .uploadOffset(expected: length, found: offset) }
            guard bytes.isEmpty else { throw .uploadTooLong(limit: length) }
            return offset
        }
        let upload = try find(id)
        guard upload.offset == offset else { throw .uploadOffset(expected: upload.offset, found: offset) }
        guard offset + Int64(bytes.count) <= upload.byteCount else { throw .uploadTooLong(limit: upload.byteCount) }
        do {
            try upload.append(bytes)
        } catch {
            // What is in memory may be ahead of the disk: the next use reads the files again.
            putAway(id)
            throw error
        }
        return upload.offset
    }

    /// Moves a complete upload into the vault, and gives the same pin however often it is asked, after a stop too, until
    /// the upload is forgotten.
    /// - Throws: ``VaultError/uploadIncomplete(at:of:)``, ``VaultError/digestMismatch(expected:found:)``.
    package func finish(_ id: String) throws(VaultError) -> Vault.Pin {
        if let receipt = try receipt(id) { return try settle(receipt, id) }
        let upload = try find(id)
        guard upload.offset == upload.byteCount else {
            throw .uploadIncomplete(at: upload.offset, of: upload.byteCount)
        }
        let pin = try upload.finish()
        putAway(id)
        // Before the file moves: once a blob has it under its name too, nothing may open it for writing again.
        let receipt = UploadReceipt(pin, isKept: false)
        try receipt.write(in: path(id), keys)
        return try settle(receipt, id)
    }

    /// Brings the file of a finished upload into the vault, from wherever a stop left it.
    private func settle(_ receipt: UploadReceipt, _ id: String) throws(VaultError) -> Vault.Pin {
        if receipt.isKept { return receipt.pin }
        let content = path(id) + "/content.age"
        // Without the file the move was done; whether under this header or another's, only the blob can tell.
        let isStillHere = access(content, F_OK) == 0
        let pin = isStillHere ? try vault.adopt(receipt.pin, content) : try vault.pin(of: receipt.pin.digest)
        try UploadReceipt(pin, isKept: true).write(in: path(id), keys)
        for name in ["tail", "plan"] { unlink("\(path(id))/\(name)") }
        return pin
    }

    /// Lets go of a finished upload, whose pin is on record elsewhere; its blob stays. Where there is no such upload
    /// any more, nothing happens.
    /// - Throws: ``VaultError/uploadIncomplete(at:of:)`` for one that is not in the vault yet; see ``abort(_:)``.
    package func forget(_ id: String) throws(VaultError) {
        guard isThere(id) else { return }
        guard try receipt(id)?.isKept == true else {
            let reached = try offset(id)
            throw .uploadIncomplete(at: reached.offset, of: reached.byteCount)
        }
        try remove(id)
    }

    /// Gives an upload up, in whatever state its files are.
    /// - Throws: ``VaultError/unknownUpload(_:)`` where there is no folder of that name.
    package func abort(_ id: String) throws(VaultError) {
        guard isThere(id) else { throw .unknownUpload(id) }
        try remove(id)
    }

    /// Clears away what nobody came back for: uploads, begun, finished or damaged, to which nothing was added for some
    /// time, and temporary files of the blob store that are older than a day. Blobs stay.
    /// - Parameters:
    ///   - seconds: how long an upload is kept after the last bytes came.
    ///   - now: in seconds since 1970, of the clock that stamps files.
    /// - Returns: the ids of the uploads that are gone, sorted.
    package func expire(olderThan seconds: Int64, now: Int64) throws(VaultError) -> [String] {
        var gone: [String] = []
        for id in try DiskFile.names(in: folder) where UploadSpool.isID(id) {
            // Every piece replaces the tail, which changes the folder.
            guard let changed = try DiskFile.changeTime(of: path(id)), changed < now - seconds else { continue }
            try remove(id)
            gone.append(id)
        }
        try vault.removeTemporaries(writtenBefore: now - UploadSpool.temporaryLifetime)
        return gone
    }

    private func path(_ id: String) -> String { "\(folder)/\(id)" }

    private func isThere(_ id: String) -> Bool {
        UploadSpool.isID(id) && access(path(id), F_OK) == 0
    }

    private static func isID(_ name: String) -> Bool { name.utf8.count == 32 && Hex.decode(name) != nil }

    /// The receipt of a finished upload; nil for any other.
    private func receipt(_ id: String) throws(VaultError) -> UploadReceipt? {
        guard open[id] == nil, isThere(id) else { return nil }
        return try UploadReceipt(in: path(id), keys)
    }

    private func remove(_ id: String) throws(VaultError) {
        putAway(id)
        try DiskFile.remove(path(id))
    }

    private func find(_ id: String) throws(VaultError) -> OpenUpload {
        if let upload = open[id] {
            keep(upload, id)
            return upload
        }
        guard isThere(id) else { throw .unknownUpload(id) }
        let upload = try OpenUpload(resuming: path(id), keys)
        keep(upload, id)
        return upload
    }

    private func keep(_ upload: OpenUpload, _ id: String) {
        recent.removeAll { $0 == id }
        recent.append(id)
        open[id] = upload
        if recent.count > UploadSpool.openLimit { putAway(recent[0]) }
    }

    private func putAway(_ id: String) {
        open[id] = nil
        recent.removeAll { $0 == id }
    }
}
