internal import Chronology
internal import Cryptography
internal import Foundation
internal import GRDB

/// What the verifier learns on its way through the tables.
struct VerifierWalk {
    let key: VerifierKey
    let cipher: PartCipher?
    /// What the log says of itself; read once its envelopes and parts are.
    var history: LogHistory
    /// What witnesses have seen of this very log.
    var witnessed: [Witnessing] = []
    private(set) var findings: [Finding] = []
    /// The entries of the log's own stream, with what their open parts say.
    private(set) var ownEntries: [LogHistory.Record] = []
    private(set) var tree = MerkleTree()
    /// For each position what is needed of its envelope later on; nil where it does not parse.
    private(set) var entries: [Entry?] = []

    struct Entry {
        let id: EntryID
        let command: CommandID
        let stream: StreamName
        let version: Int
        var parts: [PartName: Digest]
    }

    init(key: VerifierKey, cipher: PartCipher?) {
        self.key = key
        self.cipher = cipher
        var problems: [LedgerError] = []
        history = LogHistory(
            reading: [], origin: LogOrigin(key.name), anchor: key.publicKey, newest: nil, outside: [],
            problems: &problems)
    }

    mutating func note(_ place: String, _ what: String) { findings.append(Finding(where: place, what: what)) }

    /// Runs `body`; what it throws is a finding at `place`.
    mutating func trying(_ place: String, _ body: (inout VerifierWalk) throws -> Void) {
        do {
            try body(&self)
        } catch let error as LedgerError {
            note(place, error.code)
        } catch {
            note(place, "unreadable: \(VerifierWalk.words(error))")
        }
    }

    static func words(_ error: any Error) -> String {
        (error as? DatabaseError)?.message ?? String(describing: type(of: error))
    }

    /// SQLite's own check of its pages and constraints, the marks of the file, its tables and its origin.
    mutating func database(_ connection: Database) {
        trying("database") { walk in
            for line in try String.fetchAll(connection, sql: "PRAGMA integrity_check") where line != "ok" {
                walk.note("database", line)
            }
            for row in try Row.fetchAll(connection, sql: "PRAGMA foreign_key_check") {
                walk.note("database", "row without its entry in \(String.fromDatabaseValue(row[0]) ?? "?")")
            }
        }
        trying("database") { walk in
            let application = try Int32.fetchOne(connection, sql: "PRAGMA application_id")
            let version = try Int32.fetchOne(connection, sql: "PRAGMA user_version")
            if application != LogSchema.applicationID || version != LogSchema.version {
                walk.note("database", "not a ledger of this version")
            }
            let found = try String.fetchAll(
                connection, sql: "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name <> 'sqlite_stat1'")
            if Set(found) != Set(LogSchema.statements) { walk.note("database", "tables or triggers were changed") }
            let origins = try String.fetchAll(connection, sql: "SELECT origin FROM log WHERE id = 1")
            if origins != [LogOrigin(walk.key.name).founding] { walk.note("log", "origin is not the key's") }
            // Who writes next counts on from here; any number will do that is one.
            let generations = try Int64?.fetchAll(connection, sql: "SELECT generation FROM writer WHERE id = 1")
            if generations.count != 1 || (generations.first ?? -1) ?? -1 < 0 { walk.note("writer", "no generation") }
            for table in ["log", "writer"] {
                let count = try Int.fetchOne(connection, sql: "SELECT count(*) FROM \(table)")
                if count != 1 { walk.note(table, "rows that nobody wrote") }
            }
        }
    }

