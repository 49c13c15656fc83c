package import Casework
package import Chronology

/// What the office knows of an employer, from the cases that name it by its 统一社会信用代码, or by its exact name and
/// address where it has none.
package struct EmployerRecord: Sendable {
    /// The code, as tidied; its check character may be wrong where a case says so. Where there is none, name and address.
    package let code: String
    /// Whether it is known by name and address alone.
    package var hasNoCode: Bool { known.hasNoCode }
    /// As the newest case names it.
    package let name: String
    /// Other names of earlier cases, newest first.
    package let formerNames: [String]
    /// The addresses that cases name, newest first.
    package let sites: [String]
    /// What the newest case knows of it; what it leaves out is taken from earlier ones.
    package let known: Employer
    /// The cases, newest first.
    package let cases: [Involved]

    /// A case in which the employer is named.
    package struct Involved: Sendable {
        package let summary: CaseSummary
        package let received: Instant
        package let employer: Employer
    }
}

extension Office {
    /// The employers whom cases name that the person may see, by name. The look is on record.
    /// - Parameter text: a part of a name or code; nil for all.
    /// - Throws: ``OfficeError``.
    package func employers(containing text: String? = nil, for account: Account) async throws -> [EmployerRecord] {
        try await requireEmployerRights(account, on: "employers")
        try await noteLook(at: "employers", by: account)
        let rows = try visible(try views.employers(), to: account) + (try await registered(for: account))
        let wanted = text.map { (CreditCode.tidied($0), $0) }
        return try await records(of: rows).filter { record in
            guard let (code, name) = wanted else { return true }
            return record.code.contains(code) || ([record.name] + record.formerNames).contains { $0.contains(name) }
        }.sorted { ($0.name, $0.code) < ($1.name, $1.code) }
    }

    /// What is known of the employer of a code; nil where no case that the person may see names it. The look is on
    /// record.
    /// - Throws: ``OfficeError``.
    package func employer(code: String, for account: Account) async throws -> EmployerRecord? {
        let code = CreditCode.tidied(code)
        try await requireEmployerRights(account, on: "employers/\(code)")
        try await noteLook(at: "employers/\(code)", by: account)
        let rows = try visible(try views.employers(code: code), to: account)
        return try await records(of: rows + (try await registered(for: account).filter { $0.code == code })).first
    }

    /// Those that were registered without a case, behind those of cases, for who may see all cases.
    private func registered(for account: Account) async throws -> [ViewStore.EmployerRow] {
        guard mayAct(account) else { return [] }
        return try await employerShelf.all().records.map { code, record in
            ViewStore.EmployerRow(caseID: "", code: code, received: record.at, employer: record.employer)
        }
    }

    private func requireEmployerRights(_ account: Account, on thing: String) async throws {
        guard !mayAct(account), account.isClosed || account.caseRights.isEmpty else { return }
        try await noteRefusal("read", on: thing, by: account)
        throw OfficeError.forbidden("case")
    }

    private func visible(_ rows: [ViewStore.EmployerRow], to account: Account) throws -> [ViewStore.EmployerRow] {
        if mayAct(account) { return rows }
        return rows.filter { mayAct(account, on: "case/\($0.caseID)") }
    }

    private func records(of rows: [ViewStore.EmployerRow]) async throws -> [EmployerRecord] {
        let now = now()
        let ids = Set(rows.map(\.caseID))
        let summaries = Dictionary(
            try views.rows(ids: ids).map { ($0.summary.id, $0.summary(at: now)) },
            uniquingKeysWith: { first, _ in first })
        return Dictionary(grouping: rows, by: \.code).compactMap { code, rows in
            guard let newest = rows.first else { return nil }
            var known = newest.employer
            var names: [String] = []
            var sites: [String] = []
            for row in rows {
                if !names.contains(row.employer.name) { names.append(row.employer.name) }
                if let site = row.employer.address, !site.isBlank, !sites.contains(site) { sites.append(site) }
                known.address = known.address ?? row.employer.address
                known.legalRepresentative = known.legalRepresentative ?? row.employer.legalRepresentative
                known.phone = known.phone ?? row.employer.phone
            }
            if !newest.employer.hasNoCode { known.creditCode = code }
            return EmployerRecord(
                code: code, name: newest.employer.name, formerNames: Array(names.dropFirst()), sites: sites,
                known: known,
                cases: rows.compactMap { row in
                    summaries[row.caseID].map {
                        EmployerRecord.Involved(summary: $0, received: row.received, employer: row.employer)
                    }
                })
        }
    }
}
