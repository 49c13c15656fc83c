package import Chronology

/// A stretch of time from one instant to a later one; the end is not part of it.
package struct Interval: Sendable, Hashable, Codable, Comparable {
    /// The first instant.
    package let from: Instant
    /// The first instant after it.
    package let to: Instant

    /// Nil when it would end before it starts; it may be empty.
    package init?(from: Instant, to: Instant) {
        guard from <= to else { return nil }
        self.from = from
        self.to = to
    }

    /// From the earlier of two instants to the later.
    init(between one: Instant, and other: Instant) {
        from = min(one, other)
        to = max(one, other)
    }

    /// Its length in milliseconds.
    package var milliseconds: Int64 { to.milliseconds - from.milliseconds }

    /// Whether it holds no instant.
    package var isEmpty: Bool { from == to }

    /// What both have in common; nil when that is nothing.
    package func intersection(_ other: Interval) -> Interval? {
        let start = max(from, other.from)
        let end = min(to, other.to)
        return start < end ? Interval(between: start, and: end) : nil
    }

    package static func < (left: Interval, right: Interval) -> Bool { (left.from, left.to) < (right.from, right.to) }
}
