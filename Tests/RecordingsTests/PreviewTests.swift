import Chronology
import Foundation
import Recordings
import Synchronization
import TestKit
import Testing

@Suite(.features("playback")) struct `A preview` {
    /// Size of a JPEG from its frame header (ITU-T T.81 §B.2.2), and whether it ends as one.
    private func size(_ jpeg: [UInt8]) -> (width: Int, height: Int)? {
        guard jpeg.starts(with: [0xff, 0xd8]), jpeg.suffix(2) == [0xff, 0xd9] else { return nil }
        var position = 2
        while position + 9 < jpeg.count, jpeg[position] == 0xff {
            let length = Int(jpeg[position + 2]) << 8 | Int(jpeg[position + 3])
            if (0xc0...0xc2).contains(jpeg[position + 1]) {
                return (
                    Int(jpeg[position + 7]) << 8 | Int(jpeg[position + 8]),
                    Int(jpeg[position + 5]) << 8 | Int(jpeg[position + 6])
                )
            }
            position += 2 + length
        }
        return nil
    }

    @Test func `is one JPEG picture of the moment, no wider than asked`() async throws {
        let source = ByteSource(try SampleMedia.bytes(.init(.mp4)))
        let start = try await Preview().jpeg(of: source)
        let later = try await Preview().jpeg(of: source, atMilliseconds: 2000, width: 80)
        #expect(try #require(size(start)) == (160, 120))
        #expect(try #require(size(later)) == (80, 60))
        let beyond = try await Preview().jpeg(of: source, atMilliseconds: 600_000)
        #expect(beyond == start)
    }

    @Test func `of a large recording reads the index and the pictures around the moment only`() async throws {
        let bytes = try SampleMedia.bytes(.init(.mp4, seconds: 20, isNoise: true))
        try #require(bytes.count > 24 << 20)
        let read = Mutex<Int64>(0)
        let source = ByteSource(count: Int64(bytes.count)) { range in
            read.withLock { $0 += range.upperBound - range.lowerBound }
            return Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)])
        }
        // Held against ffmpeg with the plain file. The moment lies between two key frames, which come every second.
        let path = try SampleMedia.file(.init(.mp4, seconds: 20, isNoise: true)).path
        let plain = try await Preview(tools: MediaTools(limits: ToolLimits(viewBytes: 1 << 30))).jpeg(
            of: try ByteSource.file(path), atMilliseconds: 15_600, width: 160)
        let picture = try await Preview().jpeg(of: source, atMilliseconds: 15_600, width: 160)
        #expect(picture == plain)
        #expect(try picture == reference(path, seconds: "15.600", width: 160))
        #expect(read.withLock { $0 } < Int64(bytes.count) / 2)
    }

    private func reference(_ path: String, seconds: String, width: Int) throws -> [UInt8] {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/ffmpeg")
        process.arguments = [
            "-nostdin", "-v", "error", "-ss", seconds, "-i", path, "-an", "-frames:v", "1", "-vf", "scale=\(width):-2",
            "-c:v", "mjpeg", "-f", "image2pipe", "-",
        ]
        process.standardOutput = pipe
        try process.run()
        let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return bytes
    }

    @Test func `of sound, text or nothing is refused`() async throws {
        for bytes in [try SampleMedia.bytes(.init(.wav)), Array("text\n".utf8), []] {
            await #expect(throws: RecordingsError.noPicture) { try await Preview().jpeg(of: ByteSource(bytes)) }
        }
    }

    @Test func `of hostile indexes ends without a trap`() async throws {
        // Large enough to be read by its sample table; no ffmpeg, which would be slow.
        let preview = Preview(tools: MediaTools(ffmpeg: "/nowhere/ffmpeg"))
        let original = try SampleMedia.bytes(.init(.mp4, seconds: 1))
        let index = try #require(TestBoxes.top(original).first { $0.type == "moov" }?.range)
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            var bytes = original
            for _ in 0..<6 {
                bytes[Int.random(in: index, using: &random)] = [0, 1, 0x7f, 0xff].randomElement(using: &random) ?? 0
            }
            let hostile = bytes
            let source = ByteSource(count: 20 << 20) { range in
                let kept = range.clamped(to: 0..<Int64(hostile.count))
                return Array(hostile[Int(kept.lowerBound)..<Int(kept.upperBound)])
                    + [UInt8](repeating: 0, count: range.count - kept.count)
            }
            let error = await #expect(throws: RecordingsError.self) {
                try await preview.jpeg(of: source, atMilliseconds: 500)
            }
            #expect(["tool-missing", "preview-too-large"].contains(error?.code))
        }
    }
}

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
            #expect(facts.isSound)
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
