package import Chronology
internal import Synchronization

/// What the server is doing about backups and what it was asked to do. One thing at a time.
package final class BackupDesk: Sendable {
    /// Something that takes long.
    package enum Job: Hashable, Sendable {
        /// A backup to the target of that id.
        case backup(String)
        /// A drill with the newest backup of that target.
        case drill(String)

        package var target: String {
            switch self {
            case .backup(let target), .drill(let target): target
            }
        }
    }

    /// What is being done now.
    package struct Running: Sendable {
        package let job: Job
        package let since: Instant
        package var progress: BackupProgress
        let stop: StopSignal
    }

    private struct State {
        var asked: [Job] = []
        var running: Running?
        var last: (job: Job, problem: BackupProblem)?
        var history: BackupHistory?
    }

    private let state = Mutex(State())

    init() {}

    /// What is being done now, and what waits for its turn.
    package var now: (running: Running?, waiting: [Job]) { state.withLock { ($0.running, $0.asked) } }

    /// What went wrong last where nothing has begun since and the log does not tell.
    package var lastProblem: (job: Job, problem: BackupProblem)? { state.withLock { $0.last } }

    /// What the log told of backups when it was last read.
    var history: BackupHistory? { state.withLock { $0.history } }

    func keep(_ history: BackupHistory) { state.withLock { $0.history = history } }

    func ask(_ job: Job) {
        state.withLock { state in
            if !state.asked.contains(job), state.running?.job != job { state.asked.append(job) }
        }
    }

    func next() -> Job? { state.withLock { $0.asked.isEmpty ? nil : $0.asked.removeFirst() } }

    func begin(_ job: Job, at time: Instant) -> StopSignal {
        let stop = StopSignal()
        state.withLock { state in
            state.last = nil
            state.running = Running(
                job: job, since: time, progress: BackupProgress(phase: .preparing, percent: nil), stop: stop)
        }
        return stop
    }

    func tell(_ progress: BackupProgress) { state.withLock { $0.running?.progress = progress } }

    func end(_ job: Job, problem: BackupProblem?) {
        state.withLock { state in
            state.running = nil
            if let problem { state.last = (job, problem) }
        }
    }

    /// Stops what is being done, and forgets what waits.
    func stop() {
        state.withLock { state in
            state.asked = []
            state.running?.stop.stop()
        }
    }
}
