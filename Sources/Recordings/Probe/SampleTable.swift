/// Which bytes of an MP4 hold the pictures around a moment, from the sample table of its picture track.
///
/// Bounded: entries are read from the index in memory, and no run of samples is followed beyond its number of samples.
/// Source: ISO/IEC 14496-12 §8.6.1 (stts), §8.6.2 (stss), §8.7.3 (stsz), §8.7.4 (stsc), §8.7.5 (stco, co64).
struct SampleTable {
    private var timeToSample: [UInt8] = []
    private var syncSamples: [UInt8]?
    private var sizes: [UInt8] = []
    private var sampleToChunk: [UInt8] = []
    private var chunkOffsets: [UInt8] = []
    private var hasWideOffsets = false
    private let timescale: UInt32

    /// The greatest sample table that is read, in bytes: thirty hours at 25 frames a second.
    static let limit: Int64 = 32 << 20

    /// Nil when the track has no sample table, or one beyond ``limit``.
    init?(_ track: MovieStructure.Track, in source: ByteSource) throws(RecordingsError) {
        guard let table = track.sampleTable, table.upperBound - table.lowerBound <= Self.limit, track.timescale > 0
        else {
            return nil
        }
        timescale = track.timescale
        var reader = BoxReader(source)
        var position = table.lowerBound
        var boxes = 0
        while position < table.upperBound, boxes < 64, let box = try reader.box(at: position, end: table.upperBound) {
            boxes += 1
            switch box.type {
            case "stts": timeToSample = try source.read(box.content)
            case "stss": syncSamples = try source.read(box.content)
            case "stsz": sizes = try source.read(box.content)
            case "stsc": sampleToChunk = try source.read(box.content)
            case "stco", "co64":
                chunkOffsets = try source.read(box.content)
                hasWideOffsets = box.type == "co64"
            default: break
            }
            position = box.range.upperBound
        }
        guard count > 0 else { return nil }
    }

    /// The number of samples, no more than the table has room for.
    private var count: Int {
        let claimed = Int(sizes.bigEndian32(at: 8) ?? 0)
        return fixedSize > 0 ? min(claimed, 8 << 20) : min(claimed, max(0, sizes.count - 12) / 4)
    }

    private var fixedSize: Int64 { Int64(sizes.bigEndian32(at: 4) ?? 0) }

    private func size(_ sample: Int) -> Int64 {
        fixedSize > 0 ? fixedSize : Int64(sizes.bigEndian32(at: 12 + sample * 4) ?? 0)
    }

    /// The bytes from the key frame at or before `milliseconds` to some pictures after it; nil when the table does not
    /// say. Both ends may enclose sound.
    func bytes(around milliseconds: Int64) -> Range<Int64>? {
        let first = keyFrame(before: sample(at: max(0, milliseconds - 1000)))
        // Pictures are stored in the order of decoding: one that is shown now may follow a few later ones.
        let last = min(count - 1, sample(at: milliseconds) + 16)
        return range(of: first...max(first, last))
    }

    /// The sample that is decoded at a moment, from 0.
    private func sample(at milliseconds: Int64) -> Int {
        let (scaled, overflow) = milliseconds.multipliedReportingOverflow(by: Int64(timescale))
        var left = overflow ? Int64.max : scaled / 1000
        var sample = 0
        for entry in 0..<min(entries(timeToSample), max(0, timeToSample.count - 8) / 8) {
            let run = Int64(timeToSample.bigEndian32(at: 8 + entry * 8) ?? 0)
            let delta = Int64(timeToSample.bigEndian32(at: 12 + entry * 8) ?? 0)
            if delta > 0, left / delta < run { return min(count - 1, sample + Int(left / delta)) }
            left -= min(left, run * delta)
            sample += Int(run)
            if sample >= count { break }
        }
        return count - 1
    }

    private func keyFrame(before sample: Int) -> Int {
        // > If the sync sample box is not present, every sample is a sync sample.
        guard let syncSamples else { return sample }
        var found = 0
        for entry in 0..<min(entries(syncSamples), max(0, syncSamples.count - 8) / 4) {
            let number = Int(syncSamples.bigEndian32(at: 8 + entry * 4) ?? 0) - 1
            if number > sample { break }
            found = max(0, number)
        }
        return min(found, count - 1)
    }

    private func range(of samples: ClosedRange<Int>) -> Range<Int64>? {
        var sample = 0
        var lower = Int64.max
        var upper = Int64.min
        let runs = min(entries(sampleToChunk), max(0, sampleToChunk.count - 8) / 12)
        let chunks = min(entries(chunkOffsets), max(0, chunkOffsets.count - 8) / (hasWideOffsets ? 8 : 4))
        for run in 0..<runs {
            let firstChunk = Int(sampleToChunk.bigEndian32(at: 8 + run * 12) ?? 0) - 1
            let perChunk = Int(sampleToChunk.bigEndian32(at: 12 + run * 12) ?? 0)
            let next = run + 1 < runs ? Int(sampleToChunk.bigEndian32(at: 20 + run * 12) ?? 0) - 1 : chunks
            guard firstChunk >= 0, perChunk > 0, next > firstChunk else { continue }
            for chunk in firstChunk..<min(next, chunks) {
                guard sample <= samples.upperBound, sample < count else { return lower < upper ? lower..<upper : nil }
                let end = min(count, sample + perChunk)
                if end > samples.lowerBound, let offset = offset(ofChunk: chunk) {
                    let length = (sample..<end).reduce(Int64(0)) { $0 + size($1) }
                    let (stop, overflow) = offset.addingReportingOverflow(length)
                    guard !overflow else { return nil }
                    lower = min(lower, offset)
                    upper = max(upper, stop)
                }
                sample = end
            }
        }
        return lower < upper ? lower..<upper : nil
    }

    private func offset(ofChunk chunk: Int) -> Int64? {
        hasWideOffsets
            ? chunkOffsets.bigEndian64(at: 8 + chunk * 8).flatMap { Int64(exactly: $0) }
            : chunkOffsets.bigEndian32(at: 8 + chunk * 4).map(Int64.init)
    }

    private func entries(_ box: [UInt8]) -> Int { Int(box.bigEndian32(at: 4) ?? 0) }
}
