import Chronology
import Cryptography
import Foundation
import Testing

@testable import Ledger

private let administrator = Author(account: "system", name: "系统管理员")

extension DataFolder {
    /// Hands the log over to another key.
    fileprivate func change(from old: Ed25519Key? = nil, to new: Ed25519Key) throws -> KeyChange {
        try Ledger.changeKey(
            in: path, origin: origin, keys: LedgerKeys(signing: old ?? keys.signing, master: keys.master), to: new,
            reason: "例行更换", by: administrator, time: noon)
    }

    fileprivate func refusal(signing key: Ed25519Key) throws -> LedgerError? {
        let ledger = try open(signing: key)
        defer { ledger.close() }
        return ledger.refusal
    }

    fileprivate func key(_ key: Ed25519Key) throws -> VerifierKey {
        try VerifierKey(name: origin, publicKey: key.publicKey)
    }
}

@Suite struct `Changing the signing key` {
    private let folder: DataFolder
    private let new: Ed25519Key

    init() async throws {
        folder = try DataFolder()
        new = try Ed25519Key()
        try await folder.append(0..<2)
    }

    @Test func `the new key takes over, and either key verifies the whole log`() async throws {
        let change = try folder.change(to: new)
        #expect(change.size == TreeSize(2))
        let differs = LedgerError.keyDiffers(
            expected: Hex.encode(try folder.key(new).id), found: Hex.encode(try folder.key(folder.keys.signing).id))
        #expect(try folder.refusal(signing: folder.keys.signing) == differs)
        try await folder.append(2..<4, signing: new)
        for trusted in [folder.keys.signing, new] {
            let report = try folder.report(trusting: trusted)
            #expect(report.findings == [])
            #expect(report.keyChanges.map(\.change) == [change])
            #expect(report.keyChanges.map(\.reason) == ["例行更换"] && report.keyChanges[0].index == LeafIndex(2))
        }
        #expect(
            try folder.report(trusting: Ed25519Key()).findings == [
                Finding(where: "ledger", what: "key is none of this log's")
            ])
    }

    @Test func `both keys sign the checkpoint that covers the change, later ones the new key alone`() async throws {
        let old = folder.keys.signing
        let handed = try await folder.proofOfFirst(signing: old)
        _ = try folder.change(to: new)
        let both = try UnverifiedCheckpoint(parsing: folder.bytes("checkpoints/latest"))
        #expect(both.size == TreeSize(3) && both.note.signatures.count == 2)
        #expect(try Checkpoint(verifying: both, with: folder.key(old)).size == TreeSize(3))
        #expect(try Checkpoint(verifying: both, with: folder.key(new)).size == TreeSize(3))
        try await folder.append(2..<3, signing: new)
        let later = try UnverifiedCheckpoint(parsing: folder.bytes("checkpoints/latest"))
        #expect(throws: LedgerError.signatureMissing(key: folder.origin)) {
            try Checkpoint(verifying: later, with: folder.key(old))
        }
        // What was handed out before still verifies with the key file handed out with it.
        #expect(try handed.proof.verify(handed.entry, with: folder.key(old))?.size == TreeSize(2))
    }

    @Test func `stopped before the outside checkpoint was written, the change is done`() async throws {
        let kept = try folder.bytes("checkpoints/latest")
        let change = try folder.change(to: new)
        try folder.put(kept, as: "checkpoints/latest")
        try FileManager.default.removeItem(atPath: folder.path + "/checkpoints/key-change-1-2")
        #expect(try folder.findings() == [])
        #expect(try folder.refusal(signing: new) == nil)
        #expect(try folder.bytes("checkpoints/latest") != kept)
        #expect(try folder.bytes("checkpoints/key-change-1-2") == change.note.bytes)
    }

    @Test func `a change that the old key did not sign, or signed for other bytes, is refused`() async throws {
        let thief = try Ed25519Key()
        let root = try await folder.root(size: 2)
        let honest = try KeyChange(
            origin: folder.origin, size: TreeSize(2), root: root, old: folder.keys.signing, new: thief)
        let unsigned = SignedNote(text: honest.note.text, signatures: [honest.note.signatures[1]])
        let old = try folder.key(folder.keys.signing)
        var forged = honest.note.signatures[0].signature
        forged[5] ^= 1
        let wrong = SignedNote(
            text: honest.note.text,
            signatures: [
                SignedNote.Signature(name: old.name, keyID: old.id, signature: forged), honest.note.signatures[1],
            ])
        let elsewhere = try KeyChange(
            origin: folder.origin, size: TreeSize(1), root: root, old: folder.keys.signing, new: thief)
        let stranger = try Ed25519Key()
        let foreign = try KeyChange(origin: folder.origin, size: TreeSize(2), root: root, old: stranger, new: thief)
        for (note, fact) in [
            (unsigned, "ledger.signature-missing \(old)"), (wrong, "ledger.signature-invalid \(old)"),
            (elsewhere.note, "ledger.invalid size"),
        ] {
            let copy = try DataFolder(copyOf: folder)
            try copy.enter(note, signing: thief)
            let finding = Finding(where: "entry/2", what: "ledger.key-changed: \(fact)")
            #expect(try copy.findings().contains(finding))
            #expect(try copy.refusal(signing: thief) != nil)
            #expect(try copy.refusal(signing: folder.keys.signing) != nil)
        }
        // A change between two keys of a thief: whole in itself, and none of the trusted key's.
        let copy = try DataFolder(copyOf: folder)
        try copy.enter(foreign.note, signing: thief)
        #expect(try copy.findings().contains(Finding(where: "ledger", what: "key is none of this log's")))
    }

    @Test func `a root that is not the log's is found`() async throws {
        let change = try KeyChange(
            origin: folder.origin, size: TreeSize(2), root: MerkleHash.empty, old: folder.keys.signing, new: new)
        try folder.enter(change.note, signing: new, replacing: folder.keys.signing)
        #expect(try folder.findings() == [Finding(where: "entry/2", what: "root is not the entries'")])
    }

    @Test func `a key that has signed before never takes over again, and a change has a reason`() async throws {
        _ = try folder.change(to: new)
        #expect(throws: LedgerError.invalid(key: "old")) {
            try folder.change(from: new, to: folder.keys.signing)
        }
        #expect(throws: LedgerError.invalid(key: "reason")) {
            try Ledger.changeKey(
                in: folder.path, origin: folder.origin,
                keys: LedgerKeys(signing: new, master: folder.keys.master), to: Ed25519Key(), reason: " ",
                by: administrator, time: noon)
        }
        let third = try Ed25519Key()
        _ = try folder.change(from: new, to: third)
        try await folder.append(2..<3, signing: third)
        for trusted in [folder.keys.signing, new, third] {
            #expect(try folder.report(trusting: trusted).findings == [])
        }
    }

    @Test func `a backup from before the change goes on with the newest key, whose chain the epoch repeats`()
        async throws
    {
        let backup = try folder.bytes("ledger.db")
        let change = try folder.change(to: new)
        try await folder.append(2..<4, signing: new)
        try folder.put(backup, as: "ledger.db")
        let behind = LedgerError.behindCheckpoint(size: TreeSize(2), checkpoint: TreeSize(5))
        #expect(try folder.refusal(signing: new) == behind)
        let opening = EpochOpening(
            reason: "恢复备份", approvedBy: administrator, and: officer, time: noon)
        #expect(throws: LedgerError.self) {
            try Ledger.openEpoch(in: folder.path, origin: folder.origin, keys: folder.keys, opening)
        }
        let epoch = try Ledger.openEpoch(
            in: folder.path, origin: folder.origin,
            keys: LedgerKeys(signing: new, master: folder.keys.master), opening)
        #expect(epoch.lostKeyChanges == [change])
        try await folder.append(2..<3, signing: new)
        for trusted in [folder.keys.signing, new] { #expect(try folder.report(trusting: trusted).findings == []) }
        #expect(try folder.refusal(signing: folder.keys.signing) != nil)
    }

    @Test func `the statement is no checkpoint, and its form is strict`() throws {
        let change = try KeyChange(
            origin: folder.origin, size: TreeSize(2), root: MerkleHash.empty, old: folder.keys.signing, new: new)
        #expect(throws: LedgerError.malformed(what: "checkpoint", line: 2)) {
            try UnverifiedCheckpoint(parsing: change.note.bytes)
        }
        for (old, replacement, line) in [
            ("key-change/v1", "key-change/v2", 1), ("\n2\n", "\n02\n", 3), ("\n2\n", "\n2\n2\n", 7),
            ("=\n", "\n", 4),
        ] {
            let text = change.note.text.replacing(old, with: replacement, maxReplacements: 1)
            #expect(throws: LedgerError.malformed(what: "key change", line: line)) {
                try KeyChange(
                    verifying: SignedNote(signing: text, name: folder.origin, keys: [folder.keys.signing, new]))
            }
        }
    }
}

