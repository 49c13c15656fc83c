internal import Casework
internal import Chronology
internal import Cryptography
internal import Foundation
package import Rules

/// What supervision shows for a time.
package struct Supervision: Sendable {
    package let sums: [FigureSum]
    /// The rows of the texts that ask for it, with the text of each.
    package let bases: [(pack: Pack, rule: Rule)]
    /// The cases in which most speaks against the work, two things and more.
    package let risks: [CaseCount]
    package let risksTotal: Int
    package let samples: [ReviewSample]
}

extension Office {
    /// Who sees the figures of all: heads, the keepers of the law, review and audit.
    package static let supervisionRoles: [RoleID] = rulesRoles + ["review-dept", "on-duty-head", auditRole]

    /// The most cases that a sample holds.
    package static let largestSample = 500

    /// The figures of a time. The look is on record.
    /// - Throws: ``OfficeError/forbidden(_:)``.
    package func supervision(_ query: SupervisionQuery, for account: Account) async throws -> Supervision {
        try await requireSupervision("supervision", of: account)
        try await refreshStale()
        var risky = query
        risky.figure = nil
        risky.atLeast = 2
        let risks = try views.cases(risky, limit: 10, offset: 0)
        let isOutside = !mayAct(account)
        return Supervision(
            sums: try views.sums(query), bases: bases(of: "statistics"),
            risks: risks.rows.map { isOutside ? $0.withoutParty : $0 }, risksTotal: risks.total,
            samples: try samples())
    }

    /// What a figure counts, one by one, a page of them.
    /// - Throws: ``OfficeError/forbidden(_:)``.
    package func findings(
        _ query: SupervisionQuery, for account: Account, limit: Int = Office.pageSize
    ) async throws -> (rows: [FindingRow], total: Int) {
        try await requireSupervision("findings", of: account)
        try await refreshStale()
        let found = try views.findings(query, limit: limit, offset: max(0, query.page) * limit)
        let isOutside = !mayAct(account)
        return (found.rows.map { isOutside ? $0.withoutParty : $0 }, found.total)
    }

    /// The cases in which a figure counts, a page of them, those with most first.
    /// - Throws: ``OfficeError/forbidden(_:)``.
    package func countedCases(
        _ query: SupervisionQuery, for account: Account, limit: Int = Office.pageSize
    ) async throws -> (rows: [CaseCount], total: Int) {
        try await requireSupervision("findings", of: account)
        try await refreshStale()
        let found = try views.cases(query, limit: limit, offset: max(0, query.page) * limit)
        let isOutside = !mayAct(account)
        return (found.rows.map { isOutside ? $0.withoutParty : $0 }, found.total)
    }

    /// Draws cases for file review, and puts the draw on record: who draws again until the sample pleases is seen.
    /// - Parameter seed: nil for one that is made here.
    /// - Throws: ``OfficeError``.
    package func drawSample(
        from: Month, to: Month, unit: String?, count: Int, seed: String?, _ context: CommandContext
    ) async throws -> ReviewSample {
        let context = context.asking([from.description, to.description, unit ?? "", "\(count)", seed ?? ""])
        try await requireSupervision("sample", of: context.account)
        if try isDone(context), let made = try samples().last { return made }
        guard (1...Office.largestSample).contains(count) else {
            throw OfficeError.invalid([.notAllowed("count", value: "\(count)")])
        }
        if let seed, seed.count > 100 { throw OfficeError.invalid([.tooLong("seed", limit: 100)]) }
        let rows = try views.received(SupervisionQuery(from: from, to: to))
        let units = try views.units()
        let ids = rows.map(\.summary.id).filter { id in unit.map { units[id] == $0 } ?? true }
        let seed = seed ?? Data(Random.bytes(16)).map { String(format: "%02x", $0) }.joined()
        let body = ReviewSample.Body(
            from: from.description, to: to.description, unit: unit, count: count, seed: seed, population: ids.count,
            populationHash: ReviewSample.hash(of: ids), cases: ReviewSample.draw(count, from: ids, seed: seed))
        let item = try LogItem(stream: ReviewSample.stream, kind: ReviewSample.Body.kind, content: body)
        try await appendOffice([item], and: [ReviewSample.stream: try log.version(of: ReviewSample.stream)], context)
        guard let made = try samples().last else { throw OfficeError.notFound("sample", id: "") }
        return made
    }

    /// A sample with its cases as they stand now.
    /// - Throws: ``OfficeError``.
    package func sample(_ id: String, for account: Account) async throws -> (ReviewSample, [CaseSummary]) {
        try await requireSupervision("sample", of: account)
        guard let sample = try samples().first(where: { $0.id == id }) else {
            throw OfficeError.notFound("sample", id: id)
        }
        let now = now()
        let isOutside = !mayAct(account)
        let rows = try sample.body.cases.compactMap { try views.row($0)?.summary(at: now) }
        return (sample, isOutside ? rows.map(\.withoutParty) : rows)
    }

    private func samples() throws -> [ReviewSample] {
        try log.entries(of: ReviewSample.stream, after: 0).map { entry in
            ReviewSample(
                id: entry.id, drawn: Account.Mark(entry),
                body: try JSONDecoder().decode(ReviewSample.Body.self, from: entry.open))
        }
    }

    /// The rows of the texts that a part of the product carries.
    package func bases(of feature: String) -> [(pack: Pack, rule: Rule)] {
        rules.packs.flatMap { pack in
            pack.rules.filter { $0.features.contains(feature) }.map { (pack: pack, rule: $0) }
        }
    }

    func requireSupervision(_ what: String, of account: Account) async throws {
        let now = now()
        guard !Set(Office.supervisionRoles).isDisjoint(with: account.rolesWithLent(on: now.day)), !account.isClosed
        else {
            try await noteRefusal(what, on: "supervision", by: account)
            throw OfficeError.forbidden("supervision")
        }
        try await noteLook(at: "supervision", by: account)
    }

    /// The names of the units that there are.
    package func unitNames() async -> [String] { await units.all.filter { !$0.isClosed }.map(\.name) }

    /// Whether a person sees the figures.
    package func maySupervise(_ account: Account) -> Bool {
        !account.isClosed && !Set(Office.supervisionRoles).isDisjoint(with: account.rolesWithLent(on: now().day))
    }
}

extension CaseSummary {
    /// The same without whom it concerns, for those without rights in cases.
    var withoutParty: CaseSummary {
        CaseSummary(
            id: id, number: number, party: "—", cause: cause, unit: unit, lead: lead, state: state,
            stateTitle: stateTitle, stage: stage, received: received, nextDue: nextDue, nextDuty: nextDuty,
            overdue: overdue, version: version, joinedInto: joinedInto)
    }
}

extension CaseCount {
    fileprivate var withoutParty: CaseCount { CaseCount(summary: summary.withoutParty, count: count) }
}

extension FindingRow {
    fileprivate var withoutParty: FindingRow {
        FindingRow(
            caseID: caseID, number: number, party: caseID == nil ? nil : "—", figure: figure, day: day, unit: unit,
            officer: officer, pack: pack, rule: rule, article: article, says: says, due: due, note: note,
            entry: entry)
    }
}
