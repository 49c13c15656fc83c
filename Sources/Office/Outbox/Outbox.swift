internal import Chronology
internal import Foundation
internal import Logging

/// Queues what platforms want to know, and delivers it: each message at least once, and again under the same key until
/// the platform has taken it. What is queued is derived from the log alone, so that nothing is lost with the process.
actor Outbox {
    private let log: CaseLog
    private let state: StateStore
    private let information: OfficeInformation
    private let logger: Logger
    private static let batch = 500
    /// The first delay after a failure, and the longest, in seconds.
    private static let delays = (first: 30, longest: 21_600)

    init(log: CaseLog, state: StateStore, information: OfficeInformation, logger: Logger) {
        self.log = log
        self.state = state
        self.information = information
        self.logger = logger
    }

    /// The setting of each platform that was ever set.
    func targets() throws -> [OutboxTarget] {
        try log.streams(prefix: OutboxTarget.prefix).compactMap { stream in
            guard
                let entry = try log.entries(of: stream, after: 0).last(where: { $0.kind == OutboxTarget.Changed.kind })
            else { return nil }
            let set = try JSONDecoder().decode(OutboxTarget.Changed.self, from: entry.open)
            return OutboxTarget(
                platform: String(stream.dropFirst(OutboxTarget.prefix.count)), manner: set.manner,
                address: set.address, since: set.since)
        }
    }

    /// Queues what the log has and the queue has not.
    func follow(now: Instant) throws {
        for target in try targets() where target.manner != .off {
            guard let platform = Platform.named(target.platform) else { continue }
            while true {
                let position = try state.outboxPosition(platform.id)
                let entries = try log.entries(from: position, limit: Outbox.batch)
                guard let last = entries.last else { break }
                let wanted = entries.filter { $0.entered.day >= target.since && platform.sending(of: $0) != nil }
                try state.queue(wanted, for: platform.id, through: last.index + 1, now: now)
            }
        }
    }

    /// Queues, and tries all whose time has come. A target that does not answer rests, and the others go on.
    /// - Parameter take: called with each entry that a platform took, before the message counts as delivered: where that
    ///   fails, the message is sent again under its key, and is taken again.
    func run(
        now: @Sendable () -> Instant, take: @Sendable (LogEntry, Platform) async throws -> Void
    ) async throws {
        try follow(now: now())
        for target in try targets() where target.manner != .off {
            guard let platform = Platform.named(target.platform) else { continue }
            let delivery = Delivery(target: target, token: try state.setting(Outbox.tokenName(platform.id)))
            var goesOn = true
            while goesOn {
                let due = try state.dueItems(platform.id, now: now(), limit: Outbox.batch)
                goesOn = !due.isEmpty
                for item in due where goesOn {
                    try Task.checkCancellation()
                    goesOn = try await deliver(item, to: platform, by: delivery, now: now, take: take)
                }
            }
        }
    }

    /// - Returns: whether the target is there for others.
    private func deliver(
        _ item: OutboxItem, to platform: Platform, by delivery: Delivery, now: @Sendable () -> Instant,
        take: @Sendable (LogEntry, Platform) async throws -> Void
    ) async throws -> Bool {
        guard let entry = try log.entry(item.key), let message = FeedMessage(entry, for: platform, of: information)
        else {
            try putOff(item, .unreadable, now: now())
            return true
        }
        switch await delivery.send(message, index: item.index) {
        case .delivered(let answer):
            try await take(entry, platform)
            try state.deliver(item, answer: answer, now: now())
            return true
        case .failed(let problem):
            logger.warning(
                "not delivered", metadata: ["entry.id": .string(item.key), "problem": .string(problem.code)])
            try putOff(item, problem, now: now())
            return !problem.isOfTarget
        }
    }

    private func putOff(_ item: OutboxItem, _ problem: DeliveryProblem, now: Instant) throws {
        let failures = try state.outboxFailures(item.platform)
        try state.putOff(
            item, problem, until: now.adding(seconds: Outbox.delay(after: item.attempts)),
            resting: problem.isOfTarget ? now.adding(seconds: Outbox.delay(after: failures)) : nil)
    }

    /// Half a minute after the first failure, twice as long after each further one, six hours at most.
    static func delay(after failures: Int) -> Int {
        min(delays.longest, delays.first << min(max(0, failures), 20))
    }

    static func tokenName(_ platform: String) -> String { "outbox-token/\(platform)" }
}
