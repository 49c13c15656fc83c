import Chronology
import Cryptography
import Foundation
import Testing

@testable import Ledger

/// The worked example of `docs/ledger-format.md`, which another program made.
@Suite struct `The worked example of the format's description` {
    private let blocks: [String: String]

    init() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("docs/ledger-format.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        var blocks: [String: String] = [:]
        for block in text.components(separatedBy: "```text ").dropFirst() {
            let content = try #require(block.components(separatedBy: "\n```").first)
            let lines = content.components(separatedBy: "\n")
            blocks[lines[0]] = lines.dropFirst().joined(separator: "\n")
        }
        self.blocks = blocks
    }

    private func text(_ name: String) throws -> String { try #require(blocks[name]) }

    private func bytes(_ name: String) throws -> [UInt8] { Array(try text(name).utf8) }

    private func hex(_ name: String) throws -> [UInt8] {
        let text = try text(name)
        return try #require(Hex.decode(text))
    }

    @Test func `its envelopes are read, chained and spelt as they stand there`() throws {
        let first = try Envelope(parsing: bytes("envelope-0"))
        let second = try Envelope(parsing: bytes("envelope-1"))
        #expect(first.kind == EntryKind("case.accepted") && first.who == officer)
        #expect(first.acted == Instant("2018-03-14T11:30:00+08:00") && second.acted == nil)
        #expect(second.previous == SHA256.hash(try bytes("envelope-0")))
        #expect(try first.bytes == bytes("envelope-0") && second.bytes == bytes("envelope-1"))
    }

    @Test func `its parts hash to what the envelopes name, and are spelt as they stand there`() throws {
        for (part, name, envelope) in [
            ("open-0", PartName.open, "envelope-0"), ("sealed-0", .sealed, "envelope-0"),
            ("open-1", .open, "envelope-1"),
        ] {
            let line = try PartLine(parsing: bytes(part))
            #expect(try Envelope(parsing: bytes(envelope)).parts[name] == line.digest)
            let digits = try text(part).dropFirst(9).prefix(64)
            let salt = try #require(Hex.decode(digits))
            #expect(try PartLine(data: line.data, salt: salt).bytes == line.bytes)
        }
    }

    @Test func `its tree, key, checkpoint and proof hold`() throws {
        let leaves = try ["envelope-0", "envelope-1"].map { MerkleHash.leaf(try bytes($0)) }
        #expect(leaves.map(\.hex) == [blocks["leaf-0"], blocks["leaf-1"]])
        #expect(try MerkleTree(leaves: leaves).root(size: TreeSize(2)).hex == blocks["root"])
        let key = try VerifierKey(text("key"))
        let note = try bytes("checkpoint") + [0x0A]
        let checkpoint = try Checkpoint(verifying: UnverifiedCheckpoint(parsing: note), with: key)
        #expect(checkpoint.root.hex == blocks["root"])
        let seed = try #require(Hex.decode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
        let signed = try Checkpoint(
            signing: TreeSize(2), root: checkpoint.root, origin: checkpoint.origin, key: Ed25519Key(seed: seed))
        #expect(signed.bytes == note)
        let proof = try LogProof(parsing: bytes("proof-1") + [0x0A])
        #expect(try proof.verify(bytes("envelope-1"), with: key) == checkpoint)
        #expect(try proof.verify(bytes("envelope-0"), with: key) == nil)
    }

    @Test func `its key change holds, and is made again byte for byte`() throws {
        let note = try bytes("key-change") + [0x0A]
        let change = try KeyChange(verifying: SignedNote(parsing: note))
        #expect(try change.old == VerifierKey(text("key")) && change.size == TreeSize(2))
        #expect(change.root.hex == blocks["root"])
        let seeds = [
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        ]
        let keys = try seeds.map { try Ed25519Key(seed: #require(Hex.decode($0))) }
        let made = try KeyChange(
            origin: change.origin, size: change.size, root: change.root, old: keys[0], new: keys[1])
        #expect(made.note.bytes == note)
    }

    @Test func `its cosignature holds for its checkpoint`() throws {
        let witness = try WitnessKey(text("witness-key"))
        let note = try SignedNote(parsing: bytes("checkpoint") + [0x0A] + bytes("cosignature") + [0x0A])
        let cosignature = try Cosignature(verifying: note, by: witness)
        #expect(cosignature.time == Instant("2018-03-14T16:00:00+08:00"))
    }

    @Test func `its wrapped key and sealed part open`() throws {
        let cipher = PartCipher(masterKey: Array(0..<32), origin: "demo.liuhen.example/wuhan")
        let envelope = try Envelope(parsing: bytes("envelope-0"))
        let key = try cipher.unwrap(hex("wrapped-key"), of: envelope.stream)
        #expect(key == [UInt8](repeating: 0xAA, count: 32))
        let sealed = try hex("sealed-part")
        let line = try cipher.open(sealed, name: .sealed, of: envelope.entry, at: LeafIndex(0), key: key)
        #expect(line == (try bytes("sealed-0")))
        #expect(throws: LedgerError.damaged(place: "entry/0/open", what: "part does not open")) {
            try cipher.open(sealed, name: .open, of: envelope.entry, at: LeafIndex(0), key: key)
        }
    }
}
