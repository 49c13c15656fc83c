internal import Cryptography
internal import Foundation

/// The log as a folder of tiles that other people's tools can audit: `checkpoint`, `tile/<L>/<N>`, `tile/entries/<N>`.
/// Source: C2SP tlog-tiles. Envelopes only, no parts.
package struct TileExport: Sendable {
    private let ledger: Ledger

    /// An export of a log.
    package init(of ledger: Ledger) { self.ledger = ledger }

    /// Writes the log as of its last checkpoint into `folder`. What lies there already is replaced; the checkpoint comes
    /// last, so that its tiles are there when it is.
    /// - Returns: the checkpoint; nil for a log without entries, of which nothing is written.
    package func write(to folder: String) throws(LedgerError) -> Checkpoint? {
        guard let checkpoint = try ledger.checkpoint() else { return nil }
        for (tile, width) in Tile.all(size: checkpoint.size) {
            let hashes = try ledger.store.read { reading throws(LedgerError) in try reading.tile(tile) }
            guard hashes.count >= width else {
                throw .damaged(place: "tile/\(tile.level)/\(tile.index)", what: "hash missing")
            }
            try write(hashes.prefix(width).flatMap(\.bytes), to: folder + "/" + tile.path(width: width))
            if tile.level == 0 {
                let bundle = try entries(tile.index * Tile.width..<tile.index * Tile.width + width)
                try write(bundle, to: folder + "/" + Tile.entriesPath(index: tile.index, width: width))
            }
        }
        try write(checkpoint.bytes, to: folder + "/checkpoint")
        return checkpoint
    }

    /// > Entry bundles are sequences of big-endian uint16 length-prefixed log entries.
    private func entries(_ range: Range<Int>) throws(LedgerError) -> [UInt8] {
        let rows = try ledger.store.read { reading throws(LedgerError) in try reading.envelopes(range) }
        guard rows.count == range.count else { throw .damaged(place: "envelope", what: "entry missing") }
        return rows.flatMap { row in
            [UInt8(truncatingIfNeeded: row.bytes.count >> 8), UInt8(truncatingIfNeeded: row.bytes.count)] + row.bytes
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws(LedgerError) {
        do {
            let url = URL(fileURLWithPath: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url, options: .atomic)
        } catch {
            throw .store(StoreFailure(operation: "export", reason: .other, cause: String(describing: error)))
        }
    }
}
