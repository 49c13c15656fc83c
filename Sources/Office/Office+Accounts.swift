internal import Casework
internal import Chronology
internal import Cryptography
internal import Foundation
internal import Rules

/// A person for whom an account is opened.
package struct NewAccount: Encodable, Sendable {
    /// The name typed at sign-in: 2 to 40 letters, digits, `.`, `_`, `-`.
    package var signInName: String
    package var name: String
    /// 执法证号.
    package var badge: String?
    /// The id of a unit.
    package var unitID: String

    package init(signInName: String, name: String, badge: String?, unitID: String) {
        self.signInName = signInName
        self.name = name
        self.badge = badge
        self.unitID = unitID
    }
}

extension Office {
    /// All accounts, by id, closed ones too.
    package func accounts() async -> [Account] { await directory.all }

    /// An account.
    /// - Throws: ``OfficeError/notFound(_:id:)``.
    package func account(_ id: String) async throws -> Account {
        guard let account = await directory.account(id) else { throw OfficeError.notFound("account", id: id) }
        return account
    }

    /// Opens an account without any right. Done by the system administrator; rights are another's to give.
    /// - Returns: the account with its one-time code, which is shown now and never again; the code is empty where the
    ///   command was sent before.
    /// - Throws: ``OfficeError``.
    package func openAccount(_ new: NewAccount, _ context: CommandContext) async throws -> OneTimeCode {
        let context = context.asking(new)
        let id = "p" + SHA256.hash(Array("account \(context.command)".utf8)).hex.prefix(10)
        try await requireRole([Office.systemRole], for: "accounts", on: Account.stream(String(id)), context)
        if try isDone(context) { return OneTimeCode(account: id, code: "", role: nil) }
        let name = try typed(new.name, "person-name", limit: 40)
        guard let unit = await units.record(new.unitID), !unit.isClosed else {
            throw OfficeError.notFound("unit", id: new.unitID)
        }
        let opened = AccountEvent.Opened(
            signInName: new.signInName.lowercased(), name: name, badge: new.badge, unit: unit.name, unitID: unit.id)
        let code = try await newCode(for: id)
        try await enter(opened, id: id, then: [LogItem(code.event, account: id)], context)
        return OneTimeCode(account: id, code: code.code, role: nil)
    }

    /// Opens an account as the making of an office does, with its roles. A password is given in a demo office only.
    /// - Returns: the one-time code; empty where a password was given.
    func foundAccount(
        id: String, name: String, badge: String?, unit: UnitRecord, roles: [RoleID], from day: Day, password: String?
    ) async throws -> String {
        let context = CommandContext(command: "open-\(id)", account: Account.founder)
        let opened = AccountEvent.Opened(signInName: id, name: name, badge: badge, unit: unit.name, unitID: unit.id)
        var items: [LogItem] = []
        for role in roles {
            items.append(try LogItem(AccountEvent.RoleGranted(role: role, from: day), account: id))
        }
        var shown = ""
        if let password, information.isDemo {
            let secret = try await secrets.keep(password, of: id)
            items.append(try LogItem(AccountEvent.PasswordSet(secret: secret, isFirst: true), account: id))
        } else {
            let code = try await newCode(for: id)
            items.append(try LogItem(code.event, account: id))
            shown = code.code
        }
        try await enter(opened, id: id, then: items, context)
        return shown
    }

    /// Enters an account with its sign-in name, which is taken for ever: what was done under it keeps its author.
    private func enter(
        _ opened: AccountEvent.Opened, id: String, then items: [LogItem], _ context: CommandContext
    ) async throws {
        let name = opened.signInName
        guard Account.isSignInName(name) else { throw OfficeError.invalid([.notAllowed("sign-in-name", value: name)]) }
        let reserved = "sign-in-name/\(name)"
        guard try log.version(of: reserved) == 0 else { throw OfficeError.account(.signInNameTaken(name)) }
        try await appendOffice(
            [
                try LogItem(stream: reserved, kind: "sign-in-name-taken", content: ["account": id]),
                try LogItem(opened, account: id),
            ] + items, and: [reserved: 0, Account.stream(id): 0], context)
    }

    /// Closes an account. It is never deleted, and what was done under it stays.
    /// - Throws: ``OfficeError``.
    package func closeAccount(_ id: String, reason: String, _ context: CommandContext) async throws {
        let context = context.asking([id, reason])
        let administrator = try await requireRole(
            [Office.systemRole], for: "accounts", on: Account.stream(id), context)
        if try isDone(context) { return }
        let account = try await openedAccount(id)
        if administrator.id == id { throw OfficeError.account(.ownRights) }
        let reason = try typed(reason, "reason")
        for role in Office.administratorRoles where account.roles(on: now().day).contains(role) {
            try await requireAnother(role, than: account)
        }
        try await appendOffice(
            [try LogItem(AccountEvent.Closed(reason: reason), account: id)], expecting: [account], context)
    }

    /// Moves a person to another unit.
    /// - Throws: ``OfficeError``.
    package func moveAccount(_ id: String, to unitID: String, _ context: CommandContext) async throws {
        let context = context.asking([id, unitID])
        try await requireRole([Office.systemRole], for: "accounts", on: Account.stream(id), context)
        if try isDone(context) { return }
        let account = try await openedAccount(id)
        guard let unit = await units.record(unitID), !unit.isClosed else {
            throw OfficeError.notFound("unit", id: unitID)
        }
        try await appendOffice(
            [try LogItem(AccountEvent.Moved(unit: unit.name, unitID: unit.id), account: id)], expecting: [account],
            context)
    }

    /// Asks for a new one-time code for somebody who cannot sign in. Another administrator has to confirm it.
    /// - Throws: ``OfficeError``.
    package func askReset(of id: String, reason: String, _ context: CommandContext) async throws {
        let context = context.asking([id, reason])
        try await requireRole(
            Office.administratorRoles, for: "reset", on: Account.stream(id), context)
        if try isDone(context) { return }
        let account = try await openedAccount(id)
        let reason = try typed(reason, "reason")
        try await appendOffice(
            [try LogItem(AccountEvent.ResetAsked(reason: reason), account: id)], expecting: [account], context)
    }

    /// Confirms a reset that another administrator asked for. The old password, the authenticator and every session of
    /// the account end.
    /// - Returns: the one-time code, which is shown now and never again; empty where the command was sent before.
    /// - Throws: ``OfficeError``.
    package func confirmReset(of id: String, _ context: CommandContext) async throws -> OneTimeCode {
        let context = context.asking(["confirm", id])
        let administrator = try await requireRole(
            Office.administratorRoles, for: "reset", on: Account.stream(id), context)
        if try isDone(context) { return OneTimeCode(account: id, code: "", role: nil) }
        let account = try await openedAccount(id)
        guard let reset = account.reset else { throw OfficeError.account(.nothingAsked) }
        guard reset.by.account != administrator.id, account.id != administrator.id else {
            throw OfficeError.account(.sameAdministrator)
        }
        let code = try await newCode(for: id, asked: reset.id)
        try await appendOffice([try LogItem(code.event, account: id)], expecting: [account], context)
        try state.forgetSecrets(of: id, but: code.event.code)
        return OneTimeCode(account: id, code: code.code, role: nil)
    }

    /// That somebody else holds an administrator's role too.
    func requireAnother(_ role: RoleID, than account: Account) async throws {
        let day = now().day
        let others = await directory.all.contains {
            $0.id != account.id && !$0.isClosed && $0.roles(on: day).contains(role)
        }
        if !others { throw OfficeError.account(.lastAdministrator(role)) }
    }
}
