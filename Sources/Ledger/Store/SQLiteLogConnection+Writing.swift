internal import Cryptography
internal import Foundation
internal import GRDB

/// One transaction on the SQLite file: writing.
extension SQLiteLogConnection: LogWriting {
    func add(_ envelope: EnvelopeRow) throws(LedgerError) {
        try run(
            "INSERT INTO envelope (position, entry, stream, version, bytes) VALUES (?, ?, ?, ?, ?)",
            [
                envelope.index.value, Data(envelope.entry.bytes), envelope.stream.text, envelope.version,
                Data(envelope.bytes),
            ])
    }

    func add(part: PartName, of index: LeafIndex, sealed: [UInt8]) throws(LedgerError) {
        try run(
            "INSERT INTO part (position, name, sealed) VALUES (?, ?, ?)", [index.value, part.rawValue, Data(sealed)])
    }

    func add(streamKey: [UInt8], of stream: StreamName) throws(LedgerError) {
        try run("INSERT INTO streamKey (stream, wrapped) VALUES (?, ?)", [stream.text, Data(streamKey)])
    }

    func add(_ command: CommandRow) throws(LedgerError) {
        try run(
            "INSERT INTO command (command, fingerprint, first, count, checksum) VALUES (?, ?, ?, ?, ?)",
            [
                command.command.text, Data(command.fingerprint), command.first.value, command.count,
                Data(command.checksum.bytes),
            ])
    }

    func put(_ tile: Tile, hashes: [Digest]) throws(LedgerError) {
        try run(
            """
            INSERT INTO tile (level, number, hashes) VALUES (?, ?, ?)
            ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes
            """,
            [tile.level, tile.index, Data(hashes.flatMap(\.bytes))])
    }

    func add(checkpoint: [UInt8], size: TreeSize) throws(LedgerError) {
        try run("INSERT INTO checkpoint (size, note) VALUES (?, ?)", [size.value, Data(checkpoint)])
    }

    func disposeParts(of stream: StreamName, upTo version: Int) throws(LedgerError) {
        try run("INSERT INTO disposal (stream, version) VALUES (?, ?)", [stream.text, version])
        try run("DELETE FROM streamKey WHERE stream = ?", [stream.text])
        try run(
            """
            DELETE FROM part WHERE position IN (SELECT position FROM envelope WHERE stream = ? AND version <= ?)
            """, [stream.text, version])
    }

    private func run(_ sql: String, _ arguments: StatementArguments) throws(LedgerError) {
        try SQLiteFailure.mapping("append") {
            try connection.cachedStatement(sql: sql).execute(arguments: arguments)
        }
    }
}

extension CommandRow {
    /// SHA-256 over the fingerprint, the first index and the count (8 bytes each, big-endian) and the id: the command
    /// table is not covered by the tree, and this shows rot in it.
    var checksum: Digest {
        let numbers = [first.value, count].flatMap { number in
            (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
        }
        return SHA256.hash(fingerprint + numbers + Array(command.text.utf8))
    }
}
