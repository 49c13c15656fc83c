internal import Casework
internal import Chronology

/// The cases that are in memory, each brought up to the log before it is handed out. Only a cache: dropping one costs
/// reading its stream again.
actor CaseShelf {
    private struct Shelved {
        var `case`: Case
        var timeline: [TimelineItem] = []
        var lastUse = 0
    }

    private let log: CaseLog
    private let files: Files
    private let capacity: Int
    private var shelf: [String: Shelved] = [:]
    private var uses = 0

    init(log: CaseLog, files: Files, capacity: Int = 2000) {
        self.log = log
        self.files = files
        self.capacity = capacity
    }

    /// The case as the log has it now; of version 0 where the log has none.
    func current(_ id: String) throws -> Case { try update(id).case }

    /// The case's entries, oldest first.
    func timeline(_ id: String) throws -> [TimelineItem] { try update(id).timeline }

    private func update(_ id: String) throws -> Shelved {
        // A form whose content could not be read may have got it back meanwhile, from a backup.
        if let shelved = shelf[id]?.case, shelved.lacksWages || shelved.forms.contains(where: \.lacksContent) {
            shelf[id] = nil
        }
        let known = shelf[id]?.case.version ?? 0
        let entries = try log.entries(of: "case/\(id)", after: known)
        var shelved = shelf[id] ?? Shelved(case: Case(id: id))
        for entry in entries {
            guard let event = try? files.completing(CaseEvent(entry.record)) else {
                shelved.case.skip(unreadable: entry.kind)
                continue
            }
            shelved.case.apply(
                Case.Entry(id: entry.id, actor: entry.actor, entered: entry.entered, at: entry.at, event: event))
            shelved.timeline.append(
                TimelineItem(
                    entry: entry.id, index: entry.index, at: entry.at, entered: entry.entered, actor: entry.actor,
                    event: event))
        }
        uses += 1
        shelved.lastUse = uses
        shelf[id] = shelved
        if shelf.count > capacity, let oldest = shelf.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            shelf[oldest.key] = nil
        }
        return shelved
    }
}

extension LogEntry {
    /// The entry's content as an event of a case.
    var record: EventRecord { EventRecord(kind: kind, open: open, personal: personal, sealed: sealed) }
}
