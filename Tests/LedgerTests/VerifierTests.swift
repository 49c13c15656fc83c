import Cryptography
import Foundation
import GRDB
import TestKit
import Testing

@testable import Ledger

@Suite(.features("verification")) struct `Verifying a whole log` {
    /// 24 entries in five streams, one of them disposed of.
    private func makeFolder() async throws -> DataFolder {
        let folder = try DataFolder()
        let ledger = try folder.open()
        let parts: [PartName: [String: JSON]] = [.open: ["text": "记录"], .personal: ["name": "李四"]]
        for version in 0..<6 {
            let streams = ["case/1": version, "case/2": version, "case/3": version]
            _ = try await ledger.append(batch("c-\(version)", streams, parts: parts))
            _ = try await ledger.append(batch("a-\(version)", ["access/case/1": 0], isGuarded: false))
        }
        try ledger.disposeParts(of: StreamName("case/3"))
        ledger.close()
        return folder
    }

    /// Everything that a reader can get out of the log; throws where it cannot be read.
    private func contents(_ folder: DataFolder) throws -> [String] {
        let ledger = try folder.open(.reading)
        defer { ledger.close() }
        var values: [String] = ["\(try ledger.size())"]
        for entry in try ledger.entries(from: LeafIndex(0), limit: .max) {
            values.append("\(entry.index) \(Hex.encode(entry.bytes))")
            for name in PartName.allCases { values.append("\(name) \(String(describing: entry.data(name)))") }
            values.append("\(try ledger.entry(entry.envelope.entry)?.index.value ?? -1)")
            let proof = try ledger.proof(of: entry.index)
            values.append(Hex.encode(proof.bytes))
        }
        for stream in try ledger.streams(prefix: "") {
            values.append("\(stream) \(try ledger.version(of: stream))")
            for entry in try ledger.entries(of: stream) { values.append(entry.envelope.entry.hex) }
        }
        let rows = try ledger.store.read { reading throws(LedgerError) in
            var rows: [String] = []
            for version in 0..<6 {
                for prefix in ["c", "a"] {
                    let row = try reading.command(CommandID("\(prefix)-\(version)"))
                    rows.append("\(row?.first.value ?? -1) \(row?.count ?? -1) \(Hex.encode(row?.fingerprint ?? []))")
                }
            }
            for size in 1...24 { rows.append(Hex.encode(try reading.checkpoint(upTo: TreeSize(size)) ?? [])) }
            for stream in ["case/1", "case/2", "case/3", "access/case/1"] {
                rows.append(Hex.encode(try reading.streamKey(of: StreamName(stream)) ?? []))
                rows.append("\(try reading.disposedVersion(of: StreamName(stream)))")
            }
            return rows
        }
        return values + rows
    }

    @Test func `any flip in the database file is found, or changes nothing that is read`() async throws {
        let folder = try await makeFolder()
        #expect(try folder.findings() == [])
        let before = try contents(folder)
        let path = folder.path + "/ledger.db"
        let original = try Data(contentsOf: URL(fileURLWithPath: path))
        var random = SystemRandomNumberGenerator()
        var found = 0
        for _ in 0..<600 {
            var bytes = original
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &random)
            bytes[place] ^= bit
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
            try bytes.write(to: URL(fileURLWithPath: path))
            if try !folder.findings().isEmpty {
                found += 1
                continue
            }
            let after = try? contents(folder)
            #expect(after == before, "byte \(place) bit \(bit)")
        }
        #expect(found > 50)
    }

    /// Changes the database as someone would who can do everything but sign.
    private func tampered(_ sql: String...) async throws -> [String] {
        let folder = try await makeFolder()
        let database = try DatabaseQueue(path: folder.path + "/ledger.db")
        try await database.writeWithoutTransaction { connection in
            let triggers = try Row.fetchAll(
                connection, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            for trigger in triggers { try connection.execute(sql: "DROP TRIGGER \(trigger[0] as String)") }
            try connection.execute(sql: "PRAGMA foreign_keys = OFF")
            for statement in sql { try connection.execute(sql: statement) }
            for trigger in triggers { try connection.execute(sql: trigger[1] as String) }
        }
        try database.close()
        return try folder.findings().map { "\($0.where): \($0.what)" }
    }

    @Test func `a changed word in an envelope is placed`() async throws {
        let findings = try await tampered(
            "UPDATE envelope SET bytes = CAST(replace(CAST(bytes AS TEXT), '42010001', '42010002') AS BLOB) WHERE position = 5"
        )
        #expect(findings.contains("tile/0/0: hash is not the entries'"))
        #expect(findings.contains { $0.hasSuffix(": chain is broken") })
    }

    @Test func `an envelope left out, its successors moved up, is found`() async throws {
        let findings = try await tampered(
            "DELETE FROM part WHERE position = 3", "DELETE FROM command WHERE command = 'a-0'",
            "DELETE FROM envelope WHERE position = 3")
        #expect(findings.contains("entry/4: entry before it is missing"))
    }

    @Test func `a tail cut off with its checkpoints is found by the checkpoint outside`() async throws {
        let findings = try await tampered(
            "DELETE FROM part WHERE position = 23", "DELETE FROM command WHERE command = 'a-5'",
            "DELETE FROM envelope WHERE position = 23", "DELETE FROM checkpoint WHERE size = 24",
            "UPDATE tile SET hashes = substr(hashes, 1, 23 * 32)")
        #expect(findings == ["checkpoints/latest: log is behind it: 23 of 24 entries"])
    }

    @Test(arguments: [
        ("DELETE FROM part WHERE position = 0 AND name = 'open'", "entry/0/open: part missing"),
        ("UPDATE part SET sealed = zeroblob(60) WHERE position = 1 AND name = 'open'", "entry/1/open: ledger.damaged"),
        ("DELETE FROM streamKey WHERE stream = 'case/1'", "entry/0/open: key of its stream missing"),
        ("UPDATE streamKey SET wrapped = zeroblob(60) WHERE stream = 'case/1'", "streamKey/case/1: ledger.damaged"),
        ("INSERT INTO disposal VALUES ('case/1', 6)", "entry/0/open: part that was disposed of"),
        ("INSERT INTO disposal VALUES ('case/1', 7)", "disposal/case/1: disposal of no entry"),
        ("DELETE FROM disposal", "entry/2/open: part missing"),
        ("UPDATE command SET count = 2 WHERE command = 'c-0'", "command/c-0: entries are not the command's"),
        ("UPDATE command SET fingerprint = zeroblob(32) WHERE command = 'c-0'", "command/c-0: checksum"),
        ("DELETE FROM command WHERE command = 'c-0'", "command/c-0: command missing"),
        ("UPDATE tile SET hashes = zeroblob(32)", "tile/0/0: hash is not the entries'"),
        ("INSERT INTO tile VALUES (1, 0, zeroblob(32))", "tile/1/0: tile beyond the tree"),
        ("DELETE FROM checkpoint WHERE size = 24", "checkpoint: last entries are not covered"),
        ("UPDATE checkpoint SET note = CAST('x' AS BLOB) WHERE size = 4", "checkpoint/4: ledger.malformed"),
        (
            "UPDATE checkpoint SET note = (SELECT note FROM checkpoint WHERE size = 4) WHERE size = 7",
            "checkpoint/7: filed under another size"
        ),
        ("UPDATE envelope SET stream = 'case/9' WHERE position = 0", "entry/0: filed under another place"),
        (
            "UPDATE envelope SET bytes = CAST('{}' AS BLOB) WHERE position = 0",
            "entry/0: envelope does not parse: ledger.missing-key"
        ),
        ("UPDATE log SET origin = 'example.com/other'", "log: origin is not the key's"),
        (
            "CREATE TRIGGER more AFTER INSERT ON envelope BEGIN SELECT 1; END",
            "database: tables or triggers were changed"
        ),
        ("PRAGMA user_version = 9", "database: not a ledger of this version"),
    ])
    func `every kind of tampering is found and placed`(sql: String, finding: String) async throws {
        let findings = try await tampered(sql)
        #expect(findings.contains(finding))
    }

    @Test func `a file that cannot be read is a finding`() async throws {
        let folder = try await makeFolder()
        let url = URL(fileURLWithPath: folder.path + "/ledger.db")
        let original = try Data(contentsOf: url)
        for content in [Data(), Data("junk".utf8), Data(repeating: 0x41, count: 40_000), original.prefix(5000)] {
            try content.write(to: url)
            #expect(try !folder.findings().isEmpty)
        }
        try FileManager.default.removeItem(at: url)
        #expect(try folder.findings().first == Finding(where: "database", what: "absent"))
    }

    @Test func `another key finds every checkpoint wanting`() async throws {
        let folder = try await makeFolder()
        let key = try VerifierKey(name: folder.origin, publicKey: Ed25519Key().publicKey)
        let findings = LedgerVerifier(folder: folder.path, key: key, masterKey: nil).findings()
        #expect(findings.allSatisfy { $0.what == "ledger.signature-missing" })
        #expect(findings.count == 13)
    }
}