extension DataFolder {
    fileprivate func root(size: Int) async throws -> Digest {
        let ledger = try open(.reading)
        defer { ledger.close() }
        return try ledger.root(size: TreeSize(size))
    }

    fileprivate func proofOfFirst(signing key: Ed25519Key) async throws -> (proof: LogProof, entry: [UInt8]) {
        let ledger = try open(.reading)
        defer { ledger.close() }
        let entry = try #require(try ledger.entries(from: LeafIndex(0), limit: 1).first)
        return (try ledger.proof(of: entry.index), entry.bytes)
    }

    /// Enters a statement as someone would who holds the database and a key of their own.
    fileprivate func enter(_ note: SignedNote, signing key: Ed25519Key, replacing old: Ed25519Key? = nil) throws {
        let store = try SQLiteLogStore(path: path + "/ledger.db", origin: origin, mode: .writing)
        defer { store.close() }
        let statement = String(decoding: note.bytes, as: UTF8.self)
        let parts: [PartName: [String: JSON]] = [.open: ["statement": .string(statement), "reason": "x"]]
        let batch = CommandBatch(
            command: try CommandID("forged"), entries: [NewEntry(KeyChange.kind, in: .ledger, parts: parts)],
            guards: [.ledger: 0], who: administrator, time: noon)
        let cipher = PartCipher(masterKey: keys.master, origin: origin)
        let made = try store.write { writing throws(LedgerError) in
            var group = try GroupCommit(writing: writing, origin: origin, cipher: cipher)
            _ = try group.take(batch).get()
            return try group.finish(signing: key, replacing: old)
        }
        try put(try #require(made).bytes, as: "checkpoints/latest")
    }
}
