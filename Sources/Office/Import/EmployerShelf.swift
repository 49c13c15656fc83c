internal import Casework
internal import Chronology
internal import Foundation

/// The employers that were registered without a case, brought up to the log before they are used.
actor EmployerShelf {
    static let stream = "employers"
    static let kind = "employer-registered"

    private let log: CaseLog
    private var version = 0
    private var records: [String: Registered] = [:]

    /// An employer with what was registered.
    struct Registered {
        let employer: Employer
        let digest: String
        let at: Instant
    }

    private struct Open: Codable { let digest: String }
    private struct Personal: Codable { let employer: Employer }

    init(log: CaseLog) { self.log = log }

    /// All of them by what the register knows them by, and the version of the stream that was read.
    func all() throws -> (records: [String: Registered], version: Int) {
        for entry in try log.entries(of: EmployerShelf.stream, after: version) {
            version += 1
            guard let open = try? JSONDecoder().decode(Open.self, from: entry.open), let part = entry.personal,
                let employer = try? JSONDecoder().decode(Personal.self, from: part).employer,
                let key = employer.registerKey
            else { continue }
            records[key] = Registered(employer: employer, digest: open.digest, at: entry.at)
        }
        return (records, version)
    }

    /// The entry that registers an employer. Its code and name are no part of any envelope.
    static func item(_ employer: Employer) throws -> LogItem {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return LogItem(
            stream: stream, kind: kind,
            open: try encoder.encode(Open(digest: ImportItem.employer(employer).digest)),
            personal: try encoder.encode(Personal(employer: employer)))
    }
}

extension Office {
    /// Registers employers that no case names yet, all or none.
    func register(_ employers: [Employer], _ context: CommandContext) async throws {
        try await requireRights(context.account, "receive", on: EmployerShelf.stream)
        let known = try await employerShelf.all()
        let fresh = employers.filter { known.records[$0.registerKey ?? ""] == nil }
        guard !fresh.isEmpty else { return }
        let now = now()
        let account = await directory.account(context.account.id) ?? context.account
        try await log.append(
            try fresh.map { try EmployerShelf.item($0) }, command: context.command,
            request: "\(EmployerShelf.kind) \(ImportItem.digest(of: fresh))",
            actor: account.actor(at: now), now: now, expecting: [EmployerShelf.stream: known.version])
    }
}
