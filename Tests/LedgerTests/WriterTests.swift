import Cryptography
import Foundation
import GRDB
import TestKit
import Testing

@testable import Ledger

@Suite struct `The one writer` {
    @Test func `a second writer is refused while the first lives, and may read`() async throws {
        let folder = try DataFolder()
        let ledger = try folder.open()
        _ = try await ledger.append(batch("c-1", ["case/1": 0]))
        #expect(throws: LedgerError.fenced(path: folder.path + "/ledger.db.lock")) { try folder.open() }
        let reader = try folder.open(.reading)
        #expect(try reader.entries(of: StreamName("case/1")).count == 1)
        await #expect(throws: LedgerError.readOnly) { try await reader.append(batch("c-2", ["case/1": 1])) }
        _ = try await ledger.append(batch("c-2", ["case/1": 1]))
        #expect(try reader.size() == TreeSize(2))
        ledger.close()
        #expect(try folder.open().refusal == nil)
    }

    @Test func `a writer that another has taken over from writes no more`() async throws {
        let folder = try DataFolder()
        let ledger = try folder.open()
        _ = try await ledger.append(batch("c-1", ["case/1": 0]))
        // As if the lock file had been lost (a network disk): another writer raised the generation.
        let other = try DatabaseQueue(path: folder.path + "/ledger.db")
        try await other.write { try $0.execute(sql: "UPDATE writer SET generation = generation + 1") }
        await #expect(throws: LedgerError.fenced(path: folder.path + "/ledger.db")) {
            try await ledger.append(batch("c-2", ["case/1": 1]))
        }
        #expect(try ledger.size() == TreeSize(1))
    }

    @Test func `a commit waits for the disk`() throws {
        let folder = try DataFolder()
        let store = try SQLiteLogStore(path: folder.path + "/ledger.db", origin: folder.origin, mode: .writing)
        #expect(try store.synchronousLevel() == 2)
    }

    @Test(
        .rows("LX-24.3"),
        arguments: [
            "UPDATE envelope SET version = 9", "DELETE FROM envelope", "UPDATE part SET sealed = zeroblob(40)",
            "UPDATE command SET count = 2", "DELETE FROM command", "DELETE FROM checkpoint",
            "UPDATE checkpoint SET note = ''", "UPDATE log SET origin = 'other'", "DELETE FROM tile",
            "UPDATE tile SET hashes = zeroblob(32)",
            "INSERT INTO envelope VALUES (9, zeroblob(3), 's', 1, zeroblob(9))",
        ])
    func `the database itself refuses to change what was appended`(sql: String) async throws {
        let folder = try DataFolder()
        let ledger = try folder.open()
        _ = try await ledger.append(batch("c-1", ["case/1": 0]))
        let database = try DatabaseQueue(path: folder.path + "/ledger.db")
        let error = await #expect(throws: DatabaseError.self) {
            try await database.write { try $0.execute(sql: sql) }
        }
        #expect(error?.resultCode == .SQLITE_CONSTRAINT)
    }

    @Test func `an old copy put back is read but not written`() async throws {
        let folder = try DataFolder()
        let ledger = try folder.open()
        for version in 0..<3 { _ = try await ledger.append(batch("c-\(version)", ["case/1": version])) }
        ledger.close()
        let old = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/ledger.db"))
        let later = try folder.open()
        _ = try await later.append(batch("c-3", ["case/1": 3]))
        later.close()
        try old.write(to: URL(fileURLWithPath: folder.path + "/ledger.db"))
        let behind = LedgerError.behindCheckpoint(size: TreeSize(3), checkpoint: TreeSize(4))
        let restored = try folder.open()
        #expect(restored.refusal == behind)
        await #expect(throws: behind) { try await restored.append(batch("c-9", ["case/1": 3])) }
        #expect(try restored.entries(of: StreamName("case/1")).count == 3)
        #expect(try folder.findings().map(\.where) == ["checkpoints/latest"])
    }

    @Test func `another history under the same key is read but not written`() async throws {
        let folder = try DataFolder()
        let ledger = try folder.open()
        ledger.close()
        let fork = try DataFolder(copyOf: folder)
        for (place, text) in [(folder, "one"), (fork, "two")] {
            let opened = try place.open()
            _ = try await opened.append(batch(text, ["case/1": 0]))
            opened.close()
        }
        try FileManager.default.removeItem(atPath: folder.path + "/checkpoints/latest")
        try FileManager.default.copyItem(
            atPath: fork.path + "/checkpoints/latest", toPath: folder.path + "/checkpoints/latest")
        #expect(try folder.open().refusal == .forked(checkpoint: TreeSize(1)))
        #expect(try folder.findings() == [Finding(where: "checkpoints/latest", what: "root is not the entries'")])
    }

    @Test func `an outside checkpoint that is no longer readable is told, not overwritten`() async throws {
        let folder = try DataFolder()
        let ledger = try folder.open()
        _ = try await ledger.append(batch("c-1", ["case/1": 0]))
        ledger.close()
        try Data("nothing".utf8).write(to: URL(fileURLWithPath: folder.path + "/checkpoints/latest"))
        #expect(try folder.open().refusal == .malformed(what: "note", line: 1))
        #expect(try folder.findings().map(\.where) == ["checkpoints/latest"])
    }

    @Test func `an append is refused while the outside checkpoint cannot follow`() async throws {
        let folder = try DataFolder()
        let ledger = try folder.open()
        // A file where the folder should be.
        try Data().write(to: URL(fileURLWithPath: folder.path + "/checkpoints"))
        _ = try await ledger.append(batch("c-1", ["case/1": 0]))
        let failure = StoreFailure(operation: "write checkpoint", reason: .other, cause: "")
        await #expect(throws: LedgerError.store(failure)) { try await ledger.append(batch("c-2", ["case/1": 1])) }
        #expect(try ledger.size() == TreeSize(1))
        try FileManager.default.removeItem(atPath: folder.path + "/checkpoints")
        _ = try await ledger.append(batch("c-2", ["case/1": 1]))
        #expect(try folder.findings() == [])
    }

    @Test func `a torn end of the write-ahead file loses nothing that was acknowledged`() async throws {
        let folder = try DataFolder()
        let ledger = try folder.open()
        for version in 0..<8 { _ = try await ledger.append(batch("c-\(version)", ["case/1": version])) }
        let entries = try ledger.entries(from: LeafIndex(0), limit: 99)
        let wal = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/ledger.db-wal"))
        var random = SystemRandomNumberGenerator()
        for length in [1, 23, 24, 500, 4119, 4120, 4121, 9000] {
            // What a killed process leaves: all commits, and some bytes of a transaction that was under way.
            let copy = try DataFolder(copyOf: folder)
            try? FileManager.default.removeItem(atPath: copy.path + "/ledger.db-shm")
            let torn = wal + Data((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) })
            try torn.write(to: URL(fileURLWithPath: copy.path + "/ledger.db-wal"))
            let reopened = try copy.open()
            #expect(reopened.refusal == nil)
            #expect(try reopened.entries(from: LeafIndex(0), limit: 99) == entries)
            _ = try await reopened.append(batch("c-8", ["case/1": 8]))
            #expect(try copy.findings() == [])
            reopened.close()
        }
        // A disk that lost acknowledged frames is found out by the checkpoint outside.
        let copy = try DataFolder(copyOf: folder)
        try? FileManager.default.removeItem(atPath: copy.path + "/ledger.db-shm")
        try wal.dropLast(1).write(to: URL(fileURLWithPath: copy.path + "/ledger.db-wal"))
        let behind = LedgerError.behindCheckpoint(size: TreeSize(7), checkpoint: TreeSize(8))
        #expect(try copy.open().refusal == behind)
        ledger.close()
    }

    @Test func `another log's database and a file that is none are told`() async throws {
        let folder = try DataFolder()
        try folder.open().close()
        let mismatch = LedgerError.originMismatch(expected: "example.com/other", found: folder.origin)
        #expect(throws: mismatch) {
            try Ledger(folder: folder.path, origin: "example.com/other", keys: folder.keys)
        }
        let junk = try DataFolder()
        try Data("not a database, not at all".utf8).write(to: URL(fileURLWithPath: junk.path + "/ledger.db"))
        let unreadable = StoreFailure(operation: "open", reason: .unreadable, cause: "")
        #expect(throws: LedgerError.store(unreadable)) { try junk.open() }
        let absent = StoreFailure(operation: "open", reason: .absent, cause: "")
        #expect(throws: LedgerError.store(absent)) { try DataFolder().open(.reading) }
    }
}
