package import Cryptography

extension Ledger {
    /// The number of entries.
    package func size() throws(LedgerError) -> TreeSize {
        try store.read { reading throws(LedgerError) in try reading.size() }
    }

    /// The number of entries of a stream; 0 where there is none.
    package func version(of stream: StreamName) throws(LedgerError) -> Int {
        try store.read { reading throws(LedgerError) in try reading.head(of: stream)?.version ?? 0 }
    }

    /// The streams whose names begin with `prefix`, in the order of their bytes.
    package func streams(prefix: String) throws(LedgerError) -> [StreamName] {
        try store.read { reading throws(LedgerError) in try reading.streams(prefix: prefix) }
    }

    /// The entries of a stream in their order, from `version` on.
    /// - Throws: ``LedgerError/damaged(place:what:)`` where a part is not what its envelope says.
    package func entries(
        of stream: StreamName, from version: Int = 1, limit: Int = .max
    ) throws(LedgerError) -> [Entry] {
        try store.read { reading throws(LedgerError) in
            var reader = EntryReader(reading: reading, cipher: cipher)
            return try reader.entries(reading.envelopes(of: stream, from: version, limit: limit))
        }
    }

    /// The entries of the log in their order, from a place on; none where the log is shorter.
    package func entries(from index: LeafIndex, limit: Int) throws(LedgerError) -> [Entry] {
        try store.read { reading throws(LedgerError) in
            var reader = EntryReader(reading: reading, cipher: cipher)
            let end = index.value.addingReportingOverflow(limit)
            return try reader.entries(reading.envelopes(index.value..<(end.overflow ? Int.max : end.partialValue)))
        }
    }

    /// An entry by its id.
    package func entry(_ id: EntryID) throws(LedgerError) -> Entry? {
        try store.read { reading throws(LedgerError) in
            guard let row = try reading.envelope(of: id) else { return nil }
            var reader = EntryReader(reading: reading, cipher: cipher)
            return try reader.entry(row)
        }
    }

    /// The receipt of a command that was done; nil where it was not.
    /// - Parameter request: the bytes that the batch carried.
    /// - Throws: ``LedgerError/commandReused(_:)`` where the command of this id asked for something else.
    package func receipt(of command: CommandID, request: [UInt8]) throws(LedgerError) -> AppendReceipt? {
        try store.read { reading throws(LedgerError) in
            guard let row = try reading.command(command) else { return nil }
            guard HMAC.isEqual(row.fingerprint, cipher.fingerprint([0x01] + request)) else {
                throw .commandReused(command)
            }
            return try AppendReceipt(reading: row, from: reading)
        }
    }

    /// The last checkpoint; nil for a log without entries.
    package func checkpoint() throws(LedgerError) -> Checkpoint? {
        try store.read { reading throws(LedgerError) in
            guard let note = try reading.checkpoint(upTo: nil) else { return nil }
            return try Checkpoint(verifying: UnverifiedCheckpoint(parsing: note), with: verifierKey)
        }
    }

    /// The proof that an entry is in the log, with the last checkpoint.
    /// - Throws: ``LedgerError/indexOutOfRange(index:size:)``.
    package func proof(of index: LeafIndex) throws(LedgerError) -> LogProof {
        try store.read { reading throws(LedgerError) in
            guard let note = try reading.checkpoint(upTo: nil) else {
                throw .indexOutOfRange(index: index, size: TreeSize(0))
            }
            let checkpoint = try UnverifiedCheckpoint(parsing: note)
            let tiles = StoredTiles(reading: reading)
            return try LogProof(
                InclusionProof(of: index, size: checkpoint.size, from: tiles), checkpoint: checkpoint)
        }
    }

    /// The proof that an entry is in the tree of the first `size` entries.
    /// - Throws: ``LedgerError/indexOutOfRange(index:size:)``, ``LedgerError/sizeOutOfRange(size:within:)``.
    package func inclusionProof(of index: LeafIndex, size: TreeSize) throws(LedgerError) -> InclusionProof {
        try store.read { reading throws(LedgerError) in
            let whole = try reading.size()
            guard size <= whole else { throw .sizeOutOfRange(size: size, within: whole) }
            return try InclusionProof(of: index, size: size, from: StoredTiles(reading: reading))
        }
    }

