package import Chronology
internal import Cryptography
internal import Foundation
internal import Synchronization

/// What a witness keeps in its folder: its key, the logs that it trusts with their keys, the checkpoint that it cosigned
/// last of each, every checkpoint that it ever cosigned, and the evidence against logs.
///
/// ```
/// witness.key  name                     the witness's own key and name
/// logs/ID/keys                          the log's verifier keys, one a line
/// logs/ID/seen                          the note that it cosigned last
/// logs/ID/notes/SIZE-TIME.note          each that it ever cosigned
/// logs/ID/evidence/KIND-HASH/           seen.note, shown.note, when
/// ```
/// One process uses it at a time; what was cosigned is durable before the cosignature is given out.
package final class WitnessBook: Sendable {
    private let folder: String
    private let notes: OutsideNotes
    private let lock: WriterLock
    private let witness: Witness
    private let turn = Mutex(())
    /// The key that logs know the witness by.
    package let key: WitnessKey

    /// Opens the folder, or makes it with a new key.
    /// - Parameter name: a URL without scheme, needed to make one; must be that of a folder that is there.
    /// - Throws: ``LedgerError/fenced(path:)`` where another process has it open, ``LedgerError/invalidName(what:text:)``
    ///   for no name or another, ``LedgerError/damaged(place:what:)`` for a key that cannot be read.
    package init(folder: String, name: String? = nil) throws(LedgerError) {
        self.folder = folder
        notes = OutsideNotes(folder: folder)
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .store(StoreFailure(operation: "make folder", reason: .other, cause: "\(error)"))
        }
        lock = try WriterLock(path: folder + "/lock")
        let kept = try notes.bytes("name").map { String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace } }
        guard let known = kept ?? name, name == nil || name == known else {
            throw .invalidName(what: "witness", text: name ?? "")
        }
        if try notes.bytes("witness.key") == nil {
            guard kept == nil else { throw .damaged(place: "witness.key", what: "missing") }
            // Asked before anything is written.
            _ = try WitnessKey(name: known, publicKey: [UInt8](repeating: 1, count: 32))
            try notes.write(Array((Hex.encode(Random.bytes(32)) + "\n").utf8), as: "witness.key")
            chmod(folder + "/witness.key", 0o600)
            try notes.write(Array((known + "\n").utf8), as: "name")
        } else if kept == nil {
            try notes.write(Array((known + "\n").utf8), as: "name")
        }
        let text = String(decoding: try notes.bytes("witness.key") ?? [], as: UTF8.self).filter { !$0.isWhitespace }
        guard let seed = Hex.decode(text), let secret = try? Ed25519Key(seed: seed) else {
            throw .damaged(place: "witness.key", what: "no key")
        }
        witness = try Witness(name: known, key: secret)
        key = try WitnessKey(name: known, publicKey: secret.publicKey)
    }

    /// Whether a witness has its things in a folder.
    package static func exists(in folder: String) -> Bool {
        FileManager.default.fileExists(atPath: folder + "/name")
    }

    private func place(_ origin: String) -> String {
        "logs/" + Hex.encode(SHA256.hash(Array(origin.utf8)).bytes.prefix(8))
    }

    /// Trusts a log's key from now on; keys that were trusted before stay.
    package func trust(_ key: VerifierKey) throws(LedgerError) {
        var keys = try self.keys(of: key.name)
        guard !keys.contains(key) else { return }
        keys.append(key)
        try notes.write(Array(keys.map { "\($0)\n" }.joined().utf8), as: place(key.name) + "/keys")
    }

    /// The keys that are trusted for a log; none for one that is not known.
    package func keys(of origin: String) throws(LedgerError) -> [VerifierKey] {
        guard let bytes = try notes.bytes(place(origin) + "/keys") else { return [] }
        var keys: [VerifierKey] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let key = try VerifierKey(String(line))
            guard key.name == origin else { throw .damaged(place: place(origin) + "/keys", what: "another log's") }
            keys.append(key)
        }
        return keys
    }

    /// The checkpoint that was cosigned last; nil for none.
    /// - Throws: ``LedgerError/damaged(place:what:)`` where it is not what was kept: the witness must not forget.
    package func seen(of origin: String) throws(LedgerError) -> UnverifiedCheckpoint? {
        let folder = place(origin)
        guard let bytes = try notes.bytes(folder + "/seen") else {
            guard notes.names(prefix: "", in: folder + "/notes").isEmpty else {
                throw .damaged(place: folder + "/seen", what: "missing")
            }
            return nil
        }
        let note = try UnverifiedCheckpoint(parsing: bytes)
        guard note.origin == origin else { throw .damaged(place: folder + "/seen", what: "another log's") }
        _ = try Cosignature(verifying: note.note, by: key)
        return note
    }

    /// Every log that it trusts, by name.
    package func logs() throws(LedgerError) -> [WitnessedLog] {
        var logs: [WitnessedLog] = []
        for folder in notes.names(prefix: "", in: "logs") {
            guard let bytes = try notes.bytes(folder + "/keys"),
                let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first
            else { continue }
            let origin = try VerifierKey(String(line)).name
            let last = try seen(of: origin)
            let evidence = notes.names(prefix: "", in: folder + "/evidence")
            logs.append(
                WitnessedLog(
                    origin: origin, size: last?.size ?? TreeSize(0),
                    time: try last.map { note throws(LedgerError) in try Cosignature(verifying: note.note, by: key).time
                    },
                    evidence: evidence.map { self.folder + "/" + $0 }))
        }
        return logs.sorted { $0.origin < $1.origin }
    }

    /// Judges a request and cosigns where nothing speaks against it, durably before it returns.
    /// - Returns: the cosigned checkpoint with this witness's signature alone beside the log's; or the refusal, with the
    ///   alarm where the log has shown two things that do not go together.
    /// - Throws: ``LedgerError`` where the folder cannot be read or written; nothing was given out then.
    package func answer(
        _ request: WitnessRequest, at time: Instant
    ) throws(LedgerError) -> Result<Cosigned, Refused> {
        let result: Result<Result<Cosigned, Refused>, LedgerError> = turn.withLock { _ in
            do throws(LedgerError) { return .success(try judge(request, at: time)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    private func judge(_ request: WitnessRequest, at time: Instant) throws(LedgerError) -> Result<Cosigned, Refused> {
        let shown = request.checkpoint
        let keys = try keys(of: shown.origin)
        let last = try seen(of: shown.origin)
        let remembered = last.map { Witness.Seen(size: $0.size, root: $0.root) }
        switch try witness.answer(request, logKeys: keys, seen: remembered, at: time) {
        case .success(let answer):
            let own = shown.note.signatures.filter { $0.name == shown.origin }
            let note = SignedNote(text: shown.note.text, signatures: own + [answer.cosignature.signature])
            let place = place(shown.origin)
            let digits = String(shown.size.value)
            let name = String(repeating: "0", count: max(0, 12 - digits.count)) + digits
            try notes.write(note.bytes, as: "\(place)/notes/\(name)-\(time.milliseconds / 1000).note")
            try notes.write(note.bytes, as: place + "/seen")
            return .success(Cosigned(note: note, line: answer.cosignature.signature.line))
        case .failure(let refusal):
            var alarm: WitnessAlarm?
            if let last, let kind = suspicion(refusal, last: last, shown: shown) {
                alarm = try keep(kind, last: last, shown: shown, at: time)
            }
            return .failure(Refused(refusal: refusal, alarm: alarm))
        }
    }

    /// What a refusal tells of the log, whose signature was checked by then.
    private func suspicion(
        _ refusal: Witness.Refusal, last: UnverifiedCheckpoint, shown: UnverifiedCheckpoint
    ) -> WitnessAlarm.Kind? {
        switch refusal {
        case .unknownLog, .unsigned: nil
        case .forked: .forked
        // A proof that a careless sender left out shows nothing; who looks at the tiles can tell.
        case .inconsistent: nil
        case .sizesReversed, .outdated:
            if shown.size < last.size, !isKept(shown) {
                .behind
            } else if shown.size == last.size, shown.root != last.root {
                .forked
            } else {
                nil
            }
        }
    }

    /// Whether this very checkpoint was cosigned before: one that is only late.
    private func isKept(_ shown: UnverifiedCheckpoint) -> Bool {
        notes.names(prefix: "", in: place(shown.origin) + "/notes").contains { name in
            guard let bytes = try? notes.bytes(name), let kept = try? SignedNote(parsing: bytes) else { return false }
            return kept.text == shown.note.text
        }
    }

    /// Keeps both notes of an alarm, once.
    package func keep(
        _ kind: WitnessAlarm.Kind, last: UnverifiedCheckpoint, shown: UnverifiedCheckpoint, at time: Instant
    ) throws(LedgerError) -> WitnessAlarm {
        let hash = Hex.encode(SHA256.hash(Array(shown.note.text.utf8)).bytes.prefix(8))
        let place = "\(place(shown.origin))/evidence/\(kind.rawValue)-\(hash)"
        if try notes.bytes(place + "/when") == nil {
            try notes.write(last.bytes, as: place + "/seen.note")
            try notes.write(shown.bytes, as: place + "/shown.note")
            try notes.write(Array("\(time)\n".utf8), as: place + "/when")
        }
        return WitnessAlarm(
            kind: kind, origin: shown.origin, seen: last.size, shown: shown.size, evidence: folder + "/" + place)
    }

    /// A checkpoint with the witness's cosignature.
    package struct Cosigned: Sendable {
        package let note: SignedNote
        /// The line of the cosignature: the body of an answer to `add-checkpoint`.
        package let line: String
    }

    /// Why it was not cosigned.
    package struct Refused: Error, Sendable {
        package let refusal: Witness.Refusal
        package let alarm: WitnessAlarm?
    }
}
