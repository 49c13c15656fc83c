import Glibc

/// The bytes of one recording, read at random: a blob of the vault, a file, an array.
///
/// Reads block their thread; the probe calls them away from the cooperative pool.
package struct ByteSource: Sendable {
    /// The number of bytes.
    package let count: Int64
    private let reader: @Sendable (Range<Int64>) throws -> [UInt8]

    /// A source of `count` bytes.
    /// - Parameter read: gives exactly the bytes of a range that lies inside `0..<count`.
    package init(count: Int64, read: @escaping @Sendable (Range<Int64>) throws -> [UInt8]) {
        self.count = max(0, count)
        self.reader = read
    }

    /// A source of bytes in memory.
    package init(_ bytes: [UInt8]) {
        self.init(count: Int64(bytes.count)) { Array(bytes[Int($0.lowerBound)..<Int($0.upperBound)]) }
    }

    /// The bytes of `range`, all of them.
    /// - Throws: ``RecordingsError/source(_:)`` when the range leaves the source, the read fails or comes up short.
    package func read(_ range: Range<Int64>) throws(RecordingsError) -> [UInt8] {
        guard range.lowerBound >= 0, range.upperBound <= count else {
            throw .source(SourceFailure(range: range, cause: nil))
        }
        if range.isEmpty { return [] }
        let bytes: [UInt8]
        do {
            bytes = try reader(range)
        } catch {
            throw .source(SourceFailure(range: range, cause: error))
        }
        guard Int64(bytes.count) == range.upperBound - range.lowerBound else {
            throw .source(SourceFailure(range: range, cause: nil))
        }
        return bytes
    }

    /// The bytes of a plain file, opened anew for each read.
    /// - Throws: ``RecordingsError/source(_:)`` with a ``FileFailure`` when it cannot be opened or is no regular file.
    package static func file(_ path: String) throws(RecordingsError) -> ByteSource {
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            throw .source(SourceFailure(range: 0..<0, cause: FileFailure(path: path, errno: errno)))
        }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw .source(SourceFailure(range: 0..<0, cause: FileFailure(path: path, errno: EINVAL)))
        }
        return ByteSource(count: Int64(facts.st_size)) { range in
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw FileFailure(path: path, errno: errno) }
            defer { close(descriptor) }
            return try readFully(descriptor, range: range, path: path)
        }
    }

    private static func readFully(_ descriptor: Int32, range: Range<Int64>, path: String) throws -> [UInt8] {
        let length = Int(range.upperBound - range.lowerBound)
        return try [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
            while filled < length {
                let rest = UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[filled...]))
                let got = pread(descriptor, rest.baseAddress, length - filled, off_t(range.lowerBound) + filled)
                if got < 0, errno == EINTR { continue }
                if got < 0 { throw FileFailure(path: path, errno: errno) }
                if got == 0 { return }
                filled += got
            }
        }
    }
}

/// A system call on a plain file that failed.
package struct FileFailure: Error, Equatable, Sendable {
    /// The path as it was given.
    package let path: String
    /// The system's error number.
    package let errno: Int32
}
