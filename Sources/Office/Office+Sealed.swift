package import Casework
internal import Chronology
internal import Foundation
internal import Rules

/// The sealed sheet (密封页) of a case, as it is read by someone who may.
package struct SealedSheet: Sendable {
    package let informant: MatterReceived.Informant
    /// Who opened it, newest first, this time included.
    package let looks: [Look]

    /// That somebody opened it.
    package struct Look: Hashable, Sendable {
        package let by: Account.Mark
        package let reason: String
    }
}

extension Office {
    /// Those whom an informant's identity is known to: reception, beside those who are named in the case.
    private static let receptionRoles: Set<RoleID> = ["intake-officer", "intake-dept"]

    /// Whether a case has a sealed sheet, and whether this person may open it.
    /// - Throws: ``OfficeError/notFound(_:id:)``, ``OfficeError/forbidden(_:)``.
    package func sealedSheetAccess(
        _ caseID: String, for account: Account
    ) async throws -> (exists: Bool, mayOpen: Bool) {
        let current = try await visibleCase(caseID, account)
        return (current.matter?.informant != nil, mayOpenSheet(of: current, account))
    }

    /// Opens the sealed sheet. The look and its reason are on record before anything is shown, each time anew.
    /// - Throws: ``OfficeError/forbidden(_:)``, ``OfficeError/notFound(_:id:)``, ``OfficeError/invalid(_:)``.
    package func openSealedSheet(_ caseID: String, reason: String, _ context: CommandContext) async throws
        -> SealedSheet
    {
        let context = context.asking([caseID, reason])
        let current = try await visibleCase(caseID, context.account)
        guard let informant = current.matter?.informant else { throw OfficeError.notFound("sealed", id: caseID) }
        let account = await directory.account(context.account.id) ?? context.account
        guard mayOpenSheet(of: current, account) else {
            try await noteRefusal("sealed", on: "case/\(caseID)/sealed", by: account)
            throw OfficeError.forbidden("sealed")
        }
        let reason = try typed(reason, "sealed-reason", limit: 500)
        let now = now()
        let stream = "sealed/\(caseID)"
        try await log.append(
            [try LogItem(stream: stream, kind: SealedOpened.kind, content: SealedOpened(reason: reason))],
            command: context.command, request: context.asked, actor: account.actor(at: now), now: now, expecting: [:])
        let looks = try log.entries(of: stream, after: 0).reversed().map { entry in
            SealedSheet.Look(
                by: Account.Mark(entry),
                reason: try JSONDecoder().decode(SealedOpened.self, from: entry.open).reason)
        }
        return SealedSheet(informant: informant, looks: looks)
    }

    private func mayOpenSheet(of current: Case, _ account: Account) -> Bool {
        let isNamed = ([current.receivedBy].compactMap { $0 } + current.officers).contains { $0.account == account.id }
        return isNamed || !Office.receptionRoles.isDisjoint(with: account.roles(on: now().day))
    }
}

/// That a sealed sheet was opened: an event of the stream `sealed/CASE`.
struct SealedOpened: Codable {
    static let kind = "sealed-sheet-opened"
    var reason: String
}
