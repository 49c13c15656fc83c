internal import Casework
package import Chronology
package import Rules

extension Office {
    /// The roles that a unit can give: those of the packs that are nobody outside's and not given by a case, and the
    /// three administrators'.
    package var grantableRoles: [RoleID] {
        var seen: Set<RoleID> = [Account.leadRole]
        let ofPacks = rules.packs.flatMap(\.roles).filter { !$0.isOutside }.map(\.id)
        return (ofPacks + Office.administratorRoles).filter { seen.insert($0).inserted }
    }

    /// Gives a role in a unit for a time. Done by the security administrator, and never to himself.
    /// - Parameter unitID: nil for the person's own unit.
    /// - Throws: ``OfficeError``.
    package func grantRole(
        _ role: RoleID, to id: String, unitID: String?, from: Day, until: Day?, _ context: CommandContext
    ) async throws {
        let context = context.asking([role, id, unitID ?? "", from.description, until?.description ?? ""])
        let account = try await rightsOf(id, context)
        if try isDone(context) { return }
        guard grantableRoles.contains(role) else { throw OfficeError.account(.unknownRole(role)) }
        if let until, until < from { throw OfficeError.account(.endsBeforeStart) }
        try requireApart(role, of: account)
        var unit: UnitRecord?
        if let unitID {
            guard let found = await units.record(unitID), !found.isClosed else {
                throw OfficeError.notFound("unit", id: unitID)
            }
            unit = found
        }
        let event = AccountEvent.RoleGranted(role: role, from: from, to: until, unit: unit?.name, unitID: unit?.id)
        try await appendOffice([try LogItem(event, account: id)], expecting: [account], context)
    }

    /// Withdraws a role at once.
    /// - Parameter grant: the id of the entry that gave it.
    /// - Throws: ``OfficeError``.
    package func withdrawRole(
        grant: String, of id: String, reason: String, _ context: CommandContext
    ) async throws {
        let context = context.asking([grant, id, reason])
        let account = try await rightsOf(id, context)
        if try isDone(context) { return }
        guard let held = account.grants.first(where: { $0.id == grant && $0.withdrawn == nil }) else {
            throw OfficeError.notFound("grant", id: grant)
        }
        if Office.administratorRoles.contains(held.role) { try await requireAnother(held.role, than: account) }
        let event = AccountEvent.RoleWithdrawn(grant: grant, role: held.role, reason: try typed(reason, "reason"))
        try await appendOffice([try LogItem(event, account: id)], expecting: [account], context)
    }

    /// Gives rights in one case until a day, to somebody lent by another unit.
    /// - Parameter caseName: the id or number of the case.
    /// - Throws: ``OfficeError``.
    package func giveCaseRight(
        to id: String, caseName: String, roles: [RoleID], from: Day, until: Day, reason: String,
        _ context: CommandContext
    ) async throws {
        let context = context.asking([id, caseName, from.description, until.description, reason] + roles)
        let account = try await rightsOf(id, context)
        if try isDone(context) { return }
        let caseID = try await self.caseID(named: caseName)
        if roles.isEmpty { throw OfficeError.invalid([.blank("roles")]) }
        for role in roles {
            guard grantableRoles.contains(role), !Office.administratorRoles.contains(role) else {
                throw OfficeError.account(.unknownRole(role))
            }
            try requireApart(role, of: account)
        }
        if until < from { throw OfficeError.account(.endsBeforeStart) }
        let event = AccountEvent.CaseRightGiven(
            caseID: caseID, roles: roles, from: from, to: until, reason: try typed(reason, "reason"))
        try await appendOffice([try LogItem(event, account: id)], expecting: [account], context)
    }

