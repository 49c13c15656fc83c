import Chronology

/// A phone call with the party that must be recorded whole, from connection to hang-up.
/// Source: 武汉市劳动保障监察执法全过程记录办法 第二十四条.
package struct PhoneCall: Sendable, Hashable, Codable {
    /// From connection to hang-up, by the call log.
    package let interval: Interval

    /// A call.
    package init(_ interval: Interval) { self.interval = interval }

    /// How the recorded length fits the call.
    package enum Completeness: Sendable, Hashable, Codable {
        /// The whole call was recorded.
        case whole
        /// So many milliseconds of it are missing; a reason must be recorded.
        case missing(milliseconds: Int64)
    }

    /// Holds the length of its recordings against the call log.
    ///
    /// Only lengths are compared: recorders of phone calls often write no time. Where times are known, use
    /// ``Coverage/of(_:segments:tolerance:)``.
    /// - Parameter recordedMilliseconds: the length of each file.
    /// - Parameter toleranceMilliseconds: call logs count whole seconds, or begun minutes.
    package func completeness(recordedMilliseconds: [Int64], toleranceMilliseconds: Int64) -> Completeness {
        var recorded: Int64 = 0
        for length in recordedMilliseconds where length > 0 {
            let (sum, overflow) = recorded.addingReportingOverflow(length)
            recorded = overflow ? .max : sum
        }
        let missing = interval.milliseconds - min(recorded, interval.milliseconds)
        return missing <= max(0, toleranceMilliseconds) ? .whole : .missing(milliseconds: missing)
    }
}
