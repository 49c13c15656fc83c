/// One box of an ISO base media file: a size, four characters and a content.
/// Source: ISO/IEC 14496-12 §4.2.
struct Box: Equatable {
    /// Four characters, for example `moov`; a byte outside printable ASCII shows as `?`.
    let type: String
    /// The whole box, header included, as far as the file goes.
    let range: Range<Int64>
    /// Where its content starts.
    let contentStart: Int64
    /// How many bytes of it lie beyond the end of what holds it.
    let missing: Int64

    var content: Range<Int64> { contentStart..<range.upperBound }
}

/// Reads box headers and short contents through a window of a few KiB, so that neighbours cost one read.
struct BoxReader {
    private static let windowLength: Int64 = 4096

    let source: ByteSource
    private var window: Range<Int64> = 0..<0
    private var bytes: [UInt8] = []

    init(_ source: ByteSource) { self.source = source }

    /// At most `limit` bytes of `range`, fewer at its end.
    mutating func prefix(_ limit: Int64, of range: Range<Int64>) throws(RecordingsError) -> [UInt8] {
        let lower = max(0, range.lowerBound)
        let upper = min(range.upperBound, source.count, lower + limit)
        guard lower < upper else { return [] }
        if lower < window.lowerBound || upper > window.upperBound {
            let end = min(source.count, lower + max(Self.windowLength, upper - lower))
            bytes = try source.read(lower..<end)
            window = lower..<end
        }
        return Array(bytes[Int(lower - window.lowerBound)..<Int(upper - window.lowerBound)])
    }

    /// The box at `position` inside a parent that ends at `end`; nil when no header fits or the size is impossible.
    mutating func box(at position: Int64, end: Int64) throws(RecordingsError) -> Box? {
        guard position >= 0, position < end, end - position >= 8 else { return nil }
        let header = try prefix(16, of: position..<end)
        guard header.count >= 8, let short = header.bigEndian32(at: 0) else { return nil }
        let type = String(decoding: header[4..<8].map { (0x20...0x7e).contains($0) ? $0 : 0x3f }, as: UTF8.self)
        var headerLength: Int64 = 8
        var size = Int64(short)
        switch size {
        case 0:
            // > if size is 0, then this box is the last one in the file, and its contents extend to the end of the file
            size = end - position
        case 1:
            // > if size is 1 then the actual size is in the field largesize
            guard let large = header.bigEndian64(at: 8), let value = Int64(exactly: large) else { return nil }
            headerLength = 16
            size = value
        default:
            break
        }
        guard size >= headerLength else { return nil }
        let room = end - position
        let kept = min(size, room)
        return Box(
            type: type,
            range: position..<(position + kept),
            contentStart: position + min(headerLength, kept),
            missing: size - kept)
    }
}

extension [UInt8] {
    /// The unsigned number in two bytes, most significant first; nil beyond the end.
    func bigEndian16(at offset: Int) -> UInt16? {
        guard offset >= 0, offset <= count - 2 else { return nil }
        return UInt16(self[offset]) << 8 | UInt16(self[offset + 1])
    }

    /// The unsigned number in four bytes, most significant first; nil beyond the end.
    func bigEndian32(at offset: Int) -> UInt32? {
        guard offset >= 0, offset <= count - 4 else { return nil }
        return self[offset..<(offset + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// The unsigned number in eight bytes, most significant first; nil beyond the end.
    func bigEndian64(at offset: Int) -> UInt64? {
        guard offset >= 0, offset <= count - 8 else { return nil }
        return self[offset..<(offset + 8)].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
