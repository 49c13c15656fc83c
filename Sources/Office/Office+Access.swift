internal import Chronology
internal import Foundation

extension Office {
    /// Puts a look on record, on a stream of its own, so that reading never makes a colleague's save fail. Repeats
    /// within ten minutes are one look.
    func noteLook(at thing: String, by account: Account) async throws {
        try await noteAccess(AccessEvent(thing: thing, what: "look", wasRefused: false), by: account)
    }

    /// Puts a refused try on record.
    func noteRefusal(_ what: String, on thing: String, by account: Account) async throws {
        try await noteAccess(AccessEvent(thing: thing, what: what, wasRefused: true), by: account)
    }

    private func noteAccess(_ event: AccessEvent, by account: Account) async throws {
        let now = now()
        guard await recentLooks.isNew("\(account.id)|\(event.what)|\(event.thing)|\(event.wasRefused)", at: now) else {
            return
        }
        let stream = "access/\(account.id)/\(now.day)"
        let item = try LogItem(stream: stream, kind: AccessEvent.kind, content: event)
        try await log.append(
            [item], command: UUID().uuidString, actor: account.actor(at: now), now: now, expecting: [:])
        if event.wasRefused { followTries(stream) }
    }
}

/// That somebody looked at something, or tried something and was refused.
struct AccessEvent: Codable {
    static let kind = "accessed"
    let thing: String
    let what: String
    let wasRefused: Bool
}

/// The looks of the last ten minutes, so that repeats are merged.
actor RecentLooks {
    private static let mergedSeconds = 600
    private var looks: [String: Instant] = [:]

    /// Whether this look is not a repeat; it is remembered.
    func isNew(_ key: String, at now: Instant) -> Bool {
        if let last = looks[key], now >= last, now.seconds(since: last) < RecentLooks.mergedSeconds { return false }
        if looks.count > 10_000 { looks = looks.filter { now.seconds(since: $0.value) < RecentLooks.mergedSeconds } }
        looks[key] = now
        return true
    }
}
