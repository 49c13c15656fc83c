import Chronology
import Cryptography
import Foundation
import Testing

@testable import Ledger

private let head = Author(account: "li", name: "李局长")
private let keeper = Author(account: "wang", name: "王管理")

/// An opening approved by two people, an hour after noon.
private func opening(_ reason: String = "磁盘损坏，恢复昨日备份", and second: Author = keeper) -> EpochOpening {
    EpochOpening(reason: reason, approvedBy: head, and: second, time: noon.adding(seconds: 3600))
}

@Suite struct `Going on behind the last checkpoint` {
    private let folder: DataFolder

    /// Five entries were signed; the database is put back to the first three.
    init() async throws {
        folder = try DataFolder()
        try await folder.append(0..<3)
        let backup = try folder.bytes("ledger.db")
        try await folder.append(3..<5)
        try folder.put(backup, as: "ledger.db")
    }

    private func open(_ opening: EpochOpening) throws -> Epoch {
        try Ledger.openEpoch(in: folder.path, origin: folder.origin, keys: folder.keys, opening)
    }

    @Test func `a restored log is written again once two people opened an epoch, and says so for ever`() async throws {
        let kept = try folder.bytes("checkpoints/latest")
        let restored = try folder.open()
        #expect(restored.refusal == .behindCheckpoint(size: TreeSize(3), checkpoint: TreeSize(5)))
        restored.close()
        #expect(
            try folder.findings() == [Finding(where: "checkpoints/latest", what: "log is behind it: 3 of 5 entries")])

        let epoch = try open(opening())
        #expect(epoch.origin.text == "demo.liuhen.example/wuhan/epoch-2" && epoch.lost == 3..<5)
        try await folder.append(3..<6)

        let report = try folder.report()
        #expect(report.findings == [])
        let told = try #require(report.epochs.first)
        #expect(report.epochs.count == 1 && told.index == LeafIndex(3) && told.lost == 3..<5)
        #expect(told.approvers == [head, keeper] && told.reason == "磁盘损坏，恢复昨日备份")
        #expect(told.abandoned.map(\.size.value) == [5] && told.abandoned[0].bytes == kept)
        #expect(told.opened == noon.adding(seconds: 3600))
        #expect(try folder.bytes("checkpoints/epoch-1") == kept)

