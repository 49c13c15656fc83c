internal import Casework
internal import Chronology
internal import Cryptography
package import Rules

extension Office {
    /// Who confirms a hand-over.
    package static let headRoles: [RoleID] = ["agency-head", "bureau-head"]

    /// All hand-overs, newest first.
    package func allHandovers() async -> [HandoverRecord] {
        await handovers.all.sorted { $0.begun.at > $1.begun.at }
    }

    /// A hand-over with its cases as they are now.
    /// - Throws: ``OfficeError/notFound(_:id:)``, ``OfficeError/forbidden(_:)``.
    package func handover(_ id: String, for account: Account) async throws -> (HandoverRecord, [HandedCase]) {
        guard let handover = await handovers.record(id) else { throw OfficeError.notFound("handover", id: id) }
        try await requireRights(account, "look", on: HandoverRecord.stream(id))
        var cases: [HandedCase] = []
        for caseID in handover.cases {
            let current = try await self.cases.current(caseID)
            let names = Set(current.officers.map(\.account))
            cases.append(
                HandedCase(
                    caseID: caseID, number: current.number ?? caseID, party: current.partyName ?? "—",
                    isHanded: names.contains(handover.receiver.account) && !names.contains(handover.giver.account),
                    namesGiver: names.contains(handover.giver.account)))
        }
        return (handover, cases)
    }

    /// The cases that somebody would hand over: those that are not closed and name the person.
    package func openCases(of account: String) async throws -> [CaseSummary] {
        let now = now()
        var query = CaseQuery()
        query.onlyMine = true
        var found: [CaseSummary] = []
        for row in try views.rows(query, account: account, now: now, limit: 1_000_000).rows
        where !HandoverRule.closedStates.contains(row.summary.state) {
            // The view only narrows the search down; what counts is read from the case.
            let current = try await cases.current(row.summary.id)
            if current.officers.contains(where: { $0.account == account }) { found.append(row.summary(at: now)) }
        }
        return found
    }

    /// Begins to hand over all open cases of an officer. Done by the officer or by the head.
    /// - Parameter joining: who joins the cases as co-officers.
    /// - Returns: the id of the hand-over.
    /// - Throws: ``OfficeError``.
    package func beginHandover(
        from giver: String, to receiver: String, joining: [String] = [], reason: String, _ context: CommandContext
    ) async throws -> String {
        let context = context.asking([giver, receiver, reason] + joining)
        let id = "h" + SHA256.hash(Array("handover \(context.command)".utf8)).hex.prefix(10)
        let stream = HandoverRecord.stream(id)
        try await requireRights(context.account, "handover", on: stream)
        if context.account.id != giver {
            try await requireRole(Office.headRoles, for: "handover", on: stream, context)
        }
        if try isDone(context) { return id }
        let from = try await account(giver)
        let to = try await openedAccount(receiver)
        guard giver != receiver, mayAct(to) else {
            throw OfficeError.invalid([.notAllowed("receiver-account", value: to.name)])
        }
        var others: [Officer] = []
        for id in Set(joining).subtracting([giver, receiver]).sorted() {
            let other = try await openedAccount(id)
            guard mayAct(other) else { throw OfficeError.invalid([.notAllowed("joining", value: other.name)]) }
            others.append(other.officer)
        }
        let cases = try await openCases(of: giver).map(\.id)
        if cases.isEmpty { throw OfficeError.account(.handover("empty")) }
        // An entry holds 16 KiB; more cases than that are handed over in several goes.
        let event = HandoverRecord.Begun(
            giver: from.officer, receiver: to.officer, joining: others,
            cases: Array(cases.prefix(HandoverRule.mostCases)),
            reason: try typed(reason, "reason"))
        try await appendOffice(
            [try LogItem(stream: stream, kind: HandoverRecord.Begun.kind, content: event)], expecting: [to],
            and: [stream: 0], context)
        return id
    }

    /// The receiver signs for the cases.
    /// - Throws: ``OfficeError``.
    package func countersignHandover(_ id: String, _ context: CommandContext) async throws {
        let context = context.asking(["countersign", id])
        let handover = try await openHandover(id)
        guard handover.receiver.account == context.account.id else {
            try await noteRefusal("handover", on: HandoverRecord.stream(id), by: context.account)
            throw OfficeError.forbidden("countersign")
        }
        if try isDone(context) { return }
        guard handover.step == .countersign else { throw OfficeError.account(.handover(handover.step.rawValue)) }
        try await sign(HandoverRecord.Signed.countersigned, handover, context)
    }

