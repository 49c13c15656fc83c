package import Chronology

/// One file of a recording, as the time it covers.
///
/// The times are the office's: where a camera's clock is wrong, whoever enters the recording states when it began.
package struct RecordedSegment: Sendable, Hashable, Codable {
    /// The recording's id.
    package let recording: String
    /// The device that made it: a body-worn camera by its number.
    package let device: String
    /// When it starts.
    package let start: Instant
    /// How long it plays, in milliseconds, 0 or more.
    package let durationMilliseconds: Int64

    /// A segment; a negative duration counts as 0.
    package init(
        recording: String,
        device: String,
        start: Instant,
        durationMilliseconds: Int64
    ) {
        self.recording = recording
        self.device = device
        self.start = start
        self.durationMilliseconds = max(0, durationMilliseconds)
    }

    /// The time it covers.
    package var interval: Interval { Interval(between: start, and: start.adding(milliseconds: durationMilliseconds)) }
}

/// How far times may differ before it means something. The figures belong to whoever applies the rule.
package struct CoverageTolerance: Sendable, Hashable, Codable {
    /// The longest hole, in milliseconds, between two files of one device that is the camera's own splitting and no
    /// interruption.
    package let seamMilliseconds: Int64
    /// The longest hole, in milliseconds, at the start or the end of an act that may come from times written to the
    /// minute.
    package let edgeMilliseconds: Int64

    /// Both tolerances; a negative one counts as 0.
    package init(seamMilliseconds: Int64, edgeMilliseconds: Int64) {
        self.seamMilliseconds = max(0, seamMilliseconds)
        self.edgeMilliseconds = max(0, edgeMilliseconds)
    }

    /// Nothing is tolerated.
    package static let none = CoverageTolerance(seamMilliseconds: 0, edgeMilliseconds: 0)

    /// Three seconds between files, which is more than cameras need to open the next one, and one minute at the edges,
    /// because arrival and end are written down to the minute.
    package static let usual = CoverageTolerance(seamMilliseconds: 3000, edgeMilliseconds: 60_000)
}
