internal import Casework
internal import Chronology
internal import Foundation
internal import Logging
internal import Rules

extension Office {
    /// Brings the views up to the log: cases that changed since their row was written, cases that other rules judged,
    /// and refused tries that were not yet counted.
    func followLog() async throws {
        let known = try views.versions(under: rulesHash)
        for stream in try log.streams(prefix: "case/") {
            let id = String(stream.dropFirst(5))
            if try log.version(of: stream) != known[id] { try await refresh(id) }
        }
        let seen = try views.accessStreams()
        for stream in try log.streams(prefix: "access/") where Self.day(of: stream) >= seen.since {
            if try log.version(of: stream) != seen.versions[stream] ?? 0 { followTries(stream) }
        }
    }

    /// Throws the views away and makes them again from the log.
    /// - Returns: the number of cases.
    package func rebuildViews() async throws -> Int {
        try views.removeAll()
        try await followLog()
        return try views.versions(under: rulesHash).count
    }

    /// Renews what the views tell of a case. A view that cannot be written is no reason to refuse an act that is
    /// already in the log: it is rebuilt later.
    func refresh(_ id: String) async throws {
        let current = try await cases.current(id)
        let timeline = try await cases.timeline(id)
        let unit = await handlingUnit(of: current, timeline)
        // The log's time may be ahead of a clock that was set back: what was just entered counts all the same.
        let time = max(now(), timeline.last?.entered ?? now())
        let reading = CaseReading(case: current, rules: rules, now: time)
        do {
            try views.put(
                reading.row(), desk: reading.desk(unit: unit, timeline: timeline),
                figures: CaseFigures(reading, timeline: timeline, unit: unit),
                involvement: CaseInvolvement(
                    caseID: id, received: current.receivedAt ?? now(), employers: current.matter?.employers ?? [],
                    times: current.officerTimes(transcripts: rules.transcripts)),
                rules: rulesHash)
        } catch {
            logger.error("view not written", metadata: ["case": "\(id)"])
        }
    }

    /// Judges the cases again in which a period ran out since their row was written.
    func refreshStale() async throws {
        for id in try views.stale(at: now()) { try await refresh(id) }
    }

    /// The unit that handles a case: where its lead officer was when last acting in it, or is now; before one is named,
    /// where it was taken in.
    private func handlingUnit(of current: Case, _ timeline: [TimelineItem]) async -> String {
        guard let lead = current.lead else { return timeline.first?.actor.unit ?? information.agency }
        if let own = timeline.last(where: { $0.actor.account == lead.account }) { return own.actor.unit }
        return await directory.account(lead.account)?.unit ?? information.agency
    }

    /// Counts the refused tries of a stream of looks. A view that cannot be written is rebuilt later.
    func followTries(_ stream: String) {
        do {
            var tries: [ViewStore.RefusedTry] = []
            let entries = try log.entries(of: stream, after: 0)
            for entry in entries {
                let event = try JSONDecoder().decode(AccessEvent.self, from: entry.open)
                guard event.wasRefused else { continue }
                tries.append(
                    ViewStore.RefusedTry(
                        entry: entry.id, day: entry.at.day, unit: entry.actor.unit, officer: entry.actor.name,
                        thing: event.thing, what: event.what))
            }
            try views.put(tries, of: stream, on: Self.day(of: stream), upTo: entries.count)
        } catch {
            logger.error("view not written", metadata: ["stream": "\(stream)"])
        }
    }

    /// The day at the end of the name of a stream of looks.
    private static func day(of stream: String) -> String { String(stream.suffix(10)) }
}
