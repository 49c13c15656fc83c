import Cryptography
import Foundation
import Testing

@testable import Vault

@Suite struct `What was acknowledged is never cut off` {
    private struct Case: CustomTestStringConvertible {
        let testDescription: String
        let file: String
        let change: @Sendable (inout [UInt8]) -> Void
    }

    private static let cases = [
        Case(testDescription: "the first chunk rotted", file: "content.age") { $0[$0.count - 65552 - 1] ^= 1 },
        Case(testDescription: "the last chunk rotted", file: "content.age") { $0[$0.count - 65552] ^= 1 },
        Case(testDescription: "the last chunk was torn", file: "content.age") { $0.removeLast() },
        Case(testDescription: "the last chunk was lost", file: "content.age") { $0.removeLast(65552) },
        Case(testDescription: "the chunks changed places", file: "content.age") {
            let last = $0.suffix(65552)
            $0.removeLast(65552)
            $0.insert(contentsOf: last, at: $0.count - 65552)
        },
    ]

    @Test(arguments: cases) private func `an upload whose chunks are not as they were is damaged, and stays as it is`(
        damage: Case
    ) async throws {
        let sample = try SampleVault()
        let id = try await halfway(sample)
        try change(sample, "uploads/\(id)/\(damage.file)", damage.change)
        try await expectDamaged(sample, id)
    }

    @Test(arguments: [1, 16, 65552]) func `nothing is cut where no tail says what was acknowledged`(
        count: Int
    ) async throws {
        let sample = try SampleVault()
        let id = try await halfway(sample)
        try change(sample, "uploads/\(id)/content.age") { $0 += SplitMix.bytes(count) }
        try change(sample, "uploads/\(id)/tail") { $0[30] ^= 1 }
        try await expectDamaged(sample, id)
        try FileManager.default.removeItem(atPath: "\(sample.scratch.path)/uploads/\(id)/tail")
        try await expectDamaged(sample, id)
    }

    @Test func `a torn first chunk of an upload that has just begun is cut off`() async throws {
        let sample = try SampleVault()
        let id = try await sample.spool().create(byteCount: 100_000, digest: nil)
        try change(sample, "uploads/\(id)/content.age") { $0 += SplitMix.bytes(40000) }
        #expect(try await sample.spool().offset(id).offset == 0)
        let bytes = SplitMix.bytes(100_000)
        _ = try await sample.spool().append(id, at: 0, bytes)
        #expect(try await sample.vault.bytes(of: sample.spool().finish(id)) == bytes)
    }

    @Test func `a damaged upload can be given up`() async throws {
        let sample = try SampleVault()
        let id = try await halfway(sample)
        try change(sample, "uploads/\(id)/content.age") { $0[$0.count - 1] ^= 1 }
        try await expectDamaged(sample, id)
        try await sample.spool().abort(id)
        #expect(try sample.scratch.files().filter { $0.hasPrefix("uploads/") }.isEmpty)
    }

    @Test func `a disk that does not give a chunk's bytes is an error, and no end of the chunks`() throws {
        let chunks = AgeChunks(fileKey: [UInt8](repeating: 7, count: 16), nonce: [UInt8](repeating: 9, count: 16))
        let size = Int64(AgeChunks.sealedSize)
        let plain = SplitMix.bytes(AgeChunks.plainSize)
        let sealed = try (0..<3).flatMap { try chunks.seal(plain, index: $0, isLast: false) }
        var opened: [[UInt8]] = []
        let count = try chunks.openFilled(in: ByteSource(sealed), from: 0) { opened.append($0) }
        #expect(count == 3 && opened == [plain, plain, plain])
        let failure = VaultError.disk(operation: "read", number: EIO)
        let failing = ByteSource(byteCount: 3 * size) { (range) throws(VaultError) in
            if range.upperBound > 2 * size { throw failure }
            return Array(sealed[Int(range.lowerBound)..<Int(range.upperBound)])
        }
        var taken = 0
        #expect(throws: failure) { try chunks.openFilled(in: failing, from: 0) { _ in taken += 1 } }
        #expect(taken == 2)
    }

    /// An upload of two sealed chunks and a tail, 150,000 bytes of 200,000.
    private func halfway(_ sample: SampleVault) async throws -> String {
        let spool = try sample.spool()
        let id = try await spool.create(byteCount: 200_000, digest: nil)
        _ = try await spool.append(id, at: 0, SplitMix.bytes(150_000))
        return id
    }

    private func change(_ sample: SampleVault, _ file: String, _ change: (inout [UInt8]) -> Void) throws {
        var bytes = try sample.scratch.bytes(file)
        change(&bytes)
        try sample.scratch.write(bytes, to: file)
    }

    private func expectDamaged(_ sample: SampleVault, _ id: String) async throws {
        let before = try sample.scratch.contents("uploads/\(id)/")
        #expect(before["uploads/\(id)/content.age"] != nil)
        let spool = try sample.spool()
        await #expect(throws: VaultError.uploadDamaged(id)) { try await spool.offset(id) }
        await #expect(throws: VaultError.uploadDamaged(id)) { try await spool.append(id, at: 65536, [1]) }
        await #expect(throws: VaultError.uploadDamaged(id)) { try await spool.finish(id) }
        #expect(try sample.scratch.contents("uploads/\(id)/") == before)
    }
}
