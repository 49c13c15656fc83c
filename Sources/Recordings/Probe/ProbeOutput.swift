import Chronology
import Foundation

/// The JSON that ffprobe writes, as far as it is asked for.
struct ProbeOutput: Decodable {
    struct Program: Decodable { var version: String? }
    struct Tags: Decodable {
        var creationTime: String?
        enum CodingKeys: String, CodingKey { case creationTime = "creation_time" }
    }
    struct Format: Decodable {
        var name: String?
        var duration: String?
        var score: Int?
        var tags: Tags?
        enum CodingKeys: String, CodingKey {
            case name = "format_name"
            case duration
            case score = "probe_score"
            case tags
        }
    }
    struct Disposition: Decodable {
        var attachedPicture: Int?
        enum CodingKeys: String, CodingKey { case attachedPicture = "attached_pic" }
    }
    struct Stream: Decodable {
        var type: String?
        var codec: String?
        var width: Int?
        var height: Int?
        var averageFrameRate: String?
        var sampleRate: String?
        var channels: Int?
        var duration: String?
        var disposition: Disposition?
        enum CodingKeys: String, CodingKey {
            case type = "codec_type"
            case codec = "codec_name"
            case averageFrameRate = "avg_frame_rate"
            case sampleRate = "sample_rate"
            case width, height, channels, duration, disposition
        }
    }

    var program: Program?
    var format: Format?
    var streams: [Stream]?
    enum CodingKeys: String, CodingKey {
        case program = "program_version"
        case format, streams
    }

    /// Nil when the bytes are not that JSON.
    init?(json bytes: [UInt8]) {
        guard let value = try? JSONDecoder().decode(ProbeOutput.self, from: Data(bytes)) else { return nil }
        self = value
    }

    var tool: ToolVersion { ToolVersion(name: "ffprobe", version: program?.version ?? "") }

    var video: [VideoStream] {
        // A cover picture of a sound file is no recorded picture.
        (streams ?? []).filter { $0.type == "video" && $0.disposition?.attachedPicture != 1 }.map {
            VideoStream(
                codec: $0.codec ?? "unknown",
                width: $0.width ?? 0,
                height: $0.height ?? 0,
                frameRate: $0.averageFrameRate.flatMap(Rational.init))
        }
    }

    var audio: [AudioStream] {
        (streams ?? []).filter { $0.type == "audio" }.map {
            AudioStream(
                codec: $0.codec ?? "unknown",
                sampleRate: $0.sampleRate.flatMap { Int($0) } ?? 0,
                channels: $0.channels ?? 0)
        }
    }

    var durationMilliseconds: Int64? {
        let whole = format?.duration.flatMap(Self.milliseconds)
        return whole ?? (streams ?? []).compactMap { $0.duration.flatMap(Self.milliseconds) }.max()
    }

    var createdAt: Instant? { format?.tags?.creationTime.flatMap { Instant($0) } }

    /// Reads `12.345600` as 12345: seconds in decimal, cut to milliseconds; nil for anything else, for 0 and for more
    /// than ten years.
    static func milliseconds(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), text.utf8.allSatisfy({ $0 == 0x2e || (0x30...0x39).contains($0) }),
            let seconds = Int64(parts[0]), seconds < 315_360_000
        else { return nil }
        let digits = parts.count == 2 ? parts[1].prefix(3) : ""
        let padded = digits + String(repeating: "0", count: 3 - digits.count)
        let value = seconds * 1000 + (Int64(padded) ?? 0)
        return value > 0 ? value : nil
    }
}
