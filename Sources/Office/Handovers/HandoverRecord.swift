package import Casework

/// All open cases of an officer who leaves, handed to another: begun, countersigned by the receiver, confirmed by the
/// head. Folded from its own stream.
package struct HandoverRecord: OfficeRecord, Hashable {
    static let prefix = "handover/"
    package let id: String
    package let giver: Officer
    package let receiver: Officer
    /// Who joins the cases as co-officers, so that none is left to one person alone.
    package let joining: [Officer]
    /// The cases, by id.
    package let cases: [String]
    package let reason: String
    package let begun: Account.Mark
    package private(set) var countersigned: Account.Mark?
    package private(set) var confirmed: Account.Mark?
    package private(set) var dropped: Account.Ending?
    var version = 0

    /// What it waits for.
    package enum Step: String, Hashable, Sendable { case countersign, confirm, done, dropped }

    package var step: Step {
        if dropped != nil { return .dropped }
        if confirmed != nil { return .done }
        return countersigned == nil ? .countersign : .confirm
    }

    struct Begun: Codable {
        static let kind = "handover-begun"
        var giver: Officer
        var receiver: Officer
        var joining: [Officer]
        var cases: [String]
        var reason: String
    }

    struct Signed: Codable {
        static let countersigned = "handover-countersigned"
        static let confirmed = "handover-confirmed"
        var cases: [String]
    }

    struct Dropped: Codable {
        static let kind = "handover-dropped"
        var reason: String
    }

    init?(_ entry: LogEntry, id: String) throws {
        guard let body = try Self.read(Begun.self, Begun.kind, entry) else { return nil }
        self.id = id
        giver = body.giver
        receiver = body.receiver
        joining = body.joining
        cases = body.cases
        reason = body.reason
        begun = Account.Mark(entry)
    }

    mutating func apply(_ entry: LogEntry) throws {
        let mark = Account.Mark(entry)
        switch entry.kind {
        case Signed.countersigned: countersigned = countersigned ?? mark
        case Signed.confirmed: confirmed = confirmed ?? mark
        case Dropped.kind:
            guard let body = try Self.read(Dropped.self, Dropped.kind, entry) else { return }
            dropped = dropped ?? Account.Ending(by: mark, reason: body.reason)
        default: return
        }
    }
}

/// How far a confirmed hand-over has come in one of its cases.
package struct HandedCase: Hashable, Sendable {
    package let caseID: String
    package let number: String
    package let party: String
    /// Whether the receiver has the giver's place in it.
    package let isHanded: Bool
    /// Whether the case still names the giver.
    package let namesGiver: Bool
}
