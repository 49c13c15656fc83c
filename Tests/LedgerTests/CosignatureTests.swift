import Chronology
import Cryptography
import Foundation
import Testing

@testable import Ledger

@Suite struct `Cosignatures of witnesses` {
    /// A checkpoint of a public log of certificates as two of its signers and four witnesses signed it in May 2026, and
    /// the keys by which the log and one of the witnesses are known.
    private static let foreignCheckpoint = """
        arche2025h1.staging.ct.transparency.dev
        1432088532
        U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=

        — arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsYLfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=
        — arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/27lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=
        — transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==
        — witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==
        — remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==
        — witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8FtEyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==

        """
    private static let foreignLog =
        "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
    private static let foreignWitness = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"

    @Test func `a checkpoint of a public log holds for its key and for its witness`() throws {
        let unverified = try UnverifiedCheckpoint(parsing: Array(Self.foreignCheckpoint.utf8))
        #expect(try Checkpoint(verifying: unverified, with: VerifierKey(Self.foreignLog)).size.value == 1_432_088_532)
        let witness = try WitnessKey(Self.foreignWitness)
        #expect(witness.description == Self.foreignWitness && witness.name == "remora.n621.de")
        let cosignature = try Cosignature(verifying: unverified.note, by: witness)
        #expect(cosignature.time == Instant("2026-05-23T21:50:24Z"))
    }

    @Test(arguments: [
        ("1432088532", "1432088533"), ("U7WM", "U7WN"), ("2net5wAAAABqEiEg", "2net5wAAAABqEiEh"), ("PlfF", "PlfG"),
    ])
    func `one changed character of text, time or signature and it holds no more`(old: String, new: String) throws {
        let text = Self.foreignCheckpoint.replacing(old, with: new)
        let note = try SignedNote(parsing: Array(text.utf8))
        #expect(throws: LedgerError.signatureInvalid(key: "remora.n621.de")) {
            try Cosignature(verifying: note, by: WitnessKey(Self.foreignWitness))
        }
    }

    @Test func `the key of another witness, and a log's key, find no cosignature`() throws {
        let note = try SignedNote(parsing: Array(Self.foreignCheckpoint.utf8))
        let stranger = try WitnessKey(name: "remora.n621.de", publicKey: Ed25519Key().publicKey)
        #expect(throws: LedgerError.signatureMissing(key: "remora.n621.de")) {
            try Cosignature(verifying: note, by: stranger)
        }
        #expect(throws: LedgerError.malformed(what: "key", line: 1)) { try WitnessKey(Self.foreignLog) }
        #expect(throws: LedgerError.malformed(what: "key", line: 1)) { try VerifierKey(Self.foreignWitness) }
    }

    /// Made by OpenSSL and hashlib with the key of RFC 8032 §7.1 test 1.
    @Test func `makes the line that another program makes`() throws {
        let seed = try #require(Hex.decode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
        let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        let cosignature = try Cosignature(
            signing: SignedNote(text: text, signatures: []), name: "witness.example.com/w1",
            key: Ed25519Key(seed: seed), time: Instant(milliseconds: 1_679_315_147_999))
        #expect(
            cosignature.signature.line == """
                — witness.example.com/w1 fm9KqgAAAABkGFDL+TPmh4BYuAjsYRoqMJCWb/gWJaeRF/kmm5tlCr9sJ57DLErur7K0yDXc2ArN+TIu\
                otuB/HbuL3AJsp3bv/aNCQ==

                """)
        #expect(
            cosignature.witness.description
                == "witness.example.com/w1+7e6f4aaa+BNdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea")
        let note = SignedNote(text: text, signatures: [cosignature.signature])
        #expect(try Cosignature(verifying: note, by: cosignature.witness) == cosignature)
    }

    @Test func `of several cosignatures the latest counts, and all must hold`() throws {
        let key = try Ed25519Key()
        let bare = SignedNote(text: "example.com/log\n0\n\(Base64.encode(MerkleHash.empty.bytes))\n", signatures: [])
        let made = try [60, 3600, 0].map { seconds in
            try Cosignature(signing: bare, name: "w.example", key: key, time: noon.adding(seconds: seconds))
        }
        let note = SignedNote(text: bare.text, signatures: made.map(\.signature))
        #expect(try Cosignature(verifying: note, by: made[0].witness) == made[1])
        var broken = made[0].signature.signature
        broken[71] ^= 1
        let wrong = SignedNote.Signature(name: "w.example", keyID: made[0].witness.id, signature: broken)
        #expect(throws: LedgerError.signatureInvalid(key: "w.example")) {
            try Cosignature(
                verifying: SignedNote(text: bare.text, signatures: note.signatures + [wrong]), by: made[0].witness)
        }
    }

    @Test func `a file of witnesses' keys has one a line, and names the line that is none`() throws {
        let text = "# 上级机关\r\n\(Self.foreignWitness)\r\n\n\(Self.foreignWitness)\n"
        #expect(try WitnessKey.list(text).map(\.name) == ["remora.n621.de"])
        #expect(throws: LedgerError.malformed(what: "key", line: 3)) { try WitnessKey.list("#\n\nremora\n") }
    }
}
