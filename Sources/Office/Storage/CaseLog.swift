internal import Casework
internal import Chronology
internal import Cryptography
internal import Foundation
internal import Ledger

/// The log as the office uses it: events in, entries out. The only place that speaks to the ledger.
struct CaseLog: Sendable {
    let ledger: Ledger
    /// What the office judges by, whose hash every entry bears; nil for a log that is only read.
    let adopted: AdoptedRules?

    /// Appends one command's events to their streams, all or none.
    /// - Parameters:
    ///   - expecting: the version of each stream that the decision read; streams of their own kind, such as looks, need
    ///     none.
    ///   - request: what the command asks for; the same id with another request is refused.
    /// - Throws: ``OfficeError``.
    func append(
        _ items: [LogItem], command: String, request: String = "", actor: Actor, now: Instant,
        expecting versions: [String: Int]
    ) async throws {
        do {
            var guards: [StreamName: Int] = [:]
            for (stream, version) in versions { guards[try StreamName(stream)] = version }
            var entries: [NewEntry] = []
            for item in items {
                let stream = try StreamName(item.stream)
                entries.append(
                    NewEntry(
                        EntryKind(item.kind), in: stream, acted: item.at, parts: try item.parts(by: actor),
                        isGuarded: guards[stream] != nil))
            }
            let author = Author(account: actor.account, name: actor.name, badge: actor.badge)
            _ = try await ledger.append(
                CommandBatch(
                    command: try CommandID(command), entries: entries, guards: guards, who: author, time: now,
                    rules: adopted?.hash, request: Array(request.utf8)))
        } catch let error as LedgerError {
            throw OfficeError(error)
        }
    }

    /// Whether a command was carried out before.
    /// - Throws: ``OfficeError/commandReused`` where its id stands for another request.
    func knows(command: String, request: String) throws -> Bool {
        do {
            return try ledger.receipt(of: CommandID(command), request: Array(request.utf8)) != nil
        } catch {
            throw OfficeError(error)
        }
    }

    /// Whether a command of that id was carried out, whatever it asked for.
    func knows(anyRequest command: String) throws -> Bool {
        do {
            return try knows(command: command, request: "")
        } catch OfficeError.commandReused {
            return true
        }
    }

    func version(of stream: String) throws -> Int {
        do { return try ledger.version(of: StreamName(stream)) } catch { throw OfficeError(error) }
    }

    func streams(prefix: String) throws -> [String] {
        do { return try ledger.streams(prefix: prefix).map(\.text) } catch { throw OfficeError(error) }
    }

    /// The number of entries.
    func size() throws -> Int64 {
        do { return Int64(try ledger.size().value) } catch { throw OfficeError(error) }
    }

    /// The entries of the whole log from an index on, oldest first.
    func entries(from index: Int64, limit: Int) throws -> [LogEntry] {
        do {
            return try ledger.entries(from: LeafIndex(Int(index)), limit: limit).map { try LogEntry($0) }
        } catch let error as LedgerError {
            throw OfficeError(error)
        }
    }

    /// An entry by its id; nil where there is none.
    func entry(_ id: String) throws -> LogEntry? {
        do {
            return try EntryID(hex: id).flatMap { try ledger.entry($0) }.map { try LogEntry($0) }
        } catch let error as LedgerError {
            throw OfficeError(error)
        }
    }

    /// A stream's entries after a version, oldest first.
    func entries(of stream: String, after version: Int, limit: Int = .max) throws -> [LogEntry] {
        do {
            return try ledger.entries(of: StreamName(stream), from: version + 1, limit: limit).map { try LogEntry($0) }
        } catch let error as LedgerError {
            throw OfficeError(error)
        }
    }
}

extension LogItem {
    /// The key of the open part under which the author's unit and roles at that time stand.
    static let authorKey = "by"

    fileprivate func parts(by actor: Actor) throws -> [PartName: [String: JSON]] {
        var parts: [PartName: [String: JSON]] = [:]
        var open = try LogItem.object(self.open)
        open[LogItem.authorKey] = [
            "unit": .string(actor.unit), "roles": .array(actor.roles.map { .string($0) }),
            "standsInFor": actor.standsInFor.map(LogItem.person) ?? .null,
        ]
        parts[.open] = open
        if let personal { parts[.personal] = try LogItem.object(personal) }
        if let sealed { parts[.sealed] = try LogItem.object(sealed) }
        return parts
    }

    private static func person(_ officer: Officer) -> JSON {
        [
            "account": .string(officer.account), "name": .string(officer.name),
            "badge": officer.badge.map { .string($0) } ?? .null,
        ]
    }

    private static func object(_ data: Data) throws -> [String: JSON] {
        try JSONDecoder().decode([String: JSON].self, from: data)
    }
}

extension LogEntry {
    private static func person(_ json: JSON) -> Officer? {
        guard let account = json["account"]?.string, let name = json["name"]?.string else { return nil }
        return Officer(account: account, name: name, badge: json["badge"]?.string)
    }

    fileprivate init(_ entry: Entry) throws {
        let envelope = entry.envelope
        var open = entry.data(.open) ?? [:]
        let by = open.removeValue(forKey: LogItem.authorKey)
        func data(_ object: [String: JSON]?) throws -> Data? { try object.map { try JSONEncoder().encode($0) } }
        self.init(
            id: envelope.entry.hex, index: Int64(entry.index.value), stream: envelope.stream.text,
            kind: envelope.kind.name,
            actor: Actor(
                account: envelope.who.account, name: envelope.who.name, badge: envelope.who.badge,
                unit: by?["unit"]?.string ?? "", roles: by?["roles"]?.array?.compactMap(\.string) ?? [],
                standsInFor: by?["standsInFor"].flatMap(LogEntry.person)),
            entered: envelope.time, at: envelope.acted ?? envelope.time, open: try data(open) ?? Data("{}".utf8),
            personal: try data(entry.data(.personal)), sealed: try data(entry.data(.sealed)))
    }
}

extension OfficeError {
    /// What a failure of the ledger means to the person who asked.
    init(_ error: LedgerError) {
        switch error {
        case .versionConflict(let stream, let expected, let found):
            // A case is named by its id, any other stream by its own name.
            let isCase = stream.text.hasPrefix("case/")
            self = .changedMeanwhile(
                case: isCase ? String(stream.text.dropFirst(5)) : stream.text, seen: expected, current: found)
        case .commandReused: self = .commandReused
        case .actInFuture: self = .invalid([.inTheFuture])
        case .tooLarge(_, _, let limit): self = .invalid([.tooLong("content", limit: limit)])
        case .invalidName(_, let text): self = .notFound("name", id: text)
        default: self = .storage(reason: error.code)
        }
    }
}
