import Chronology

/// How the recorded segments cover one act.
package struct CoverageReport: Sendable, Hashable, Codable {
    /// The act, from arrival to its end.
    package let step: Interval
    /// The covered time, ascending; seams are joined.
    package let covered: [Interval]
    /// The holes, ascending.
    package let gaps: [Gap]
    /// The holes that a camera made by itself, ascending.
    package let seams: [Seam]
    /// The stretches that several segments show, ascending.
    package let overlaps: [Overlap]
    /// Recordings that show nothing of the act: the wrong file, or a device whose clock is wrong.
    package let outside: [String]

    /// Covered time in milliseconds, seams included.
    package var coveredMilliseconds: Int64 { covered.reduce(0) { $0 + $1.milliseconds } }

    /// Whether the recording is complete and unbroken.
    package var isComplete: Bool { gaps.isEmpty }
}

/// A stretch of an act that no segment shows.
package struct Gap: Sendable, Hashable, Codable {
    /// Where in the act it lies.
    package enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// From the start of the act to the first picture.
        case lateStart = "late-start"
        /// Between two segments.
        case interruption
        /// From the last picture to the end of the act.
        case earlyEnd = "early-end"
        /// Nothing of the act was recorded.
        case unrecorded
    }

    /// When.
    package let interval: Interval
    /// Where in the act.
    package let kind: Kind
    /// The recordings that break off at its start.
    package let after: [String]
    /// The recordings that begin at its end: in one of them the cause is spoken.
    package let resumedBy: [String]

    /// Names all of them.
    package init(interval: Interval, kind: Kind, after: [String], resumedBy: [String]) {
        self.interval = interval
        self.kind = kind
        self.after = after
        self.resumedBy = resumedBy
    }
}

/// A hole between two files of one device that is within the tolerance.
package struct Seam: Sendable, Hashable, Codable {
    /// When.
    package let interval: Interval
    /// The device that split its files.
    package let device: String
}

/// A stretch that several segments show: several cameras, or one file taken in twice.
package struct Overlap: Sendable, Hashable, Codable {
    /// When.
    package let interval: Interval
    /// The recordings, sorted.
    package let recordings: [String]
    /// Their devices, sorted; one only when a device overlaps itself, which a device cannot.
    package let devices: [String]
}
