internal import Cryptography

extension Ledger {
    /// The file of the published log below its address: `checkpoint`, or a tile of hashes; nil where there is none.
    ///
    /// The bundles of entries are not among them: envelopes name officers, and a witness needs only hashes.
    /// - Parameter path: as `tile/0/x001/234` or `tile/1/000.p/17`. Source: C2SP tlog-tiles.
    package func published(_ path: String) throws(LedgerError) -> [UInt8]? {
        if path == "checkpoint" { return try checkpoint()?.bytes }
        guard let (tile, width) = Tile.read(path) else { return nil }
        guard let size = try checkpoint()?.size else { return nil }
        // What no checkpoint covers yet is not shown.
        var covered = size.value
        for _ in 0..<tile.level { covered /= Tile.width }
        guard tile.index * Tile.width + width <= covered else { return nil }
        let hashes = try store.read { reading throws(LedgerError) in try reading.tile(tile) }
        guard hashes.count >= width else { return nil }
        return hashes.prefix(width).flatMap(\.bytes)
    }
}

extension Tile {
    /// The tile that a path names, with its width; nil for any other spelling than ``path(width:)``'s.
    static func read(_ path: String) -> (tile: Tile, width: Int)? {
        guard path.utf8.count <= 64 else { return nil }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0] == "tile", let level = Int(parts[1]), (0..<64).contains(level) else {
            return nil
        }
        var elements = Array(parts.dropFirst(2))
        var width = Tile.width
        if elements.count >= 2, elements[elements.count - 2].hasSuffix(".p") {
            guard let given = Int(elements.removeLast()), (1..<Tile.width).contains(given) else { return nil }
            width = given
            elements[elements.count - 1] = elements[elements.count - 1].dropLast(2)
        }
        var index = 0
        for element in elements {
            guard index < 1 << 40, let number = Int(element.drop { $0 == "x" }) else { return nil }
            index = index * 1000 + number
        }
        let tile = Tile(level: level, index: index)
        return tile.path(width: width) == path ? (tile, width) : nil
    }
}
