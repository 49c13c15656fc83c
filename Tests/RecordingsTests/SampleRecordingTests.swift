import Chronology
import Recordings
import Testing

@Suite struct `A made-up recording` {
    @Test func `is a small MP4 of its length, size and time, with the index where it is wanted`() async throws {
        let start = try #require(Instant("2026-03-14T09:00:00+08:00"))
        for atEnd in [true, false] {
            let bytes = try await SampleRecording(
                seconds: 60, width: 320, height: 180, framesPerSecond: 2, startedAt: start, hasIndexAtEnd: atEnd,
                caption: "演示 现场检查"
            ).make()
            #expect(bytes.count < 1 << 20)
            let order = TestBoxes.top(bytes).map(\.type).filter { $0 == "moov" || $0 == "mdat" }
            #expect(order == (atEnd ? ["mdat", "moov"] : ["moov", "mdat"]))
            guard case .media(let facts) = try await MediaProbe().probe(ByteSource(bytes)) else {
                Issue.record("not media")
                return
            }
            #expect(try abs(#require(facts.durationMilliseconds) - 60_000) <= 100)
            #expect(facts.createdAt == start)
            #expect(facts.video == [VideoStream(codec: "h264", width: 320, height: 180, frameRate: Rational(2, 1))])
            #expect(facts.audio.map(\.codec) == ["aac"])
            #expect(facts.problems == [])
        }
    }

    @Test func `a caption with the signs of a filter graph changes nothing else`() async throws {
        let bytes = try await SampleRecording(seconds: 1, hasSound: false, caption: "a'b:c\\d,e[f];%{pts}").make()
        guard case .media(let facts) = try await MediaProbe().probe(ByteSource(bytes)) else {
            Issue.record("not media")
            return
        }
        #expect(facts.audio.isEmpty)
        #expect(facts.createdAt == nil)
    }
}
