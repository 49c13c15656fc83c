internal import Cryptography
internal import Foundation
internal import GRDB

/// One transaction on the SQLite file: reading.
struct SQLiteLogConnection: LogReading {
    let connection: Database

    func size() throws(LedgerError) -> TreeSize {
        let last = try one(Int.self, "SELECT max(position) FROM envelope")
        guard let last else { return TreeSize(0) }
        return TreeSize(including: try index(last))
    }

    func envelopes(_ range: Range<Int>) throws(LedgerError) -> [EnvelopeRow] {
        try envelopes("position >= ? AND position < ? ORDER BY position", [range.lowerBound, range.upperBound])
    }

    func envelopes(of stream: StreamName, from version: Int, limit: Int) throws(LedgerError) -> [EnvelopeRow] {
        try envelopes("stream = ? AND version >= ? ORDER BY version LIMIT ?", [stream.text, version, limit])
    }

    func envelope(of entry: EntryID) throws(LedgerError) -> EnvelopeRow? {
        try envelopes("entry = ?", [Data(entry.bytes)]).first
    }

    func head(of stream: StreamName) throws(LedgerError) -> EnvelopeRow? {
        try envelopes("stream = ? ORDER BY version DESC LIMIT 1", [stream.text]).first
    }

    func streams(prefix: String) throws(LedgerError) -> [StreamName] {
        // Names are ASCII, so that every name with the prefix sorts between it and it with the byte 0x7F behind.
        let names = try rows(
            "SELECT DISTINCT stream FROM envelope WHERE stream >= ? AND stream < ? ORDER BY stream",
            [prefix, prefix + "\u{7F}"]
        ) { try $0.decode(String.self, atIndex: 0) }
        var streams: [StreamName] = []
        for name in names { streams.append(try StreamName(name)) }
        return streams
    }

    func parts(of index: LeafIndex) throws(LedgerError) -> [PartName: [UInt8]] {
        let found = try rows("SELECT name, sealed FROM part WHERE position = ?", [index.value]) { row in
            try (row.decode(String.self, atIndex: 0), Array(row.decode(Data.self, atIndex: 1)))
        }
        var parts: [PartName: [UInt8]] = [:]
        for (text, sealed) in found {
            guard let name = PartName(rawValue: text) else {
                throw .damaged(place: "part/\(index)", what: "unknown part")
            }
            parts[name] = sealed
        }
        return parts
    }

    func streamKey(of stream: StreamName) throws(LedgerError) -> [UInt8]? {
        try one(Data.self, "SELECT wrapped FROM streamKey WHERE stream = ?", [stream.text]).map { Array($0) }
    }

    func disposedVersion(of stream: StreamName) throws(LedgerError) -> Int {
        try one(Int.self, "SELECT max(version) FROM disposal WHERE stream = ?", [stream.text]) ?? 0
    }

    func command(_ id: CommandID) throws(LedgerError) -> CommandRow? {
        try rows("SELECT fingerprint, first, count FROM command WHERE command = ?", [id.text]) { row in
            let (first, count): (Int, Int) = try (row.decode(atIndex: 1), row.decode(atIndex: 2))
            guard (0...maximum).contains(count) else {
                throw LedgerError.damaged(place: "command/\(id)", what: "number of entries")
            }
            return try CommandRow(
                command: id, fingerprint: Array(row.decode(Data.self, atIndex: 0)), first: index(first), count: count)
        }.first
    }

    func tile(_ tile: Tile) throws(LedgerError) -> [Digest] {
        let sql = "SELECT hashes FROM tile WHERE level = ? AND number = ?"
        guard let data = try one(Data.self, sql, [tile.level, tile.index]) else { return [] }
        let bytes = Array(data)
        return stride(from: 0, to: bytes.count, by: Digest.byteCount)
            .compactMap { Digest(bytes: bytes[$0..<min($0 + Digest.byteCount, bytes.count)]) }
    }

    func checkpoint(upTo size: TreeSize?) throws(LedgerError) -> [UInt8]? {
        let sql = "SELECT note FROM checkpoint WHERE size <= ? ORDER BY size DESC LIMIT 1"
        return try one(Data.self, sql, [size?.value ?? Int.max]).map { Array($0) }
    }

    private func envelopes(_ condition: String, _ arguments: StatementArguments) throws(LedgerError) -> [EnvelopeRow] {
        let sql = "SELECT position, entry, stream, version, bytes FROM envelope WHERE " + condition
        let found = try rows(sql, arguments) { row in
            try (
                row.decode(Int.self, atIndex: 0), Array(row.decode(Data.self, atIndex: 1)),
                row.decode(String.self, atIndex: 2), row.decode(Int.self, atIndex: 3),
                Array(row.decode(Data.self, atIndex: 4))
            )
        }
        var envelopes: [EnvelopeRow] = []
        for (position, entry, stream, version, bytes) in found {
            let index = try index(position)
            guard let entry = EntryID(bytes: entry) else {
                throw .damaged(place: "entry/\(position)", what: "entry id")
            }
            guard (1...maximum).contains(version) else {
                throw .damaged(place: "entry/\(position)", what: "version")
            }
            envelopes.append(
                EnvelopeRow(
                    index: index, entry: entry, stream: try StreamName(stream), version: version,
                    bytes: bytes))
        }
        return envelopes
    }

    /// The place of an entry, where the file holds a number that can be one.
    private func index(_ position: Int) throws(LedgerError) -> LeafIndex {
        guard (0...maximum).contains(position) else { throw .damaged(place: "entry/\(position)", what: "position") }
        return LeafIndex(position)
    }

    /// More entries than any log will have, and few enough to reckon with.
    private var maximum: Int { Int(Int32.max) }

    private func rows<Value>(
        _ sql: String, _ arguments: StatementArguments, _ read: (Row) throws -> Value
    ) throws(LedgerError) -> [Value] {
        try SQLiteFailure.mapping("read") {
            let statement = try connection.cachedStatement(sql: sql)
            return try Row.fetchAll(statement, arguments: arguments).map(read)
        }
    }

    private func one<Value: DatabaseValueConvertible>(
        _ type: Value.Type, _ sql: String, _ arguments: StatementArguments = []
    ) throws(LedgerError) -> Value? {
        try SQLiteFailure.mapping("read") {
            try Value.fetchOne(connection.cachedStatement(sql: sql), arguments: arguments)
        }
    }
}