    /// Every envelope: its spelling, its place, its stream's chain, the time, and the leaf it makes.
    mutating func envelopes(_ connection: Database) {
        trying("envelope") { walk in
            var heads: [StreamName: (version: Int, digest: Digest)] = [:]
            var origin = LogOrigin(LogOrigin(walk.key.name).founding)
            var lastTime: Instant?
            var seen: Set<EntryID> = []
            let sql = "SELECT position, entry, stream, version, bytes FROM envelope ORDER BY position"
            let rows = try Row.fetchCursor(connection, sql: sql)
            while let row = try rows.next() {
                let position = Int.fromDatabaseValue(row[0]) ?? -1
                let place = "entry/\(position)"
                guard position == walk.entries.count, let bytes = Data.fromDatabaseValue(row[4]).map({ Array($0) })
                else {
                    walk.note(place, "entry before it is missing")
                    return
                }
                walk.tree.append(MerkleHash.leaf(bytes))
                walk.entries.append(nil)
                guard let envelope = walk.envelope(bytes, at: place) else { continue }
                walk.entries[position] = Entry(
                    id: envelope.entry, command: envelope.command, stream: envelope.stream, version: envelope.version,
                    parts: envelope.parts)
                let isFiled =
                    Data.fromDatabaseValue(row[1]).map { Array($0) } == envelope.entry.bytes
                    && String.fromDatabaseValue(row[2]) == envelope.stream.text
                    && Int.fromDatabaseValue(row[3]) == envelope.version
                if !isFiled { walk.note(place, "filed under another place") }
                if !seen.insert(envelope.entry).inserted { walk.note(place, "entry id used twice") }
                if envelope.stream == .ledger {
                    walk.ownEntries.append(LogHistory.Record(index: LeafIndex(position), envelope: envelope, data: nil))
                    // Only here may the name change, and only to that of a later epoch.
                    let opened = LogOrigin(envelope.origin)
                    if envelope.kind == Epoch.kind, origin.isCovered(by: opened), origin != opened { origin = opened }
                }
                if envelope.origin != origin.text { walk.note(place, "origin is not the key's") }
                let head = heads[envelope.stream]
                if envelope.version != (head?.version ?? 0) + 1 { walk.note(place, "version out of order") }
                if envelope.previous != head?.digest { walk.note(place, "chain is broken") }
                if let lastTime, envelope.time < lastTime { walk.note(place, "time before the last entry") }
                heads[envelope.stream] = (envelope.version, SHA256.hash(bytes))
                lastTime = envelope.time
            }
        }
    }

    private mutating func envelope(_ bytes: [UInt8], at place: String) -> Envelope? {
        do throws(LedgerError) {
            return try Envelope(parsing: bytes)
        } catch {
            note(place, "envelope does not parse: \(error.code)")
            return nil
        }
    }

    /// The tiles hold exactly the hashes that the envelopes give.
    mutating func tiles(_ connection: Database) {
        trying("tile") { walk in
            var expected: [Tile: Int] = [:]
            for (tile, width) in Tile.all(size: walk.tree.size) { expected[tile] = width }
            let rows = try Row.fetchCursor(connection, sql: "SELECT level, number, hashes FROM tile ORDER BY 1, 2")
            while let row = try rows.next() {
                let tile = Tile(
                    level: Int.fromDatabaseValue(row[0]) ?? -1, index: Int.fromDatabaseValue(row[1]) ?? -1)
                let place = "tile/\(tile.level)/\(tile.index)"
                guard let width = expected.removeValue(forKey: tile) else {
                    walk.note(place, "tile beyond the tree")
                    continue
                }
                let start = tile.index * Tile.width
                let hashes = try walk.tree.hashes(level: tile.level, start..<start + width).flatMap(\.bytes)
                if Data.fromDatabaseValue(row[2]).map({ Array($0) }) != hashes {
                    walk.note(place, "hash is not the entries'")
                }
            }
            for tile in expected.keys.sorted(by: { ($0.level, $0.index) < ($1.level, $1.index) }) {
                walk.note("tile/\(tile.level)/\(tile.index)", "tile missing")
            }
        }
    }

    /// Keeps what the open part of an entry of the log's own stream says.
    mutating func keep(_ data: [String: JSON], of position: Int) {
        guard let place = ownEntries.firstIndex(where: { $0.index.value == position }) else { return }
        ownEntries[place] = LogHistory.Record(
            index: LeafIndex(position), envelope: ownEntries[place].envelope, data: data)
    }
}
