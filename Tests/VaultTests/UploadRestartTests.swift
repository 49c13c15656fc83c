import Cryptography
import Foundation
import TestKit
import Testing
import Vault

@Suite struct `An upload survives a machine that stops` {
    /// An upload of two sealed chunks and a tail, 150,000 bytes of 200,000.
    private struct Halfway {
        let sample: SampleVault
        let bytes = SplitMix.bytes(200_000)
        let id: String
        static let sent = 150_000

        init() async throws {
            sample = try SampleVault()
            let spool = try sample.spool()
            id = try await spool.create(byteCount: 200_000, digest: SHA256.hash(bytes))
            _ = try await spool.append(id, at: 0, Array(bytes[..<70000]))
            _ = try await spool.append(id, at: 70000, Array(bytes[70000..<Halfway.sent]))
        }

        func file(_ name: String) -> String { "uploads/\(id)/\(name)" }

        func change(_ name: String, _ change: (inout [UInt8]) -> Void) throws {
            var bytes = try sample.scratch.bytes(file(name))
            change(&bytes)
            try sample.scratch.write(bytes, to: file(name))
        }

        /// The offset after a restart, from which the rest is sent again; what was put in must be the content.
        func offsetAfterRestart() async throws -> Int64 {
            let spool = try sample.spool()
            let offset = try await spool.offset(id).offset
            _ = try await spool.append(id, at: offset, Array(bytes[Int(offset)...]))
            let pin = try await sample.spool().finish(id)
            #expect(try sample.vault.bytes(of: pin) == bytes)
            return offset
        }
    }

    @Test(.features("upload")) func `all that was acknowledged is there`() async throws {
        let halfway = try await Halfway()
        #expect(try await halfway.offsetAfterRestart() == 150_000)
    }

    @Test(arguments: [1, 15, 16, 17, 1000, 65551]) func `a chunk that was torn while it was written is cut off`(
        count: Int
    ) async throws {
        let halfway = try await Halfway()
        try halfway.change("content.age") { $0 += SplitMix.bytes(count) }
        #expect(try await halfway.offsetAfterRestart() == 150_000)
    }

    @Test func `a whole chunk of noise behind the others is cut off too`() async throws {
        let halfway = try await Halfway()
        try halfway.change("content.age") { $0 += SplitMix.bytes(65552 * 2) }
        #expect(try await halfway.offsetAfterRestart() == 150_000)
    }

    @Test func `chunks that were sealed before the tail was replaced count`() async throws {
        let halfway = try await Halfway()
        let tail = try halfway.sample.scratch.bytes(halfway.file("tail"))
        _ = try await halfway.sample.spool().append(halfway.id, at: 150_000, Array(halfway.bytes[150_000...199_999]))
        // The machine stopped between the two writes: the old tail lies beside the new chunks.
        try halfway.sample.scratch.write(tail, to: halfway.file("tail"))
        #expect(try await halfway.offsetAfterRestart() == 3 * 65536)
    }

    @Test func `a tail that is lost takes the offset back to the last whole chunk`() async throws {
        let halfway = try await Halfway()
        try FileManager.default.removeItem(atPath: halfway.sample.scratch.path + "/" + halfway.file("tail"))
        #expect(try await halfway.offsetAfterRestart() == 2 * 65536)
    }

    @Test func `a tail that was changed or cut is not believed`() async throws {
        for change: @Sendable (inout [UInt8]) -> Void in [
            { $0[0] ^= 1 }, { $0[7] ^= 1 }, { $0[8] ^= 1 }, { $0[20] ^= 1 }, { $0[$0.count - 1] ^= 1 },
            { $0.removeLast() }, { $0.removeSubrange(35...) }, { $0 = [] }, { $0.append(0) },
        ] {
            let halfway = try await Halfway()
            try halfway.change("tail", change)
            #expect(try await halfway.offsetAfterRestart() == 2 * 65536)
        }
    }

    @Test func `a stop after the last chunk was sealed and before the file moved is made good`() async throws {
        let halfway = try await Halfway()
        let spool = try halfway.sample.spool()
        _ = try await spool.append(halfway.id, at: 150_000, Array(halfway.bytes[150_000...]))
        // The store refuses, because a file stands where its folder would be.
        let name = try storedName(of: halfway.bytes, halfway.sample)
        try halfway.sample.scratch.write([], to: "blobs/\(name.prefix(2))")
        await #expect(throws: VaultError.self) { try await spool.finish(halfway.id) }
        try FileManager.default.removeItem(atPath: "\(halfway.sample.scratch.path)/blobs/\(name.prefix(2))")
        #expect(try await halfway.sample.spool().offset(halfway.id).offset == 200_000)
        let pin = try await halfway.sample.spool().finish(halfway.id)
        #expect(try halfway.sample.vault.bytes(of: pin) == halfway.bytes)
    }

