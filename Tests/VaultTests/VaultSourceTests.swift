import Cryptography
import Foundation
import Synchronization
import Testing
import Vault

@Suite struct `Content goes into the vault piece by piece` {
    @Test(arguments: edgeSizes) func `a source of any size is the content that comes out`(size: Int) throws {
        let sample = try SampleVault()
        let bytes = SplitMix.bytes(size)
        let pin = try sample.vault.put(from: ByteSource(bytes))
        #expect(pin.digest == SHA256.hash(bytes) && pin.byteCount == Int64(size))
        #expect(try sample.vault.bytes(of: pin) == bytes)
        #expect(try sample.vault.put(bytes) == pin)
    }

    @Test func `a file on the disk goes in as it is`() throws {
        let sample = try SampleVault()
        let bytes = SplitMix.bytes(200_000)
        try sample.scratch.write(bytes, to: "paper")
        let pin = try sample.vault.put(from: ByteSource(file: sample.scratch.path + "/paper"))
        #expect(try sample.vault.bytes(of: pin) == bytes)
        #expect(throws: VaultError.disk(operation: "open", number: ENOENT)) {
            try ByteSource(file: sample.scratch.path + "/none")
        }
    }

    @Test func `a source is read once, in order, and never more than a chunk of it at a time`() throws {
        let sample = try SampleVault()
        let ranges = RangesRead()
        let size: Int64 = 5_000_000
        let pin = try sample.vault.put(
            from: ByteSource(byteCount: size) { range in
                ranges.note(range)
                return [UInt8](repeating: 5, count: range.count)
            })
        #expect(pin.digest == SHA256.hash([UInt8](repeating: 5, count: Int(size))))
        #expect(ranges.all.first?.lowerBound == 0 && ranges.all.last?.upperBound == size)
        #expect(zip(ranges.all, ranges.all.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        #expect(ranges.all.allSatisfy { $0.count <= 65536 })
    }

    @Test func `a source that fails, or gives other than it was asked for, leaves nothing`() throws {
        let sample = try SampleVault()
        let failure = VaultError.disk(operation: "read", number: EIO)
        let failing = ByteSource(byteCount: 300_000) { (range) throws(VaultError) in
            if range.upperBound > 200_000 { throw failure }
            return [UInt8](repeating: 5, count: range.count)
        }
        #expect(throws: failure) { try sample.vault.put(from: failing) }
        for difference in [-1, 1] {
            let wrong = ByteSource(byteCount: 300_000) { range in
                [UInt8](repeating: 5, count: range.count + (range.lowerBound > 100_000 ? difference : 0))
            }
            #expect(throws: failure) { try sample.vault.put(from: wrong) }
        }
        #expect(try sample.scratch.files().filter { $0.hasPrefix("blobs/") }.isEmpty)
    }

    private final class RangesRead: Sendable {
        private let ranges = Mutex<[Range<Int64>]>([])

        var all: [Range<Int64>] { ranges.withLock { $0 } }

        func note(_ range: Range<Int64>) { ranges.withLock { $0.append(range) } }
    }
}
