package import Cryptography

/// The tiles of a log that somebody else holds, as far as they have been fetched. Asked for a hash that is not there, it
/// says which file is still needed. Source: C2SP tlog-tiles.
package struct FetchedTiles: HashSource, Sendable {
    /// What was asked for and is not there yet.
    package struct Needed: Error, Hashable, Sendable {
        /// The path of the tile below the log's address.
        package let path: String
        /// The path of the full tile, which a log may keep alone once the tile is full.
        package let full: String
    }

    /// The number of entries that the tiles cover.
    private let size: TreeSize
    private var tiles: [Tile: [Digest]] = [:]

    /// Tiles of a tree, none fetched yet.
    package init(size: TreeSize) { self.size = size }

    /// How many hashes the tile has in the tree; 0 where it has none.
    private func width(_ tile: Tile) -> Int {
        var count = size.value
        for _ in 0..<tile.level { count /= Tile.width }
        return max(0, min(Tile.width, count - tile.index * Tile.width))
    }

    package func hashes(level: Int, _ positions: Range<Int>) throws(LedgerError) -> [Digest] {
        let tile = Tile(level: level, index: positions.lowerBound / Tile.width)
        let start = tile.index * Tile.width
        guard positions.upperBound <= start + width(tile), let kept = tiles[tile] else {
            throw .damaged(place: tile.path(width: max(1, width(tile))), what: FetchedTiles.missing)
        }
        return Array(kept[(positions.lowerBound - start)..<(positions.upperBound - start)])
    }

    static let missing = "not fetched"

    /// The tile that an error of ``hashes(level:_:)`` asks for; nil where it is about something else.
    package func needed(_ error: LedgerError) -> Tile? {
        guard case .damaged(let place, FetchedTiles.missing) = error else { return nil }
        return Tile.all(size: size).first { $0.tile.path(width: $0.width) == place }?.tile
    }

    /// The path of a tile below the log's address.
    package func path(of tile: Tile) -> String { tile.path(width: width(tile)) }

    /// Takes in the bytes of a tile.
    /// - Throws: ``LedgerError/damaged(place:what:)`` where they are too few.
    package mutating func take(_ bytes: [UInt8], as tile: Tile) throws(LedgerError) {
        let width = width(tile)
        guard bytes.count >= width * Digest.byteCount else {
            throw .damaged(place: tile.path(width: width), what: "too short")
        }
        var hashes: [Digest] = []
        for index in 0..<width {
            let start = index * Digest.byteCount
            guard let digest = Digest(bytes: Array(bytes[start..<start + Digest.byteCount])) else { break }
            hashes.append(digest)
        }
        tiles[tile] = hashes
    }
}
