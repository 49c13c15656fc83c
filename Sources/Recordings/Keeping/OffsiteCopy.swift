package import Chronology

/// The copy at another site (异地备份).
/// Source: 武汉市劳动保障监察执法全过程记录办法 第四十一条. It names no interval; the office sets one.
package struct OffsiteCopy: Sendable, Hashable, Codable {
    /// One run: where the copies went, when, and what was read back and found equal.
    package struct Run: Sendable, Hashable, Codable {
        /// When it ended.
        package let at: Instant
        /// The site.
        package let site: String
        /// The blobs whose hash was verified at the site, in hex.
        package let verified: Set<String>

        /// A run.
        package init(at: Instant, site: String, verified: Set<String>) {
            self.at = at
            self.site = site
            self.verified = verified
        }
    }

    /// The blobs without a verified copy, sorted.
    package let uncopied: [String]
    /// The day by which the next run is due; nil when there never was one and something waits for it.
    package let nextDue: Day?
    /// Whether a run is overdue.
    package let isOverdue: Bool

    /// Holds the runs against what must be copied.
    /// - Parameter blobs: the hashes of all media, in hex.
    /// - Parameter intervalDays: calendar days from one run to the next, 1 or more.
    package init(blobs: Set<String>, runs: [Run], intervalDays: Int, today: Day) {
        uncopied = blobs.subtracting(runs.flatMap(\.verified)).sorted()
        nextDue = runs.map(\.at).max()?.day.adding(days: max(1, intervalDays))
        isOverdue = nextDue.map { $0 < today } ?? !blobs.isEmpty
    }
}
