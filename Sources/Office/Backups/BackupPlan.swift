package import Chronology

/// When the nightly backup runs and how many backups are kept.
package struct BackupPlan: Hashable, Sendable, Codable {
    /// Minutes after midnight, in the office's own time (UTC+08:00).
    package var minute: Int
    /// Of so many days, weeks, months and years the last backup is kept.
    package var days: Int
    package var weeks: Int
    package var months: Int
    package var years: Int

    package init(minute: Int, days: Int, weeks: Int, months: Int, years: Int) {
        self.minute = minute
        self.days = days
        self.weeks = weeks
        self.months = months
        self.years = years
    }

    /// What holds until somebody sets it: half past two at night, 30 days, 8 weeks, 12 months, 10 years.
    package static let initial = BackupPlan(minute: 150, days: 30, weeks: 8, months: 12, years: 10)

    /// `02:30`.
    package var clockText: String {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return "\(two(minute / 60)):\(two(minute % 60))"
    }

    /// Whether every number can be meant.
    package var isSensible: Bool {
        (0..<1440).contains(minute) && (1...3650).contains(days) && (0...520).contains(weeks)
            && (0...240).contains(months) && (0...100).contains(years)
    }

    /// The last moment up to now at which a backup was to be made.
    package func lastPlanned(upTo now: Instant) -> Instant {
        let today = Instant(now.day, hour: minute / 60, minute: minute % 60)
        return today <= now ? today : Instant(now.day.adding(days: -1), hour: minute / 60, minute: minute % 60)
    }

    /// Seconds after which a failed backup is tried again.
    static let retry = 600

    /// Whether a target is to be written to now.
    /// - Parameters:
    ///   - good: when its last backup was made; nil for none.
    ///   - tried: when it was last tried; nil for never.
    package func isDue(at now: Instant, good: Instant?, tried: Instant?) -> Bool {
        let planned = lastPlanned(upTo: now)
        if let good, good >= planned { return false }
        guard let tried else { return true }
        // A clock that was set back must not stop the backups.
        return tried > now || tried < planned || now.seconds(since: tried) >= BackupPlan.retry
    }
}
