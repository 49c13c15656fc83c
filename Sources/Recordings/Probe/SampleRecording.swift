package import Chronology

/// A small made-up recording for a demo office: a test picture with a running clock, and a tone.
///
/// It is a real H.264/AAC MP4 with a creation time, as a body-worn camera writes it; nothing in it was ever filmed.
package struct SampleRecording: Sendable, Hashable {
    /// How long it plays, in seconds, 1 to 7200.
    package var seconds: Int
    /// Width in pixels, even.
    package var width: Int
    /// Height in pixels, even.
    package var height: Int
    /// Pictures a second. One is enough for a long sample of a few hundred KiB.
    package var framesPerSecond: Int
    /// The start that the camera wrote and that the burnt-in clock begins with; nil for none of both.
    package var startedAt: Instant?
    /// Whether it has sound.
    package var hasSound: Bool
    /// Whether the index lies at the end, as cameras write it, or at the start.
    package var hasIndexAtEnd: Bool
    /// A line burnt into the picture, for example «演示»; shown only where a font for it is installed.
    package var caption: String?

    /// A sample; sizes and lengths are brought into their bounds.
    package init(
        seconds: Int,
        width: Int = 320,
        height: Int = 180,
        framesPerSecond: Int = 5,
        startedAt: Instant? = nil,
        hasSound: Bool = true,
        hasIndexAtEnd: Bool = true,
        caption: String? = nil,
    ) {
        self.seconds = min(max(1, seconds), 7200)
        self.width = min(max(32, width), 1920) / 2 * 2
        self.height = min(max(32, height), 1080) / 2 * 2
        self.framesPerSecond = min(max(1, framesPerSecond), 30)
        self.startedAt = startedAt
        self.hasSound = hasSound
        self.hasIndexAtEnd = hasIndexAtEnd
        self.caption = caption
    }

    private static let fonts = [
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    ]
    private static let sizeLimit = 256 << 20

    /// The file.
    /// - Throws: ``RecordingsError/toolFailed(name:status:complaint:)`` and what ``MediaProbe/probe(_:)`` throws about
    ///   its program.
    package func make(tools: MediaTools = MediaTools()) async throws(RecordingsError) -> [UInt8] {
        let sample = self
        return try await ToolRun.blocking { () throws(RecordingsError) in try sample.run(tools) }
    }

    private func run(_ tools: MediaTools) throws(RecordingsError) -> [UInt8] {
        // MP4 is written with seeking, so it is written to memory that can seek.
        let file = try MemoryFile()
        var limits = tools.limits
        limits.milliseconds = max(limits.milliseconds, 120_000)
        let font = Self.fonts.first { (try? ByteSource.file($0)) != nil }
        let outcome = try ToolRun(
            program: tools.ffmpeg, arguments: arguments(font: font), view: file, limits: limits
        ).finish()
        guard outcome.status == 0 else {
            throw .toolFailed(name: "ffmpeg", status: outcome.status, complaint: outcome.complaint)
        }
        return try file.contents(limit: Self.sizeLimit)
    }

    private func arguments(font: String?) -> [String] {
        var list = ["-nostdin", "-v", "error", "-y", "-f", "lavfi"]
        list += ["-i", "testsrc=size=\(width)x\(height):rate=\(framesPerSecond):duration=\(seconds)"]
        if hasSound { list += ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=16000:duration=\(seconds)"] }
        if let font, !burntIn(font: font).isEmpty { list += ["-vf", burntIn(font: font)] }
        list += ["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "baseline", "-pix_fmt", "yuv420p"]
        list += ["-g", String(framesPerSecond * 2), "-crf", "32", "-threads", "2"]
        if hasSound { list += ["-c:a", "aac", "-b:a", "24k", "-ac", "1"] }
        if let startedAt {
            list += ["-metadata", "creation_time=\(startedAt)"]
        }
        if !hasIndexAtEnd { list += ["-movflags", "+faststart"] }
        return list + ["-f", "mp4", ToolRun.viewPath]
    }

    private func burntIn(font: String) -> String {
        var lines: [String] = []
        let style = "fontfile=\(font):fontcolor=white:box=1:boxcolor=black@0.6:fontsize=\(max(12, height / 10))"
        if let startedAt {
            // Two levels of escaping: the filter graph's and drawtext's own.
            let clock = "%{pts\\:localtime\\:\(startedAt.milliseconds / 1000)\\:%Y-%m-%d %H\\\\\\:%M\\\\\\:%S}"
            lines.append("drawtext=\(style):x=8:y=8:text='\(clock)'")
        }
        // What has a meaning to the filter graph is left out rather than escaped.
        let plain = (caption ?? "").filter { $0.isLetter || $0.isNumber || $0 == " " }
        if !plain.isEmpty { lines.append("drawtext=\(style):x=8:y=h-text_h-8:expansion=none:text='\(plain)'") }
        return lines.joined(separator: ",")
    }
}
