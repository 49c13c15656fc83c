import Cryptography
import Foundation
import Testing
import Vault

@Suite struct `An upload becomes a blob` {
    @Test(arguments: edgeSizes) func `an upload in one piece is the content that was sent`(size: Int) async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        let bytes = SplitMix.bytes(size)
        let id = try await spool.create(byteCount: Int64(size), digest: SHA256.hash(bytes))
        #expect(try await spool.append(id, at: 0, bytes) == Int64(size))
        let pin = try await spool.finish(id)
        #expect(pin.digest == SHA256.hash(bytes))
        #expect(pin.byteCount == Int64(size))
        #expect(try sample.vault.bytes(of: pin) == bytes)
        #expect(try sample.scratch.files().filter { $0.hasPrefix("uploads/") } == ["uploads/\(id)/receipt"])
    }

    @Test(arguments: 1...8) func `pieces of any size, with restarts between them, give the same content`(
        seed: UInt64
    ) async throws {
        let sample = try SampleVault()
        var generator = SplitMix(seed)
        let size = Int.random(in: 1...400_000, using: &generator)
        let bytes = SplitMix.bytes(size, seed: seed)
        var spool = try sample.spool()
        let id = try await spool.create(byteCount: Int64(size), digest: SHA256.hash(bytes))
        var sent = 0
        while sent < size {
            let edge = [1, 65535, 65536, 65537, 131_072, Int.random(in: 0...100_000, using: &generator)]
            let end = min(size, sent + (edge.randomElement(using: &generator) ?? 1))
            #expect(try await spool.append(id, at: Int64(sent), Array(bytes[sent..<end])) == Int64(end))
            sent = end
            if Bool.random(using: &generator) { spool = try sample.spool() }
            let state = try await spool.offset(id)
            #expect(state.offset == Int64(sent) && state.byteCount == Int64(size))
        }
        let pin = try await sample.spool().finish(id)
        #expect(try sample.vault.bytes(of: pin) == bytes)
    }

    @Test func `two uploads of the same content become one blob`() async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        let bytes = SplitMix.bytes(70000)
        var pins: [Vault.Pin] = []
        for _ in 0..<2 {
            let id = try await spool.create(byteCount: 70000, digest: nil)
            _ = try await spool.append(id, at: 0, bytes)
            pins.append(try await spool.finish(id))
        }
        #expect(pins[0] == pins[1])
        #expect(try sample.vault.put(bytes) == pins[0])
        #expect(try sample.blobFiles().count == 1)
    }

    @Test func `more uploads than are held open all go on`() async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        var ids: [String] = []
        for number in 0..<70 as Range<UInt8> {
            let id = try await spool.create(byteCount: 2, digest: SHA256.hash([number, 1]))
            _ = try await spool.append(id, at: 0, [number])
            ids.append(id)
        }
        for id in ids {
            #expect(try await spool.append(id, at: 1, [1]) == 2)
            _ = try await spool.finish(id)
        }
        #expect(try sample.store.names().count == 70)
    }

    @Test func `uploads under way do not disturb each other`() async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        let pins = try await withThrowingTaskGroup(of: (UInt64, Vault.Pin).self) { group in
            for seed in 1...6 as ClosedRange<UInt64> {
                group.addTask {
                    let bytes = SplitMix.bytes(150_000, seed: seed)
                    let id = try await spool.create(byteCount: 150_000, digest: nil)
                    for start in stride(from: 0, to: 150_000, by: 50000) {
                        _ = try await spool.append(id, at: Int64(start), Array(bytes[start..<(start + 50000)]))
                    }
                    return (seed, try await spool.finish(id))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for (seed, pin) in pins {
            #expect(try sample.vault.bytes(of: pin) == SplitMix.bytes(150_000, seed: seed))
        }
    }
}

@Suite struct `What does not fit an upload is refused and changes nothing` {
    @Test func `another offset than the one reached is refused`() async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        let id = try await spool.create(byteCount: 100, digest: nil)
        _ = try await spool.append(id, at: 0, SplitMix.bytes(40))
        for wrong in [-1, 0, 39, 41, Int64.max] {
            await #expect(throws: VaultError.uploadOffset(expected: 40, found: wrong)) {
                try await spool.append(id, at: wrong, [1])
            }
        }
        #expect(try await spool.offset(id).offset == 40)
    }

    @Test func `more bytes than announced are refused`() async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        let bytes = SplitMix.bytes(100)
        let id = try await spool.create(byteCount: 100, digest: nil)
        await #expect(throws: VaultError.uploadTooLong(limit: 100)) {
            try await spool.append(id, at: 0, bytes + [0])
        }
        _ = try await spool.append(id, at: 0, bytes)
        await #expect(throws: VaultError.uploadTooLong(limit: 100)) { try await spool.append(id, at: 100, [0]) }
        #expect(try await sample.vault.bytes(of: spool.finish(id)) == bytes)
    }

    @Test func `an upload that is not complete is not finished`() async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        let id = try await spool.create(byteCount: 100, digest: nil)
        _ = try await spool.append(id, at: 0, SplitMix.bytes(99))
        await #expect(throws: VaultError.uploadIncomplete(at: 99, of: 100)) { try await spool.finish(id) }
        #expect(try await spool.append(id, at: 99, [0]) == 100)
        #expect(try await spool.finish(id).byteCount == 100)
    }

    @Test func `content with another digest than the sender's does not enter the vault, even after a restart`()
        async throws
    {
        let sample = try SampleVault()
        let bytes = SplitMix.bytes(100)
        let announced = SHA256.hash([1])
        let id = try await sample.spool().create(byteCount: 100, digest: announced)
        _ = try await sample.spool().append(id, at: 0, bytes)
        let spool = try sample.spool()
        await #expect(
            throws: VaultError.digestMismatch(expected: announced.hex, found: SHA256.hash(bytes).hex)
        ) { try await spool.finish(id) }
        #expect(try sample.store.names().isEmpty)
        try await spool.abort(id)
        #expect(try sample.scratch.files().filter { $0.hasPrefix("uploads/") }.isEmpty)
        await #expect(throws: VaultError.unknownUpload(id)) { try await spool.append(id, at: 0, []) }
    }

    @Test(arguments: [
        "", "..", "../keys", "00000000000000000000000000000000", "../blobs/../blobs/../blobs/../bl",
        "ABCDEF00000000000000000000000000", "0000000000000000000000000000000\u{0}", "／／／／／／／／／／",
        "00000000000000000000000000000000/", "./000000000000000000000000000000",
    ]) func `a name that is no upload is unknown, whatever it says`(id: String) async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        let before = try sample.scratch.files()
        await #expect(throws: VaultError.unknownUpload(id)) { try await spool.offset(id) }
        await #expect(throws: VaultError.unknownUpload(id)) { try await spool.append(id, at: 0, [1]) }
        await #expect(throws: VaultError.unknownUpload(id)) { try await spool.finish(id) }
        await #expect(throws: VaultError.unknownUpload(id)) { try await spool.abort(id) }
        #expect(try sample.scratch.files() == before)
    }
}
