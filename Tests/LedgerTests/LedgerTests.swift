import Chronology
import Cryptography
import Foundation
import TestKit
import Testing

@testable import Ledger

@Suite struct `Appending and reading` {
    private let folder: DataFolder
    private let ledger: Ledger

    init() throws {
        folder = try DataFolder()
        ledger = try folder.open()
    }

    @Test(.features("entry-log"), .rows("WH-N1.3")) func `what is appended is read back, with its parts and its place`()
        async throws
    {
        let parts: [PartName: [String: JSON]] = [
            .open: ["stage": "受理"], .personal: ["party": "某公司"], .sealed: ["informant": "王五"],
        ]
        let receipt = try await ledger.append(batch("c-1", ["case/1": 0, "number/1": 0], parts: parts))
        #expect(receipt.items.map(\.stream.text) == ["case/1", "number/1"])
        #expect(receipt.items.map(\.index.value) == [0, 1] && receipt.items.map(\.version) == [1, 1])
        let entry = try #require(try ledger.entries(of: StreamName("case/1")).first)
        #expect(entry.data(.sealed) == ["informant": "王五"] && entry.data(.open) == ["stage": "受理"])
        #expect(entry.envelope.who == officer && entry.envelope.time == noon && entry.envelope.acted == nil)
        #expect(try Envelope(parsing: entry.bytes) == entry.envelope)
        #expect(try ledger.entry(receipt.items[1].entry)?.index == LeafIndex(1))
        #expect(try ledger.entries(from: LeafIndex(1), limit: 9).map(\.index.value) == [1])
        #expect(try ledger.version(of: StreamName("case/1")) == 1)
        #expect(try ledger.version(of: StreamName("case/2")) == 0)
        #expect(try ledger.size() == TreeSize(2))
        #expect(try folder.findings() == [])
    }

    @Test func `each envelope names the hash of the one before in its stream`() async throws {
        for version in 0..<3 {
            _ = try await ledger.append(batch("c-\(version)", ["case/1": version, "case/2": version]))
        }
        let entries = try ledger.entries(of: StreamName("case/2"))
        #expect(entries.map(\.envelope.version) == [1, 2, 3])
        #expect(entries[0].envelope.previous == nil)
        #expect(entries[1].envelope.previous == SHA256.hash(entries[0].bytes))
        #expect(entries[2].envelope.previous == SHA256.hash(entries[1].bytes))
        #expect(try ledger.entries(of: StreamName("case/2"), from: 2, limit: 1).map(\.envelope.version) == [2])
    }

    @Test func `streams are listed by their prefix`() async throws {
        _ = try await ledger.append(batch("c-1", ["case/10": 0, "case/2": 0, "access/case/2": 0, "cases": 0]))
        #expect(try ledger.streams(prefix: "case/").map(\.text) == ["case/10", "case/2"])
        #expect(try ledger.streams(prefix: "").count == 4)
    }

    @Test func `a stream that has moved on is told, and nothing of the command is written`() async throws {
        _ = try await ledger.append(batch("c-1", ["case/1": 0]))
        let conflict = LedgerError.versionConflict(stream: try StreamName("case/1"), expected: 0, found: 1)
        await #expect(throws: conflict) { try await ledger.append(batch("c-2", ["account/1": 0, "case/1": 0])) }
        #expect(try ledger.size() == TreeSize(1))
        #expect(try ledger.version(of: StreamName("account/1")) == 0)
    }