    /// Ends rights in one case at once.
    /// - Throws: ``OfficeError``.
    package func endCaseRight(
        _ right: String, of id: String, reason: String, _ context: CommandContext
    ) async throws {
        let context = context.asking([right, id, reason])
        let account = try await rightsOf(id, context)
        if try isDone(context) { return }
        guard account.caseRights.contains(where: { $0.id == right && $0.ended == nil }) else {
            throw OfficeError.notFound("grant", id: right)
        }
        let event = AccountEvent.CaseRightEnded(right: right, reason: try typed(reason, "reason"))
        try await appendOffice([try LogItem(event, account: id)], expecting: [account], context)
    }

    /// Names somebody who stands in (代) for a person who is away. Done by the person, or by the security administrator
    /// for others. What the person may not do, the deputy may not either.
    /// - Parameter roles: what the deputy may act as; ``Account/leadRole`` stands for the cases that the person leads.
    /// - Throws: ``OfficeError``.
    package func nameDeputy(
        _ deputy: String, for id: String, roles: [RoleID], from: Day, until: Day, reason: String,
        _ context: CommandContext
    ) async throws {
        let context = context.asking([deputy, id, from.description, until.description, reason] + roles)
        if context.account.id != id { _ = try await rightsOf(id, context) }
        if try isDone(context) { return }
        let account = try await openedAccount(id)
        let standsIn = try await openedAccount(deputy)
        // Neither oneself for oneself, nor the security administrator for another.
        if deputy == id || deputy == context.account.id { throw OfficeError.account(.ownRights) }
        if roles.isEmpty { throw OfficeError.invalid([.blank("roles")]) }
        for role in roles {
            let isHeld = account.grants.contains { $0.role == role && $0.holds(onOrAfter: from) }
            guard isHeld || role == Account.leadRole, !Office.administratorRoles.contains(role) else {
                throw OfficeError.account(.notHeld(role))
            }
            try requireApart(role, of: standsIn)
        }
        if until < from { throw OfficeError.account(.endsBeforeStart) }
        let event = AccountEvent.DeputyNamed(
            deputy: deputy, deputyName: standsIn.name, roles: roles, from: from, to: until,
            reason: try typed(reason, "reason"))
        try await appendOffice([try LogItem(event, account: id)], expecting: [account, standsIn], context)
    }

    /// Ends a deputy's rights at once. Done by the person, or by the security administrator.
    /// - Throws: ``OfficeError``.
    package func endDeputy(_ naming: String, of id: String, _ context: CommandContext) async throws {
        let context = context.asking([naming, id])
        if context.account.id != id { _ = try await rightsOf(id, context) }
        if try isDone(context) { return }
        let account = try await openedAccount(id)
        guard account.deputies.contains(where: { $0.id == naming && $0.ended == nil }) else {
            throw OfficeError.notFound("deputy", id: naming)
        }
        try await appendOffice(
            [try LogItem(AccountEvent.DeputyEnded(naming: naming), account: id)], expecting: [account], context)
    }

    /// The account whose rights the security administrator changes: anybody's but the own.
    private func rightsOf(_ id: String, _ context: CommandContext) async throws -> Account {
        let administrator = try await requireRole(
            [Office.securityRole], for: "rights", on: Account.stream(id), context)
        if administrator.id == id {
            try await noteRefusal("rights", on: Account.stream(id), by: administrator)
            throw OfficeError.account(.ownRights)
        }
        return try await openedAccount(id)
    }

    /// An administrator's role goes with no other, neither now nor later (三员分立).
    private func requireApart(_ role: RoleID, of account: Account) throws {
        let today = now().day
        let held = account.grants.filter { $0.holds(onOrAfter: today) }.map(\.role)
        let isAdministrators = Office.administratorRoles.contains(role)
        let apart = held.first { $0 != role && (isAdministrators || Office.administratorRoles.contains($0)) }
        if let apart { throw OfficeError.account(.administratorsApart(held: apart, wanted: role)) }
        guard isAdministrators else { return }
        let lent = account.caseRights.first { $0.ended == nil && today <= $0.to }?.roles.first
        if let lent { throw OfficeError.account(.administratorsApart(held: lent, wanted: role)) }
    }
}
