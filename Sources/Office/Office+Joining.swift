package import Casework
internal import Chronology
internal import Cryptography
internal import Foundation
internal import Rules

/// An approval of joining or splitting, as the page gives it.
package struct JoinRequest: Hashable, Sendable, Codable {
    package var reason: String
    /// The account of the head who approved; nil where the person who enters it is one.
    package var approver: String?
    /// The finished upload of the approval's scan; needed where the head does not enter it in person.
    package var upload: String?

    package init(reason: String, approver: String?, upload: String?) {
        self.reason = reason
        self.approver = approver
        self.upload = upload
    }
}

extension Office {
    /// Joins a case to another (并案): its obligations end, its people, wage list and material come into the leading case,
    /// and both keep their numbers. All of it is one append to both streams.
    /// - Throws: ``OfficeError``.
    package func joinCase(
        _ id: String, into leadingID: String, _ request: JoinRequest, _ context: CommandContext
    ) async throws {
        var context = context.asking([id, leadingID, request.reason, request.approver ?? ""])
        let joined = try await currentCase(id, context)
        if try isDone(context, CaseJoined.kind, id) { return }
        var seesOther = context
        seesOther.seenVersion = nil
        let leading = try await currentCase(leadingID, seesOther)
        let problems = joined.problemsOfJoining(into: leading)
        guard problems.isEmpty else { throw OfficeError.invalid(problems) }
        let approval = try await approval(request, context)
        let event = CaseJoined(
            into: leading.id, intoNumber: leading.number ?? leading.id, reason: request.reason, approval: approval)
        context.account = await directory.account(context.account.id) ?? context.account
        let actor = try await judge(.caseJoined(event), in: joined, context)
        var items = [try LogItem(.caseJoined(event), case: id, at: context.at)]
        for part in joined.takenIn(by: leading, reason: request.reason) {
            if part.part == 1 { try await judge(.caseTakenIn(part), in: leading, seesOther) }
            items.append(try LogItem(.caseTakenIn(part), case: leadingID, at: context.at))
        }
        if let wages = try await wageEvent(joined.wages) {
            items.append(try LogItem(.wagesEntered(wages), case: leadingID, at: context.at))
        }
        try await append(
            items, CaseJoined.kind, actor, ["case/\(id)": joined.version, "case/\(leadingID)": leading.version], id,
            context)
        try await refresh(id)
        try await refresh(leadingID)
    }

    /// Splits a part of a case off into a case of its own (分案), with its own number and its own time from the split.
    /// - Returns: the new case's id.
    /// - Throws: ``OfficeError``.
    package func splitCase(
        _ id: String, _ split: CaseSplit, _ request: JoinRequest, _ context: CommandContext
    ) async throws -> String {
        let newID = String(SHA256.hash(Array("case \(context.command)".utf8)).hex.prefix(16))
        var context = context.asking(split)
        let current = try await currentCase(id, context)
        if try isDone(context, CaseSplitOff.kind, id) { return newID }
        let problems = current.problems(of: split)
        guard problems.isEmpty, let parts = current.parts(of: split) else { throw OfficeError.invalid(problems) }
        let approval = try await approval(request, context)
        context.account = await directory.account(context.account.id) ?? context.account
        let wages = try await wageEvent(parts.wages)
        let at = context.at ?? now()
        let series = Series(name: "intake", year: at.day.year)
        try await numbering(in: series, case: newID, form: nil) { given in
            var matter = parts.matter
            matter.intakeNumber = try text(of: given.number, in: series)
            let number = given.named(matter.intakeNumber)
            let event = CaseSplitOff(
                into: newID, intoNumber: matter.intakeNumber, reason: split.reason, approval: approval,
                people: split.people, matter: split.matter)
            let actor = try await judge(.caseSplitOff(event), in: current, context)
            try await judge(.matterReceived(matter), in: Case(id: newID), context)
            var items = [
                try LogItem(.caseSplitOff(event), case: id, at: context.at),
                try LogItem(.matterReceived(matter), case: newID, at: context.at),
            ]
            items += try parts.takenIn.map { try LogItem(.caseTakenIn($0), case: newID, at: context.at) }
            if let wages { items.append(try LogItem(.wagesEntered(wages), case: newID, at: context.at)) }
            items.append(try number.item())
            try await append(
                items, CaseSplitOff.kind, actor,
                ["case/\(id)": current.version, "case/\(newID)": 0, series.stream: number.version], id, context)
        }
        try await refresh(id)
        try await refresh(newID)
        return newID
    }

    private func append(
        _ items: [LogItem], _ kind: String, _ actor: Actor, _ versions: [String: Int], _ id: String,
        _ context: CommandContext
    ) async throws {
        var versions = versions
        if context.account.version > 0 { versions[Account.stream(context.account.id)] = context.account.version }
        try await log.append(
            items, command: context.command, request: context.request(kind, id), actor: actor, now: now(),
            expecting: versions)
    }

    /// A wage list that came along, in the vault where it is too long for the log; nil for an empty one.
    private func wageEvent(_ rows: [WageRow]) async throws -> WagesEntered? {
        guard !rows.isEmpty else { return nil }
        var (event, long) = try WagesEntered(replaces: false, rows: rows).dividedForLog()
        if let long {
            event.list = try await files.put(Array(long), mediaType: "application/json", name: "wages.json")
        }
        return event
    }

    /// Who approved: a head who enters it in person, or a head named with the scan of the paper.
    /// - Throws: ``OfficeError/invalid(_:)`` that says what is missing.
    private func approval(_ request: JoinRequest, _ context: CommandContext) async throws -> JoinApproval {
        if request.reason.isBlank { throw OfficeError.invalid([.blank("reason")]) }
        func role(_ account: Account) -> RoleID? {
            account.rolesWithLent(on: now().day).first(where: Office.headRoles.contains)
        }
        guard let name = request.approver, name != context.account.id else {
            guard let role = role(context.account) else { throw OfficeError.invalid([.blank("join-approver")]) }
            return JoinApproval(by: context.account.officer, role: role, scan: nil)
        }
        guard let head = await directory.account(name), let role = role(head) else {
            throw OfficeError.invalid([.notAllowed("join-approver", value: name)])
        }
        guard let upload = request.upload else { throw OfficeError.invalid([.scanMissing]) }
        return JoinApproval(
            by: head.officer, role: role, scan: try await finishUpload(upload, by: context.account))
    }

    /// The people who may approve that cases are joined or split.
    package func joinApprovers() async -> [Account] {
        let today = now().day
        return await accounts().filter { account in
            !account.isClosed && !Set(account.rolesWithLent(on: today)).isDisjoint(with: Office.headRoles)
        }
    }
}
