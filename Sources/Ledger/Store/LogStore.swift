package import Cryptography

/// Where a log is kept: rows that are read and added, and nothing that understands them.
///
/// A SQLite file today; PostgreSQL where one machine is too small. Every store fails alike, with ``LedgerError``.
package protocol LogStore: Sendable {
    /// Reads from one state of the log: what is committed meanwhile is not seen.
    func read<Value: Sendable>(
        _ body: (any LogReading) throws(LedgerError) -> Value
    ) throws(LedgerError) -> Value

    /// Runs `body` as the only writer, and makes everything it did durable before returning; nothing of it where it
    /// throws.
    /// - Throws: ``LedgerError/readOnly``, ``LedgerError/fenced(path:)`` where another writer has taken over, and what
    ///   `body` throws.
    func write<Value: Sendable>(
        _ body: (any LogWriting) throws(LedgerError) -> Value
    ) throws(LedgerError) -> Value

    /// Ends the use of the store. Writing fails from then on.
    func close()
}

/// An envelope as it is stored.
package struct EnvelopeRow: Hashable, Sendable {
    /// Its place in the log.
    package let index: LeafIndex
    /// The entry's id.
    package let entry: EntryID
    /// Its stream.
    package let stream: StreamName
    /// Its place in the stream, from 1.
    package let version: Int
    /// The envelope, verbatim.
    package let bytes: [UInt8]
}

/// A command as it is stored.
package struct CommandRow: Hashable, Sendable {
    /// Its id.
    package let command: CommandID
    /// HMAC over what it asked for.
    package let fingerprint: [UInt8]
    /// The place of its first entry.
    package let first: LeafIndex
    /// The number of its entries, which follow one another.
    package let count: Int
}

/// What may be asked of a store.
package protocol LogReading {
    /// The number of entries.
    func size() throws(LedgerError) -> TreeSize
    /// The envelopes at the given places, in their order; fewer where the log is shorter.
    func envelopes(_ range: Range<Int>) throws(LedgerError) -> [EnvelopeRow]
    /// The envelopes of a stream from a version on, in their order.
    func envelopes(of stream: StreamName, from version: Int, limit: Int) throws(LedgerError) -> [EnvelopeRow]
    /// The envelope of an entry.
    func envelope(of entry: EntryID) throws(LedgerError) -> EnvelopeRow?
    /// The last envelope of a stream.
    func head(of stream: StreamName) throws(LedgerError) -> EnvelopeRow?
    /// The names of the streams that begin with `prefix`, in the order of their bytes.
    func streams(prefix: String) throws(LedgerError) -> [StreamName]
    /// The parts of an entry, encrypted.
    func parts(of index: LeafIndex) throws(LedgerError) -> [PartName: [UInt8]]
    /// The wrapped key of a stream.
    func streamKey(of stream: StreamName) throws(LedgerError) -> [UInt8]?
    /// Up to which version the parts of a stream were destroyed; 0 where they were not.
    func disposedVersion(of stream: StreamName) throws(LedgerError) -> Int
    /// A command.
    func command(_ id: CommandID) throws(LedgerError) -> CommandRow?
    /// The hashes of a tile; none where there is no such tile.
    func tile(_ tile: Tile) throws(LedgerError) -> [Digest]
    /// The checkpoint with the greatest size up to `size`.
    func checkpoint(upTo size: TreeSize?) throws(LedgerError) -> [UInt8]?
}

/// What may be done to a store. Nothing that was added is ever changed, but for the tiles on the right edge of the tree.
package protocol LogWriting: LogReading {
    /// Adds an envelope.
    func add(_ envelope: EnvelopeRow) throws(LedgerError)
    /// Adds an encrypted part.
    func add(part: PartName, of index: LeafIndex, sealed: [UInt8]) throws(LedgerError)
    /// Adds the wrapped key of a stream that has none.
    func add(streamKey: [UInt8], of stream: StreamName) throws(LedgerError)
    /// Adds a command.
    func add(_ command: CommandRow) throws(LedgerError)
    /// Puts down the hashes of a tile, in place of fewer.
    func put(_ tile: Tile, hashes: [Digest]) throws(LedgerError)
    /// Adds a checkpoint.
    func add(checkpoint: [UInt8], size: TreeSize) throws(LedgerError)
    /// Destroys the key of a stream and its parts up to a version, so that nobody can bring them back.
    func disposeParts(of stream: StreamName, upTo version: Int) throws(LedgerError)
}

/// The tiles of a store as a source of hashes.
struct StoredTiles: HashSource {
    let reading: any LogReading

    func hashes(level: Int, _ positions: Range<Int>) throws(LedgerError) -> [Digest] {
        let index = positions.lowerBound / Tile.width
        let start = index * Tile.width
        let kept = try reading.tile(Tile(level: level, index: index))
        guard positions.upperBound - start <= kept.count else {
            throw .damaged(place: "tile/\(level)/\(index)", what: "hash missing")
        }
        return Array(kept[(positions.lowerBound - start)..<(positions.upperBound - start)])
    }
}
