import Cryptography
import TestKit
import Testing
import Vault

@Suite struct `What is put into the vault comes out unchanged` {
    @Test(arguments: edgeSizes) func `content of any size is read back whole and hashed alike`(size: Int) throws {
        let sample = try SampleVault()
        let bytes = SplitMix.bytes(size)
        let pin = try sample.vault.put(bytes)
        #expect(pin.byteCount == Int64(size))
        #expect(pin.digest == SHA256.hash(bytes))
        #expect(try sample.vault.bytes(of: pin) == bytes)
        #expect(try sample.vault.reader(for: pin).digest() == pin.digest)
        #expect(sample.vault.check(pin) == nil)
    }

    @Test(arguments: edgeSizes) func `reading at any place equals the slice of the whole`(size: Int) throws {
        let sample = try SampleVault()
        let bytes = SplitMix.bytes(size)
        let reader = try sample.vault.reader(for: sample.vault.put(bytes))
        var generator = SplitMix(UInt64(size))
        var places = [0, 1, 65535, 65536, 65537, 131_071, 131_072, size - 1, size].filter { (0...size).contains($0) }
        places += (0..<12).map { _ in Int.random(in: 0...size, using: &generator) }
        for start in places {
            for end in places where end >= start {
                #expect(try reader.read(Int64(start)..<Int64(end)) == Array(bytes[start..<end]))
            }
        }
    }

    @Test func `a range that reaches past the end gives what there is`() throws {
        let sample = try SampleVault()
        let bytes = SplitMix.bytes(70000)
        let reader = try sample.vault.reader(for: sample.vault.put(bytes))
        #expect(try reader.read(69990..<Int64.max) == Array(bytes[69990...]))
        #expect(try reader.read(70000..<80000).isEmpty)
        #expect(try reader.read(-5..<3) == Array(bytes[..<3]))
    }

    @Test func `the same content put twice lies there once, under the first pin`() throws {
        let sample = try SampleVault()
        let bytes = SplitMix.bytes(100_000)
        let first = try sample.vault.put(bytes)
        let atRest = try sample.onlyBlobAtRest()
        #expect(try sample.vault.put(bytes) == first)
        #expect(try sample.onlyBlobAtRest() == atRest)
        #expect(try sample.scratch.files().filter { $0.contains(".temporary") }.isEmpty)
    }

