import Cryptography
import Foundation
import Testing

@testable import Ledger

@Suite struct `Handing the log to others` {
    private func makeLedger(_ folder: DataFolder, count: Int) async throws -> Ledger {
        let ledger = try folder.open()
        for start in stride(from: 0, to: count, by: 20) {
            let streams = (start..<min(start + 20, count)).map { ("case/\($0)", 0) }
            _ = try await ledger.append(batch("c-\(start)", Dictionary(uniqueKeysWithValues: streams)))
        }
        return ledger
    }

    @Test func `a stranger rebuilds the tree from the tiles, and the checkpoint holds`() async throws {
        let folder = try DataFolder()
        let ledger = try await makeLedger(folder, count: 300)
        let target = folder.path + "/tiles"
        let checkpoint = try #require(try TileExport(of: ledger).write(to: target))
        #expect(checkpoint.size == TreeSize(300))
        let paths = try FileManager.default.subpathsOfDirectory(atPath: target).sorted().filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: target + "/" + path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }
        #expect(
            paths == [
                "checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000",
                "tile/entries/001.p/44",
            ])
        var tree = MerkleTree()
        for name in ["000", "001.p/44"] {
            let hashes = try Data(contentsOf: URL(fileURLWithPath: "\(target)/tile/0/\(name)"))
            var bundle = Array(try Data(contentsOf: URL(fileURLWithPath: "\(target)/tile/entries/\(name)")))[...]
            var leaves: [Digest] = []
            while let high = bundle.popFirst(), let low = bundle.popFirst() {
                let length = Int(high) << 8 | Int(low)
                leaves.append(MerkleHash.leaf(Array(bundle.prefix(length))))
                bundle = bundle.dropFirst(length)
            }
            #expect(Array(hashes) == leaves.flatMap(\.bytes))
            for leaf in leaves { tree.append(leaf) }
        }
        let kept = try Data(contentsOf: URL(fileURLWithPath: target + "/checkpoint"))
        let read = try Checkpoint(verifying: UnverifiedCheckpoint(parsing: Array(kept)), with: ledger.verifierKey)
        #expect(try tree.root(size: read.size) == read.root)
        #expect(try folder.findings() == [])
    }

    @Test func `a proof file stands alone`() async throws {
        let folder = try DataFolder()
        let ledger = try await makeLedger(folder, count: 21)
        let entry = try #require(try ledger.entries(from: LeafIndex(13), limit: 1).first)
        let bytes = try ledger.proof(of: entry.index).bytes
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.hasPrefix("c2sp.org/tlog-proof@v1\nindex 13\n"))
        #expect(text.contains("\n\n\(folder.origin)\n21\n"))
        let proof = try LogProof(parsing: bytes)
        #expect(proof.bytes == bytes)
        #expect(try proof.verify(entry.bytes, with: ledger.verifierKey)?.size == TreeSize(21))
        #expect(try proof.verify(entry.bytes + [0x20], with: ledger.verifierKey) == nil)
        let stranger = try VerifierKey(name: folder.origin, publicKey: Ed25519Key().publicKey)
        #expect(throws: LedgerError.signatureMissing(key: folder.origin)) {
            try proof.verify(entry.bytes, with: stranger)
        }
    }

    @Test func `a proof file may carry extra data, and its form is strict`() async throws {
        let folder = try DataFolder()
        let ledger = try await makeLedger(folder, count: 3)
        let plain = try ledger.proof(of: LeafIndex(2))
        let inclusion = InclusionProof(index: plain.index, size: plain.checkpoint.size, path: plain.path)
        let proof = try LogProof(inclusion, checkpoint: plain.checkpoint, extra: [1, 2, 3])
        let text = String(decoding: proof.bytes, as: UTF8.self)
        #expect(text.hasPrefix("c2sp.org/tlog-proof@v1\nextra AQID\nindex 2\n"))
        #expect(try LogProof(parsing: proof.bytes) == proof)
        for (old, new) in [
            ("@v1", "@v2"), ("index 2", "index 02"), ("index 2", "index -2"), ("index 2", "place 2"),
            ("AQID", "AQIDA"), ("index 2\n", "index 2\nAQID\n"), ("\n\n\(folder.origin)", "\n\(folder.origin)"),
        ] {
            let range = try #require(text.range(of: old))
            #expect(throws: LedgerError.self) {
                try LogProof(parsing: Array(text.replacingCharacters(in: range, with: new).utf8))
            }
        }
    }

    @Test func `every earlier checkpoint is the beginning of the last`() async throws {
        let folder = try DataFolder()
        let ledger = try await makeLedger(folder, count: 260)
        let last = try #require(try ledger.checkpoint())
        for size in stride(from: 20, through: 260, by: 20) {
            let note = try ledger.store.read { reading throws(LedgerError) in
                try reading.checkpoint(upTo: TreeSize(size))
            }
            let earlier = try UnverifiedCheckpoint(parsing: try #require(note))
            #expect(earlier.size == TreeSize(size))
            let proof = try ledger.consistencyProof(from: earlier.size, to: last.size)
            #expect(proof.proves(firstRoot: earlier.root, secondRoot: last.root))
        }
        let entry = try #require(try ledger.entries(from: LeafIndex(100), limit: 1).first)
        let proof = try ledger.inclusionProof(of: entry.index, size: TreeSize(160))
        #expect(proof.proves(entry.leaf, in: try ledger.root(size: TreeSize(160))))
        #expect(throws: LedgerError.sizeOutOfRange(size: TreeSize(261), within: TreeSize(260))) {
            try ledger.inclusionProof(of: entry.index, size: TreeSize(261))
        }
    }
}
