import Chronology
import Cryptography
import Foundation
import Testing

@testable import Ledger

private let administrator = Author(account: "system", name: "系统管理员")

/// What someone who holds the database and the signing key could enter into the log's own stream.
@Suite struct `A forged entry about epochs and keys` {
    private let folder: DataFolder
    private let new: Ed25519Key
    private let latest: UnverifiedCheckpoint
    private let root: Digest

    /// A log restored to two entries of four.
    init() async throws {
        folder = try DataFolder()
        new = try Ed25519Key()
        try await folder.append(0..<2)
        let backup = try folder.bytes("ledger.db")
        root = try UnverifiedCheckpoint(parsing: folder.bytes("checkpoints/latest")).root
        try await folder.append(2..<4)
        latest = try UnverifiedCheckpoint(parsing: folder.bytes("checkpoints/latest"))
        try folder.put(backup, as: "ledger.db")
    }

    private func epoch(_ abandoned: [UnverifiedCheckpoint]? = nil) -> [String: JSON] {
        let opened = Epoch(
            origin: LogOrigin(founding: folder.origin, epoch: 2), index: LeafIndex(2), root: root,
            abandoned: abandoned ?? [latest], lostKeyChanges: [], reason: "恢复备份",
            approvers: [administrator, officer], opened: noon)
        return opened.data
    }

    private func findings(
        _ kind: EntryKind, _ data: [String: JSON], origin: String? = nil, signing key: Ed25519Key? = nil,
        replacing old: Ed25519Key? = nil
    ) throws -> [String] {
        let copy = try DataFolder(copyOf: folder)
        try copy.enter(
            kind, data, as: origin ?? folder.origin + "/epoch-2", signing: key ?? folder.keys.signing, replacing: old)
        return try copy.findings().map { "\($0.where): \($0.what)" }
    }

    @Test func `an epoch that is honest in all its members is no finding`() throws {
        #expect(try findings(Epoch.kind, epoch()) == [])
    }

    private static let mistakes: [(member: String, value: JSON, fact: String)] = [
        ("restored", ["size": 1, "root": ""], "ledger.invalid restored"),
        ("lost", ["from": 2, "to": 3], "ledger.invalid lost"), ("lost", ["from": 2], "ledger.invalid lost"),
        ("reason", " ", "ledger.invalid reason"), ("reason", 7, "ledger.invalid reason"),
        ("approvers", [["account": "a", "name": "甲"]], "ledger.invalid approvers"),
        ("approvers", [["account": "a", "name": "甲"], ["account": "a", "name": "乙"]], "ledger.same-approver a"),
        ("abandoned", [], "ledger.invalid abandoned"), ("abandoned", ["x"], "ledger.malformed"),
        ("more", true, "ledger.unknown-key more"),
    ]

    @Test(arguments: mistakes)
    func `an epoch is held to every member`(member: String, value: JSON, fact: String) throws {
        var data = epoch()
        data[member] = value
        if member == "abandoned", value.array?.isEmpty == true { data["lost"] = ["from": 2, "to": 2] }
        #expect(try findings(Epoch.kind, data).contains("entry/2: ledger.epoch-opened: \(fact)"))
    }

    @Test func `an epoch abandons only what this log signed, and what lies beyond it`() throws {
        let foreign = try Checkpoint(signing: TreeSize(4), root: root, origin: folder.origin, key: new)
        let missing = "entry/2: ledger.epoch-opened: ledger.signature-missing \(folder.origin)"
        #expect(
            try findings(Epoch.kind, epoch([UnverifiedCheckpoint(parsing: foreign.bytes)])).contains(missing))
        let whole = try Checkpoint(signing: TreeSize(2), root: root, origin: folder.origin, key: folder.keys.signing)
        let needless = "entry/2: ledger.epoch-opened: ledger.invalid abandoned"
        #expect(
            try findings(Epoch.kind, epoch([UnverifiedCheckpoint(parsing: whole.bytes)])).contains(needless))
        #expect(try findings(Epoch.kind, epoch([latest, latest])).contains(needless))
    }

    @Test func `the name changes only with an epoch, and only to a later one of the same log`() throws {
        let other = "entry/2: origin is not the key's"
        let change = try statement(from: folder.keys.signing, to: new)
        #expect(try findings(KeyChange.kind, change, signing: new, replacing: folder.keys.signing).contains(other))
        for origin in [folder.origin, "example.com/other/epoch-2"] {
            let isNamed = try findings(Epoch.kind, epoch(), origin: origin).contains(other)
            #expect(isNamed == (origin != folder.origin))
        }
        #expect(
            try findings(Epoch.kind, epoch(), origin: folder.origin).contains(
                "entry/2: ledger.epoch-opened: ledger.origin-mismatch"))
    }

    private func statement(
        from old: Ed25519Key, to new: Ed25519Key, size: Int = 2, by signers: Range<Int> = 0..<2
    ) throws -> [String: JSON] {
        let honest = try KeyChange(
            origin: folder.origin, size: TreeSize(size), root: root, old: old, new: new)
        let note = SignedNote(text: honest.note.text, signatures: Array(honest.note.signatures[signers]))
        return ["statement": .string(String(decoding: note.bytes, as: UTF8.self)), "reason": "更换"]
    }

    @Test func `a key that did not agree takes nothing over`() throws {
        let data = try statement(from: folder.keys.signing, to: new, by: 0..<1)
        let key = try VerifierKey(name: folder.origin, publicKey: new.publicKey)
        #expect(
            try findings(KeyChange.kind, data, origin: folder.origin).contains(
                "entry/2: ledger.key-changed: ledger.signature-missing \(key)"))
    }

    @Test func `the checkpoint that covers a change needs both signatures`() throws {
        let data = try statement(from: folder.keys.signing, to: new)
        let both = try findings(
            KeyChange.kind, data, origin: folder.origin, signing: new, replacing: folder.keys.signing)
        #expect(both == [])
        let alone = try findings(KeyChange.kind, data, origin: folder.origin, signing: new)
        #expect(alone.contains("checkpoint/3: ledger.signature-missing"))
    }

    @Test func `a key hands over once, and never comes back`() throws {
        let old = folder.keys.signing
        let third = try Ed25519Key()
        for (from, to) in [(new, old), (old, third)] {
            let copy = try DataFolder(copyOf: folder)
            try copy.enter(
                KeyChange.kind, statement(from: old, to: new), as: folder.origin, signing: new, replacing: old)
            try copy.enter(
                KeyChange.kind, statement(from: from, to: to, size: 3), as: folder.origin, signing: to, replacing: from)
            let fact = "ledger.key-changed: ledger.invalid old"
            #expect(try copy.findings().contains(Finding(where: "entry/3", what: fact)))
        }
    }

    @Test func `a kind that is not known is told`() throws {
        let found = try findings(EntryKind("ledger.other"), [:], origin: folder.origin)
        #expect(found.contains("entry/2: ledger.other: ledger.invalid kind"))
    }
}

