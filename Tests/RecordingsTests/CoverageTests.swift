import Chronology
import Recordings
import TestKit
import Testing

private func at(_ clock: String) -> Instant { Instant("2018-03-14T\(clock)+08:00") ?? Instant(milliseconds: 0) }

private func span(_ from: String, _ to: String) throws -> Interval {
    try #require(Interval(from: at(from), to: at(to)))
}

private func segment(
    _ recording: String, _ from: String, _ to: String, device: String = "A"
) -> RecordedSegment {
    RecordedSegment(
        recording: recording, device: device, start: at(from),
        durationMilliseconds: at(to).milliseconds - at(from).milliseconds)
}

@Suite(.features("coverage")) struct `The coverage of an act` {
    @Test func `segments from 10.00 to 10.20 and 10.25 to 10.50 leave an interruption of five minutes`() throws {
        let report = Coverage.of(
            try span("10:00:00", "10:50:00"),
            segments: [segment("R2", "10:25:00", "10:50:00"), segment("R1", "10:00:00", "10:20:00")],
            tolerance: .usual)
        #expect(try report.covered == [span("10:00:00", "10:20:00"), span("10:25:00", "10:50:00")])
        let gap = Gap(
            interval: try span("10:20:00", "10:25:00"), kind: .interruption, after: ["R1"], resumedBy: ["R2"])
        #expect(report.gaps == [gap])
        #expect(report.coveredMilliseconds == 45 * 60_000)
        #expect(!report.isComplete)
    }

    @Test func `an arrival at 9.00 and a recording from 9.12 is a late start`() throws {
        let report = Coverage.of(
            try span("09:00:00", "10:00:00"), segments: [segment("R", "09:12:00", "10:05:00")], tolerance: .usual)
        #expect(report.gaps.map(\.kind) == [.lateStart])
        #expect(try report.gaps.map(\.interval) == [span("09:00:00", "09:12:00")])
        #expect(report.gaps.map(\.resumedBy) == [["R"]])
    }

    @Test func `a recording from before the arrival to after the end covers the act and no more`() throws {
        let step = try span("09:00:00", "10:00:00")
        let report = Coverage.of(step, segments: [segment("R", "08:58:00", "10:07:00")], tolerance: .none)
        #expect(report.isComplete)
        #expect(report.covered == [step])
        #expect(report.coveredMilliseconds == 3600_000)
        #expect(report.outside.isEmpty)
    }

    @Test func `a recording that stops before the end is an early end, and none at all an unrecorded act`() throws {
        let step = try span("09:00:00", "10:00:00")
        let early = Coverage.of(step, segments: [segment("R", "09:00:00", "09:50:00")], tolerance: .usual)
        #expect(early.gaps.map(\.kind) == [.earlyEnd])
        #expect(early.gaps.map(\.after) == [["R"]])
        let nothing = Coverage.of(step, segments: [segment("X", "11:00:00", "12:00:00")], tolerance: .usual)
        #expect(nothing.gaps == [Gap(interval: step, kind: .unrecorded, after: [], resumedBy: [])])
        #expect(nothing.outside == ["X"])
        #expect(nothing.coveredMilliseconds == 0)
    }

    @Test func `files that a camera splits by itself leave a seam, and not the files of two cameras`() throws {
        let step = try span("10:00:00", "10:30:00")
        let first = segment("R1", "10:00:00", "10:15:00")
        let seam = Coverage.of(step, segments: [first, segment("R2", "10:15:03", "10:30:00")], tolerance: .usual)
        #expect(seam.isComplete)
        #expect(try seam.seams.map(\.interval) == [span("10:15:00", "10:15:03")])
        #expect(seam.seams.map(\.device) == ["A"])
        #expect(seam.coveredMilliseconds == 1800_000)
        let beyond = Coverage.of(step, segments: [first, segment("R2", "10:15:04", "10:30:00")], tolerance: .usual)
        #expect(beyond.gaps.map(\.kind) == [.interruption])
        let other = Coverage.of(
            step, segments: [first, segment("R2", "10:15:03", "10:30:00", device: "B")], tolerance: .usual)
        #expect(other.gaps.map(\.kind) == [.interruption])
        let none = Coverage.of(step, segments: [first, segment("R2", "10:15:03", "10:30:00")], tolerance: .none)
        #expect(none.gaps.count == 1)
    }

    @Test func `times written to the minute leave nothing at the edges`() throws {
        let step = try span("10:00:00", "10:30:00")
        let inside = Coverage.of(step, segments: [segment("R", "10:01:00", "10:29:00")], tolerance: .usual)
        #expect(inside.isComplete)
        let beyond = Coverage.of(step, segments: [segment("R", "10:01:01", "10:28:59")], tolerance: .usual)
        #expect(beyond.gaps.map(\.kind) == [.lateStart, .earlyEnd])
    }

    @Test(.features("parallel-recordings"))
    func `a second camera fills the gap of the first, and both are named where they overlap`() throws {
        let report = Coverage.of(
            try span("10:00:00", "11:00:00"),
            segments: [
                segment("A1", "10:00:00", "10:20:00"), segment("A2", "10:40:00", "11:00:00"),
                segment("B1", "10:10:00", "10:50:00", device: "B"),
            ],
            tolerance: .none)
        #expect(report.isComplete)
        #expect(report.overlaps.map(\.recordings) == [["A1", "B1"], ["A2", "B1"]])
        #expect(report.overlaps.map(\.devices) == [["A", "B"], ["A", "B"]])
        #expect(try report.overlaps.map(\.interval) == [span("10:10:00", "10:20:00"), span("10:40:00", "10:50:00")])
    }

    @Test func `covered and uncovered time make up the act, whatever the segments are`() throws {
        var random = SeededGenerator(seed: 11)
        let step = try span("10:00:00", "11:00:00")
        for _ in 0..<300 {
            let segments = (0..<Int.random(in: 0...8, using: &random)).map { number in
                RecordedSegment(
                    recording: "R\(number)", device: "D\(number % 3)",
                    start: step.from.adding(seconds: Int.random(in: -600...4200, using: &random)),
                    durationMilliseconds: Int64.random(in: 0...1_200_000, using: &random))
            }
            let report = Coverage.of(step, segments: segments, tolerance: .none)
            let holes = report.gaps.reduce(Int64(0)) { $0 + $1.interval.milliseconds }
            #expect(report.coveredMilliseconds + holes == 3_600_000)
            // Held against a count second by second.
            for second in stride(from: 0, to: 3600, by: 37) {
                let moment = step.from.adding(seconds: second)
                let shown = segments.contains { $0.interval.from <= moment && moment < $0.interval.to }
                #expect(shown == report.covered.contains { $0.from <= moment && moment < $0.to })
            }
        }
    }
}
