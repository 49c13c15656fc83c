package import Chronology
internal import Cryptography

/// A witness's statement that, as of a time, a checkpoint was the greatest that it had seen of a log, each continuing the
/// one before. Source: C2SP tlog-cosignature, Ed25519.
package struct Cosignature: Hashable, Sendable {
    /// The witness.
    package let witness: WitnessKey
    /// When it signed, by its own clock, in whole seconds.
    package let time: Instant
    /// The signature line of the note.
    package let signature: SignedNote.Signature

    /// Finds and checks what a witness made of a note. Where it signed more than once, all must hold and the latest counts.
    /// - Throws: ``LedgerError/signatureMissing(key:)``, ``LedgerError/signatureInvalid(key:)``.
    package init(verifying note: SignedNote, by witness: WitnessKey) throws(LedgerError) {
        var latest: (time: Instant, signature: SignedNote.Signature)?
        for signature in note.signatures where signature.name == witness.name && signature.keyID == witness.id {
            // > struct { u64 timestamp; opaque ed25519_signature[64]; } timestamped_signature;
            guard signature.signature.count == 8 + 64,
                let time = Cosignature.time(of: signature.signature.prefix(8)),
                Ed25519Key.isValid(
                    signature: Array(signature.signature.dropFirst(8)), of: Cosignature.message(note, at: time),
                    publicKey: witness.publicKey)
            else { throw .signatureInvalid(key: witness.name) }
            if latest.map({ $0.time < time }) ?? true { latest = (time, signature) }
        }
        guard let latest else { throw .signatureMissing(key: witness.name) }
        self.witness = witness
        time = latest.time
        signature = latest.signature
    }

    /// Signs a checkpoint as a witness. Whether it may is asked by ``Witness/answer(_:logKeys:seen:at:)``.
    /// - Parameter time: is cut to whole seconds.
    /// - Throws: ``LedgerError/invalidName(what:text:)`` for a name that cannot be one, ``LedgerError/invalid(key:)`` for
    ///   a time before 1970.
    init(signing note: SignedNote, name: String, key: Ed25519Key, time: Instant) throws(LedgerError) {
        witness = try WitnessKey(name: name, publicKey: key.publicKey)
        let seconds = time.milliseconds / 1000
        guard time.milliseconds >= 0 else { throw .invalid(key: "time") }
        self.time = Instant(milliseconds: seconds * 1000)
        guard let signed = try? key.signature(of: Cosignature.message(note, at: self.time)) else {
            throw .malformed(what: "key", line: 1)
        }
        // > serialized in sequence, with the timestamp encoded in big-endian order.
        let stamp = (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * Int64($0))) }
        signature = SignedNote.Signature(name: name, keyID: witness.id, signature: stamp + signed)
    }

    /// > two newline terminated lines (one header line and one timestamp line) followed by the whole note body of the
    /// > cosigned checkpoint
    private static func message(_ note: SignedNote, at time: Instant) -> [UInt8] {
        Array("cosignature/v1\ntime \(time.milliseconds / 1000)\n\(note.text)".utf8)
    }

    /// The time that eight bytes stand for; nil beyond the year 9999.
    private static func time(of bytes: some Collection<UInt8>) -> Instant? {
        let seconds = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard seconds < 253_402_300_800 - 8 * 3600 else { return nil }
        return Instant(milliseconds: Int64(seconds) * 1000)
    }
}
