import Chronology
import Recordings
import TestKit
import Testing

private func at(_ clock: String) -> Instant { Instant("2026-10-09T\(clock)+08:00") ?? Instant(milliseconds: 0) }

@Suite(.features("recording-clock")) struct `The time of a recording` {
    private func doubts(_ start: String, _ end: String, camera: String?, entered: String) -> [ClockDoubt] {
        ClockDoubt.of(start: at(start), end: at(end), cameraStart: camera.map(at), entered: at(entered))
    }

    @Test func `raises no doubt where the camera, the entry and the clock agree to the minute`() {
        #expect(doubts("10:00:00", "10:20:00", camera: "10:00:40", entered: "11:00:00") == [])
        #expect(doubts("10:00:00", "10:20:00", camera: nil, entered: "10:19:30") == [])
        #expect(doubts("10:00:00", "10:20:00", camera: "09:59:00", entered: "10:19:00") == [])
    }

    @Test func `is doubted where it lies after the entry`() {
        #expect(
            doubts("10:00:00", "10:20:00", camera: "10:00:00", entered: "10:15:00")
                == [.afterEntry(milliseconds: 300_000)])
        #expect(
            doubts("10:00:00", "10:20:01", camera: nil, entered: "10:19:00") == [.afterEntry(milliseconds: 61_000)])
    }

    @Test func `is doubted where the camera says another one than its officer`() {
        #expect(
            doubts("10:00:00", "10:20:00", camera: "18:00:00", entered: "19:00:00")
                == [.cameraDiffers(milliseconds: 8 * 3_600_000)])
        #expect(
            doubts("10:00:00", "10:20:00", camera: "09:58:59", entered: "19:00:00")
                == [.cameraDiffers(milliseconds: -61_000)])
        #expect(doubts("10:00:00", "10:20:00", camera: "09:00:00", entered: "09:30:00").count == 2)
    }
}
