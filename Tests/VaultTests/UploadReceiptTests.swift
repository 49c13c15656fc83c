import Cryptography
import Foundation
import Testing

@testable import Vault

@Suite struct `An upload can be finished again` {
    private let bytes = SplitMix.bytes(150_000)

    @Test func `finishing again gives the same pin, after a restart too`() async throws {
        let sample = try SampleVault()
        let id = try await uploaded(sample)
        let spool = try sample.spool()
        let pin = try await spool.finish(id)
        #expect(try await spool.finish(id) == pin)
        #expect(try await sample.spool().finish(id) == pin)
        #expect(try sample.vault.bytes(of: pin) == bytes)
        #expect(try sample.blobFiles().count == 1)
    }

    @Test func `a finished upload has all its bytes and takes no more`() async throws {
        let sample = try SampleVault()
        let id = try await uploaded(sample)
        let spool = try sample.spool()
        _ = try await spool.finish(id)
        let reached = try await spool.offset(id)
        #expect(reached.offset == 150_000 && reached.byteCount == 150_000)
        #expect(try await spool.append(id, at: 150_000, []) == 150_000)
        await #expect(throws: VaultError.uploadTooLong(limit: 150_000)) {
            try await spool.append(id, at: 150_000, [1])
        }
        await #expect(throws: VaultError.uploadOffset(expected: 150_000, found: 0)) {
            try await spool.append(id, at: 0, bytes)
        }
    }

    @Test func `a finished upload that is forgotten leaves its blob and nothing else`() async throws {
        let sample = try SampleVault()
        let id = try await uploaded(sample)
        let spool = try sample.spool()
        let pin = try await spool.finish(id)
        try await spool.forget(id)
        #expect(try FileManager.default.contentsOfDirectory(atPath: sample.scratch.path + "/uploads").isEmpty)
        #expect(try sample.vault.bytes(of: pin) == bytes)
        await #expect(throws: VaultError.unknownUpload(id)) { try await spool.finish(id) }
        await #expect(throws: VaultError.unknownUpload(id)) { try await spool.offset(id) }
        try await spool.forget(id)
    }

    @Test func `an upload that is not in the vault is not forgotten`() async throws {
        let sample = try SampleVault()
        let id = try await uploaded(sample)
        let spool = try sample.spool()
        await #expect(throws: VaultError.uploadIncomplete(at: 150_000, of: 150_000)) { try await spool.forget(id) }
        #expect(try await sample.vault.bytes(of: spool.finish(id)) == bytes)
        try await spool.forget("../keys")
        #expect(try !sample.scratch.contents("keys/").isEmpty)
    }

    @Test func `a stop at any moment of the move is made good, without a change to the blob`() async throws {
        let sample = try SampleVault()
        let id = try await uploaded(sample)
        let folder = "\(sample.scratch.path)/uploads/\(id)"
        let moved = try await stopBeforeMove(sample, id)
        let toBeMoved = try sample.scratch.bytes("uploads/\(id)/receipt")
        try FileManager.default.linkItem(atPath: folder + "/content.age", toPath: sample.scratch.path + "/second")
        try moved()
        let pin = try await sample.spool().finish(id)
        let atRest = try sample.onlyBlobAtRest()

        // After the file had moved, and before that was written down.
        try sample.scratch.write(toBeMoved, to: "uploads/\(id)/receipt")
        #expect(try await sample.spool().finish(id) == pin)

        // While it had both names: the blob and the upload were one file.
        try sample.scratch.write(toBeMoved, to: "uploads/\(id)/receipt")
        try FileManager.default.linkItem(atPath: sample.scratch.path + "/second", toPath: folder + "/content.age")
        #expect(try await sample.spool().offset(id).offset == 150_000)
        #expect(try sample.onlyBlobAtRest() == atRest)
        #expect(try await sample.spool().finish(id) == pin)
        #expect(try sample.onlyBlobAtRest() == atRest)
        #expect(sample.vault.check(pin) == nil)
    }

    @Test func `a stop after content had moved that lay there already gives the pin of what lies there`() async throws {
        let sample = try SampleVault()
        let id = try await uploaded(sample)
        let moved = try await stopBeforeMove(sample, id)
        let toBeMoved = try sample.scratch.bytes("uploads/\(id)/receipt")
        try moved()
        let first = try sample.vault.put(bytes)
        #expect(try await sample.spool().finish(id) == first)
        try sample.scratch.write(toBeMoved, to: "uploads/\(id)/receipt")
        #expect(try await sample.spool().finish(id) == first)
    }

    @Test func `a receipt that was changed, or another upload's, is not believed`() async throws {
        let sample = try SampleVault()
        let (id, other) = (try await uploaded(sample), try await uploaded(sample))
        _ = try await sample.spool().finish(id)
        _ = try await sample.spool().finish(other)
        let right = try sample.scratch.bytes("uploads/\(id)/receipt")
        var wrong = right
        wrong[40] ^= 1
        for receipt in [wrong, [], try sample.scratch.bytes("uploads/\(other)/receipt")] {
            try sample.scratch.write(receipt, to: "uploads/\(id)/receipt")
            let spool = try sample.spool()
            await #expect(throws: VaultError.uploadDamaged(id)) { try await spool.finish(id) }
        }
        try sample.scratch.write(right, to: "uploads/\(id)/receipt")
        _ = try await sample.spool().finish(id)
    }

    private func uploaded(_ sample: SampleVault) async throws -> String {
        let spool = try sample.spool()
        let id = try await spool.create(byteCount: Int64(bytes.count), digest: nil)
        _ = try await spool.append(id, at: 0, bytes)
        return id
    }

    /// Finishes an upload, but a file stands where the blob's folder would be.
    /// - Returns: what takes that file away.
    private func stopBeforeMove(_ sample: SampleVault, _ id: String) async throws -> () throws -> Void {
        let obstacle = "blobs/\(sample.keys.name(of: SHA256.hash(bytes)).prefix(2))"
        try sample.scratch.write([], to: obstacle)
        let spool = try sample.spool()
        await #expect(throws: VaultError.self) { try await spool.finish(id) }
        return { try FileManager.default.removeItem(atPath: "\(sample.scratch.path)/\(obstacle)") }
    }
}
