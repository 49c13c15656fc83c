internal import Cryptography
internal import Foundation
internal import GRDB

extension VerifierWalk {
    /// Every part that an envelope names is there and hashes to what it says, or was disposed of; no other part is.
    mutating func parts(_ connection: Database) {
        trying("part") { walk in
            let keys = try walk.streamKeys(connection)
            var disposed: [String: Int] = [:]
            for row in try Row.fetchAll(connection, sql: "SELECT stream, max(version) FROM disposal GROUP BY stream") {
                disposed[try row.decode(String.self, atIndex: 0)] = try row.decode(Int.self, atIndex: 1)
            }
            var missing = walk.entries.map { $0?.parts ?? [:] }
            let rows = try Row.fetchCursor(connection, sql: "SELECT position, name, sealed FROM part ORDER BY 1, 2")
            while let row = try rows.next() {
                let position = Int.fromDatabaseValue(row[0]) ?? -1
                let place = "entry/\(position)/\(String.fromDatabaseValue(row[1]) ?? "?")"
                let name = String.fromDatabaseValue(row[1]).flatMap { PartName(rawValue: $0) }
                guard let name, walk.entries.indices.contains(position), let entry = walk.entries[position],
                    let digest = missing[position].removeValue(forKey: name)
                else {
                    walk.note(place, "part that no envelope names")
                    continue
                }
                if entry.version <= disposed[entry.stream.text] ?? 0 { walk.note(place, "part that was disposed of") }
                guard let cipher = walk.cipher else { continue }
                guard let key = keys[entry.stream.text] else {
                    walk.note(place, "key of its stream missing")
                    continue
                }
                let sealed = Data.fromDatabaseValue(row[2]).map { Array($0) } ?? []
                walk.trying(place) { walk in
                    let bytes = try cipher.open(
                        sealed, name: name, of: entry.id, at: LeafIndex(position), key: key)
                    if SHA256.hash(bytes) != digest { walk.note(place, "part is not the envelope's") }
                    let line = try PartLine(parsing: bytes)
                    if entry.stream == .ledger, name == .open { walk.keep(line.data, of: position) }
                }
            }
            for (position, parts) in missing.enumerated() {
                guard let entry = walk.entries[position], entry.version > disposed[entry.stream.text] ?? 0 else {
                    continue
                }
                for name in parts.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
                    walk.note("entry/\(position)/\(name.rawValue)", "part missing")
                }
            }
        }
    }

    /// The key of each stream. One that does not open is a finding.
    private mutating func streamKeys(_ connection: Database) throws -> [String: [UInt8]] {
        var keys: [String: [UInt8]] = [:]
        let streams = Set(entries.compactMap { $0?.stream.text })
        for row in try Row.fetchAll(connection, sql: "SELECT stream, wrapped FROM streamKey ORDER BY stream") {
            let text = String.fromDatabaseValue(row[0]) ?? "?"
            let wrapped = Data.fromDatabaseValue(row[1]).map { Array($0) } ?? []
            guard streams.contains(text) else {
                note("streamKey/\(text)", "key of no stream")
                continue
            }
            trying("streamKey/\(text)") { walk in
                guard let cipher = walk.cipher else { return }
                keys[text] = try cipher.unwrap(wrapped, of: StreamName(text))
            }
        }
        return keys
    }

    /// A disposal is of versions that there are.
    mutating func disposals(_ connection: Database) {
        trying("disposal") { walk in
            var versions: [String: Int] = [:]
            for entry in walk.entries.compactMap({ $0 }) { versions[entry.stream.text] = entry.version }
            for row in try Row.fetchAll(connection, sql: "SELECT stream, version FROM disposal ORDER BY 1, 2") {
                let text = String.fromDatabaseValue(row[0]) ?? "?"
                guard let version = Int.fromDatabaseValue(row[1]), version <= versions[text] ?? 0 else {
                    walk.note("disposal/\(text)", "disposal of no entry")
                    continue
                }
            }
        }
    }

    /// Every entry belongs to exactly one command, whose entries follow one another.
    mutating func commands(_ connection: Database) {
        trying("command") { walk in
            var runs: [CommandID: (first: Int, count: Int)] = [:]
            for (position, entry) in walk.entries.enumerated() {
                guard let entry else { continue }
                guard let run = runs[entry.command] else {
                    runs[entry.command] = (position, 1)
                    continue
                }
                if run.first + run.count != position { walk.note("entry/\(position)", "command id used twice") }
                runs[entry.command] = (run.first, run.count + 1)
            }
            let sql = "SELECT command, fingerprint, first, count, checksum FROM command ORDER BY command"
            let rows = try Row.fetchCursor(connection, sql: sql)
            while let row = try rows.next() {
                let text = String.fromDatabaseValue(row[0]) ?? "?"
                guard let id = try? CommandID(text), let run = runs.removeValue(forKey: id) else {
                    walk.note("command/\(text)", "command of no entry")
                    continue
                }
                let first = Int.fromDatabaseValue(row[2]) ?? -1
                let count = Int.fromDatabaseValue(row[3]) ?? -1
                guard first == run.first, count == run.count else {
                    walk.note("command/\(text)", "entries are not the command's")
                    continue
                }
                let stored = CommandRow(
                    command: id, fingerprint: Data.fromDatabaseValue(row[1]).map { Array($0) } ?? [],
                    first: LeafIndex(first), count: count)
                if Data.fromDatabaseValue(row[4]).map({ Array($0) }) != stored.checksum.bytes {
                    walk.note("command/\(text)", "checksum")
                }
            }
            for command in runs.keys.sorted(by: { $0.text < $1.text }) {
                walk.note("command/\(command)", "command missing")
            }
        }
    }
}
