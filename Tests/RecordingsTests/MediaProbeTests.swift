import Chronology
import Foundation
import Glibc
import Recordings
import Synchronization
import TestKit
import Testing

@Suite(.features("media-kinds")) struct `A probe of a recording` {
    private let probe = MediaProbe()

    private func facts(_ result: ProbeResult) throws -> MediaFacts {
        guard case .media(let facts) = result else {
            Issue.record("not media: \(result)")
            throw CancellationError()
        }
        return facts
    }

    @Test(arguments: [SampleMedia.Recipe.Container.mp4, .faststart, .fragmented, .mov])
    func `tells length, streams and the camera's time of an MP4 wherever its index lies`(
        _ container: SampleMedia.Recipe.Container
    ) async throws {
        let bytes = try SampleMedia.bytes(.init(container))
        let facts = try facts(await probe.probe(ByteSource(bytes)))
        #expect(facts.container == (container == .mov ? "mov" : "mp4"))
        #expect(try abs(#require(facts.durationMilliseconds) - 3000) <= 50)
        // Of a file in fragments ffprobe 5.1 gives an average that leaves out one picture, for the plain file too.
        let rate = container == .fragmented ? Rational(480_000, 19_349) : Rational(25, 1)
        #expect(facts.video == [VideoStream(codec: "h264", width: 160, height: 120, frameRate: rate)])
        #expect(facts.audio == [AudioStream(codec: "aac", sampleRate: 44_100, channels: 1)])
        #expect(facts.createdAt == Instant("2018-03-14T09:00:00+08:00"))
        #expect(facts.byteCount == Int64(bytes.count))
        #expect(facts.tool?.name == "ffprobe")
        #expect(facts.tool?.version.isEmpty == false)
        #expect(facts.problems.isEmpty)
    }

    @Test(arguments: [
        (SampleMedia.Recipe.Container.mkv, "matroska", true), (.avi, "avi", true), (.ts, "mpegts", true),
        (.mp3, "mp3", false), (.wav, "wav", false),
    ])
    func `knows the other containers of cameras and recorders`(
        _ container: SampleMedia.Recipe.Container, name: String, hasPicture: Bool,
    ) async throws {
        let path = try SampleMedia.file(.init(container)).path
        let facts = try facts(await probe.probe(file: path))
        #expect(facts.container == name)
        #expect(facts.video.isEmpty != hasPicture)
        #expect(facts.audio.count == 1)
        #expect(try abs(#require(facts.durationMilliseconds) - 3000) <= 150)
    }

    @Test func `agrees with ffprobe reading the plain file`() async throws {
        let path = try SampleMedia.file(.init(.mp4, seconds: 7)).path
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/ffprobe")
        process.arguments = ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path]
        process.standardOutput = pipe
        try process.run()
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let seconds = try #require(Double(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        let found = try facts(await probe.probe(file: path)).durationMilliseconds
        #expect(try abs(Double(#require(found)) - seconds * 1000) <= 1)
    }

    @Test func `reads a few MiB of a recording of gigabytes`() async throws {
        // The index of a real file, moved behind five gigabytes that nobody has and before the padding of some cameras,
        // so that neither the start nor the end of the file shows it.
        let bytes = try SampleMedia.bytes(.init(.mp4))
        let index = try #require(TestBoxes.top(bytes).first { $0.type == "moov" })
        let file = try #require(TestBoxes.top(bytes).first { $0.type == "ftyp" })
        let hole: Int64 = 5 << 30
        let head =
            Array(bytes[file.range]) + TestBoxes.bigEndian(UInt32(1)) + Array("mdat".utf8)
            + TestBoxes.bigEndian(UInt64(hole))
        let end = Int64(file.range.count) + hole
        let tail = Array(bytes[index.range]) + TestBoxes.box("free", [UInt8](repeating: 0, count: 3 << 20))
        let read = Mutex<Int64>(0)
        let source = ByteSource(count: end + Int64(tail.count)) { range in
            read.withLock { $0 += range.upperBound - range.lowerBound }
            var bytes = [UInt8](repeating: 0, count: range.count)
            for (part, start) in [(head, Int64(0)), (tail, end)] {
                let held = range.clamped(to: start..<(start + Int64(part.count)))
                for position in held { bytes[Int(position - range.lowerBound)] = part[Int(position - start)] }
            }
            return bytes
        }
        let facts = try facts(await probe.probe(source))
        #expect(facts.durationMilliseconds == 3000)
        #expect(facts.video.map(\.codec) == ["h264"])
        #expect(facts.byteCount > 5 << 30)
        #expect(facts.problems.isEmpty)
        #expect(facts.tool?.name == "ffprobe")
        #expect(read.withLock { $0 } < 8 << 20)
    }

    @Test func `refuses what is no recording, with the reason`() async throws {
        #expect(try await probe.probe(ByteSource([])) == .notMedia(.empty))
        let text = Array("这是一份文字材料, 不是录像。\n".utf8)
        #expect(try await probe.probe(ByteSource(text)) == .notMedia(.text))
        #expect(try await probe.probe(ByteSource(Array("#EXTM3U\nfile:///etc/passwd\n".utf8))) == .notMedia(.text))
        let pdf = Array("%PDF-1.7\n".utf8) + [0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a, 0x00, 0x01]
        #expect(try await probe.probe(ByteSource(pdf)) == .notMedia(.unrecognised))
        var random = SeededGenerator(seed: 7)
        let noise = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(try await probe.probe(ByteSource(noise)) == .notMedia(.unrecognised))
    }

    @Test func `a text named mp4 on disk is refused as text`() async throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).mp4")
        try Data("hello\n".utf8).write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        #expect(try await probe.probe(file: path.path) == .notMedia(.text))
    }

    @Test func `an MP4 that lost its end with its index is refused, one that kept its index is called truncated`()
        async throws
    {
        let camera = try SampleMedia.bytes(.init(.mp4))
        #expect(try await probe.probe(ByteSource(Array(camera.prefix(camera.count / 2)))) == .notMedia(.noMovieHeader))
        let streamed = try SampleMedia.bytes(.init(.faststart))
        let kept = Array(streamed.prefix(streamed.count - 1000))
        #expect(try facts(await probe.probe(ByteSource(kept))).problems == [.truncated(missingBytes: 1000)])
    }

    @Test func `without ffprobe an MP4 is read by its boxes alone and others are not judged`() async throws {
        let bare = MediaProbe(tools: MediaTools(ffprobe: "/nowhere/ffprobe"))
        let facts = try facts(await bare.probe(ByteSource(try SampleMedia.bytes(.init(.mp4)))))
        #expect(facts.durationMilliseconds == 3000)
        #expect(facts.video == [VideoStream(codec: "avc1", width: 160, height: 120, frameRate: nil)])
        #expect(facts.audio == [AudioStream(codec: "mp4a", sampleRate: 44_100, channels: 0)])
        #expect(facts.createdAt == Instant("2018-03-14T01:00:00Z"))
        #expect(facts.tool == nil)
        #expect(facts.problems == [.toolMissing])
        let wave = try SampleMedia.bytes(.init(.wav))
        await #expect(throws: RecordingsError.toolMissing(name: "ffprobe")) { try await bare.probe(ByteSource(wave)) }
    }

    @Test func `a source that fails or comes up short is an error, not a judgement`() async throws {
        struct Broken: Error {}
        let failing = ByteSource(count: 100_000) { _ in throw Broken() }
        await #expect(throws: RecordingsError.source(SourceFailure(range: 0..<4096, cause: nil))) {
            try await probe.probe(failing)
        }
        let short = ByteSource(count: 100_000) { _ in [1] }
        await #expect(throws: RecordingsError.source(SourceFailure(range: 0..<4096, cause: nil))) {
            try await probe.probe(short)
        }
        await #expect(throws: RecordingsError.source(SourceFailure(range: 0..<0, cause: nil))) {
            try await probe.probe(file: "/nowhere/at-all.mp4")
        }
    }
}

