import Cryptography
import Foundation
import Testing

@testable import Ledger

/// RFC 6962 §2.1 word for word, without anything kept.
private func naiveRoot(_ leaves: ArraySlice<[UInt8]>) -> Digest {
    if leaves.isEmpty { return SHA256.hash([]) }
    if leaves.count == 1 { return SHA256.hash([0] + leaves[leaves.startIndex]) }
    var k = 1
    while k * 2 < leaves.count { k *= 2 }
    let middle = leaves.startIndex + k
    return SHA256.hash([1] + naiveRoot(leaves[..<middle]).bytes + naiveRoot(leaves[middle...]).bytes)
}

private func makeTree(_ count: Int) -> (entries: [[UInt8]], tree: MerkleTree) {
    let entries = (0..<count).map { Array("entry \($0)".utf8) }
    return (entries, MerkleTree(leaves: entries.map { MerkleHash.leaf($0) }))
}

@Suite struct `The Merkle tree` {
    /// The eight leaves and roots that the Certificate Transparency project published with RFC 6962.
    private static let published = [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ]

    @Test func `has the roots published for eight leaves`() throws {
        var tree = MerkleTree()
        #expect(
            try tree.root(size: TreeSize(0)).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        for (leaf, root) in Self.published {
            tree.append(MerkleHash.leaf(try #require(Hex.decode(leaf))))
            #expect(try tree.root(size: tree.size).hex == root)
        }
    }

    @Test(arguments: [0, 1, 2, 3, 255, 256, 257])
    func `proves every leaf of a tree`(count: Int) throws {
        let (entries, tree) = makeTree(count)
        let size = TreeSize(count)
        let root = try tree.root(size: size)
        #expect(root == naiveRoot(entries[...]))
        for (index, entry) in entries.enumerated() {
            let proof = try InclusionProof(of: LeafIndex(index), size: size, from: tree)
            let leaf = MerkleHash.leaf(entry)
            #expect(proof.proves(leaf, in: root))
            #expect(proof.path.count <= 9)
            #expect(!proof.proves(MerkleHash.leaf(entry + [0]), in: root))
            #expect(!proof.proves(leaf, in: MerkleHash.empty))
            let longer = InclusionProof(index: proof.index, size: size, path: proof.path + [leaf])
            #expect(!longer.proves(leaf, in: root))
            if !proof.path.isEmpty {
                let shorter = InclusionProof(index: proof.index, size: size, path: Array(proof.path.dropLast()))
                #expect(!shorter.proves(leaf, in: root))
            }
            let elsewhere = InclusionProof(index: LeafIndex(index + 1), size: size, path: proof.path)
            #expect(!elsewhere.proves(leaf, in: root))
        }
        #expect(throws: LedgerError.indexOutOfRange(index: LeafIndex(count), size: size)) {
            try InclusionProof(of: LeafIndex(count), size: size, from: tree)
        }
    }

    @Test(arguments: [1, 2, 3, 7, 64, 255, 256, 257])
    func `proves every earlier tree to be its beginning`(count: Int) throws {
        let (_, tree) = makeTree(count)
        let second = TreeSize(count)
        let secondRoot = try tree.root(size: second)
        for size in 1...count {
            let first = TreeSize(size)
            let firstRoot = try tree.root(size: first)
            let proof = try ConsistencyProof(from: first, to: second, source: tree)
            #expect(proof.proves(firstRoot: firstRoot, secondRoot: secondRoot))
            #expect(!proof.proves(firstRoot: MerkleHash.empty, secondRoot: secondRoot))
            #expect(!proof.proves(firstRoot: firstRoot, secondRoot: MerkleHash.empty))
            let longer = ConsistencyProof(first: first, second: second, path: proof.path + [firstRoot])
            #expect(!longer.proves(firstRoot: firstRoot, secondRoot: secondRoot))
        }
        #expect(throws: LedgerError.sizeOutOfRange(size: TreeSize(0), within: second)) {
            try ConsistencyProof(from: TreeSize(0), to: second, source: tree)
        }
    }

    @Test func `agrees with the definition on random trees, and refuses any flipped bit`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<60 {
            let count = Int.random(in: 2...1200, using: &random)
            let (entries, tree) = makeTree(count)
            let first = Int.random(in: 1..<count, using: &random)
            let index = Int.random(in: 0..<count, using: &random)
            let root = try tree.root(size: TreeSize(count))
            #expect(root == naiveRoot(entries[...]))
            #expect(try tree.root(size: TreeSize(first)) == naiveRoot(entries[..<first]))
            let inclusion = try InclusionProof(of: LeafIndex(index), size: TreeSize(count), from: tree)
            #expect(inclusion.proves(MerkleHash.leaf(entries[index]), in: root))
            let flipped = InclusionProof(
                index: inclusion.index, size: inclusion.size, path: try flip(inclusion.path, &random))
            #expect(!flipped.proves(MerkleHash.leaf(entries[index]), in: root))
            let consistency = try ConsistencyProof(from: TreeSize(first), to: TreeSize(count), source: tree)
            let firstRoot = naiveRoot(entries[..<first])
            #expect(consistency.proves(firstRoot: firstRoot, secondRoot: root))
            let bent = ConsistencyProof(
                first: consistency.first, second: consistency.second, path: try flip(consistency.path, &random))
            #expect(!bent.proves(firstRoot: firstRoot, secondRoot: root))
        }
    }

    private func flip(_ path: [Digest], _ random: inout SystemRandomNumberGenerator) throws -> [Digest] {
        var path = path
        let place = Int.random(in: 0..<path.count, using: &random)
        var bytes = path[place].bytes
        bytes[Int.random(in: 0..<32, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        path[place] = try #require(Digest(bytes: bytes))
        return path
    }

    /// The example in C2SP tlog-tiles: «a tree of size 70,000 will be represented by 273 full level 0 tiles, one partial
    /// level 0 tile of width 112, one full level 1 tile, one partial level 1 tile of width 17, and one partial level 2
    /// tile of width 1», and index 1234067 is `x001/x234/067`.
    @Test func `has the tiles of the specification's example`() {
        let tiles = Tile.all(size: TreeSize(70_000))
        #expect(tiles.count { $0.tile.level == 0 && $0.width == 256 } == 273)
        let edge = tiles.filter { $0.width < 256 }.map { "\($0.tile.level) \($0.width)" }
        #expect(edge == ["0 112", "1 17", "2 1"])
        #expect(tiles.count { $0.tile.level == 1 && $0.width == 256 } == 1)
        #expect(Tile(level: 0, index: 1_234_067).path(width: 256) == "tile/0/x001/x234/067")
        #expect(Tile(level: 1, index: 0).path(width: 17) == "tile/1/000.p/17")
        #expect(Tile.all(size: TreeSize(256)).map { "\($0.tile.level) \($0.width)" } == ["0 256", "1 1"])
    }
}