    @Test(arguments: ["content.age", "plan"]) func `an upload that lost a file is unknown`(name: String) async throws {
        let halfway = try await Halfway()
        try FileManager.default.removeItem(atPath: halfway.sample.scratch.path + "/" + halfway.file(name))
        let spool = try halfway.sample.spool()
        await #expect(throws: VaultError.unknownUpload(halfway.id)) { try await spool.offset(halfway.id) }
    }

    @Test func `another announced length or digest cannot be written into the plan`() async throws {
        let halfway = try await Halfway()
        try halfway.change("plan") { $0[25] ^= 1 }
        let spool = try halfway.sample.spool()
        await #expect(throws: VaultError.unknownUpload(halfway.id)) { try await spool.offset(halfway.id) }
    }

    @Test func `an append that the disk refuses half way loses nothing that was acknowledged`() async throws {
        let halfway = try await Halfway()
        let spool = try halfway.sample.spool()
        // A folder where the new tail would be written: chunks can be sealed, the tail cannot.
        let obstacle = halfway.sample.scratch.path + "/" + halfway.file("tail.new")
        try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: false)
        for end in [151_000, 199_000] {
            let start = Int(try await spool.offset(halfway.id).offset)
            await #expect(throws: VaultError.disk(operation: "open", number: EISDIR)) {
                try await spool.append(halfway.id, at: Int64(start), Array(halfway.bytes[start..<end]))
            }
        }
        #expect(try await spool.offset(halfway.id).offset == 3 * 65536)
        try FileManager.default.removeItem(atPath: obstacle)
        #expect(try await halfway.offsetAfterRestart() == 3 * 65536)
    }

    @Test func `an upload that cannot be begun leaves nothing behind`() async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        try FileManager.default.removeItem(atPath: sample.scratch.path + "/uploads")
        try sample.scratch.write([], to: "uploads")
        await #expect(throws: VaultError.self) { try await spool.create(byteCount: 1, digest: nil) }
        #expect(try sample.scratch.bytes("uploads").isEmpty)
    }

    private func storedName(of bytes: [UInt8], _ sample: SampleVault) throws -> String {
        let elsewhere = try SampleVault()
        _ = try Vault(store: elsewhere.store, keys: sample.keys).put(bytes)
        return try #require(try elsewhere.store.names().first)
    }
}

@Suite(.features("encryption")) struct `Nothing plain lies on disk` {
    @Test func `neither content nor its digest shows in any file or name, at any moment of an upload`() async throws {
        let sample = try SampleVault()
        let marker = Array("某公司拖欠张三工资八千元 ".utf8)
        var bytes: [UInt8] = []
        while bytes.count < 150_000 { bytes += marker }
        let spool = try sample.spool()
        let digest = SHA256.hash(bytes)
        let id = try await spool.create(byteCount: Int64(bytes.count), digest: digest)
        try expectNothingPlain(sample, marker, digest)
        var sent = 0
        for end in [100, 65536, 65600, 140_000, bytes.count] {
            _ = try await spool.append(id, at: Int64(sent), Array(bytes[sent..<end]))
            sent = end
            try expectNothingPlain(sample, marker, digest)
        }
        let pin = try await spool.finish(id)
        try expectNothingPlain(sample, marker, digest)
        #expect(try sample.vault.bytes(of: pin) == bytes)
    }

    private func expectNothingPlain(_ sample: SampleVault, _ marker: [UInt8], _ digest: Digest) throws {
        let files = try sample.scratch.files()
        #expect(files.contains { $0.hasPrefix("uploads/") || $0.hasPrefix("blobs/") })
        for file in files {
            let bytes = try sample.scratch.bytes(file)
            #expect(!contains(bytes, Array(marker.prefix(12))), "\(file)")
            #expect(!contains(bytes, digest.bytes) && !contains(bytes, Array(digest.hex.utf8)), "\(file)")
            #expect(!file.contains(digest.hex))
        }
    }
}
