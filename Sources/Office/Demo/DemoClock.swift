internal import Chronology

/// The clock of a demo office: it was set to show a time, and runs on from there.
struct DemoClock: Hashable, Sendable {
    static let setting = "demo-clock"
    /// Where the clock of a new demo office stands, before the first of its cases.
    static let start = Instant("2026-09-01T08:00:00+08:00")

    /// What it showed when it was set.
    let shows: Instant
    /// The server's time then.
    let at: Instant

    init(shows: Instant, at: Instant) {
        self.shows = shows
        self.at = at
    }

    /// Reads what ``text`` gave.
    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let shows = Instant(parts[0]), let at = Instant(parts[1]) else { return nil }
        self.init(shows: shows, at: at)
    }

    var text: String { "\(shows) \(at)" }

    func time(at wall: Instant) -> Instant { shows.adding(milliseconds: max(0, wall.milliseconds - at.milliseconds)) }
}
