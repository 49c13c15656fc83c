internal import Cryptography
internal import Foundation
internal import Ledger

/// The changes of the signing key that came after a backup, and the key that signs now.
///
/// An older backup holds the key of its time, with which nothing newer can be checked and no epoch be opened.
struct SigningKeySuccession: Sendable {
    /// The statements known, unordered.
    private(set) var changes: [KeyChange]

    /// Takes the statements that lie beside backups; what is none of this log is left out.
    init(cover: BackupCover, origin: String) {
        let notes = cover.keyChanges.flatMap { try? JSONDecoder().decode([String].self, from: $0) } ?? []
        changes = notes.compactMap { try? KeyChange(verifying: SignedNote(parsing: Array($0.utf8))) }
            .filter { LogOrigin($0.origin).founding == origin }
    }

    /// The statements of a log as they lie beside backups; nil where its key was never changed.
    static func file(of history: LogHistory) -> Data? {
        let notes = KeyChange.known(to: history).map { String(decoding: $0.note.bytes, as: UTF8.self) }
        return notes.isEmpty ? nil : try? JSONEncoder().encode(notes)
    }

    /// Puts the statements outside a log that was brought back, and adds those that lie outside the one before it, which
    /// are copied with its other notes (``RestoredKnowledge``).
    mutating func carry(from old: OfficeFolder?, to folder: OfficeFolder) throws(LedgerError) {
        for change in changes { try change.write(besideLog: folder.ledger.path) }
        if let old { changes += (try? KeyChange.beside(log: old.ledger.path)) ?? [] }
    }

    /// The public keys that took over one after the other, beginning with the one given.
    func line(from key: [UInt8]) -> [[UInt8]] {
        [key] + KeyChange.chain(from: key, through: changes).map(\.new.publicKey)
    }

    /// Puts the key that signs now in the place of the one that came with a backup.
    /// - Parameter candidates: texts of key files of other times, tried in their order.
    /// - Returns: the key as people hand it on, where none of them is it; nil where it is in its place.
    func install(in folder: OfficeFolder, origin: String, candidates: () -> [Data]) throws -> String? {
        let own = try Office.ledgerKeys(folder).signing.publicKey
        guard let newest = line(from: own).last, newest != own else { return nil }
        let pending = folder.keys.appendingPathComponent("log-signing.key.next")
        for candidate in candidates() {
            guard
                FileManager.default.createFile(
                    atPath: pending.path, contents: candidate, attributes: [.posixPermissions: 0o600])
            else { throw OfficeError.storage(reason: "key-not-written \(pending.lastPathComponent)") }
            if let key = try? Ed25519Key(seed: SecretFile.read(pending)), key.publicKey == newest {
                try SecretFile.sync(pending)
                try SecretFile.replace(folder.signingKey, by: pending)
                return nil
            }
            try? FileManager.default.removeItem(at: pending)
        }
        return try VerifierKey(name: origin, publicKey: newest).description
    }
}
