package import Chronology
internal import Foundation

/// What the log says of the office's backups, oldest first.
package struct BackupHistory: Sendable {
    /// The stream of all that concerns backups.
    static let stream = "backups"

    package private(set) var targets: [BackupTarget] = []
    package private(set) var plan = BackupPlan.initial
    package private(set) var made: [BackupMade] = []
    package private(set) var failed: [BackupFailed] = []
    package private(set) var drills: [DrillMade] = []
    package private(set) var restored: [OfficeRestored] = []
    /// The number of entries folded in.
    private(set) var version = 0

    init(_ entries: [LogEntry]) {
        for entry in entries { apply(entry) }
    }

    private mutating func apply(_ entry: LogEntry) {
        version += 1
        func read<Event: BackupEvent>(_ type: Event.Type) -> Event? {
            entry.kind == type.kind ? try? JSONDecoder().decode(type, from: entry.open) : nil
        }
        if let event = read(BackupTargetsSet.self) { targets = event.targets }
        if let event = read(BackupPlanSet.self) { plan = event.plan }
        if let event = read(BackupMade.self) { made.append(event) }
        if let event = read(BackupFailed.self) { failed.append(event) }
        if let event = read(DrillMade.self) { drills.append(event) }
        if let event = read(OfficeRestored.self) { restored.append(event) }
    }

    /// The last good backup, of a target or of all.
    package func lastMade(at target: String? = nil) -> BackupMade? {
        made.last { target == nil || $0.target == target }
    }

    /// The last failure of a target that no good backup followed.
    package func openFailure(at target: String) -> BackupFailed? {
        guard let failure = failed.last(where: { $0.target == target }) else { return nil }
        if let good = lastMade(at: target), good.taken >= failure.tried { return nil }
        return failure
    }

    /// How a day went.
    package enum DayState: String, Hashable, Sendable {
        /// A good backup was made; only failures; nothing; before the first backup was ever tried.
        case good, failed, none, before
    }

    /// How each of the days up to and including the last one went, oldest first.
    package func days(upTo last: Day, count: Int) -> [(day: Day, state: DayState)] {
        let good = Set(made.map(\.taken.day))
        let bad = Set(failed.map(\.tried.day))
        let first = (good.union(bad)).min()
        return (0..<count).reversed().map { back in
            let day = last.adding(days: -back)
            let state: DayState =
                if good.contains(day) { .good } else if bad.contains(day) { .failed } else if let first, day >= first {
                    .none
                } else { .before }
            return (day, state)
        }
    }
}
