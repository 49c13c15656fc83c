import Chronology
import Foundation
import Recordings
import TestKit
import Testing

private func at(_ clock: String) -> Instant { Instant("2018-03-14T\(clock)+08:00") ?? Instant(milliseconds: 0) }

private func span(_ from: String, _ to: String) throws -> Interval {
    try #require(Interval(from: at(from), to: at(to)))
}

private func segment(
    _ recording: String, _ from: String, _ to: String, device: String = "A", ahead: Int64 = 0,
) -> RecordedSegment {
    RecordedSegment(
        recording: recording, device: device, start: at(from),
        durationMilliseconds: at(to).milliseconds - at(from).milliseconds, clockAheadMilliseconds: ahead)
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
        #expect(report.totalSeconds == 45 * 60)
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
        #expect(report.totalSeconds == 3600)
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
        #expect(nothing.totalSeconds == 0)
    }

    @Test func `files that a camera splits by itself leave a seam, and not the files of two cameras`() throws {
        let step = try span("10:00:00", "10:30:00")
        let first = segment("R1", "10:00:00", "10:15:00")
        let seam = Coverage.of(step, segments: [first, segment("R2", "10:15:03", "10:30:00")], tolerance: .usual)
        #expect(seam.isComplete)
        #expect(try seam.seams.map(\.interval) == [span("10:15:00", "10:15:03")])
        #expect(seam.seams.map(\.device) == ["A"])
        #expect(seam.totalSeconds == 1800)
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

    @Test(.features("recording-clock")) func `a device whose clock is wrong is put right by its offset`() throws {
        let step = try span("10:00:00", "10:30:00")
        // Ten minutes ahead: it says 10:10 when it is 10:00.
        let report = Coverage.of(
            step, segments: [segment("R", "10:10:00", "10:40:00", ahead: 600_000)], tolerance: .none)
        #expect(report.isComplete)
        let uncorrected = Coverage.of(step, segments: [segment("R", "10:10:00", "10:40:00")], tolerance: .none)
        #expect(uncorrected.gaps.map(\.kind) == [.lateStart])
        let behind = Coverage.of(
            step, segments: [segment("R", "09:50:00", "10:20:00", ahead: -600_000)], tolerance: .none)
        #expect(behind.isComplete)
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

@Suite(.features("coverage")) struct `The judgement of a gap` {
    private func interrupted() throws -> CoverageReport {
        Coverage.of(
            try span("10:00:00", "10:50:00"),
            segments: [segment("R1", "10:00:00", "10:20:00"), segment("R2", "10:25:00", "10:50:00")],
            tolerance: .usual)
    }

    private func only(
        _ report: CoverageReport, _ explanations: [GapExplanation], marks: [RecordingMark] = [],
    ) throws -> GapJudgement {
        let all = GapJudgement.judge(report, explanations: explanations, marks: marks)
        try #require(all.count == 1)
        return all[0]
    }

    private let spoken = RecordingMark(recording: "R2", kind: .voiceExplanation, atMilliseconds: 4000)

    @Test func `an interruption needs its objective cause and the voice on resuming`() throws {
        let report = try interrupted()
        let hole = try span("10:20:00", "10:25:00")
        #expect(try only(report, []).shortfalls == [.cause, .voiceExplanation])
        let battery = GapExplanation(interval: hole, cause: .battery)
        #expect(try only(report, [battery]).shortfalls == [.voiceExplanation])
        let judged = try only(report, [battery], marks: [spoken])
        #expect(judged.isExcused)
        #expect(judged.isSettled)
    }

    @Test func `the voice must come at the start of the segment that resumes`() throws {
        let report = try interrupted()
        let battery = GapExplanation(interval: try span("10:20:00", "10:25:00"), cause: .battery)
        for mark in [
            RecordingMark(recording: "R1", kind: .voiceExplanation, atMilliseconds: 0),
            RecordingMark(recording: "R2", kind: .voiceExplanation, atMilliseconds: 60_001),
            RecordingMark(recording: "R2", kind: .voiceExplanation, atMilliseconds: -1),
            RecordingMark(recording: "R2", kind: .cause, atMilliseconds: 0),
        ] {
            #expect(try only(report, [battery], marks: [mark]).shortfalls == [.voiceExplanation])
        }
    }

    @Test func `forgetting excuses nothing, and a deviation opens the gate without excusing`() throws {
        let report = try interrupted()
        let hole = try span("10:20:00", "10:25:00")
        let forgot = GapExplanation(interval: hole, cause: .unexcused("忘记开机"))
        #expect(try only(report, [forgot], marks: [spoken]).shortfalls == [.objectiveCause])
        let opened = GapExplanation(interval: hole, cause: .unexcused("忘记开机"), deviation: "D-1")
        let judged = try only(report, [opened], marks: [spoken])
        #expect(judged.isSettled)
        #expect(!judged.isExcused)
        #expect(judged.isOpenedByDeviation)
        #expect(try !only(report, [GapExplanation(interval: hole, cause: .otherObjective("  "))]).isSettled)
    }

    @Test func `an explanation speaks only for a gap that it covers`() throws {
        let part = GapExplanation(interval: try span("10:20:00", "10:24:00"), cause: .weather)
        #expect(try only(try interrupted(), [part], marks: [spoken]).shortfalls == [.cause])
    }

    @Test func `the last explanation counts`() throws {
        let hole = try span("10:20:00", "10:25:00")
        let judged = try only(
            try interrupted(),
            [GapExplanation(interval: hole, cause: .battery), GapExplanation(interval: hole, cause: .unexcused("忘"))],
            marks: [spoken])
        #expect(judged.shortfalls == [.objectiveCause])
    }

    @Test func `a late start needs a cause and no voice`() throws {
        let report = Coverage.of(
            try span("09:00:00", "10:00:00"), segments: [segment("R", "09:12:00", "10:00:00")], tolerance: .usual)
        #expect(try only(report, []).shortfalls == [.cause])
        let cause = GapExplanation(interval: try span("09:00:00", "09:12:00"), cause: .deviceFault)
        #expect(try only(report, [cause]).isExcused)
    }

    @Test func `a recording that could not go on needs the report at once and the statement`() throws {
        let report = Coverage.of(
            try span("10:00:00", "11:00:00"), segments: [segment("R", "10:00:00", "10:05:00")], tolerance: .usual)
        let hole = try span("10:05:00", "11:00:00")
        func explain(_ cannotGoOn: CannotGoOn?) -> GapExplanation {
            GapExplanation(interval: hole, cause: .deviceDamage, cannotGoOn: cannotGoOn)
        }
        #expect(try only(report, [explain(nil)]).shortfalls == [.report, .statement])
        let told = CannotGoOn(foundAt: at("10:05:00"), reportedAt: at("10:07:00"), statement: nil)
        #expect(try only(report, [explain(told)]).shortfalls == [.statement])
        let whole = CannotGoOn(foundAt: at("10:05:00"), reportedAt: at("10:07:00"), statement: "F-9")
        #expect(try only(report, [explain(whole)]).isExcused)
        #expect(try only(report, [explain(whole)]).reportLateMilliseconds == nil)
        let nothing = Coverage.of(report.step, segments: [], tolerance: .usual)
        let blank = GapExplanation(interval: report.step, cause: .deviceDamage)
        #expect(try only(nothing, [blank]).shortfalls == [.report, .statement])
        let late = CannotGoOn(foundAt: at("10:05:00"), reportedAt: at("14:00:00"), statement: "F-9")
        // 3 h 55 min, ten minutes of which are «at once».
        #expect(try only(report, [explain(late)]).reportLateMilliseconds == 13_500_000)
    }

    @Test func `a cause is read back from what a form holds, and blank words are refused`() throws {
        for code in InterruptionCause.codes {
            let cause = try #require(InterruptionCause(code: code, text: "设备进水"))
            #expect(cause.code == code)
            #expect(cause.isObjective == (code != "unexcused"))
            let stored = try JSONEncoder().encode([cause])
            #expect(try JSONDecoder().decode([InterruptionCause].self, from: stored) == [cause])
        }
        #expect(InterruptionCause(code: "other-objective", text: " ") == nil)
        #expect(InterruptionCause(code: "unexcused") == nil)
        #expect(InterruptionCause(code: "forgot", text: "x") == nil)
    }
}

@Suite struct `A recorded phone call` {
    @Test func `of six minutes with a file of two lacks four`() throws {
        let call = PhoneCall(try span("09:00:00", "09:06:00"))
        #expect(
            call.completeness(recordedMilliseconds: [120_000], toleranceMilliseconds: 2000)
                == .missing(milliseconds: 240_000))
        #expect(call.completeness(recordedMilliseconds: [358_000], toleranceMilliseconds: 2000) == .whole)
        #expect(call.completeness(recordedMilliseconds: [200_000, 170_000], toleranceMilliseconds: 0) == .whole)
        #expect(
            call.completeness(recordedMilliseconds: [], toleranceMilliseconds: 2000) == .missing(milliseconds: 360_000))
        #expect(call.completeness(recordedMilliseconds: [.max, .max], toleranceMilliseconds: 0) == .whole)
        #expect(
            call.completeness(recordedMilliseconds: [-5], toleranceMilliseconds: 0) == .missing(milliseconds: 360_000))
    }
}