@Suite struct `A checkpoint from elsewhere` {
    private let folder: DataFolder

    init() throws { folder = try DataFolder() }

    private func findings(against note: [UInt8]) throws -> [Finding] {
        let key = try VerifierKey(name: folder.origin, publicKey: folder.keys.signing.publicKey)
        return LedgerVerifier(
            folder: folder.path, key: key, masterKey: folder.keys.master, laterCheckpoints: [note]
        ).findings()
    }

    private func openEpoch() throws {
        _ = try Ledger.openEpoch(
            in: folder.path, origin: folder.origin, keys: folder.keys,
            EpochOpening(reason: "恢复备份", approvedBy: officer, and: administrator, time: noon))
    }

    @Test func `of what an epoch kept holds, of what it lost cannot be shown`() async throws {
        try await folder.append(0..<2)
        let backup = try folder.bytes("ledger.db")
        let kept = try folder.bytes("checkpoints/latest")
        try await folder.append(2..<3)
        let lost = try folder.bytes("checkpoints/latest")
        try await folder.append(3..<4)
        let last = try folder.bytes("checkpoints/latest")
        try folder.put(backup, as: "ledger.db")
        try openEpoch()
        #expect(try findings(against: kept) == [] && findings(against: last) == [])
        #expect(
            try findings(against: lost) == [Finding(where: "given checkpoint 1", what: "root is not the entries'")])
    }

    @Test func `a longer log of an abandoned epoch does not come back behind the newer one`() async throws {
        try await folder.append(0..<2)
        let backup = try folder.bytes("ledger.db")
        try await folder.append(2..<6)
        let long = try folder.bytes("ledger.db")
        try folder.put(backup, as: "ledger.db")
        try openEpoch()
        try folder.put(long, as: "ledger.db")
        let ledger = try folder.open()
        #expect(ledger.refusal == .forked(checkpoint: TreeSize(3)))
        ledger.close()
        #expect(throws: LedgerError.forked(checkpoint: TreeSize(3))) { try openEpoch() }
    }

    @Test func `signed by a stranger it neither stops the log for an epoch nor opens one`() async throws {
        try await folder.append(0..<2)
        let foreign = try Checkpoint(
            signing: TreeSize(9), root: MerkleHash.empty, origin: folder.origin, key: Ed25519Key())
        try folder.put(foreign.bytes, as: "checkpoints/latest")
        let missing = LedgerError.signatureMissing(key: folder.origin)
        let ledger = try folder.open()
        #expect(ledger.refusal == missing)
        ledger.close()
        #expect(throws: missing) { try openEpoch() }
    }
}

extension DataFolder {
    /// Enters an entry of the log's own stream as someone would who holds the database and a key.
    fileprivate func enter(
        _ kind: EntryKind, _ data: [String: JSON], as name: String, signing key: Ed25519Key, replacing old: Ed25519Key?
    ) throws {
        let store = try SQLiteLogStore(path: path + "/ledger.db", origin: origin, mode: .writing)
        defer { store.close() }
        let cipher = PartCipher(masterKey: keys.master, origin: origin)
        let made = try store.write { writing throws(LedgerError) in
            let size = try writing.size()
            let batch = CommandBatch(
                command: try CommandID("forged-\(size)"), entries: [NewEntry(kind, in: .ledger, parts: [.open: data])],
                guards: [.ledger: try writing.head(of: .ledger)?.version ?? 0], who: administrator, time: noon)
            var group = try GroupCommit(writing: writing, origin: name, cipher: cipher)
            _ = try group.take(batch).get()
            return try group.finish(signing: key, replacing: old)
        }
        try put(try #require(made).bytes, as: "checkpoints/latest")
    }
}
