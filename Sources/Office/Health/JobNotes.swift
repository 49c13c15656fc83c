internal import Chronology
internal import Synchronization

/// What was last noted of each job, so that one that runs every few seconds does not write as often.
final class JobNotes: Sendable {
    private static let seconds = 60
    private let last = Mutex<[BackgroundJob: (at: Instant, problem: String?)]>([:])

    /// Whether there is something new to note; it is remembered.
    func isNew(_ job: BackgroundJob, problem: String?, at time: Instant) -> Bool {
        last.withLock { last in
            if let known = last[job], known.problem == problem, abs(time.seconds(since: known.at)) < Self.seconds {
                return false
            }
            last[job] = (time, problem)
            return true
        }
    }
}
