/// Where the two programs are, and how much they may use.
package struct MediaTools: Sendable, Equatable {
    /// Path of `ffprobe`.
    package var ffprobe: String
    /// Path of `ffmpeg`.
    package var ffmpeg: String
    /// What one run may use.
    package var limits: ToolLimits

    /// Names both programs; the defaults are where Debian installs them.
    package init(
        ffprobe: String = "/usr/bin/ffprobe",
        ffmpeg: String = "/usr/bin/ffmpeg",
        limits: ToolLimits = ToolLimits(),
    ) {
        self.ffprobe = ffprobe
        self.ffmpeg = ffmpeg
        self.limits = limits
    }
}

/// What one run of a program may use. A run over a limit is killed.
package struct ToolLimits: Sendable, Equatable {
    /// Wall-clock time, in milliseconds.
    package var milliseconds: Int
    /// Bytes on its standard output; a sixteenth of it is kept of its complaints, the rest of them thrown away.
    package var outputBytes: Int
    /// Bytes of a recording that are laid out in memory for it.
    package var viewBytes: Int64

    /// The defaults fit a probe of any recording and a preview of one with a key frame every few seconds.
    package init(milliseconds: Int = 20_000, outputBytes: Int = 1 << 20, viewBytes: Int64 = 48 << 20) {
        self.milliseconds = milliseconds
        self.outputBytes = outputBytes
        self.viewBytes = viewBytes
    }
}

/// The program that gave a finding, kept with it.
package struct ToolVersion: Sendable, Hashable, Codable {
    /// `ffprobe`.
    package let name: String
    /// As it names itself, for example `5.1.9-0+deb12u1`.
    package let version: String

    /// Names a program.
    package init(name: String, version: String) {
        self.name = name
        self.version = version
    }
}