    /// The head confirms, and the receiver takes the giver's place in each case, by an entry of its own. Sent again, it
    /// goes on with the cases in which that has not happened yet.
    /// - Returns: the refusals of the cases in which the rules stand against it, by case.
    /// - Throws: ``OfficeError``.
    package func confirmHandover(_ id: String, _ context: CommandContext) async throws -> [String: [Refusal]] {
        let handover = try await openHandover(id)
        try await requireRole(Office.headRoles, for: "handover", on: HandoverRecord.stream(id), context)
        // Neither who gives nor who takes confirms it too.
        guard ![handover.giver.account, handover.receiver.account].contains(context.account.id) else {
            throw OfficeError.account(.sameAdministrator)
        }
        switch handover.step {
        case .confirm: try await sign(HandoverRecord.Signed.confirmed, handover, context.asking(["confirm", id]))
        case .done: break
        case .countersign, .dropped: throw OfficeError.account(.handover(handover.step.rawValue))
        }
        var refused: [String: [Refusal]] = [:]
        for caseID in handover.cases {
            let current = try await cases.current(caseID)
            guard let event = HandoverRule.event(handover, in: current) else { continue }
            let command = CommandContext(
                command: "handover-\(id)-\(caseID)-\(current.version)", account: context.account)
            do {
                try await decideAndAppend(.leadAssigned(event), in: current, command.asking(event))
            } catch OfficeError.refused(let refusals) {
                refused[caseID] = refusals
            }
        }
        return refused
    }

    /// Drops a hand-over that is not confirmed. Done by who gives, who takes, or the head.
    /// - Throws: ``OfficeError``.
    package func dropHandover(_ id: String, reason: String, _ context: CommandContext) async throws {
        let context = context.asking(["drop", id, reason])
        let handover = try await openHandover(id)
        if ![handover.giver.account, handover.receiver.account].contains(context.account.id) {
            try await requireRole(Office.headRoles, for: "handover", on: HandoverRecord.stream(id), context)
        }
        if try isDone(context) { return }
        guard handover.step == .countersign || handover.step == .confirm else {
            throw OfficeError.account(.handover(handover.step.rawValue))
        }
        let stream = HandoverRecord.stream(id)
        let event = HandoverRecord.Dropped(reason: try typed(reason, "reason"))
        try await appendOffice(
            [try LogItem(stream: stream, kind: HandoverRecord.Dropped.kind, content: event)],
            and: [stream: handover.version], context)
    }

    private func openHandover(_ id: String) async throws -> HandoverRecord {
        guard let handover = await handovers.record(id) else { throw OfficeError.notFound("handover", id: id) }
        return handover
    }

    private func sign(_ kind: String, _ handover: HandoverRecord, _ context: CommandContext) async throws {
        let stream = HandoverRecord.stream(handover.id)
        try await appendOffice(
            [try LogItem(stream: stream, kind: kind, content: HandoverRecord.Signed(cases: handover.cases))],
            and: [stream: handover.version], context)
    }
}

/// What a hand-over does in a case.
enum HandoverRule {
    /// Nothing is handed over in a case that is at its end.
    static let closedStates: Set<StateID> = ["archived", "closed"]
    /// As many ids as fit into an entry.
    static let mostCases = 500

    /// The receiver in the place of the giver; nil where the giver has none in the case any more.
    static func event(_ handover: HandoverRecord, in current: Case) -> LeadAssigned? {
        let giver = handover.giver.account
        guard let lead = current.lead, current.officers.contains(where: { $0.account == giver }) else { return nil }
        let newLead = lead.account == giver ? handover.receiver : lead
        let wanted = current.officers + [handover.receiver] + handover.joining
        var seen: Set<String> = [giver, newLead.account]
        let others = wanted.filter { seen.insert($0.account).inserted }
        return LeadAssigned(
            lead: newLead, others: others,
            reason: "工作移交：\(handover.reason)")
    }
}
