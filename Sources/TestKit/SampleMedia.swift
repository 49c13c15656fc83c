package import Foundation

/// Real small recordings for tests, made by ffmpeg and kept in the temporary folder from one run to the next.
///
/// They are made by the tool's own command line and not by the product, so that what a test expects of them (length,
/// size, time) comes from outside.
package enum SampleMedia {
    /// Why a sample could not be made.
    package enum Failure: Error, Equatable {
        /// ffmpeg ended with this status.
        case tool(status: Int32)
    }

    /// What a sample holds.
    package struct Recipe: Sendable, Hashable {
        /// How the container is laid out.
        package enum Container: String, Sendable, Hashable, CaseIterable {
            /// MP4 with its index at the end, as cameras write it.
            case mp4
            /// MP4 with its index at the start.
            case faststart
            /// MP4 in fragments.
            case fragmented
            /// QuickTime.
            case mov
            /// Matroska.
            case mkv
            /// AVI.
            case avi
            /// MPEG transport stream.
            case ts
            /// MP3, sound only.
            case mp3
            /// WAV, sound only.
            case wav
        }

        /// The container.
        package var container: Container
        /// Length in seconds.
        package var seconds: Int
        /// ISO 8601 with a zone; nil for none.
        package var creationTime: String?
        /// Whether a picture track also comes with sound.
        package var hasSound: Bool
        /// Noise instead of a test picture makes files of several MiB a second.
        package var isNoise: Bool

        /// 160 by 120 pixels, 25 pictures a second, H.264 baseline and AAC where the container takes them.
        package init(
            _ container: Container = .mp4,
            seconds: Int = 3,
            creationTime: String? = "2018-03-14T01:00:00Z",
            hasSound: Bool = true,
            isNoise: Bool = false,
        ) {
            self.container = container
            self.seconds = seconds
            self.creationTime = creationTime
            self.hasSound = hasSound
            self.isNoise = isNoise
        }
    }

    /// The path of a sample, made at the first call. Tests must not change the file.
    /// - Throws: ``Failure/tool(status:)``, or what Foundation throws when ffmpeg is not installed.
    package static func file(_ recipe: Recipe = Recipe()) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-sample-media-1")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let stamp = (recipe.creationTime ?? "none").filter { $0.isLetter || $0.isNumber }
        let flags = "\(recipe.hasSound ? "sound" : "mute")-\(recipe.isNoise ? "noise" : "pattern")"
        let ending =
            recipe.container == .faststart || recipe.container == .fragmented ? "mp4" : recipe.container.rawValue
        let name = "\(recipe.container.rawValue)-\(recipe.seconds)-\(stamp)-\(flags).\(ending)"
        let target = folder.appendingPathComponent(name)
        if FileManager.default.fileExists(atPath: target.path) { return target }
        // Made under a name of its own and renamed, so that two test processes never see half a file.
        let partial = folder.appendingPathComponent("\(UUID().uuidString).\(ending)")
        defer { try? FileManager.default.removeItem(at: partial) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/ffmpeg")
        process.arguments = arguments(recipe, output: partial.path)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure.tool(status: process.terminationStatus) }
        if !FileManager.default.fileExists(atPath: target.path) {
            try FileManager.default.moveItem(at: partial, to: target)
        }
        return target
    }

    /// The bytes of a sample.
    /// - Throws: as ``file(_:)``.
    package static func bytes(_ recipe: Recipe = Recipe()) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: file(recipe)))
    }

    private static func arguments(_ recipe: Recipe, output: String) -> [String] {
        let hasPicture = recipe.container != .mp3 && recipe.container != .wav
        let hasSound = recipe.hasSound || !hasPicture
        var list = ["-v", "error", "-nostdin", "-y"]
        if hasPicture {
            let noise = recipe.isNoise ? ",noise=alls=100:allf=t" : ""
            let size = recipe.isNoise ? "640x480" : "160x120"
            list += ["-f", "lavfi", "-i", "testsrc=size=\(size):rate=25:duration=\(recipe.seconds)\(noise)"]
        }
        if hasSound { list += ["-f", "lavfi", "-i", "sine=frequency=440:duration=\(recipe.seconds)"] }
        if hasPicture {
            list += ["-c:v", "libx264", "-preset", "ultrafast", "-profile:v", "baseline", "-pix_fmt", "yuv420p"]
            list += ["-g", "25", "-qp", recipe.isNoise ? "10" : "28"]
        }
        if hasSound, recipe.container != .wav { list += ["-c:a", recipe.container == .mp3 ? "libmp3lame" : "aac"] }
        if let time = recipe.creationTime { list += ["-metadata", "creation_time=\(time)"] }
        switch recipe.container {
        case .faststart: list += ["-movflags", "+faststart"]
        case .fragmented: list += ["-movflags", "+frag_keyframe+empty_moov"]
        default: break
        }
        return list + [output]
    }
}