@Suite struct `A run of a program` {
    private func script(_ text: String) throws -> String {
        let plain = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).txt").path
        let path = plain + ".sh"
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(fileURLWithPath: plain))
        defer { try? FileManager.default.removeItem(atPath: plain) }
        // Another program writes what is to be run: a file that this process has open for writing could be inherited by
        // a program that another test starts, and then cannot be run (ETXTBSY).
        let copy = Process()
        copy.executableURL = URL(fileURLWithPath: "/usr/bin/install")
        copy.arguments = ["-m", "700", plain, path]
        try copy.run()
        copy.waitUntilExit()
        return path
    }

    private func probe(_ body: String, limits: ToolLimits) async throws -> ProbeResult {
        let path = try script(body)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await MediaProbe(tools: MediaTools(ffprobe: path, limits: limits)).probe(ByteSource([0, 1, 2, 3]))
    }

    @Test func `is killed with its children when it takes too long`() async throws {
        // The pipe hangs up only when nobody holds its other end any more, the child in the background included.
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        #expect(mkfifo(path, 0o600) == 0)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        defer { close(reader) }
        let error = await #expect(throws: RecordingsError.self) {
            try await probe(
                "exec 9>'\(path)'; echo x >&9; sleep 600 & sleep 600", limits: ToolLimits(milliseconds: 300))
        }
        #expect(error?.code == "tool-timed-out")
        var letters = [UInt8](repeating: 0, count: 8)
        #expect(read(reader, &letters, 8) == 2)
        var waiting = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
        #expect(poll(&waiting, 1, 5000) == 1)
        #expect(waiting.revents & Int16(POLLHUP) != 0)
    }

    @Test func `is killed when it writes too much`() async throws {
        let error = await #expect(throws: RecordingsError.self) {
            try await probe(
                "while :; do echo 0123456789012345678901234567890123456789; done",
                limits: ToolLimits(outputBytes: 4096))
        }
        #expect(error?.code == "tool-output-too-large")
    }

    @Test func `that ends badly refuses the file, and one that ends well with nonsense is a failure`() async throws {
        #expect(try await probe("echo broken >&2; exit 3", limits: ToolLimits()) == .notMedia(.unrecognised))
        await #expect(throws: RecordingsError.toolOutputUnreadable(name: "ffprobe")) {
            let path = "/bin/echo"
            _ = try await MediaProbe(tools: MediaTools(ffprobe: path)).probe(ByteSource([0, 1, 2, 3]))
        }
    }

    @Test func `gets a small environment and no descriptor but its four`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try await probe(
            "env | sed 's/=.*//' | sort > \(folder.path)/env; ls /proc/$$/fd > \(folder.path)/fd; exit 1",
            limits: ToolLimits())
        let names = try String(contentsOf: folder.appendingPathComponent("env"), encoding: .utf8).split(separator: "\n")
        #expect(
            Set(names).isSubset(of: ["AV_LOG_FORCE_NOCOLOR", "LC_ALL", "PATH", "TZ", "PWD", "OLDPWD", "SHLVL", "_"]))
        // The shell keeps its own script open under 10 or the like.
        let open = try String(contentsOf: folder.appendingPathComponent("fd"), encoding: .utf8)
            .split(separator: "\n").compactMap { Int($0) }.filter { $0 < 10 }
        #expect(open == [0, 1, 2, 3])
    }
}
