internal import Casework
internal import Chronology
internal import Rules

extension Office {
    /// How many things of a kind a desk shows.
    private static let deskSize = 60

    /// What a person has to do: papers that wait, duties that are due, what the procedure expects next, recordings to
    /// sort and store, and what is overdue in the unit.
    ///
    /// The views tell which cases concern the person; those that are shown are judged as the log has them now, so that
    /// nothing stale is shown as a duty and no right is read from a view.
    package func worklist(for account: Account) async throws -> Worklist {
        try await refreshStale()
        let now = now()
        let own = "account:\(account.id)"
        let lent = account.caseRights.filter { $0.holds(on: now.day) }.flatMap(\.roles)
        let roles = Set(account.rolesWithLent(on: now.day) + [Account.leadRole] + lent).map { "role:\($0)" }
        let duties = try views.desk(.duty, of: [own], limit: Self.deskSize)
        let papers = try views.desk(.paper, of: roles, limit: Self.deskSize * 4)
        let next = try views.desk(.next, of: roles + [own], limit: Self.deskSize)
        let recordings = try views.desk(.recording, of: [own], limit: Self.deskSize)
        let ofUnit = try views.desk(.unitDuty, of: ["unit:\(account.unit)"], limit: Self.deskSize)
        var judged: [String: CaseReading] = [:]
        for id in Set([duties, papers, next, recordings, ofUnit].flatMap { $0.rows.map(\.caseID) })
        where mayAct(account, on: "case/\(id)") {
            judged[id] = CaseReading(case: try await cases.current(id), rules: rules, now: now)
        }
        let waiting = papers.rows.compactMap { row -> PaperItem? in
            guard let reading = judged[row.caseID] else { return nil }
            return reading.papers(for: account, summary: reading.row().summary(at: now)).first { $0.form == row.key }
        }
        let others = ofUnit.rows.filter { judged[$0.caseID]?.takingPart.contains(account.id) == false }
        let counted = try views.counts(of: own, before: Instant.endOfDay(now.day))
        return Worklist(
            papers: waiting, due: dueItems(duties.rows, judged, now),
            next: next.rows.compactMap { nextItem($0, judged, account, now) },
            recordings: recordings.rows.compactMap { recordingItem($0, judged, now) },
            ofUnit: dueItems(others, judged, now),
            counts: Worklist.Counts(
                duties: duties.total, overdue: counted.over, today: counted.today,
                papers: papers.total > papers.rows.count ? papers.total : waiting.count,
                recordings: recordings.total, ofUnit: others.count))
    }

    private func dueItems(
        _ rows: [ViewStore.DeskRow], _ judged: [String: CaseReading], _ now: Instant
    ) -> [DueItem] {
        rows.compactMap { row in
            guard let reading = judged[row.caseID],
                let duty = reading.openDuties.first(where: { $0.deskKey == row.key })
            else { return nil }
            return DueItem(
                caseSummary: reading.row().summary(at: now), obligation: duty,
                workingDaysLeft: workingDays(until: duty.due?.instant, now))
        }
    }

    private func nextItem(
        _ row: ViewStore.DeskRow, _ judged: [String: CaseReading], _ account: Account, _ now: Instant
    ) -> Worklist.NextItem? {
        guard let reading = judged[row.caseID] else { return nil }
        let actor = account.offered(at: now, in: reading.case)
        guard let act = reading.next(for: actor).first(where: \.isAllowed) else { return nil }
        guard reading.takingPart.contains(account.id) || reading.isForRole(act.code, of: actor) else { return nil }
        return Worklist.NextItem(caseSummary: reading.row().summary(at: now), act: act)
    }

    private func recordingItem(
        _ row: ViewStore.DeskRow, _ judged: [String: CaseReading], _ now: Instant
    ) -> Worklist.RecordingItem? {
        guard let reading = judged[row.caseID],
            let recording = reading.case.recordings.first(where: { $0.added.recording == row.key })
        else { return nil }
        return Worklist.RecordingItem(
            caseSummary: reading.row().summary(at: now), recording: row.key, device: recording.added.device,
            start: recording.added.start, isSorted: recording.added.act != nil, isLabelled: recording.label != nil,
            isStored: recording.volume != nil)
    }
}