    /// The proof that the log of `second` entries continues that of `first`.
    /// - Throws: ``LedgerError/sizeOutOfRange(size:within:)`` unless `0 < first <= second <= size`.
    package func consistencyProof(
        from first: TreeSize, to second: TreeSize
    ) throws(LedgerError) -> ConsistencyProof {
        try store.read { reading throws(LedgerError) in
            let whole = try reading.size()
            guard second <= whole else { throw .sizeOutOfRange(size: second, within: whole) }
            return try ConsistencyProof(from: first, to: second, source: StoredTiles(reading: reading))
        }
    }

    /// The root of the tree of the first `size` entries.
    package func root(size: TreeSize) throws(LedgerError) -> Digest {
        try store.read { reading throws(LedgerError) in
            let whole = try reading.size()
            guard size <= whole else { throw .sizeOutOfRange(size: size, within: whole) }
            return try StoredTiles(reading: reading).root(size: size)
        }
    }
}

/// Turns rows into entries, opening each stream's key once.
struct EntryReader {
    let reading: any LogReading
    let cipher: PartCipher
    private var keys: [StreamName: [UInt8]] = [:]

    init(reading: any LogReading, cipher: PartCipher) {
        self.reading = reading
        self.cipher = cipher
    }

    mutating func entries(_ rows: [EnvelopeRow]) throws(LedgerError) -> [Entry] {
        var entries: [Entry] = []
        for row in rows { entries.append(try entry(row)) }
        return entries
    }

    mutating func entry(_ row: EnvelopeRow) throws(LedgerError) -> Entry {
        let envelope = try Envelope(parsing: row.bytes)
        let isFiled = envelope.entry == row.entry && envelope.stream == row.stream && envelope.version == row.version
        guard isFiled else { throw .damaged(place: "entry/\(row.index)", what: "filed under another place") }
        let sealed = envelope.parts.isEmpty ? [:] : try reading.parts(of: row.index)
        var parts: [PartName: Part] = [:]
        for (name, digest) in envelope.parts {
            guard let stored = sealed[name] else {
                parts[name] = .withheld
                continue
            }
            let bytes = try cipher.open(
                stored, name: name, of: envelope.entry, at: row.index, key: key(of: envelope.stream))
            guard SHA256.hash(bytes) == digest else {
                throw .damaged(place: "entry/\(row.index)/\(name.rawValue)", what: "part hash")
            }
            parts[name] = .present(try PartLine(parsing: bytes))
        }
        return Entry(index: row.index, bytes: row.bytes, envelope: envelope, parts: parts)
    }

    private mutating func key(of stream: StreamName) throws(LedgerError) -> [UInt8] {
        if let key = keys[stream] { return key }
        guard let wrapped = try reading.streamKey(of: stream) else {
            throw .damaged(place: "streamKey/\(stream)", what: "key missing")
        }
        let key = try cipher.unwrap(wrapped, of: stream)
        keys[stream] = key
        return key
    }
}

extension LogHistory {
    /// Reads the log's own stream.
    init(
        reading: any LogReading, cipher: PartCipher, origin: LogOrigin, anchor: [UInt8], outside: [KeyChange],
        problems: inout [LedgerError]
    ) throws(LedgerError) {
        var reader = EntryReader(reading: reading, cipher: cipher)
        var records: [Record] = []
        for row in try reading.envelopes(of: .ledger, from: 1, limit: .max) {
            let entry = try reader.entry(row)
            records.append(Record(index: entry.index, envelope: entry.envelope, data: entry.data(.open)))
        }
        self.init(
            reading: records, origin: origin, anchor: anchor, newest: try reading.checkpoint(upTo: nil),
            outside: outside, problems: &problems)
    }
}
