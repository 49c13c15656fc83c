package import Chronology

/// What does not fit about the time at which a recording was made: the camera's clock is wrong, or somebody's entry is.
///
/// It is shown and never refused: a camera whose clock is off has still seen what it saw, and the entry keeps both times.
package enum ClockDoubt: Hashable, Sendable {
    /// It ends after the moment at which it was entered, by so many milliseconds.
    case afterEntry(milliseconds: Int64)
    /// The file's own time of its start is later than the one that was entered, by so many milliseconds; earlier when
    /// negative.
    case cameraDiffers(milliseconds: Int64)

    /// More than this, in milliseconds, is no matter of times that were written down to the minute.
    static let tolerance: Int64 = 60_000

    /// The doubts about a recording.
    /// - Parameters:
    ///   - start: when it began, as it was entered.
    ///   - end: when it ended, by its length.
    ///   - cameraStart: when it starts by the file itself; nil where the file does not say.
    ///   - entered: when it was entered, by the server.
    package static func of(
        start: Instant, end: Instant, cameraStart: Instant?, entered: Instant
    ) -> [ClockDoubt] {
        var doubts: [ClockDoubt] = []
        let late = end.milliseconds - entered.milliseconds
        if late > tolerance { doubts.append(.afterEntry(milliseconds: late)) }
        if let cameraStart {
            let ahead = cameraStart.milliseconds - start.milliseconds
            if abs(ahead) > tolerance { doubts.append(.cameraDiffers(milliseconds: ahead)) }
        }
        return doubts
    }
}
