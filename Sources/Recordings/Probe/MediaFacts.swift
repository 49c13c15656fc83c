package import Chronology

/// What a file turned out to be. A file that is no recording is a judgement, not an error.
package enum ProbeResult: Sendable, Hashable, Codable {
    /// A recording, with what was found wrong with it.
    case media(MediaFacts)
    /// Not a recording that anything could play.
    case notMedia(NotMedia)
}

/// Why a file is no recording.
package enum NotMedia: String, Sendable, Hashable, Codable, CaseIterable {
    /// No bytes at all.
    case empty
    /// Text, whatever its name says.
    case text
    /// None of the formats that cameras and recorders write.
    case unrecognised
    /// An MP4 or QuickTime file without its index (`moov`): the camera stopped before it could write it, or the end of
    /// the file is missing.
    case noMovieHeader = "no-movie-header"
    /// A container without a picture and without sound.
    case noStreams = "no-streams"
}

/// What a recording says about itself.
package struct MediaFacts: Sendable, Hashable, Codable {
    /// The container: `mp4`, `mov`, `matroska`, `avi`, `mpegts`, `mp3`, `wav` …
    package var container: String
    /// How long it plays, in milliseconds; nil when it does not say.
    package var durationMilliseconds: Int64?
    /// Its pictures.
    package var video: [VideoStream]
    /// Its sound.
    package var audio: [AudioStream]
    /// The start of the recording as the camera wrote it; nil when it wrote none. The camera's clock may be wrong, and
    /// many cameras write their local time as if it were UTC.
    package var createdAt: Instant?
    /// The number of bytes.
    package var byteCount: Int64
    /// The program that looked; nil when only our own reading of the boxes did.
    package var tool: ToolVersion?
    /// What is wrong with it, in the order in which it was found.
    package var problems: [MediaProblem]

    /// Names all of them.
    package init(
        container: String,
        durationMilliseconds: Int64?,
        video: [VideoStream],
        audio: [AudioStream],
        createdAt: Instant?,
        byteCount: Int64,
        tool: ToolVersion?,
        problems: [MediaProblem],
    ) {
        self.container = container
        self.durationMilliseconds = durationMilliseconds
        self.video = video
        self.audio = audio
        self.createdAt = createdAt
        self.byteCount = byteCount
        self.tool = tool
        self.problems = problems
    }
}

/// One picture track.
package struct VideoStream: Sendable, Hashable, Codable {
    /// As ffprobe names it (`h264`, `hevc`, `mjpeg`); the four characters of the sample entry when only we looked.
    package var codec: String
    /// Width in pixels.
    package var width: Int
    /// Height in pixels.
    package var height: Int
    /// Frames per second on average; nil when unknown.
    package var frameRate: Rational?

    /// Names all of them.
    package init(codec: String, width: Int, height: Int, frameRate: Rational?) {
        self.codec = codec
        self.width = width
        self.height = height
        self.frameRate = frameRate
    }
}

/// One sound track.
package struct AudioStream: Sendable, Hashable, Codable {
    /// As ffprobe names it (`aac`, `mp3`, `pcm_s16le`); the four characters of the sample entry when only we looked.
    package var codec: String
    /// Samples per second; 0 when unknown.
    package var sampleRate: Int
    /// The number of channels; 0 when unknown.
    package var channels: Int

    /// Names all of them.
    package init(codec: String, sampleRate: Int, channels: Int) {
        self.codec = codec
        self.sampleRate = sampleRate
        self.channels = channels
    }
}

/// A fraction, as media formats write frame rates (30000/1001): no digit of it is lost.
package struct Rational: Sendable, Hashable, Codable, CustomStringConvertible {
    /// Above the line.
    package let numerator: Int
    /// Below the line, more than 0.
    package let denominator: Int

    /// Nil when the denominator is not positive or the numerator negative.
    package init?(_ numerator: Int, _ denominator: Int) {
        guard denominator > 0, numerator >= 0 else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Reads `30000/1001`; nil for anything else, `0/0` (ffprobe's unknown) included.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let numerator = Int(parts[0]), let denominator = Int(parts[1]) else { return nil }
        self.init(numerator, denominator)
    }

    /// `30000/1001`.
    package var description: String { "\(numerator)/\(denominator)" }
}

/// Something wrong with a recording that is still one.
package enum MediaProblem: Sendable, Hashable, Codable {
    /// The file ends before its own structure does.
    case truncated(missingBytes: Int64)
    /// A box whose size or content contradicts itself; its four characters.
    case malformedBox(String)
    /// More boxes than anything real has; the rest was not read.
    case tooManyBoxes
    /// The container's own length and the one ffprobe derives differ by more than a second.
    case durationsDisagree(containerMilliseconds: Int64, toolMilliseconds: Int64)
    /// No length is given.
    case noDuration
    /// ffprobe is not installed; only our own reading of the boxes was used.
    case toolMissing
    /// ffprobe refused the file; only our own reading of the boxes was used.
    case toolRefused(complaint: String)

    /// The stable name of the case, for JSON and logs.
    package var code: String {
        switch self {
        case .truncated: "truncated"
        case .malformedBox: "malformed-box"
        case .tooManyBoxes: "too-many-boxes"
        case .durationsDisagree: "durations-disagree"
        case .noDuration: "no-duration"
        case .toolMissing: "tool-missing"
        case .toolRefused: "tool-refused"
        }
    }
}
