internal import Chronology
internal import Cryptography

/// The writing of a group of commands in one transaction, each checked on its own.
struct GroupCommit {
    private let writing: any LogWriting
    private let origin: String
    private let cipher: PartCipher
    private var size: TreeSize
    private var lastTime: Instant
    private var heads: [StreamName: (version: Int, digest: Digest?)] = [:]
    private var leaves: [Digest] = []

    /// Starts a group at the end of the log.
    init(writing: any LogWriting, origin: String, cipher: PartCipher) throws(LedgerError) {
        self.writing = writing
        self.origin = origin
        self.cipher = cipher
        size = try writing.size()
        lastTime = Instant(milliseconds: .min)
        if size.value > 0, let last = try writing.envelopes(size.value - 1..<size.value).first {
            lastTime = try Envelope(parsing: last.bytes).time
        }
    }

    /// Takes in one command. What it asks wrongly fails only it; nothing of it is written then.
    /// - Throws: where the store fails, or what is stored is damaged: then the whole group fails.
    mutating func take(_ batch: CommandBatch) throws(LedgerError) -> Result<AppendReceipt, LedgerError> {
        do throws(LedgerError) {
            if let receipt = try repeated(batch) { return .success(receipt) }
            let entries = try prepare(batch)
            return .success(try write(batch, entries))
        } catch {
            switch error {
            case .store, .damaged, .fenced: throw error
            default: return .failure(error)
            }
        }
    }

    /// Adds the new leaves to the tree and signs the new size. Nil where nothing was added.
    /// - Parameter old: the key that `key` takes over from with this very group.
    func finish(signing key: Ed25519Key, replacing old: Ed25519Key? = nil) throws(LedgerError) -> Checkpoint? {
        guard !leaves.isEmpty else { return nil }
        var added = leaves
        var start = size.value - leaves.count
        var level = 0
        while !added.isEmpty {
            var complete: [Digest] = []
            while !added.isEmpty {
                let tile = Tile(level: level, index: start / Tile.width)
                let kept = try writing.tile(tile)
                guard kept.count == start % Tile.width else {
                    throw .damaged(place: "tile/\(tile.level)/\(tile.index)", what: "width \(kept.count)")
                }
                let taken = added.prefix(Tile.width - kept.count)
                let hashes = kept + taken
                try writing.put(tile, hashes: hashes)
                if hashes.count == Tile.width { complete.append(MerkleHash.balanced(hashes)) }
                start += taken.count
                added.removeFirst(taken.count)
            }
            level += 1
            start = start / Tile.width - complete.count
            added = complete
        }
        let root = try StoredTiles(reading: writing).root(size: size)
        let checkpoint = try Checkpoint(signing: size, root: root, origin: origin, key: key, replacing: old)
        try writing.add(checkpoint: checkpoint.bytes, size: size)
        return checkpoint
    }

    private func repeated(_ batch: CommandBatch) throws(LedgerError) -> AppendReceipt? {
        guard let row = try writing.command(batch.command) else { return nil }
        guard HMAC.isEqual(row.fingerprint, cipher.fingerprint(batch.content)) else {
            throw .commandReused(batch.command)
        }
        return try AppendReceipt(reading: row, from: writing)
    }

    private struct Prepared {
        let envelope: Envelope
        let bytes: [UInt8]
        let parts: [PartName: PartLine]
    }

    private mutating func head(of stream: StreamName) throws(LedgerError) -> (version: Int, digest: Digest?) {
        if let head = heads[stream] { return head }
        let row = try writing.head(of: stream)
        let head = (version: row?.version ?? 0, digest: row.map { SHA256.hash($0.bytes) })
        heads[stream] = head
        return head
    }

