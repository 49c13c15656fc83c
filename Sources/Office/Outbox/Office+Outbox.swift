internal import Casework
package import Chronology
internal import Foundation
internal import Logging

/// What a page shows of a platform's outbox.
package struct OutboxOverview: Sendable {
    package let platform: Platform
    /// nil where nothing was set yet.
    package let target: OutboxTarget?
    /// Messages not yet delivered, oldest first, at most 200.
    package let waiting: [OutboxItem]
    package let waitingCount: Int
    /// Delivered last, newest first, at most 50.
    package let delivered: [OutboxItem]
    package let deliveredCount: Int

    /// The messages that failed at least once.
    package var stuck: [OutboxItem] { waiting.filter { $0.attempts > 0 } }
}

extension Office {
    /// The outboxes of all platforms, for who acts in cases or keeps the system.
    /// - Throws: ``OfficeError``.
    package func outboxes(for account: Account) async throws -> [OutboxOverview] {
        try await requireOutbox(account)
        try await outbox.follow(now: wallClock())
        let targets = try await outbox.targets()
        return try Platform.bundled.map { platform in
            let counts = try state.outboxCounts(platform.id)
            return OutboxOverview(
                platform: platform, target: targets.first { $0.platform == platform.id },
                waiting: try state.waitingItems(platform.id, limit: 200), waitingCount: counts.waiting,
                delivered: try state.deliveredItems(platform.id, limit: 50), deliveredCount: counts.delivered)
        }
    }

    /// Sets where a platform's messages go. Done by the system administrator.
    /// - Parameter token: the word by which the platform knows the office; nil leaves it as it is, empty takes it away.
    ///   It is no part of the log.
    /// - Throws: ``OfficeError``.
    package func set(_ target: OutboxTarget, token: String?, _ context: CommandContext) async throws {
        let content = OutboxTarget.Changed(manner: target.manner, address: target.address, since: target.since)
        let context = context.asking(content)
        let stream = OutboxTarget.stream(target.platform)
        try await requireRole([Office.systemRole], for: "outbox", on: stream, context)
        guard Platform.named(target.platform) != nil else {
            throw OfficeError.notFound("platform", id: target.platform)
        }
        if try isDone(context) { return }
        try check(target)
        if let token { try state.set(Outbox.tokenName(target.platform), to: token.isBlank ? nil : token) }
        try await appendOffice(
            [try LogItem(stream: stream, kind: OutboxTarget.Changed.kind, content: content)],
            and: [stream: try log.version(of: stream)], context)
        try state.resend(target.platform, key: nil, now: wallClock())
    }

    /// The server's time, by which messages are queued and tried, whatever a demo office plays.
    package func serverTime() -> Instant { wallClock() }

    /// Makes messages due at once: one, or all that wait.
    /// - Throws: ``OfficeError``.
    package func resend(_ platform: String, key: String?, for account: Account) async throws {
        try await requireOutbox(account)
        guard Platform.named(platform) != nil else { throw OfficeError.notFound("platform", id: platform) }
        try state.resend(platform, key: key, now: wallClock())
    }

    /// Delivers what is due. Called again and again while the server runs.
    /// - Throws: ``OfficeError`` where log or state cannot be read.
    package func deliverOutbox() async throws {
        try await outbox.run(now: { self.wallClock() }, take: { try await self.take($0, takenBy: $1) })
    }

    /// Delivers as long as the server runs, until the task is cancelled.
    package func keepDelivering() async {
        while !Task.isCancelled {
            await running(.outbox) { try await self.deliverOutbox() }
            try? await Task.sleep(for: .seconds(2))
        }
    }

    private func requireOutbox(_ account: Account) async throws {
        if mayAct(account) { return }
        try await requireRole([Office.systemRole], for: "outbox", on: "outbox", by: account)
    }

    private func check(_ target: OutboxTarget) throws {
        switch target.manner {
        case .off: return
        case .folder:
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: target.address, isDirectory: &isFolder)
            guard target.address.hasPrefix("/"), isThere, isFolder.boolValue,
                FileManager.default.isWritableFile(atPath: target.address)
            else { throw OfficeError.invalid([.notAllowed("outbox-address", value: target.address)]) }
        case .http:
            guard let address = URL(string: target.address), ["http", "https"].contains(address.scheme ?? ""),
                address.host?.isEmpty == false, target.address.utf8.count <= 500
            else { throw OfficeError.invalid([.notAllowed("outbox-address", value: target.address)]) }
        }
    }
}
