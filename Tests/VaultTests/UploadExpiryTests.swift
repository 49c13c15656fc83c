import Cryptography
import Foundation
import TestKit
import Testing
import Vault

@Suite struct `What nobody came back for is cleared away` {
    private static let now: Int64 = 1_800_000_000
    private static let week: Int64 = 7 * 86400

    @Test func `an upload goes when nothing was added for longer than it is kept`() async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        let (old, recent) = (try await begun(spool), try await begun(spool))
        try stamp(sample, "uploads/\(old)", secondsAgo: Self.week + 1)
        try stamp(sample, "uploads/\(recent)", secondsAgo: Self.week)
        #expect(try await spool.expire(olderThan: Self.week, now: Self.now) == [old])
        await #expect(throws: VaultError.unknownUpload(old)) { try await spool.offset(old) }
        #expect(try folders(sample) == [recent])
        #expect(try await spool.offset(recent).offset == 100)
    }

    @Test func `each piece that comes keeps an upload for longer`() async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        let id = try await begun(spool)
        try stamp(sample, "uploads/\(id)", secondsAgo: Self.now - 1)
        _ = try await spool.append(id, at: 100, [1])
        let present = Int64(Date().timeIntervalSince1970)
        #expect(try await spool.expire(olderThan: 3600, now: present).isEmpty)
        #expect(try await spool.offset(id).offset == 101)
    }

    @Test(arguments: ["plan", "content.age", "tail"]) func `a folder that lost a file can be aborted, and expires`(
        name: String
    ) async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        let (aborted, left) = (try await begun(spool), try await begun(spool))
        for id in [aborted, left] {
            try FileManager.default.removeItem(atPath: "\(sample.scratch.path)/uploads/\(id)/\(name)")
            try stamp(sample, "uploads/\(id)", secondsAgo: Self.week + 1)
        }
        try await sample.spool().abort(aborted)
        #expect(try folders(sample) == [left])
        #expect(try await sample.spool().expire(olderThan: Self.week, now: Self.now) == [left])
        #expect(try folders(sample).isEmpty)
    }

    @Test func `the receipt of a finished upload expires, and its blob stays`() async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        let id = try await spool.create(byteCount: 3, digest: nil)
        _ = try await spool.append(id, at: 0, [1, 2, 3])
        let pin = try await spool.finish(id)
        try stamp(sample, "uploads/\(id)", secondsAgo: Self.week + 1)
        #expect(try await spool.expire(olderThan: Self.week, now: Self.now) == [id])
        #expect(try sample.vault.bytes(of: pin) == [1, 2, 3])
    }

    @Test func `what is no upload stays, however old`() async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        try FileManager.default.createDirectory(
            atPath: sample.scratch.path + "/uploads/lost+found", withIntermediateDirectories: false)
        try stamp(sample, "uploads/lost+found", secondsAgo: Self.now)
        #expect(try await spool.expire(olderThan: 0, now: Self.now).isEmpty)
        #expect(try folders(sample) == ["lost+found"])
    }

    @Test(.features("retention"), .rows("WH-45.4")) func `temporary files go after a day, and blobs never`()
        async throws
    {
        let sample = try SampleVault()
        let pin = try sample.vault.put([1, 2, 3])
        try stamp(sample, try sample.blobFiles()[0], secondsAgo: Self.now)
        for (name, age) in [("old", 86401), ("recent", 86400)] as [(String, Int64)] {
            try sample.scratch.write([1], to: "blobs/.temporary/\(name)")
            try stamp(sample, "blobs/.temporary/\(name)", secondsAgo: age)
        }
        _ = try await sample.spool().expire(olderThan: Self.week, now: Self.now)
        #expect(try Set(sample.scratch.contents("blobs/.temporary/").keys) == ["blobs/.temporary/recent"])
        #expect(try sample.vault.bytes(of: pin) == [1, 2, 3])
    }

    private func begun(_ spool: UploadSpool) async throws -> String {
        let id = try await spool.create(byteCount: 1000, digest: nil)
        _ = try await spool.append(id, at: 0, SplitMix.bytes(100))
        return id
    }

    private func folders(_ sample: SampleVault) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: sample.scratch.path + "/uploads").sorted()
    }

    private func stamp(_ sample: SampleVault, _ path: String, secondsAgo: Int64) throws {
        let date = Date(timeIntervalSince1970: Double(Self.now - secondsAgo))
        try FileManager.default.setAttributes(
            [.modificationDate: date], ofItemAtPath: "\(sample.scratch.path)/\(path)")
    }
}