    private mutating func prepare(_ batch: CommandBatch) throws(LedgerError) -> [Prepared] {
        guard !batch.entries.isEmpty else { throw .emptyBatch(command: batch.command) }
        for (stream, expected) in batch.guards.sorted(by: { $0.key < $1.key }) {
            let found = try head(of: stream).version
            guard found == expected else { throw .versionConflict(stream: stream, expected: expected, found: found) }
        }
        let time = max(batch.time, lastTime)
        var pending: [StreamName: (version: Int, digest: Digest?)] = [:]
        var prepared: [Prepared] = []
        for new in batch.entries {
            guard !new.isGuarded || batch.guards[new.stream] != nil else { throw .guardMissing(stream: new.stream) }
            if let acted = new.acted, acted > time {
                throw .actInFuture(stream: new.stream, acted: acted, time: time)
            }
            var parts: [PartName: PartLine] = [:]
            for (name, data) in new.parts { parts[name] = try PartLine(data: data, salt: Random.bytes(32)) }
            var head = try head(of: new.stream)
            if let written = pending[new.stream] { head = written }
            let envelope = Envelope(
                format: Envelope.currentFormat, origin: origin, entry: .random(), command: batch.command,
                stream: new.stream, version: head.version + 1, previous: head.digest, time: time,
                acted: new.acted == time ? nil : new.acted, who: batch.who, kind: new.kind, rules: batch.rules,
                parts: parts.mapValues(\.digest))
            try envelope.checkForm()
            let bytes = envelope.bytes
            guard bytes.count <= JSON.lineLimit else {
                throw .tooLarge(what: "envelope", bytes: bytes.count, limit: JSON.lineLimit)
            }
            pending[new.stream] = (envelope.version, SHA256.hash(bytes))
            prepared.append(Prepared(envelope: envelope, bytes: bytes, parts: parts))
        }
        heads.merge(pending) { _, new in new }
        lastTime = time
        return prepared
    }

    private mutating func write(
        _ batch: CommandBatch, _ entries: [Prepared]
    ) throws(LedgerError) -> AppendReceipt {
        let first = LeafIndex(size.value)
        var items: [AppendReceipt.Item] = []
        for prepared in entries {
            let envelope = prepared.envelope
            let index = LeafIndex(size.value)
            try writing.add(
                EnvelopeRow(
                    index: index, entry: envelope.entry, stream: envelope.stream, version: envelope.version,
                    bytes: prepared.bytes))
            if !prepared.parts.isEmpty {
                let key = try key(of: envelope.stream)
                for (name, line) in prepared.parts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                    let sealed = try cipher.seal(line, name: name, of: envelope.entry, key: key)
                    try writing.add(part: name, of: index, sealed: sealed)
                }
            }
            leaves.append(MerkleHash.leaf(prepared.bytes))
            size = TreeSize(including: index)
            items.append(
                AppendReceipt.Item(
                    index: index, entry: envelope.entry, stream: envelope.stream, version: envelope.version))
        }
        try writing.add(
            CommandRow(
                command: batch.command, fingerprint: cipher.fingerprint(batch.content), first: first,
                count: items.count))
        return AppendReceipt(command: batch.command, items: items, time: lastTime)
    }

    private func key(of stream: StreamName) throws(LedgerError) -> [UInt8] {
        if let wrapped = try writing.streamKey(of: stream) { return try cipher.unwrap(wrapped, of: stream) }
        let key = cipher.makeKey()
        try writing.add(streamKey: cipher.wrap(key, of: stream), of: stream)
        return key
    }
}

extension AppendReceipt {
    /// The receipt that a command had when it was done.
    init(reading row: CommandRow, from reading: any LogReading) throws(LedgerError) {
        var items: [Item] = []
        var time: Instant?
        for stored in try reading.envelopes(row.first.value..<row.first.value + row.count) {
            let envelope = try Envelope(parsing: stored.bytes)
            guard envelope.command == row.command else {
                throw .damaged(place: "command/\(row.command)", what: "entry \(stored.index) is another's")
            }
            time = envelope.time
            items.append(
                Item(
                    index: stored.index, entry: envelope.entry, stream: envelope.stream, version: envelope.version))
        }
        guard let time, items.count == row.count else {
            throw .damaged(place: "command/\(row.command)", what: "entries missing")
        }
        self.init(command: row.command, items: items, time: time)
    }
}
