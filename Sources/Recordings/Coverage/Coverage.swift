import Chronology

/// Lays recorded segments over the time of an act.
///
/// Source: 武汉市劳动保障监察执法全过程记录办法 第二十四条: 对现场执法活动进行音像记录的, 应当全程、不间断, from arrival on the scene
/// to the end of the activity.
package enum Coverage {
    /// How `segments` cover `step`.
    ///
    /// A hole between two files of the same device within the tolerance is a seam; a hole within the tolerance at the
    /// edge of the act is not counted either. Holes between different devices are always gaps. An act without length
    /// is complete.
    /// - Complexity: O(n²) in the segments of one act.
    package static func of(
        _ step: Interval, segments: [RecordedSegment], tolerance: CoverageTolerance,
    ) -> CoverageReport {
        var pieces: [Piece] = []
        var outside: Set<String> = []
        for segment in Set(segments) {
            if let part = segment.interval.intersection(step) {
                pieces.append(Piece(interval: part, segment: segment))
            } else {
                outside.insert(segment.recording)
            }
        }
        pieces.sort { ($0.interval, $0.segment.recording) < ($1.interval, $1.segment.recording) }
        let seams = seams(between: pieces, tolerance: tolerance)
        let covered = joined(pieces.map(\.interval) + seams.map(\.interval))
        return CoverageReport(
            step: step,
            covered: covered,
            gaps: gaps(in: step, covered: covered, pieces: pieces, tolerance: tolerance),
            seams: seams,
            overlaps: overlaps(of: pieces),
            outside: outside.subtracting(pieces.map(\.segment.recording)).sorted())
    }

    private struct Piece {
        let interval: Interval
        let segment: RecordedSegment
    }

    private static func joined(_ intervals: [Interval]) -> [Interval] {
        var result: [Interval] = []
        for interval in intervals.sorted() {
            if let last = result.last, interval.from <= last.to {
                result[result.count - 1] = Interval(between: last.from, and: max(last.to, interval.to))
            } else {
                result.append(interval)
            }
        }
        return result
    }

    /// The short holes between one file of a device and its next, whether or not another device shows them.
    private static func seams(between pieces: [Piece], tolerance: CoverageTolerance) -> [Seam] {
        var seams: [Seam] = []
        for (device, own) in Dictionary(grouping: pieces, by: \.segment.device) {
            let runs = joined(own.map(\.interval))
            for (before, after) in zip(runs, runs.dropFirst()) {
                let hole = Interval(between: before.to, and: after.from)
                if hole.milliseconds <= tolerance.seamMilliseconds {
                    seams.append(Seam(interval: hole, device: device))
                }
            }
        }
        return seams.sorted { ($0.interval, $0.device) < ($1.interval, $1.device) }
    }

    private static func gaps(
        in step: Interval, covered: [Interval], pieces: [Piece], tolerance: CoverageTolerance,
    ) -> [Gap] {
        guard let first = covered.first, let last = covered.last else {
            return step.isEmpty ? [] : [Gap(interval: step, kind: .unrecorded, after: [], resumedBy: [])]
        }
        var holes: [(Interval, Gap.Kind)] = []
        let head = Interval(between: step.from, and: first.from)
        if head.milliseconds > tolerance.edgeMilliseconds { holes.append((head, .lateStart)) }
        for (before, after) in zip(covered, covered.dropFirst()) {
            holes.append((Interval(between: before.to, and: after.from), .interruption))
        }
        let tail = Interval(between: last.to, and: step.to)
        if tail.milliseconds > tolerance.edgeMilliseconds { holes.append((tail, .earlyEnd)) }
        return holes.map { hole, kind in
            Gap(
                interval: hole,
                kind: kind,
                after: names(pieces.filter { $0.interval.to == hole.from }),
                resumedBy: names(pieces.filter { $0.interval.from == hole.to }))
        }
    }

    private static func overlaps(of pieces: [Piece]) -> [Overlap] {
        let edges = Set(pieces.flatMap { [$0.interval.from, $0.interval.to] }).sorted()
        var result: [Overlap] = []
        for (from, to) in zip(edges, edges.dropFirst()) {
            let showing = pieces.filter { $0.interval.from <= from && to <= $0.interval.to }
            guard showing.count > 1 else { continue }
            let recordings = names(showing)
            let devices = Set(showing.map(\.segment.device)).sorted()
            if let last = result.last, last.interval.to == from, last.recordings == recordings {
                result[result.count - 1] = Overlap(
                    interval: Interval(between: last.interval.from, and: to), recordings: recordings, devices: devices)
            } else {
                result.append(
                    Overlap(interval: Interval(between: from, and: to), recordings: recordings, devices: devices))
            }
        }
        return result
    }

    private static func names(_ pieces: [Piece]) -> [String] { Set(pieces.map(\.segment.recording)).sorted() }
}
