package import Cryptography

/// The tiles of a log that somebody else holds, as far as they have been fetched. Asked for a hash that is not there, it
/// fails with an error from which ``needed(_:)`` tells what to fetch. Source: C2SP tlog-tiles.
package struct FetchedTiles: HashSource, Sendable {
    private static let missing = "not fetched"

    /// The number of entries that the tiles cover.
    private let size: TreeSize
    private var tiles: [Tile: [Digest]] = [:]

    /// Tiles of a tree, none fetched yet.
    package init(size: TreeSize) { self.size = size }

    /// How many hashes a tile has in the tree; 0 where it has none.
    private func width(_ tile: Tile) -> Int {
        var count = size.value
        for _ in 0..<tile.level { count /= Tile.width }
        return max(0, min(Tile.width, count - tile.index * Tile.width))
    }

    package func hashes(level: Int, _ positions: Range<Int>) throws(LedgerError) -> [Digest] {
        let tile = Tile(level: level, index: positions.lowerBound / Tile.width)
        let start = tile.index * Tile.width
        guard positions.upperBound <= start + width(tile) else {
            throw .damaged(place: "tile/\(level)", what: "hash missing")
        }
        guard let kept = tiles[tile] else {
            throw .damaged(place: "\(level) \(tile.index)", what: FetchedTiles.missing)
        }
        return Array(kept[(positions.lowerBound - start)..<(positions.upperBound - start)])
    }

    /// The tile that a failure asks for, with its path below the log's address; nil where it is about something else.
    package func needed(_ error: LedgerError) -> (tile: Tile, path: String)? {
        guard case .damaged(let place, FetchedTiles.missing) = error else { return nil }
        let numbers = place.split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 2 else { return nil }
        let tile = Tile(level: numbers[0], index: numbers[1])
        return (tile, tile.path(width: width(tile)))
    }

    /// Takes in the bytes of a tile; more than the tree has of it is passed over.
    /// - Throws: ``LedgerError/damaged(place:what:)`` where they are too few.
    package mutating func take(_ bytes: [UInt8], as tile: Tile) throws(LedgerError) {
        let width = width(tile)
        let hashes = (0..<width).compactMap { index -> Digest? in
            let start = index * Digest.byteCount
            guard start + Digest.byteCount <= bytes.count else { return nil }
            return Digest(bytes: Array(bytes[start..<start + Digest.byteCount]))
        }
        guard width > 0, hashes.count == width else {
            throw .damaged(place: tile.path(width: max(1, width)), what: "tile too short")
        }
        tiles[tile] = hashes
    }
}
