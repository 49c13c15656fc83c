internal import Casework
package import Chronology
package import Rules

extension Office {
    /// Rows on a page of a list.
    package static let pageSize = 50

    /// The cases that a person may see, as a list: none for those without rights in cases.
    package func cases(for account: Account, _ query: CaseQuery) async throws -> CasePage {
        let now = now()
        guard mayAct(account) else {
            return try lentCases(for: account, query, now)
        }
        let found = try views.rows(query, account: account.id, now: now, limit: Office.pageSize)
        return CasePage(rows: found.rows.map { $0.summary(at: now) }, total: found.total)
    }

    /// The cases for which somebody without other rights was lent.
    private func lentCases(for account: Account, _ query: CaseQuery, _ now: Instant) throws -> CasePage {
        let ids = Set(account.caseRights.filter { $0.holds(on: now.day) }.map(\.caseID))
        guard !account.isClosed, !ids.isEmpty else { return CasePage(rows: [], total: 0) }
        var all = query
        all.page = 0
        let rows = try views.rows(all, account: account.id, now: now, limit: 1_000_000).rows
            .filter { ids.contains($0.summary.id) }
        let page = rows.dropFirst(max(0, query.page) * Office.pageSize).prefix(Office.pageSize)
        return CasePage(rows: page.map { $0.summary(at: now) }, total: rows.count)
    }

    /// Working days left until an instant; negative when it is over.
    package func workingDays(until due: Instant?, _ now: Instant) -> Int? {
        guard let due else { return nil }
        // A period that ends at 24:00 of a day has that day as its last.
        return rules.calendar.workingDays(after: now.day, through: due.adding(milliseconds: -1).day).count
    }

    /// All that the page of a case shows. The look is on record.
    /// - Throws: ``OfficeError/notFound(_:id:)``, ``OfficeError/forbidden(_:)``.
    package func dossier(_ id: String, for account: Account) async throws -> CaseDossier {
        let current = try await cases.current(id)
        guard current.version > 0 else { throw OfficeError.notFound("case", id: id) }
        try await requireRights(account, "look", on: "case/\(id)")
        try await noteLook(at: "case/\(id)", by: account)
        let now = now()
        let reading = CaseReading(case: current, rules: rules, now: now)
        let timeline = try await cases.timeline(id)
        return CaseDossier(
            case: current, summary: reading.row().summary(at: now), stages: rules.procedure?.stages ?? [],
            state: reading.state, obligations: reading.obligations,
            next: reading.next(for: account.offered(at: now, in: current)),
            timeline: timeline.reversed(), completeness: reading.completeness(), mayAct: true,
            leadTitle: rules.leadTitle)
    }

    /// What the rules ask of a case, now or as it was known at a past moment.
    /// - Parameter book: other packs to judge by; nil for those that the office applies.
    package func obligations(
        _ id: String, at moment: Instant? = nil, by book: RuleBook? = nil
    ) async throws -> [Obligation] {
        let current = try await cases.current(id)
        guard current.version > 0 else { throw OfficeError.notFound("case", id: id) }
        return (book ?? rules).obligations(of: current.caseFacts, at: moment ?? now())
    }

    /// What would change in the cases of the office if a pack were another one: the cases with their changes, those
    /// without any left out.
    /// - Parameter progress: told after each case how many were judged, and of how many.
    package func whatIf(
        _ pack: Pack, at moment: Instant? = nil, progress: (Int, Int) -> Void
    ) async throws -> [(caseID: String, changes: [ObligationChange])] {
        let time = moment ?? now()
        let comparison = WhatIf(rules, rules.with(pack))
        let ids = try await allCases().map(\.id)
        var found: [(caseID: String, changes: [ObligationChange])] = []
        for (index, id) in ids.enumerated() {
            let changes = comparison.changes(of: try await cases.current(id).caseFacts, at: time)
            if !changes.isEmpty { found.append((id, changes)) }
            progress(index + 1, ids.count)
        }
        return found
    }

    /// The ids and rows of all cases, for the command line.
    package func allCases() async throws -> [CaseSummary] {
        let now = now()
        return try views.rows(CaseQuery(), account: nil, now: now, limit: 1_000_000).rows.map { $0.summary(at: now) }
    }
}

extension ViewStore.CaseRow {
    /// The row with the number of duties that are overdue now.
    func summary(at now: Instant) -> CaseSummary {
        CaseSummary(
            id: summary.id, number: summary.number, party: summary.party, cause: summary.cause, unit: summary.unit,
            lead: summary.lead, state: summary.state, stateTitle: summary.stateTitle, stage: summary.stage,
            received: summary.received, nextDue: summary.nextDue, nextDuty: summary.nextDuty,
            overdue: dues.filter { $0.at <= now }.count, version: summary.version, joinedInto: summary.joinedInto)
    }
}

extension CaseReading {
    /// Whether an offered act is one for the person's role, so that it belongs on the desk.
    func isForRole(_ code: String, of actor: Actor) -> Bool {
        guard code.hasPrefix("form:") else { return false }
        let wanted = rules.roles(for: .drafted, form: String(code.dropFirst(5)), in: self.case.caseFacts)
        return !Set(wanted).isDisjoint(with: actor.roles)
    }
}
