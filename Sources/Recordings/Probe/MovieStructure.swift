import Chronology

/// What the boxes of an MP4 or QuickTime file say, read in a few KiB wherever its index lies.
///
/// Bounded whatever the bytes are: at most ``boxLimit`` boxes, ``trackLimit`` tracks, a fixed depth, and no content is
/// read beyond its first few hundred bytes.
/// Source: ISO/IEC 14496-12; Apple, QuickTime File Format.
struct MovieStructure: Equatable {
    static let boxLimit = 20_000
    static let trackLimit = 64

    /// One track of the index.
    struct Track: Equatable {
        /// `vide`, `soun` or another handler; empty when the track names none.
        var handler = ""
        /// Four characters of the first sample entry.
        var codec = ""
        var width = 0
        var height = 0
        var sampleRate = 0
        var channels = 0
        var durationMilliseconds: Int64?
    }

    var majorBrand = ""
    var hasMovieHeader = false
    var isFragmented = false
    var createdAt: Instant?
    var durationMilliseconds: Int64?
    var tracks: [Track] = []
    /// The bytes that hold structure and not media, in the order of the file.
    var structure: [Range<Int64>] = []
    var problems: [MediaProblem] = []
    private var boxes = 0

    /// Whether a file that starts with these bytes is of this family.
    static func recognises(_ start: [UInt8]) -> Bool {
        guard start.count >= 8 else { return false }
        let type = String(decoding: start[4..<8], as: UTF8.self)
        return ["ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "styp"].contains(type)
    }

    /// Reads the structure of `source`.
    /// - Throws: ``RecordingsError/source(_:)`` when the source fails; never for what the bytes say.
    init(_ source: ByteSource) throws(RecordingsError) {
        var reader = BoxReader(source)
        var position: Int64 = 0
        while position < source.count {
            guard countBox() else { break }
            guard let box = try reader.box(at: position, end: source.count) else {
                note(.malformedBox("?"))
                break
            }
            if box.missing > 0 { note(.truncated(missingBytes: box.missing)) }
            switch box.type {
            case "ftyp":
                majorBrand = String(decoding: try reader.prefix(4, of: box.content), as: UTF8.self)
                structure.append(box.range)
            case "moov":
                hasMovieHeader = true
                structure.append(box.range)
                try readMovie(box, &reader)
            case "moof", "sidx", "mfra":
                isFragmented = isFragmented || box.type == "moof"
                structure.append(box.range)
            default:
                structure.append(box.range.lowerBound..<box.contentStart)
            }
            position = box.range.upperBound
        }
    }

    private mutating func countBox() -> Bool {
        boxes += 1
        if boxes > Self.boxLimit { note(.tooManyBoxes) }
        return boxes <= Self.boxLimit
    }

    private mutating func note(_ problem: MediaProblem) {
        if !problems.contains(problem) { problems.append(problem) }
    }

    /// The boxes directly inside `parent`. Fewer than eight bytes at its end are no fault: QuickTime ends some lists
    /// with four zero bytes.
    private mutating func children(
        of parent: Box, from start: Int64? = nil, _ reader: inout BoxReader,
    ) throws(RecordingsError) -> [Box] {
        var found: [Box] = []
        var position = start ?? parent.contentStart
        while parent.range.upperBound - position >= 8, countBox() {
            guard let box = try reader.box(at: position, end: parent.range.upperBound) else {
                note(.malformedBox(parent.type))
                break
            }
            if box.missing > 0, parent.missing == 0 { note(.malformedBox(box.type)) }
            found.append(box)
            position = box.range.upperBound
        }
        return found
    }

    private mutating func readMovie(_ movie: Box, _ reader: inout BoxReader) throws(RecordingsError) {
        for box in try children(of: movie, &reader) {
            switch box.type {
            case "mvhd":
                guard let header = TimedHeader(try reader.prefix(40, of: box.content)) else {
                    note(.malformedBox(box.type))
                    continue
                }
                createdAt = header.createdAt
                durationMilliseconds = header.durationMilliseconds
            case "trak":
                guard tracks.count < Self.trackLimit else { return note(.tooManyBoxes) }
                tracks.append(try readTrack(box, &reader))
            case "mvex":
                isFragmented = true
            default:
                break
            }
        }
    }

    private mutating func readTrack(_ track: Box, _ reader: inout BoxReader) throws(RecordingsError) -> Track {
        var result = Track()
        for media in try children(of: track, &reader) where media.type == "mdia" {
            for box in try children(of: media, &reader) {
                switch box.type {
                case "mdhd":
                    let header = TimedHeader(try reader.prefix(40, of: box.content))
                    if header == nil { note(.malformedBox(box.type)) }
                    result.durationMilliseconds = header?.durationMilliseconds
                case "hdlr":
                    let bytes = try reader.prefix(12, of: box.content)
                    if bytes.count == 12 { result.handler = String(decoding: bytes[8...], as: UTF8.self) }
                case "minf":
                    for table in try children(of: box, &reader) where table.type == "stbl" {
                        for entry in try children(of: table, &reader) where entry.type == "stsd" {
                            result.readSampleEntry(try reader.prefix(64, of: entry.content))
                        }
                    }
                default:
                    break
                }
            }
        }
        return result
    }

    /// What `mvhd` and `mdhd` share.
    struct TimedHeader {
        let createdAt: Instant?
        let durationMilliseconds: Int64?

        /// Nil when the bytes are too few or the timescale is 0.
        init?(_ bytes: [UInt8]) {
            let created: UInt64
            let timescale: UInt32
            let duration: UInt64?
            if bytes.first == 1 {
                guard let time = bytes.bigEndian64(at: 4), let scale = bytes.bigEndian32(at: 20),
                    let length = bytes.bigEndian64(at: 24)
                else { return nil }
                (created, timescale, duration) = (time, scale, length == .max ? nil : length)
            } else {
                guard let time = bytes.bigEndian32(at: 4), let scale = bytes.bigEndian32(at: 12),
                    let length = bytes.bigEndian32(at: 16)
                else { return nil }
                (created, timescale, duration) = (UInt64(time), scale, length == .max ? nil : UInt64(length))
            }
            guard timescale > 0 else { return nil }
            createdAt = Self.instant(secondsSince1904: created)
            durationMilliseconds = duration.flatMap { Self.milliseconds($0, timescale) }
        }

        // > creation_time declares the creation time (in seconds since midnight, Jan. 1, 1904, in UTC time)
        private static func instant(secondsSince1904 seconds: UInt64) -> Instant? {
            // 24,107 days from 1904 to 1970. An earlier time is a clock that was never set; the upper bound is the end
            // of the year 9999.
            let epoch: UInt64 = 2_082_844_800
            guard seconds > epoch, seconds - epoch < 253_402_300_800 else { return nil }
            return Instant(milliseconds: Int64(seconds - epoch) * 1000)
        }

        private static func milliseconds(_ units: UInt64, _ timescale: UInt32) -> Int64? {
            let scale = UInt64(timescale)
            let seconds = units / scale
            // No recording plays for ten years; a length of 0 means that the index does not know it.
            guard units > 0, seconds < 315_360_000 else { return nil }
            return Int64(seconds * 1000 + units % scale * 1000 / scale)
        }
    }
}

extension MovieStructure.Track {
    /// Takes codec and size from a sample description. Source: ISO/IEC 14496-12 §8.5.2, §12.1.3, §12.2.3.
    fileprivate mutating func readSampleEntry(_ bytes: [UInt8]) {
        guard bytes.count >= 16, let entries = bytes.bigEndian32(at: 4), entries > 0 else { return }
        codec = String(decoding: bytes[12..<16].map { (0x20...0x7e).contains($0) ? $0 : 0x3f }, as: UTF8.self)
        switch handler {
        case "vide":
            width = Int(bytes.bigEndian16(at: 40) ?? 0)
            height = Int(bytes.bigEndian16(at: 42) ?? 0)
        case "soun":
            // In an `mp4a` entry the field is a template that says 2 whatever the sound is (ISO/IEC 14496-14 §5.6).
            channels = codec == "mp4a" ? 0 : Int(bytes.bigEndian16(at: 32) ?? 0)
            // 16.16 fixed point; the whole part is in the upper half.
            sampleRate = Int(bytes.bigEndian16(at: 40) ?? 0)
        default:
            break
        }
    }
}
