/// The place of a tile: up to 256 neighbouring hashes of one level. Source: C2SP tlog-tiles.
package struct Tile: Hashable, Sendable {
    /// Hashes in a full tile.
    package static let width = 256
    /// Levels of the Merkle tree from a full tile's hashes to their root: 2^8 = 256.
    static let height = 8

    /// 0 for leaf hashes; each hash of level `l` covers 256^l leaves.
    package let level: Int
    /// The tile's place within its level, from 0.
    package let index: Int

    /// Takes a place.
    package init(level: Int, index: Int) {
        self.level = level
        self.index = index
    }

    /// The path of the tile in a tiled log, for example `tile/0/x001/234` or `tile/1/000.p/17`.
    /// - Parameter width: how many hashes are in it, 1 to 256; below 256 the tile is a partial one.
    package func path(width: Int) -> String { "tile/\(level)/\(Tile.indexPath(index, width: width))" }

    /// The path of the bundle of entries whose hashes are in the level 0 tile `index`.
    package static func entriesPath(index: Int, width: Int) -> String {
        "tile/entries/\(indexPath(index, width: width))"
    }

    /// > a non-negative integer encoded into zero-padded 3-digit path elements. All but the last path element MUST
    /// > begin with an x.
    private static func indexPath(_ index: Int, width: Int) -> String {
        var elements: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1000)
            elements.insert(String(repeating: "0", count: 3 - digits.count) + digits, at: 0)
            rest /= 1000
        } while rest > 0
        let path = elements.dropLast().map { "x\($0)/" }.joined() + (elements.last ?? "")
        return width < Tile.width ? "\(path).p/\(width)" : path
    }

    /// Every tile of the tree of `size` with its width, level by level.
    package static func all(size: TreeSize) -> [(tile: Tile, width: Int)] {
        var tiles: [(tile: Tile, width: Int)] = []
        var count = size.value
        var level = 0
        while count > 0 {
            for index in 0...((count - 1) / width) {
                tiles.append((Tile(level: level, index: index), min(width, count - index * width)))
            }
            // > a tile at level 1 and above: each hash is the Merkle Tree Hash of a full tile at the level below.
            count /= width
            level += 1
        }
        return tiles
    }
}
