internal import Foundation

/// Bytes that can be read at any place: a file at rest, or bytes in memory.
package struct ByteSource: Sendable {
    /// The number of bytes there are.
    package let byteCount: Int64
    private let reading: @Sendable (Range<Int64>) throws(VaultError) -> [UInt8]

    /// Takes a way to read; it must return exactly the bytes asked for, or throw.
    package init(byteCount: Int64, reading: @escaping @Sendable (Range<Int64>) throws(VaultError) -> [UInt8]) {
        self.byteCount = byteCount
        self.reading = reading
    }

    /// Bytes in memory.
    package init(_ bytes: [UInt8]) {
        self.init(byteCount: Int64(bytes.count)) { range in Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)])
        }
    }

    /// A file on the disk, which must not change while it is read.
    /// - Throws: ``VaultError/disk(operation:number:)``.
    package init(file path: String) throws(VaultError) { self = try DiskFile(path, O_RDONLY).source }

    /// Exactly the bytes of a range.
    func read(_ range: Range<Int64>) throws(VaultError) -> [UInt8] {
        guard !range.isEmpty else { return [] }
        let bytes = try reading(range)
        guard Int64(bytes.count) == range.upperBound - range.lowerBound else {
            throw .disk(operation: "read", number: EIO)
        }
        return bytes
    }
}