    @Test func `a stream that was only read is guarded too`() async throws {
        _ = try await ledger.append(batch("c-1", ["right/zhang": 0]))
        let stream = try StreamName("case/1")
        let rights = try StreamName("right/zhang")
        let stale = CommandBatch(
            command: try CommandID("c-2"), entries: [NewEntry(EntryKind("case.noted"), in: stream, parts: [:])],
            guards: [stream: 0, rights: 0], who: officer, time: noon)
        await #expect(throws: LedgerError.versionConflict(stream: rights, expected: 0, found: 1)) {
            try await ledger.append(stale)
        }
    }

    @Test func `a written stream needs its guard, an access stream does not`() async throws {
        let stream = try StreamName("case/1")
        let careless = CommandBatch(
            command: try CommandID("c-1"), entries: [NewEntry(EntryKind("case.noted"), in: stream, parts: [:])],
            guards: [:], who: officer, time: noon)
        await #expect(throws: LedgerError.guardMissing(stream: stream)) { try await ledger.append(careless) }
        _ = try await ledger.append(batch("c-2", ["access/case/1": 0], isGuarded: false))
        _ = try await ledger.append(batch("c-3", ["access/case/1": 0], isGuarded: false))
        #expect(try ledger.version(of: StreamName("access/case/1")) == 2)
    }

    @Test func `a command sent twice is done once and gets its first receipt`() async throws {
        let first = try await ledger.append(batch("c-1", ["case/1": 0, "case/2": 0]))
        _ = try await ledger.append(batch("c-2", ["case/1": 1]))
        let again = try await ledger.append(batch("c-1", ["case/1": 0, "case/2": 0], time: noon.adding(seconds: 60)))
        #expect(again == first)
        #expect(try ledger.size() == TreeSize(3))
    }

    @Test func `a command id used for something else is refused`() async throws {
        _ = try await ledger.append(batch("c-1", ["case/1": 0]))
        await #expect(throws: LedgerError.commandReused(try CommandID("c-1"))) {
            try await ledger.append(batch("c-1", ["case/1": 0], parts: [.open: ["text": "不受理"]]))
        }
    }

    @Test func `a caller that names its request finds the receipt before it decides again`() async throws {
        let stream = try StreamName("case/1")
        let command = try CommandID("c-1")
        let asked = CommandBatch(
            command: command, entries: [NewEntry(EntryKind("case.noted"), in: stream, parts: [:])],
            guards: [stream: 0], who: officer, time: noon, request: Array("accept".utf8))
        #expect(try ledger.receipt(of: command, request: Array("accept".utf8)) == nil)
        let receipt = try await ledger.append(asked)
        #expect(try ledger.receipt(of: command, request: Array("accept".utf8)) == receipt)
        #expect(throws: LedgerError.commandReused(command)) {
            try ledger.receipt(of: command, request: Array("refuse".utf8))
        }
    }

    @Test func `time never goes back`() async throws {
        _ = try await ledger.append(batch("c-1", ["case/1": 0]))
        let receipt = try await ledger.append(batch("c-2", ["case/1": 1], time: noon.adding(seconds: -60)))
        #expect(receipt.time == noon)
        #expect(try ledger.entries(of: StreamName("case/1")).map(\.envelope.time) == [noon, noon])
    }

    @Test func `an act lies in the past, as far as may be, and never in the future`() async throws {
        let late = noon.adding(seconds: -86_400 * 400)
        _ = try await ledger.append(batch("c-1", ["case/1": 0], acted: late))
        #expect(try ledger.entries(of: StreamName("case/1"))[0].envelope.acted == late)
        let early = noon.adding(seconds: 1)
        let error = LedgerError.actInFuture(stream: try StreamName("case/1"), acted: early, time: noon)
        await #expect(throws: error) { try await ledger.append(batch("c-2", ["case/1": 1], acted: early)) }
    }

    @Test func `a part beyond 16 KiB and a batch without entries are refused`() async throws {
        let long: JSON = .string(String(repeating: "字", count: 6000))
        let error = await #expect(throws: LedgerError.self) {
            try await ledger.append(batch("c-1", ["case/1": 0], parts: [.open: ["text": long]]))
        }
        guard case .tooLarge("part", _, 16_384) = try #require(error) else {
            Issue.record("another error")
            return
        }
        await #expect(throws: LedgerError.emptyBatch(command: try CommandID("c-2"))) {
            try await ledger.append(batch("c-2", [:]))
        }
        #expect(try ledger.size() == TreeSize(0))
    }

    @Test func `an envelope that could not be read back is never written`() async throws {
        let stream = try StreamName("case/1")
        let wordy = Author(account: "zhang", name: String(repeating: "张", count: 6000))
        let long = CommandBatch(
            command: try CommandID("c-1"), entries: [NewEntry(EntryKind("case.noted"), in: stream, parts: [:])],
            guards: [stream: 0], who: wordy, time: noon)
        let error = await #expect(throws: LedgerError.self) { try await ledger.append(long) }
        guard case .tooLarge("envelope", _, 16_384) = try #require(error) else {
            Issue.record("another error")
            return
        }
        await #expect(throws: LedgerError.invalid(key: "time")) {
            try await ledger.append(batch("c-2", ["case/1": 0], time: Instant(milliseconds: 300_000_000_000_000)))
        }
        await #expect(throws: LedgerError.invalid(key: "acted")) {
            let yearZero = Instant(milliseconds: -70_000_000_000_000)
            _ = try await ledger.append(batch("c-3", ["case/1": 0], acted: yearZero))
        }
        _ = try await ledger.append(batch("c-4", ["case/1": 0]))
        #expect(try folder.findings() == [])
    }

    @Test func `the database holds no part in plain, and the log no part at all`() async throws {
        let secret = "举报人王五"
        _ = try await ledger.append(batch("c-1", ["case/1": 0], parts: [.sealed: ["informant": .string(secret)]]))
        for name in ["ledger.db", "ledger.db-wal"] {
            let data = FileManager.default.contents(atPath: folder.path + "/" + name) ?? Data()
            #expect(data.range(of: Data("case/1".utf8)) != nil || name == "ledger.db")
            #expect(data.range(of: Data(secret.utf8)) == nil)
        }
    }

    @Test func `parts that were disposed of are withheld, and every proof still holds`() async throws {
        _ = try await ledger.append(batch("c-1", ["case/1": 0, "case/2": 0]))
        let before = try #require(try ledger.checkpoint())
        try ledger.disposeParts(of: StreamName("case/1"))
        let entry = try ledger.entries(of: StreamName("case/1"))[0]
        #expect(entry.parts == [.open: .withheld])
        #expect(try ledger.entries(of: StreamName("case/2"))[0].data(.open) != nil)
        #expect(try ledger.proof(of: entry.index).verify(entry.bytes, with: ledger.verifierKey) == before)
        #expect(try folder.findings() == [])
        _ = try await ledger.append(batch("c-2", ["case/1": 1]))
        let entries = try ledger.entries(of: StreamName("case/1"))
        #expect(entries[0].data(.open) == nil && entries[1].data(.open) != nil)
        #expect(try folder.findings() == [])
    }

    @Test func `the log reads the same after it was closed and opened`() async throws {
        for version in 0..<5 { _ = try await ledger.append(batch("c-\(version)", ["case/1": version])) }
        let entries = try ledger.entries(from: LeafIndex(0), limit: 99)
        let checkpoint = try ledger.checkpoint()
        ledger.close()
        let reopened = try folder.open()
        #expect(try reopened.entries(from: LeafIndex(0), limit: 99) == entries)
        #expect(try reopened.checkpoint() == checkpoint)
        #expect(reopened.refusal == nil)
        _ = try await reopened.append(batch("c-5", ["case/1": 5]))
        #expect(try folder.findings() == [])
    }

    @Test func `old kinds are read by upcasters, unknown ones are told`() async throws {
        _ = try await ledger.append(batch("c-1", ["case/1": 0]))
        let entry = try ledger.entries(of: StreamName("case/1"))[0]
        var upcasters = Upcasters()
        #expect(!upcasters.isKnown(entry.envelope.kind) && upcasters.data(of: entry) == nil)
        upcasters.register(
            EntryKind("case.noted", version: 3),
            steps: [
                { _, data in ["words": data["text"] ?? .null] },
                { _, data in data.merging(["late": false]) { old, _ in old } },
            ])
        #expect(upcasters.data(of: entry) == [.open: ["words": "受理", "late": false]])
        #expect(!upcasters.isKnown(EntryKind("case.noted", version: 4)))
    }
}
