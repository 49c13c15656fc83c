internal import Casework
internal import Cryptography

/// A unit of the agency (科室), which may belong to another.
package struct UnitRecord: OfficeRecord, Hashable {
    static let prefix = "unit/"
    package let id: String
    package let name: String
    /// The unit to which it belongs; nil for the topmost.
    package let parent: String?
    package let opened: Account.Mark
    package private(set) var closed: Account.Ending?
    var version = 0

    package var isClosed: Bool { closed != nil }

    struct Opened: Codable {
        static let kind = "unit-opened"
        var name: String
        var parent: String?
    }

    struct Closed: Codable {
        static let kind = "unit-closed"
        var reason: String
    }

    init?(_ entry: LogEntry, id: String) throws {
        guard let body = try Self.read(Opened.self, Opened.kind, entry) else { return nil }
        self.id = id
        name = body.name
        parent = body.parent
        opened = Account.Mark(entry)
    }

    mutating func apply(_ entry: LogEntry) throws {
        guard let body = try Self.read(Closed.self, Closed.kind, entry) else { return }
        closed = Account.Ending(by: Account.Mark(entry), reason: body.reason)
    }
}

extension Account.Mark {
    init(_ entry: LogEntry) {
        self.init(account: entry.actor.account, name: entry.actor.name, at: entry.entered)
    }
}

extension Office {
    /// All units, closed ones too, each after the one to which it belongs.
    package func allUnits() async -> [UnitRecord] {
        let units = await units.all.sorted { $0.opened.at < $1.opened.at }
        var ordered: [UnitRecord] = []
        func add(under parent: String?, depth: Int) {
            guard depth < 20 else { return }
            for unit in units where unit.parent == parent {
                ordered.append(unit)
                add(under: unit.id, depth: depth + 1)
            }
        }
        add(under: nil, depth: 0)
        return ordered
    }

    /// Opens a unit. Done by the system administrator.
    /// - Returns: its id.
    /// - Throws: ``OfficeError``.
    package func openUnit(name: String, parent: String?, _ context: CommandContext) async throws -> String {
        let context = context.asking([name, parent ?? ""])
        let id = "u" + SHA256.hash(Array("unit \(context.command)".utf8)).hex.prefix(10)
        try await requireRole([Office.systemRole], for: "units", on: UnitRecord.stream(id), context)
        if try isDone(context) { return id }
        return try await enterUnit(name: name, parent: parent, id: id, context)
    }

    func enterUnit(name: String, parent: String?, id: String, _ context: CommandContext) async throws -> String {
        let name = try typed(name, "unit-name", limit: 60)
        var seen = [UnitRecord.stream(id): 0]
        if let parent {
            guard let above = await units.record(parent), !above.isClosed else {
                throw OfficeError.notFound("unit", id: parent)
            }
            seen[UnitRecord.stream(parent)] = above.version
        }
        let isTaken = await units.all.contains { !$0.isClosed && $0.name == name }
        if isTaken { throw OfficeError.invalid([.alreadyExists("unit", id: name)]) }
        let event = UnitRecord.Opened(name: name, parent: parent)
        try await appendOffice(
            [try LogItem(stream: UnitRecord.stream(id), kind: UnitRecord.Opened.kind, content: event)], and: seen,
            context)
        return id
    }

    /// Closes a unit in which nobody is any more.
    /// - Throws: ``OfficeError``.
    package func closeUnit(_ id: String, reason: String, _ context: CommandContext) async throws {
        let context = context.asking([id, reason])
        try await requireRole([Office.systemRole], for: "units", on: UnitRecord.stream(id), context)
        if try isDone(context) { return }
        guard let unit = await units.record(id), !unit.isClosed else { throw OfficeError.notFound("unit", id: id) }
        let people = await directory.all.filter { !$0.isClosed && $0.unitID == id }
        let below = await units.all.filter { !$0.isClosed && $0.parent == id }
        if let left = people.first?.name ?? below.first?.name {
            throw OfficeError.account(.unitInUse(left))
        }
        let event = UnitRecord.Closed(reason: try typed(reason, "reason"))
        try await appendOffice(
            [try LogItem(stream: UnitRecord.stream(id), kind: UnitRecord.Closed.kind, content: event)],
            and: [UnitRecord.stream(id): unit.version], context)
    }
}
