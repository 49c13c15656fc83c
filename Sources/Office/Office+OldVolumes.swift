package import Casework
internal import Chronology
internal import Foundation
package import Rules

extension Office {
    /// Who keeps the register of old volumes and lends them.
    package static let archiveRoles = [custodianRole]

    /// A page of the archive, newest year first: volumes of before, and those of cases that were archived here. The look
    /// is on record.
    /// - Parameter limit: rows a page; nil for all that fit.
    /// - Throws: ``OfficeError``.
    package func archivedVolumes(
        _ query: OldVolumeQuery, for account: Account, limit: Int? = pageSize
    ) async throws -> (rows: [ArchivedVolume], total: Int) {
        try await requireRights(account, "read", on: "old-volumes")
        try await noteLook(at: "old-volumes", by: account)
        let today = now().day
        let words = query.text.split(whereSeparator: \.isWhitespace).map(String.init)
        let fitting = try await archivedVolumes().filter { volume in
            if let year = query.year, volume.year != year { return false }
            if let retention = query.retention, volume.retention != retention { return false }
            if query.onlyLent, volume.loan == nil { return false }
            if query.onlyOverdue, !volume.isOverdue(on: today) { return false }
            return words.allSatisfy { volume.text.contains($0) }
        }.inOrder
        guard let limit else { return (fitting, fitting.count) }
        return (Array(fitting.dropFirst(max(0, query.page) * limit).prefix(limit)), fitting.count)
    }

    private func archivedVolumes() async throws -> [ArchivedVolume] {
        let cases = try views.archivedRows().compactMap { row in
            row.volume.map { ArchivedVolume.ofCase(row.summary, $0) }
        }
        return try await oldVolumeShelf.all().values.map { .old($0) } + cases
    }

    /// The years and retention periods that the archive has.
    package func archiveFilters(for account: Account) async throws -> (years: [Int], retentions: [String]) {
        try await requireRights(account, "read", on: "old-volumes")
        let all = try await archivedVolumes()
        return (Set(all.map(\.year)).sorted(by: >), Set(all.compactMap(\.retention)).sorted())
    }

    /// One volume with its loans. The look is on record.
    /// - Throws: ``OfficeError``.
    package func oldVolume(_ id: String, for account: Account) async throws -> OldVolumeRecord {
        try await requireRights(account, "read", on: "old-volumes")
        guard let record = try await oldVolumeShelf.all()[id] else { throw OfficeError.notFound("old-volume", id: id) }
        try await noteLook(at: "old-volumes/\(id)", by: account)
        return record
    }

    /// The volumes that are lent and should be back, for who keeps them; none for others.
    package func overdueLoans(for account: Account) async throws -> [ArchivedVolume] {
        guard keepsArchive(account) else { return [] }
        let today = now().day
        return try await archivedVolumes().filter { $0.isOverdue(on: today) }
            .sorted { ($0.loan?.due ?? today, $0.id) < ($1.loan?.due ?? today, $1.id) }
    }

    /// Whether a person keeps the register.
    package func keepsArchive(_ account: Account) -> Bool {
        !account.isClosed && !Set(account.roles(on: now().day)).isDisjoint(with: Office.archiveRoles)
    }

    /// Lends a volume, or takes it back: the act of the library, in a stream of the volume's own.
    /// - Throws: ``OfficeError``.
    package func enter(_ act: ActEntered, ofOldVolume id: String, _ context: CommandContext) async throws {
        let record = try CaseEvent.actEntered(act).record()
        let context = context.asking([record.open, record.personal ?? Data()])
        let stream = OldVolumeShelf.stream(ofLoans: id)
        let account = try await requireRole(Office.archiveRoles, for: "old-volumes", on: stream, context)
        if try isDone(context, ActEntered.kind, stream) { return }
        guard let volume = try await oldVolumeShelf.all()[id] else { throw OfficeError.notFound("old-volume", id: id) }
        guard let schema = ActSchema.of(act.what), [.volumeBorrowed, .volumeReturned].contains(act.what) else {
            throw OfficeError.invalid([.notAllowed("what", value: act.what.rawValue)])
        }
        var problems = schema.problems(of: act)
        if act.what == .volumeBorrowed, volume.openLoan != nil {
            problems.append(.alreadyExists("loan", id: volume.volume.number))
        }
        if act.what == .volumeReturned, volume.openLoan == nil {
            problems.append(.unknown("loan", id: volume.volume.number))
        }
        if let due = act.answers["due"]?.text.flatMap({ Day($0) }), due < now().day {
            problems.append(.notAllowed("due", value: due.description))
        }
        guard problems.isEmpty else { throw OfficeError.invalid(problems) }
        let now = now()
        let item = LogItem(
            stream: stream, kind: record.kind, at: context.at, open: record.open, personal: record.personal,
            sealed: record.sealed)
        try await log.append(
            [item], command: context.command, request: context.request(ActEntered.kind, stream),
            actor: account.actor(at: now), now: now, expecting: [stream: try log.version(of: stream)])
    }

    /// Registers volumes, all or none.
    func register(_ volumes: [OldVolume], _ context: CommandContext) async throws {
        let account = try await requireRole(Office.archiveRoles, for: "old-volumes", on: "old-volumes", context)
        let known = try await oldVolumeShelf.known()
        let fresh = volumes.filter { known.digests[$0.key] == nil }
        guard !fresh.isEmpty else { return }
        var seen: [String: Int] = [:]
        for year in Set(fresh.map(\.year)) {
            let stream = OldVolumeShelf.stream(ofYear: year)
            seen[stream] = known.versions[stream] ?? 0
        }
        let now = now()
        try await log.append(
            try fresh.map { try OldVolumeRegistered($0).item() }, command: context.command,
            request: "\(OldVolumeRegistered.kind) \(fresh.map(\.key).joined(separator: " "))",
            actor: account.actor(at: now), now: now, expecting: seen)
    }
}