    @Test func `the same content put by many at once has one pin, which goes on to hold`() async throws {
        let sample = try SampleVault()
        let bytes = SplitMix.bytes(1000)
        let pins = try await withThrowingTaskGroup(of: Vault.Pin.self) { group in
            for _ in 0..<24 { group.addTask { try sample.vault.put(bytes) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(pins).count == 1)
        for pin in pins { #expect(sample.vault.check(pin) == nil) }
    }

    @Test(.rows("WH-45.2")) func `a file that is taken in never replaces the one of that name`() throws {
        let sample = try SampleVault()
        let name = String(repeating: "ab", count: 32)
        let (first, second) = (try sample.store.temporaryPath(), try sample.store.temporaryPath())
        let prefix = sample.scratch.path + "/"
        try sample.scratch.write([1], to: String(first.dropFirst(prefix.count)))
        try sample.scratch.write([2], to: String(second.dropFirst(prefix.count)))
        #expect(try sample.store.adopt(first, as: name))
        #expect(try !sample.store.adopt(second, as: name))
        #expect(try sample.scratch.bytes("blobs/ab/\(name).age") == [1])
        #expect(try sample.store.names() == [name])
        #expect(try sample.scratch.files().filter { $0.contains(".temporary") }.isEmpty)
    }

    @Test func `a file is readable by its owner only`() throws {
        let sample = try SampleVault()
        _ = try sample.vault.put([1, 2, 3])
        #expect(try permissions(sample.scratch.path + "/" + sample.blobFiles()[0]) == 0o600)
        #expect(try permissions(sample.scratch.path + "/blobs/.temporary") == 0o700)
    }
}

@Suite struct `The vault holds a blob against its pin` {
    @Test func `a blob that is not there is missing`() throws {
        let sample = try SampleVault()
        let digest = SHA256.hash([7])
        let pin = Vault.Pin(digest: digest, byteCount: 1, headerDigest: digest)
        #expect(throws: VaultError.missing(digest: digest.hex)) { try sample.vault.reader(for: pin) }
        #expect(sample.vault.check(pin) == .missing(digest: digest.hex))
    }

    @Test func `another length or another header is refused`() throws {
        let sample = try SampleVault()
        let pin = try sample.vault.put(SplitMix.bytes(500))
        let refused = VaultError.notAsPinned(digest: pin.digest.hex)
        let longer = Vault.Pin(digest: pin.digest, byteCount: 501, headerDigest: pin.headerDigest)
        let other = Vault.Pin(digest: pin.digest, byteCount: 500, headerDigest: pin.digest)
        #expect(throws: refused) { try sample.vault.reader(for: longer) }
        #expect(throws: refused) { try sample.vault.bytes(of: other) }
        #expect(sample.vault.check(other) == refused)
    }

    @Test func `the same content written anew by somebody with the public keys is refused`() throws {
        // Nothing but the pin can tell: age authenticates no sender.
        let (sample, forger) = (try SampleVault(), try SampleVault())
        let bytes = SplitMix.bytes(500)
        let pin = try sample.vault.put(bytes)
        let again = Vault(store: forger.store, keys: sample.keys)
        _ = try again.put(bytes)
        try sample.scratch.write(forger.onlyBlobAtRest(), to: sample.blobFiles()[0])
        #expect(throws: VaultError.notAsPinned(digest: pin.digest.hex)) { try sample.vault.reader(for: pin) }
    }

    @Test func `another blob's file under this blob's name is refused, even where only the content tells`() throws {
        let (sample, other) = (try SampleVault(), try SampleVault())
        let pin = try sample.vault.put(Array("as it was".utf8))
        let swapped = try Vault(store: other.store, keys: sample.keys).put(Array("is it not".utf8))
        try sample.scratch.write(other.onlyBlobAtRest(), to: sample.blobFiles()[0])
        let lying = Vault.Pin(digest: pin.digest, byteCount: pin.byteCount, headerDigest: swapped.headerDigest)
        let refused = VaultError.digestMismatch(expected: pin.digest.hex, found: swapped.digest.hex)
        #expect(throws: refused) { try sample.vault.bytes(of: lying) }
        #expect(sample.vault.check(lying) == refused)
    }

    @Test(.rows("WH-45.3")) func `rot in any chunk is found by the check, and content is not put over it`() throws {
        let sample = try SampleVault()
        let bytes = SplitMix.bytes(150_000)
        let pin = try sample.vault.put(bytes)
        let file = try sample.blobFiles()[0]
        var atRest = try sample.scratch.bytes(file)
        atRest[atRest.count - 100_000] ^= 4
        try sample.scratch.write(atRest, to: file)
        #expect(sample.vault.check(pin) == .payload(chunk: 0))
        #expect(throws: VaultError.payload(chunk: 0)) { try sample.vault.put(bytes) }
        #expect(try sample.scratch.bytes(file) == atRest)
    }

    @Test func `a blob's name tells nothing of its content to who lacks the office's key`() throws {
        let (sample, other) = (try SampleVault(), try SampleVault())
        let pin = try sample.vault.put(Array("wage list".utf8))
        _ = try other.vault.put(Array("wage list".utf8))
        let name = try #require(try sample.store.names().first)
        #expect(try other.store.names() != [name])
        #expect(name != pin.digest.hex && name.utf8.count == 64)
        #expect(try !sample.scratch.files().contains { $0.contains(pin.digest.hex) })
    }
}
