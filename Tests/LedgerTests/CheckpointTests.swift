import Cryptography
import Foundation
import TestKit
import Testing

@testable import Ledger

@Suite(.features("electronic-signature")) struct `Checkpoints and signed notes` {
    /// The example key and note in the documentation of Go's `golang.org/x/mod/sumdb/note`.
    private static let foreignKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    private static let foreignNote =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
        + "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

    @Test func `a note and key made by other software hold`() throws {
        let key = try VerifierKey(Self.foreignKey)
        #expect(key.description == Self.foreignKey)
        let note = try SignedNote(parsing: Array(Self.foreignNote.utf8))
        try note.verify(with: key)
        #expect(note.bytes == Array(Self.foreignNote.utf8))
    }

    @Test func `a changed text, signature or key hash does not hold`() throws {
        let key = try VerifierKey(Self.foreignKey)
        let text = Self.foreignNote.replacingOccurrences(of: "problem is", with: "answer is")
        #expect(throws: LedgerError.signatureInvalid(key: "PeterNeumann")) {
            try SignedNote(parsing: Array(text.utf8)).verify(with: key)
        }
        let signature = Self.foreignNote.replacingOccurrences(of: "go/ZJku", with: "go/ZJkv")
        #expect(throws: LedgerError.signatureInvalid(key: "PeterNeumann")) {
            try SignedNote(parsing: Array(signature.utf8)).verify(with: key)
        }
        #expect(throws: LedgerError.malformed(what: "key", line: 1)) {
            try VerifierKey(Self.foreignKey.replacingOccurrences(of: "c74f20a3", with: "c74f20a4"))
        }
    }

    private func signed(_ origin: String = "example.com/log", size: Int = 7) throws -> (Checkpoint, VerifierKey) {
        let key = try Ed25519Key()
        let checkpoint = try Checkpoint(signing: TreeSize(size), root: MerkleHash.empty, origin: origin, key: key)
        return (checkpoint, try VerifierKey(name: origin, publicKey: key.publicKey))
    }

    @Test func `a checkpoint has three lines and is signed in the name of its origin`() throws {
        let (checkpoint, key) = try signed()
        let text = "example.com/log\n7\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
        #expect(checkpoint.note.text == text)
        #expect(String(decoding: checkpoint.bytes, as: UTF8.self).hasPrefix(text + "\n\u{2014} example.com/log "))
        let read = try Checkpoint(verifying: UnverifiedCheckpoint(parsing: checkpoint.bytes), with: key)
        #expect(read == checkpoint)
    }

    @Test func `a checkpoint of another key or another log is refused`() throws {
        let (checkpoint, _) = try signed()
        let unverified = try UnverifiedCheckpoint(parsing: checkpoint.bytes)
        let (_, stranger) = try signed()
        #expect(throws: LedgerError.signatureMissing(key: "example.com/log")) {
            try Checkpoint(verifying: unverified, with: stranger)
        }
        let (_, other) = try signed("example.com/other")
        #expect(throws: LedgerError.originMismatch(expected: "example.com/other", found: "example.com/log")) {
            try Checkpoint(verifying: unverified, with: other)
        }
    }

    @Test func `signatures of unknown keys are kept and ignored`() throws {
        let (checkpoint, key) = try signed()
        let witness = "\u{2014} witness.example \(Base64.encode([UInt8](repeating: 7, count: 76)))\n"
        let cosigned = checkpoint.bytes + Array(witness.utf8)
        let read = try Checkpoint(verifying: UnverifiedCheckpoint(parsing: cosigned), with: key)
        #expect(read.bytes == cosigned)
        #expect(read.note.signatures.map(\.name) == ["example.com/log", "witness.example"])
    }

    @Test(arguments: [
        ("\n7\n", "\n07\n", 2), ("\n7\n", "\n-7\n", 2), ("\n7\n", "\n+7\n", 2), ("\n7\n", "\n\n", 2),
        ("\n7\n", "\n99999999999999999999\n", 2), ("47DE", "47D", 3), ("SuFU=\n", "SuFV=\n", 3),
        ("SuFU=\n", "SuFU=\n\nlater\n", 4),
    ])
    func `a checkpoint of another form is refused with its line`(old: String, new: String, line: Int) throws {
        let (checkpoint, _) = try signed()
        let text = String(decoding: checkpoint.bytes, as: UTF8.self)
        let range = try #require(text.range(of: old))
        let changed = text.replacingCharacters(in: range, with: new)
        #expect(throws: LedgerError.malformed(what: "checkpoint", line: line)) {
            try UnverifiedCheckpoint(parsing: Array(changed.utf8))
        }
    }

    @Test func `a note without signatures, with a control character or without its last line end is refused`() throws {
        let (checkpoint, _) = try signed()
        let whole = checkpoint.bytes
        for bytes in [
            Array(checkpoint.note.text.utf8), Array(checkpoint.note.text.utf8) + [0x0A], Array(whole.dropLast()),
            whole + [0x0A], Array("a\tb".utf8) + whole, [0xFF] + whole, [],
        ] {
            #expect(throws: LedgerError.self) { try SignedNote(parsing: bytes) }
        }
    }
}
