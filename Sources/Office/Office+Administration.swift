internal import Casework
internal import Chronology
internal import Foundation
package import Rules

extension Office {
    /// The three administrators (三员): people, units and devices; rights; what the other two did.
    package static let systemRole: RoleID = "system-administrator"
    package static let securityRole: RoleID = "security-administrator"
    package static let auditRole: RoleID = "audit-administrator"
    package static let administratorRoles = [systemRole, securityRole, auditRole]

    /// Whoever acts, as the log knows the person now, holding one of the roles today.
    /// - Throws: ``OfficeError/forbidden(_:)``; the try is on record.
    @discardableResult
    func requireRole(
        _ roles: [RoleID], for what: String, on thing: String, _ context: CommandContext
    ) async throws -> Account {
        try await requireRole(roles, for: what, on: thing, by: context.account)
    }

    /// The same for a look.
    @discardableResult
    func requireRole(
        _ roles: [RoleID], for what: String, on thing: String, by account: Account
    ) async throws -> Account {
        if let account = await directory.account(account.id), !account.isClosed,
            !Set(roles).isDisjoint(with: account.roles(on: now().day))
        {
            return account
        }
        try await noteRefusal(what, on: thing, by: account)
        throw OfficeError.forbidden(what)
    }

    /// An account that is open.
    /// - Throws: ``OfficeError/notFound(_:id:)``, ``OfficeError/account(_:)``.
    func openedAccount(_ id: String) async throws -> Account {
        guard let account = await directory.account(id) else { throw OfficeError.notFound("account", id: id) }
        if account.isClosed { throw OfficeError.account(.closed(name: account.name)) }
        return account
    }

    /// Whether the same command was carried out before.
    func isDone(_ context: CommandContext) throws -> Bool {
        try log.knows(command: context.command, request: context.asked)
    }

    /// Appends what was decided about the office itself, and brings what is folded from it up to date.
    /// - Parameters:
    ///   - accounts: the accounts that the decision read, as it read them.
    ///   - versions: the same of other streams.
    ///   - context: who acts; its rights are guarded too, so that they cannot be withdrawn meanwhile.
    func appendOffice(
        _ items: [LogItem], expecting accounts: [Account] = [], and versions: [String: Int] = [:],
        _ context: CommandContext
    ) async throws {
        let now = now()
        var seen = versions
        for account in accounts { seen[Account.stream(account.id)] = account.version }
        let actor = await directory.account(context.account.id) ?? context.account
        if actor.version > 0, seen[Account.stream(actor.id)] == nil { seen[Account.stream(actor.id)] = actor.version }
        try await log.append(
            items, command: context.command, request: context.asked, actor: actor.actor(at: now), now: now,
            expecting: seen)
        for stream in Set(items.map(\.stream)) { try await reload(stream) }
    }

    /// Reads what is folded from a stream anew.
    private func reload(_ stream: String) async throws {
        let parts = stream.split(separator: "/", maxSplits: 1)
        guard parts.count == 2 else { return }
        let id = String(parts[1])
        switch parts[0] {
        case "account": try await directory.load(id)
        case "unit": try await units.load(id)
        case "device": try await devices.load(id)
        case "handover": try await handovers.load(id)
        case "rules": try await loadAdoption()
        default: return
        }
    }

    /// A text that somebody has to type.
    /// - Throws: ``OfficeError/invalid(_:)``.
    func typed(_ text: String, _ name: String, limit: Int = 200) throws -> String {
        if text.isBlank { throw OfficeError.invalid([.blank(name)]) }
        if text.count > limit { throw OfficeError.invalid([.tooLong(name, limit: limit)]) }
        return text
    }
}
