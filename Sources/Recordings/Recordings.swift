/// What the target promises: it looks at recordings (音像记录) and at the time they cover, and decides nothing.
///
/// - `Probe/` asks a file what it is, without ever writing its plain content to a disk.
/// - `Coverage/` lays recorded segments over the time of an act and names each gap (全程、不间断记录).
/// - `Playback/` reads the byte range a player asks for.
///
/// Everything is pure except the probe and the sample, which run `ffprobe` and `ffmpeg`. No rule is named here: what is
/// found is stated, and the packs say which article it answers to.
package enum RecordingsError: Error, Equatable, Sendable {
    /// A program is not installed where ``MediaTools`` says.
    case toolMissing(name: String)
    /// A program could not be started; `errno` as the system gave it.
    case toolNotStarted(name: String, errno: Int32)
    /// A program ran longer than allowed and was killed.
    case toolTimedOut(name: String, milliseconds: Int)
    /// A program wrote more than allowed and was killed.
    case toolOutputTooLarge(name: String, bytes: Int)
    /// A program ended with a status other than 0 where its result was needed.
    case toolFailed(name: String, status: Int32, complaint: String)
    /// A program ended well and its output cannot be read.
    case toolOutputUnreadable(name: String)
    /// The bytes of a recording could not be read.
    case source(SourceFailure)
    /// Anonymous memory could not be had; `errno` as the system gave it.
    case memory(operation: String, errno: Int32)

    /// The stable name of the case, for JSON, logs and exit messages.
    package var code: String {
        switch self {
        case .toolMissing: "tool-missing"
        case .toolNotStarted: "tool-not-started"
        case .toolTimedOut: "tool-timed-out"
        case .toolOutputTooLarge: "tool-output-too-large"
        case .toolFailed: "tool-failed"
        case .toolOutputUnreadable: "tool-output-unreadable"
        case .source: "source-unreadable"
        case .memory: "memory"
        }
    }
}

/// A read that failed, with what failed below it. Two are equal when they failed at the same place.
package struct SourceFailure: Error, Equatable, Sendable {
    /// The range that was asked for.
    package let range: Range<Int64>
    /// What the source threw; nil when it gave fewer or more bytes than asked.
    package let cause: (any Error)?

    /// A failed read.
    package init(range: Range<Int64>, cause: (any Error)?) {
        self.range = range
        self.cause = cause
    }

    package static func == (left: SourceFailure, right: SourceFailure) -> Bool { left.range == right.range }
}
