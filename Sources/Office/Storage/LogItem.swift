internal import Casework
internal import Chronology
internal import Foundation

/// One event on its way into the log.
struct LogItem: Sendable {
    /// `case/ID`, `account/ID`, `series/…`, `access/…`, `office`.
    let stream: String
    let kind: String
    /// When it happened, where that differs from when it is entered.
    let at: Instant?
    let open: Data
    let personal: Data?
    let sealed: Data?

    init(stream: String, kind: String, at: Instant? = nil, open: Data, personal: Data? = nil, sealed: Data? = nil) {
        self.stream = stream
        self.kind = kind
        self.at = at
        self.open = open
        self.personal = personal
        self.sealed = sealed
    }

    /// An event of a case.
    init(_ event: CaseEvent, case id: String, at: Instant?) throws {
        let record = try event.record()
        self.init(
            stream: "case/\(id)", kind: record.kind, at: at, open: record.open, personal: record.personal,
            sealed: record.sealed)
    }

    /// An event whose content is all open.
    init(stream: String, kind: String, content: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.init(stream: stream, kind: kind, open: try encoder.encode(content))
    }
}

/// An entry as it is read back.
struct LogEntry: Sendable {
    let id: String
    let index: Int64
    let stream: String
    let kind: String
    let actor: Actor
    let entered: Instant
    let at: Instant
    let open: Data
    let personal: Data?
    let sealed: Data?
}
