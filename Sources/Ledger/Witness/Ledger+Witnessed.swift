package import Chronology
internal import Cryptography

/// That a witness has seen a log: up to which size, and when.
package struct Witnessing: Hashable, Sendable {
    /// The witness.
    package let witness: WitnessKey
    /// The log's name in the epoch that it has seen.
    package let origin: LogOrigin
    /// The number of entries that it has vouched for.
    package let size: TreeSize
    /// When it did, by its own clock.
    package let time: Instant
}

extension OutsideNotes {
    static func witnessed(by witness: WitnessKey, epoch: Int) -> String {
        "\(witnessed)/\(Hex.encode(witness.id))-\(epoch)"
    }

    /// The newest checkpoint that a witness has cosigned in each epoch, with the cosignature checked and nothing else;
    /// oldest epoch first.
    func cosigned(by witness: WitnessKey) throws(LedgerError) -> [(Witnessing, UnverifiedCheckpoint)] {
        var found: [(Witnessing, UnverifiedCheckpoint)] = []
        for name in names(prefix: Hex.encode(witness.id) + "-", in: OutsideNotes.witnessed) {
            guard let bytes = try bytes(name) else { continue }
            let checkpoint = try UnverifiedCheckpoint(parsing: bytes)
            let cosignature = try Cosignature(verifying: checkpoint.note, by: witness)
            let witnessing = Witnessing(
                witness: witness, origin: LogOrigin(checkpoint.origin), size: checkpoint.size, time: cosignature.time)
            found.append((witnessing, checkpoint))
        }
        return found.sorted { $0.0.origin.epoch < $1.0.origin.epoch }
    }
}

extension Ledger {
    /// Keeps a checkpoint of this log that came back from witnesses, beside the outside checkpoint.
    ///
    /// The newest of each witness and epoch is kept, without the signatures of others.
    /// - Parameter bytes: the checkpoint with the cosignature lines.
    /// - Returns: what each of the witnesses that signed has now seen of this epoch.
    /// - Throws: ``LedgerError/malformed(what:line:)``, ``LedgerError/originMismatch(expected:found:)``,
    ///   ``LedgerError/behindCheckpoint(size:checkpoint:)`` and ``LedgerError/forked(checkpoint:)`` where the checkpoint
    ///   is not of this very log, ``LedgerError/signatureInvalid(key:)``, and ``LedgerError/signatureMissing(key:)`` with
    ///   the witnesses' names where none of them signed.
    package func keep(cosigned bytes: [UInt8], by witnesses: [WitnessKey]) throws(LedgerError) -> [Witnessing] {
        let checkpoint = try UnverifiedCheckpoint(parsing: bytes)
        guard checkpoint.origin == origin else {
            throw .originMismatch(expected: origin, found: checkpoint.origin)
        }
        try store.read { reading throws(LedgerError) in
            let continuation = Continuation(history: history, size: try reading.size(), keyChanges: [])
            try continuation.check(checkpoint, in: StoredTiles(reading: reading))
        }
        let own = checkpoint.note.signatures.filter { $0.name == origin }
        var seen: [Witnessing] = []
        for witness in witnesses
        where checkpoint.note.signatures.contains(where: { $0.name == witness.name && $0.keyID == witness.id }) {
            let cosignature = try Cosignature(verifying: checkpoint.note, by: witness)
            let last = try? outside.cosigned(by: witness).last { $0.0.origin == history.origin }?.0
            if let last, (last.size.value, last.time) >= (checkpoint.size.value, cosignature.time) {
                seen.append(last)
                continue
            }
            let note = SignedNote(text: checkpoint.note.text, signatures: own + [cosignature.signature])
            try outside.write(
                note.bytes, as: OutsideNotes.witnessed(by: witness, epoch: history.origin.epoch))
            seen.append(
                Witnessing(
                    witness: witness, origin: history.origin, size: checkpoint.size, time: cosignature.time))
        }
        guard !seen.isEmpty else {
            throw .signatureMissing(key: witnesses.map(\.name).joined(separator: " "))
        }
        return seen
    }

    /// What each witness has seen of this log's newest epoch; witnesses that have seen nothing are left out.
    ///
    /// Only what is of this very log counts; what is not is told by ``LedgerVerifier``.
    package func witnessed(by witnesses: [WitnessKey]) throws(LedgerError) -> [Witnessing] {
        let size = try size()
        var seen: [Witnessing] = []
        for witness in witnesses {
            guard let found = try? outside.cosigned(by: witness).last(where: { $0.0.origin == history.origin }) else {
                continue
            }
            let holds = try store.read { reading throws(LedgerError) in
                let continuation = Continuation(history: history, size: size, keyChanges: [])
                return (try? continuation.check(found.1, in: StoredTiles(reading: reading))) != nil
            }
            if holds { seen.append(found.0) }
        }
        return seen
    }
}
