package import Cryptography
internal import Foundation

/// Content under its hash: recordings, scans, papers. Each blob is an age file that two keys open, the server's and the
/// recovery key; what was put in is never changed.
package struct Vault: Sendable {
    private let store: any BlobStore
    private let keys: VaultKeys

    package init(store: any BlobStore, keys: VaultKeys) {
        self.store = store
        self.keys = keys
    }

    /// What an entry of the log says of a blob: its content, its length, and the header of its file at rest.
    package struct Pin: Hashable, Sendable {
        package let digest: Digest
        package let byteCount: Int64
        package let headerDigest: Digest

        package init(digest: Digest, byteCount: Int64, headerDigest: Digest) {
            self.digest = digest
            self.byteCount = byteCount
            self.headerDigest = headerDigest
        }
    }

    /// Puts bytes in. They lie durably in the store when this returns.
    package func put(_ bytes: [UInt8]) throws(VaultError) -> Pin { try put(from: ByteSource(bytes)) }

    /// Puts the content of a source in, reading it from start to end and never more than 64 KiB at once.
    /// - Throws: what reading the source throws; nothing is then left of it.
    package func put(from source: ByteSource) throws(VaultError) -> Pin {
        let path = try store.temporaryPath()
        do {
            let writer = try AgeFileWriter(path, keys)
            var place: Int64 = 0
            while place < source.byteCount {
                let end = min(place + Int64(AgeChunks.plainSize), source.byteCount)
                try writer.append(try source.read(place..<end))
                place = end
            }
            return try adopt(try writer.finish(), path)
        } catch {
            unlink(path)
            throw error
        }
    }

    /// Takes a finished age file in under the digest of its content.
    func adopt(_ written: Pin, _ path: String) throws(VaultError) -> Pin {
        try store.adopt(path, as: keys.name(of: written.digest)) ? written : try pin(of: written.digest)
    }

    func removeTemporaries(writtenBefore moment: Int64) throws(VaultError) {
        try store.removeTemporaries(writtenBefore: moment)
    }

    /// The pin of a blob that is there, after reading all of it.
    func pin(of digest: Digest) throws(VaultError) -> Pin {
        let reader = try open(digest)
        let found = try reader.digest()
        guard found == digest else { throw .digestMismatch(expected: digest.hex, found: found.hex) }
        return Pin(digest: digest, byteCount: reader.byteCount, headerDigest: reader.headerDigest)
    }

    private func open(_ digest: Digest) throws(VaultError) -> AgeReader {
        guard let source = try store.open(keys.name(of: digest)) else { throw .missing(digest: digest.hex) }
        return try AgeReader(source, identities: [keys.identity])
    }

    /// Opens a blob for reading at any place. age tells nothing of who wrote a file, so header and length are held
    /// against what the log says.
    /// - Throws: ``VaultError/missing(digest:)``, ``VaultError/notAsPinned(digest:)``, and what reading throws.
    package func reader(for pin: Pin) throws(VaultError) -> AgeReader {
        let reader = try open(pin.digest)
        guard reader.byteCount == pin.byteCount, reader.headerDigest == pin.headerDigest else {
            throw .notAsPinned(digest: pin.digest.hex)
        }
        return reader
    }

    /// The whole content of a small blob, hashed again.
    package func bytes(of pin: Pin) throws(VaultError) -> [UInt8] {
        let bytes = try reader(for: pin).read(0..<pin.byteCount)
        let found = SHA256.hash(bytes)
        guard found == pin.digest else { throw .digestMismatch(expected: pin.digest.hex, found: found.hex) }
        return bytes
    }

    /// Reads a whole blob again and hashes it; nil when it is right.
    package func check(_ pin: Pin) -> VaultError? {
        do {
            let found = try reader(for: pin).digest()
            return found == pin.digest ? nil : .digestMismatch(expected: pin.digest.hex, found: found.hex)
        } catch {
            return error
        }
    }

    /// Reads a whole blob again, `step` bytes at a time, and lets others run in between; nil when it is right.
    /// - Throws: `CancellationError` where the task is cancelled before the end.
    package func scrub(_ pin: Pin, step: Int64 = 1 << 20) async throws -> VaultError? {
        let reader: AgeReader
        do { reader = try self.reader(for: pin) } catch { return error }
        let hash = StreamedHash()
        var place: Int64 = 0
        while place < reader.byteCount {
            try Task.checkCancellation()
            do { hash.update(try reader.read(place..<place + step)) } catch { return error }
            place += step
            await Task.yield()
        }
        let found = hash.digest
        return found == pin.digest ? nil : .digestMismatch(expected: pin.digest.hex, found: found.hex)
    }
}

/// A hash that lives across the waits of a task.
private final class StreamedHash {
    private var hash = SHA256()

    func update(_ bytes: [UInt8]) { hash.update(bytes) }

    var digest: Digest { hash.digest() }
}
