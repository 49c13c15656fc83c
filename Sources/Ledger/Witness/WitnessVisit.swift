package import Chronology
internal import Cryptography

/// A witness's look at a log where the log is published as tiles: it makes the proof itself, out of the log's own hashes,
/// so that a log that has rewritten its past cannot help but show it.
package struct WitnessVisit: Sendable {
    /// How a look ended.
    package enum Outcome: Sendable {
        case cosigned(SignedNote, size: TreeSize)
        case alarm(WitnessAlarm)
        /// The checkpoint is of a log whose key the witness was not given.
        case unknown(origin: String)
        /// No key that is trusted for the log signed its checkpoint.
        case unsigned(origin: String)
        /// The log has no checkpoint yet.
        case empty
    }

    private let book: WitnessBook
    private let read: @Sendable (String) async throws -> [UInt8]?

    /// A look by a witness at a log.
    /// - Parameter read: the bytes of a file below the log's address; nil where there is none.
    package init(_ book: WitnessBook, read: @escaping @Sendable (String) async throws -> [UInt8]?) {
        self.book = book
        self.read = read
    }

    /// Looks, and cosigns what continues the last look.
    /// - Throws: what reading throws; ``LedgerError/damaged(place:what:)`` naming a tile that is missing or too short.
    package func run(at time: Instant) async throws -> Outcome {
        guard let bytes = try await read("checkpoint") else { return .empty }
        let shown = try UnverifiedCheckpoint(parsing: bytes)
        let keys = try book.keys(of: shown.origin)
        guard !keys.isEmpty else { return .unknown(origin: shown.origin) }
        guard keys.contains(where: { (try? Checkpoint(verifying: shown, with: $0)) != nil }) else {
            return .unsigned(origin: shown.origin)
        }
        guard let last = try book.seen(of: shown.origin) else {
            return try settle(WitnessRequest(old: TreeSize(0), path: [], checkpoint: shown), at: time)
        }
        if shown.size < last.size {
            return .alarm(try book.keep(.behind, last: last, shown: shown, at: time))
        }
        if shown.size == last.size {
            return try settle(WitnessRequest(old: last.size, path: [], checkpoint: shown), at: time)
        }
        var tiles = FetchedTiles(size: shown.size)
        let root = try await fetching(&tiles) { tiles throws(LedgerError) in try tiles.root(size: shown.size) }
        guard root == shown.root else {
            return .alarm(try book.keep(.tilesDiffer, last: last, shown: shown, at: time))
        }
        let before = try await fetching(&tiles) { tiles throws(LedgerError) in try tiles.root(size: last.size) }
        guard before == last.root else {
            // The log's own hashes, which its own signature covers, are of another past.
            return .alarm(try book.keep(.rewritten, last: last, shown: shown, at: time))
        }
        let path = try await fetching(&tiles) { tiles throws(LedgerError) in
            try ConsistencyProof(from: last.size, to: shown.size, source: tiles).path
        }
        return try settle(WitnessRequest(old: last.size, path: path, checkpoint: shown), at: time)
    }

    /// Fetches tiles until what is computed of them can be.
    private func fetching<Value>(
        _ tiles: inout FetchedTiles, _ compute: (FetchedTiles) throws(LedgerError) -> Value
    ) async throws -> Value {
        while true {
            do throws(LedgerError) {
                return try compute(tiles)
            } catch {
                guard let needed = tiles.needed(error) else { throw error }
                let full = needed.tile.path(width: Tile.width)
                // > clients MUST be able to fall back to the full tile where a partial one is gone
                var bytes = try await read(needed.path)
                if bytes == nil { bytes = try await read(full) }
                guard let bytes else { throw LedgerError.damaged(place: needed.path, what: "tile missing") }
                try tiles.take(bytes, as: needed.tile)
            }
        }
    }

    private func settle(_ request: WitnessRequest, at time: Instant) throws(LedgerError) -> Outcome {
        switch try book.answer(request, at: time) {
        case .success(let cosigned): return .cosigned(cosigned.note, size: request.checkpoint.size)
        case .failure(let refused):
            if let alarm = refused.alarm { return .alarm(alarm) }
            throw .damaged(place: "checkpoint", what: "refused with \(refused.refusal.status)")
        }
    }
}
