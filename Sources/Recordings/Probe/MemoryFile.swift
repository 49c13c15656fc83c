import Glibc

/// A file that has no name and no place on a disk: pages of memory that a program may seek in.
///
/// It has the length of the recording and holds only the parts that were filled; the rest reads as zeros and takes no
/// memory. So a program that must seek (an MP4 keeps its index at the end) can look at a recording of any size whose
/// plain content is nowhere but in memory.
final class MemoryFile: Sendable {
    let descriptor: Int32

    /// An empty file.
    /// - Throws: ``RecordingsError/memory(operation:errno:)``.
    init() throws(RecordingsError) {
        // The name lives for as long as it takes to remove it; others on the machine could not open it (0600).
        let name = "/liuhen-\(getpid())-\(UInt64.random(in: .min ... .max))"
        descriptor = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw .memory(operation: "open", errno: errno) }
        shm_unlink(name)
    }

    deinit { close(descriptor) }

    /// Sets the length; what is new reads as zeros.
    func resize(to count: Int64) throws(RecordingsError) {
        guard ftruncate(descriptor, off_t(count)) == 0 else { throw .memory(operation: "resize", errno: errno) }
    }

    /// Copies `range` of `source` to the same place here, a mebibyte at a time.
    func fill(_ range: Range<Int64>, from source: ByteSource) throws(RecordingsError) {
        var position = range.lowerBound
        while position < range.upperBound {
            let end = min(range.upperBound, position + (1 << 20))
            let bytes = try source.read(position..<end)
            var written = 0
            while written < bytes.count {
                let place = off_t(position) + off_t(written)
                let count = bytes.withUnsafeBytes {
                    pwrite(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written, place)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw .memory(operation: "write", errno: errno) }
                written += count
            }
            position = end
        }
    }

    /// The whole content.
    func contents(limit: Int) throws(RecordingsError) -> [UInt8] {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw .memory(operation: "stat", errno: errno) }
        guard facts.st_size <= limit else { throw .memory(operation: "read", errno: EFBIG) }
        let length = Int(facts.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, filled in
            while filled < length {
                let count = pread(descriptor, buffer.baseAddress?.advanced(by: filled), length - filled, off_t(filled))
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return }
                filled += count
            }
        }
        guard bytes.count == length else { throw .memory(operation: "read", errno: EIO) }
        return bytes
    }
}