        let ledger = try folder.open()
        #expect(ledger.origin == epoch.origin.text && ledger.verifierKey.name == epoch.origin.text)
        let origins = try ledger.entries(from: LeafIndex(0), limit: 99).map(\.envelope.origin)
        #expect(
            origins == [folder.origin, folder.origin, folder.origin] + Array(repeating: epoch.origin.text, count: 4))
        let entry = try #require(try ledger.entries(from: LeafIndex(1), limit: 1).first)
        #expect(try ledger.proof(of: LeafIndex(1)).verify(entry.bytes, with: ledger.verifierKey)?.size == TreeSize(7))
        #expect(try UnverifiedCheckpoint(parsing: folder.bytes("checkpoints/latest")).origin == epoch.origin.text)
        ledger.close()
    }

    @Test func `one person alone, no reason, or a log that is whole opens none`() async throws {
        let before = try folder.bytes("ledger.db")
        let twin = Author(account: "li", name: "王管理")
        #expect(throws: LedgerError.sameApprover(account: "li")) { try open(opening(and: twin)) }
        #expect(throws: LedgerError.invalid(key: "reason")) { try open(opening(" \n")) }
        #expect(throws: LedgerError.invalid(key: "approvers")) { try open(opening(and: Author(account: "", name: ""))) }
        let restored = try folder.open()
        #expect(restored.refusal == .behindCheckpoint(size: TreeSize(3), checkpoint: TreeSize(5)))
        #expect(try restored.size() == TreeSize(3))
        restored.close()
        #expect(before.count > 0 && folderHasNoEpoch)
        _ = try open(opening())
        #expect(throws: LedgerError.notBehind) { try open(opening()) }
    }

    private var folderHasNoEpoch: Bool {
        !FileManager.default.fileExists(atPath: folder.path + "/checkpoints/epoch-1")
    }

    @Test func `stopped before or after its entry, the opening can be done again or is done`() async throws {
        let kept = try folder.bytes("checkpoints/latest")
        // Stopped before: the abandoned checkpoint is kept apart, the entry is not there.
        try folder.put(kept, as: "checkpoints/epoch-1")
        #expect(try folder.findings().map(\.where) == ["checkpoints/latest", "checkpoints/epoch-1"])
        _ = try open(opening())
        // Stopped after: the entry is there, the last checkpoint outside is still the abandoned one.
        try folder.put(kept, as: "checkpoints/latest")
        #expect(try folder.findings() == [])
        let ledger = try folder.open()
        #expect(ledger.refusal == nil)
        ledger.close()
        #expect(try folder.bytes("checkpoints/latest") != kept)
        #expect(try folder.findings() == [])
    }

    @Test func `an old copy put back with an old checkpoint is found by the abandoned one that was kept`() async throws
    {
        let old = try folder.bytes("ledger.db")
        _ = try open(opening())
        try folder.put(old, as: "ledger.db")
        // As if someone had also put an earlier checkpoint in the last one's place.
        let reader = try folder.open(.reading)
        let early = try #require(try reader.checkpoint())
        reader.close()
        try folder.put(early.bytes, as: "checkpoints/latest")
        #expect(
            try folder.findings() == [Finding(where: "checkpoints/epoch-1", what: "log is behind it: 3 of 5 entries")])
    }

    @Test func `a copy from before an epoch goes on as the one after it, and both are told`() async throws {
        let old = try folder.bytes("ledger.db")
        _ = try open(opening())
        try await folder.append(3..<4)
        try folder.put(old, as: "ledger.db")
        let restored = try folder.open()
        #expect(restored.refusal == .behindCheckpoint(size: TreeSize(3), checkpoint: TreeSize(5)))
        restored.close()
        let epoch = try open(opening("再次恢复"))
        #expect(epoch.origin.epoch == 3)
        #expect(epoch.abandoned.map { LogOrigin($0.origin).epoch } == [1, 2])
        try await folder.append(3..<4)
        #expect(try folder.findings() == [])
        #expect(try folder.report().epochs.map(\.origin.epoch) == [3])
    }

    @Test func `a checkpoint of another history in an epoch's name is not gone on from`() async throws {
        let fork = try DataFolder(copyOf: folder)
        _ = try open(opening())
        _ = try Ledger.openEpoch(in: fork.path, origin: fork.origin, keys: fork.keys, opening("另一个分支"))
        try folder.put(fork.bytes("checkpoints/latest"), as: "checkpoints/latest")
        let ledger = try folder.open()
        #expect(ledger.refusal == .forked(checkpoint: TreeSize(4)))
        ledger.close()
        #expect(try folder.findings() == [Finding(where: "checkpoints/latest", what: "root is not the entries'")])
    }

    @Test func `nobody appends to the log's own stream or disposes of it`() async throws {
        _ = try open(opening())
        let ledger = try folder.open()
        let refused = LedgerError.invalidName(what: "stream", text: "ledger")
        await #expect(throws: refused) { try await ledger.append(batch("x", ["ledger": 1])) }
        #expect(throws: refused) { try ledger.disposeParts(of: .ledger) }
        ledger.close()
    }
}

@Suite struct `The name of a log in its epochs` {
    @Test(arguments: [
        ("example.com/log", "example.com/log", 1), ("example.com/log/epoch-2", "example.com/log", 2),
        ("example.com/log/epoch-10", "example.com/log", 10), ("example.com/log/epoch-1", "example.com/log/epoch-1", 1),
        ("example.com/log/epoch-02", "example.com/log/epoch-02", 1), ("/epoch-2", "/epoch-2", 1),
        ("a/epoch-2/epoch-3", "a/epoch-2", 3),
    ])
    func `is read as founding name and epoch, and spelt back`(text: String, founding: String, epoch: Int) {
        let origin = LogOrigin(text)
        #expect(origin.founding == founding && origin.epoch == epoch && origin.text == text)
    }

    @Test func `a log is founded with a name of a first epoch only`() throws {
        #expect(LogOrigin("example.com/log").isFounding && !LogOrigin("example.com/log/epoch-2").isFounding)
        #expect(!LogOrigin(String(repeating: "a", count: 181)).isFounding)
        let folder = try DataFolder()
        #expect(throws: LedgerError.invalidName(what: "origin", text: "example.com/log/epoch-2")) {
            try Ledger(folder: folder.path, origin: "example.com/log/epoch-2", keys: folder.keys)
        }
    }
}
