import Cryptography
import Testing

@testable import Vault

@Suite struct `A changed age file gives out nothing that was changed` {
    /// 16 bytes of tag behind each chunk of 64 KiB.
    private let sealedSize = 65536 + 16

    @Test func `every changed bit of a small file is noticed on opening`() throws {
        let sample = try SampleVault()
        _ = try sample.vault.put(Array("a small file".utf8))
        let right = try sample.onlyBlobAtRest()
        for identity in [sample.keys.identity, sample.recovery] {
            _ = try AgeReader(ByteSource(right), identities: [identity])
        }
        for place in right.indices {
            for bit in 0..<8 {
                var wrong = right
                wrong[place] ^= 1 << UInt8(bit)
                #expect(throws: VaultError.self, "bit \(bit) of byte \(place)") {
                    try AgeReader(ByteSource(wrong), identities: [sample.keys.identity])
                }
            }
        }
    }

    @Test func `a changed bit of any chunk shuts that chunk, and only that`() throws {
        let file = try LongFile()
        for chunk in 0..<4 {
            let start = file.payloadStart + chunk * sealedSize
            let end = min(start + sealedSize, file.atRest.count)
            for place in [start, start + 1, (start + end) / 2, end - 17, end - 16, end - 1] {
                for bit in 0..<8 {
                    var wrong = file.atRest
                    wrong[place] ^= 1 << UInt8(bit)
                    if chunk == 3 {
                        #expect(throws: VaultError.payload(chunk: 3)) { try file.reader(wrong) }
                        continue
                    }
                    let reader = try file.reader(wrong)
                    let size = Int64(65536)
                    #expect(throws: VaultError.payload(chunk: chunk)) {
                        try reader.read(Int64(chunk) * size..<(Int64(chunk) * size + 1))
                    }
                    let after = Int64(chunk + 1) * size
                    #expect(try reader.read(after..<(after + 10)) == Array(file.plain[Int(after)..<Int(after + 10)]))
                }
            }
        }
    }

    @Test func `a file that is cut anywhere near a chunk's edge is refused`() throws {
        let file = try LongFile()
        var ends = [0, 1, file.payloadStart - 17, file.payloadStart - 16, file.atRest.count - 1]
        for chunk in 0..<4 {
            let edge = file.payloadStart + chunk * sealedSize
            ends += [edge - 1, edge, edge + 1, edge + 15, edge + 16, edge + 17]
        }
        for end in ends {
            #expect(throws: VaultError.self, "cut to \(end)") { try file.reader(Array(file.atRest[..<end])) }
        }
    }

    @Test func `chunks that changed places are refused`() throws {
        let file = try LongFile()
        for (left, right) in [(0, 1), (1, 2), (0, 2)] {
            var wrong = file.atRest
            wrong.replaceSubrange(file.chunk(left), with: file.atRest[file.chunk(right)])
            wrong.replaceSubrange(file.chunk(right), with: file.atRest[file.chunk(left)])
            let reader = try file.reader(wrong)
            #expect(throws: VaultError.payload(chunk: left)) { try reader.digest() }
        }
    }

    @Test func `a chunk that is repeated, dropped or added is refused`() throws {
        let file = try LongFile()
        let last = (file.payloadStart + 3 * sealedSize)..<file.atRest.count
        var repeated = file.atRest
        repeated.insert(contentsOf: file.atRest[file.chunk(0)], at: file.payloadStart)
        var dropped = file.atRest
        dropped.removeSubrange(file.chunk(1))
        for wrong in [repeated, dropped, file.atRest + file.atRest[last], file.atRest + file.atRest[file.chunk(0)]] {
            #expect(throws: VaultError.self) { try file.reader(wrong) }
        }
    }

    @Test(arguments: [1, 15, 16, 17, 65552, 65553]) func `bytes behind the last chunk are refused`(count: Int) throws {
        for size in [0, 100, 65536, 200_000] {
            let file = try LongFile(size)
            for extra in [[UInt8](repeating: 0, count: count), SplitMix.bytes(count)] {
                #expect(throws: VaultError.self) { try file.reader(file.atRest + extra) }
            }
        }
    }

    @Test func `a last chunk without content is refused behind others, and is right alone`() throws {
        let identity = try AgeIdentity()
        let fileKey = SplitMix.bytes(16)
        let nonce = SplitMix.bytes(16, seed: 2)
        let start = try AgeHeader(for: [identity.recipient], fileKey: fileKey).bytes + nonce
        let chunks = AgeChunks(fileKey: fileKey, nonce: nonce)
        let alone = start + (try chunks.seal([], index: 0, isLast: true))
        #expect(try AgeReader(ByteSource(alone), identities: [identity]).byteCount == 0)
        let first = try chunks.seal(SplitMix.bytes(65536), index: 0, isLast: false)
        let behind = start + first + (try chunks.seal([], index: 1, isLast: true))
        #expect(throws: VaultError.payload(chunk: 1)) { try AgeReader(ByteSource(behind), identities: [identity]) }
    }

    @Test func `a header of a mebibyte is refused before it fills memory, well formed as it is`() throws {
        let identity = try AgeIdentity()
        var long = Array("age-encryption.org/v1\n-> X\n".utf8)
        while long.count < 1 << 20 { long += Array(repeating: UInt8(ascii: "A"), count: 64) + [10] }
        long += Array("\n--- \(String(repeating: "A", count: 43))\n".utf8)
        #expect(throws: VaultError.header("cut")) { try AgeReader(ByteSource(long), identities: [identity]) }
    }
}

/// An age file of several chunks, plain and at rest.
private struct LongFile {
    let sample: SampleVault
    let plain: [UInt8]
    let atRest: [UInt8]
    let payloadStart: Int

    init(_ size: Int = 200_000) throws {
        sample = try SampleVault()
        plain = SplitMix.bytes(size)
        _ = try sample.vault.put(plain)
        atRest = try sample.onlyBlobAtRest()
        payloadStart = atRest.count - size - 16 * max(1, (size + 65535) / 65536)
    }

    func chunk(_ index: Int) -> Range<Int> {
        let start = payloadStart + index * (65536 + 16)
        return start..<(start + 65536 + 16)
    }

    func reader(_ bytes: [UInt8]) throws -> AgeReader {
        try AgeReader(ByteSource(bytes), identities: [sample.keys.identity])
    }
}
