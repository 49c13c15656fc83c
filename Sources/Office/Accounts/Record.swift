internal import Foundation

/// Something that the office keeps a stream about, folded from it: a unit, a device, a hand-over.
protocol OfficeRecord: Sendable, Identifiable where ID == String {
    /// The first part of the names of its streams, with the slash.
    static var prefix: String { get }
    /// Reads the first entry of a stream; nil for another kind.
    init?(_ entry: LogEntry, id: String) throws
    /// Takes a later entry in. A kind that this build does not know changes nothing.
    mutating func apply(_ entry: LogEntry) throws
    /// The number of entries in its stream.
    var version: Int { get set }
}

extension OfficeRecord {
    static func stream(_ id: String) -> String { prefix + id }

    /// The content of an entry of one kind; nil for another kind.
    static func read<Body: Decodable>(_ type: Body.Type, _ kind: String, _ entry: LogEntry) throws -> Body? {
        entry.kind == kind ? try JSONDecoder().decode(type, from: entry.open) : nil
    }
}

/// The records of one sort, brought up from the log.
actor RecordShelf<Record: OfficeRecord> {
    private let log: CaseLog
    private var records: [String: Record] = [:]

    init(log: CaseLog) { self.log = log }

    /// Reads every stream.
    func loadAll() throws {
        for stream in try log.streams(prefix: Record.prefix) { try load(String(stream.dropFirst(Record.prefix.count))) }
    }

    /// Reads one stream anew.
    func load(_ id: String) throws {
        var record: Record?
        for entry in try log.entries(of: Record.stream(id), after: 0) {
            if record == nil { record = try Record(entry, id: id) } else { try record?.apply(entry) }
            record?.version += 1
        }
        records[id] = record
    }

    /// All of them, by id.
    var all: [Record] { records.values.sorted { $0.id < $1.id } }
    func record(_ id: String) -> Record? { records[id] }
}
