internal import Cryptography
internal import Foundation
internal import Ledger

/// What is known of a log beyond the copy of it that was brought back: signed checkpoints in the folder that lay there
/// before, beside the backups, or with somebody else.
///
/// The newest goes outside the restored database. A log behind it is not written to until two people open a new epoch, so
/// that an old backup can never quietly take the place of a newer log.
struct RestoredKnowledge: Sendable {
    let folder: OfficeFolder
    let origin: String
    /// The entries that were brought back.
    let size: Int64

    /// The keys that signed after the one of the copy.
    let succession: SigningKeySuccession

    /// Takes over what is known.
    /// - Returns: the entries of the newest checkpoint, where it lies beyond the copy.
    /// - Throws: ``BackupProblem/keyUnreadable(file:)`` for a note that is no checkpoint of this log.
    func take(from old: OfficeFolder?, notes: [[UInt8]], beside: [UInt8]?) throws -> Int64? {
        let keys = try Office.ledgerKeys(folder)
        var known: [(checkpoint: UnverifiedCheckpoint, bytes: [UInt8])] = []
        // The log may have been handed to other keys after this backup.
        let line = succession.line(from: keys.signing.publicKey)
        func isSigned(_ note: [UInt8]) -> Bool {
            guard let parsed = try? UnverifiedCheckpoint(parsing: note) else { return false }
            return line.contains { key in
                guard let key = try? VerifierKey(name: parsed.origin, publicKey: key) else { return false }
                return (try? Checkpoint(verifying: parsed, with: key)) != nil
            }
        }
        for note in notes + [beside].compactMap({ $0 }).filter(isSigned) {
            guard let parsed = try? UnverifiedCheckpoint(parsing: note),
                LogOrigin(parsed.origin).founding == origin, isSigned(note)
            else { throw BackupProblem.keyUnreadable(file: "checkpoint") }
            known.append((parsed, note))
        }
        if let old { known += takeNotes(of: old) }
        let own = folder.ledger.appendingPathComponent("checkpoints/latest")
        if let data = try? Data(contentsOf: own), let parsed = try? UnverifiedCheckpoint(parsing: Array(data)) {
            known.append((parsed, Array(data)))
        }
        func rank(_ checkpoint: UnverifiedCheckpoint) -> (Int, Int) {
            (LogOrigin(checkpoint.origin).epoch, checkpoint.size.value)
        }
        guard let newest = known.max(by: { rank($0.checkpoint) < rank($1.checkpoint) }) else { return nil }
        let ledger = try Ledger(folder: folder.ledger.path, origin: origin, keys: keys, mode: .reading)
        defer { ledger.close() }
        let isBeyond =
            newest.checkpoint.size.value > Int(size)
            || LogOrigin(newest.checkpoint.origin).epoch > ledger.history.origin.epoch
        guard isBeyond else { return nil }
        try DurableSmallFile.write(Data(newest.bytes), to: own, place: folder.root.path)
        return Int64(newest.checkpoint.size.value)
    }

    /// Copies the notes of the folder that lay there before which the copy lacks: abandoned epochs, changes of key, what
    /// witnesses signed.
    private func takeNotes(of old: OfficeFolder) -> [(checkpoint: UnverifiedCheckpoint, bytes: [UInt8])] {
        let from = old.ledger.appendingPathComponent("checkpoints")
        let to = folder.ledger.appendingPathComponent("checkpoints")
        var known: [(checkpoint: UnverifiedCheckpoint, bytes: [UInt8])] = []
        let names = FileManager.default.enumerator(atPath: from.path)?.compactMap { $0 as? String } ?? []
        for name in names where !name.hasSuffix(".new") {
            guard let data = try? Data(contentsOf: from.appendingPathComponent(name)), !data.isEmpty else { continue }
            let target = to.appendingPathComponent(name)
            if let parsed = try? UnverifiedCheckpoint(parsing: Array(data)), LogOrigin(parsed.origin).founding == origin
            {
                known.append((parsed, Array(data)))
            }
            let isLater = name.hasPrefix("witnessed/") || name.hasPrefix("key-change-") || name.hasPrefix("epoch-")
            guard isLater, !FileManager.default.fileExists(atPath: target.path) else { continue }
            try? FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try? data.write(to: target)
        }
        return known
    }
}
