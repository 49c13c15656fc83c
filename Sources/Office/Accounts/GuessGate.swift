internal import Chronology

/// Slows those who guess from many addresses at one account, and from one address at many accounts. What one address
/// tries at one account is held up by the state store besides.
///
/// Nobody is locked out. For an account under attack a try waits its turn, at most ``longestWait`` seconds, and is then
/// looked at: the right password still gets in. For an address that fails all over, tries stand in line one behind the
/// other; a line that is too long is told so. A restart of the server begins anew.
actor GuessGate {
    /// The seconds that a try waits at most.
    static let longestWait = 15
    /// Failures within ``window`` that hold nobody up.
    static let freeFailures = 10
    /// Seconds after which failures are forgotten.
    static let window = 900
    /// Counts of names that are kept; made-up ones must not fill memory.
    private static let mostCounts = 20_000

    /// What becomes of a try.
    enum Admission: Hashable, Sendable {
        /// It is looked at after so many seconds.
        case after(seconds: Int)
        /// Too many are before it; it may be tried again after so many seconds.
        case crowded(seconds: Int)
    }

    private struct Count {
        var failures = 0
        var last: Instant
        /// When the last try in the line is looked at.
        var turn: Instant
    }

    private var names: [String: Count] = [:]
    private var addresses: [String: Count] = [:]

    /// Lets a try in, now or after a while.
    func admit(name: String, address: String, at now: Instant) -> Admission {
        let name = GuessGate.key(name)
        let byAddress = wait(&addresses, address, now, step: 1)
        if byAddress > GuessGate.longestWait {
            addresses[address]?.turn = now.adding(seconds: GuessGate.longestWait)
            return .crowded(seconds: GuessGate.longestWait)
        }
        let byName = min(GuessGate.longestWait, wait(&names, name, now, step: 2))
        return .after(seconds: max(byAddress, byName))
    }

    /// Counts a try that failed.
    func noteFailure(name: String, address: String, at now: Instant) {
        let name = GuessGate.key(name)
        count(&names, name, now)
        count(&addresses, address, now)
    }

    /// The seconds until the next turn, which is taken.
    private func wait(_ counts: inout [String: Count], _ key: String, _ now: Instant, step: Int) -> Int {
        guard var count = counts[key], count.failures >= GuessGate.freeFailures,
            now.seconds(since: count.last) < GuessGate.window
        else { return 0 }
        let turn = max(now, count.turn).adding(seconds: step)
        let limit = now.adding(seconds: GuessGate.longestWait + 1)
        count.turn = min(turn, limit)
        counts[key] = count
        return count.turn.seconds(since: now)
    }

    private func count(_ counts: inout [String: Count], _ key: String, _ now: Instant) {
        if counts.count >= GuessGate.mostCounts {
            counts = counts.filter { now.seconds(since: $0.value.last) < GuessGate.window }
            if counts.count >= GuessGate.mostCounts { counts = [:] }
        }
        var count = counts[key] ?? Count(last: now, turn: now)
        if now.seconds(since: count.last) >= GuessGate.window { count = Count(last: now, turn: now) }
        count.failures += 1
        count.last = now
        counts[key] = count
    }

    private static func key(_ name: String) -> String { String(name.lowercased().prefix(200)) }
}
