internal import Foundation

/// What a piece of work took.
struct Measure {
    /// The processor time of all threads, which other programs on the machine hardly change.
    let processorSeconds: Double
    /// The time that passed.
    let wallSeconds: Double

    /// Does the work and measures it.
    static func of(_ work: () async throws -> Void) async rethrows -> Measure {
        let start = (clock(CLOCK_PROCESS_CPUTIME_ID), clock(CLOCK_MONOTONIC))
        try await work()
        return Measure(
            processorSeconds: clock(CLOCK_PROCESS_CPUTIME_ID) - start.0, wallSeconds: clock(CLOCK_MONOTONIC) - start.1)
    }

    private static func clock(_ id: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(id, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
