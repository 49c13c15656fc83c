internal import Casework
internal import Chronology
internal import Cryptography
package import Foundation
internal import Ledger
package import Logging
package import Rules
internal import Vault

extension Office {
    /// Makes a real office: its keys, and three administrators with one-time codes. A demo account never works in it.
    /// - Parameter recovery: the recipient of a recovery key that was made elsewhere.
    /// - Throws: ``OfficeError``.
    package static func make(
        _ information: OfficeInformation, recovery: String, in root: URL, logger: Logger
    ) async throws -> [OneTimeCode] {
        let office = try await found(information, recovery: recovery, in: root, logger: logger)
        let agency = try await office.foundUnit(information.agency, id: "agency", under: nil)
        var codes: [OneTimeCode] = []
        for (role, name) in zip(administratorRoles, ["系统管理员", "安全管理员", "审计管理员"]) {
            let id = String(role.prefix { $0 != "-" })
            let code = try await office.foundAccount(
                id: id, name: name, badge: nil, unit: agency, roles: [role], from: office.now().day, password: nil)
            codes.append(OneTimeCode(account: id, code: code, role: role))
        }
        office.log.ledger.close()
        return codes
    }

    /// Makes a demo office that applies a pack beside national law, with people in every role of it. Its recovery key
    /// lies beside the others, and it says so.
    package static func makeDemo(pack name: PackID = "wuhan", in root: URL, logger: Logger) async throws -> Office {
        let pack = try PackLibrary.bundled.pack(name)
        let identity = try AgeIdentity()
        let office = try await found(
            demoInformation(of: pack), recovery: identity.recipient.text, in: root, clock: DemoClock.start,
            logger: logger)
        let file = office.folder.keys.appendingPathComponent("recovery.age-key")
        let made = FileManager.default.createFile(
            atPath: file.path, contents: Data((identity.text + "\n").utf8), attributes: [.posixPermissions: 0o600])
        guard made else { throw OfficeError.storage(reason: "key-not-written recovery.age-key") }
        try await office.fill(DemoStaff(of: pack))
        return office
    }

    private static func demoInformation(of pack: Pack) -> OfficeInformation {
        let packs = [pack.id, "national"]
        guard pack.id != "wuhan" else {
            return OfficeInformation(
                origin: "demo.liuhen.example", agency: "武汉市劳动保障监察支队（演示）", bureau: "武汉市人力资源和社会保障局（演示）",
                word: "武", level: "city", packs: packs)
        }
        // A text that does not name its issuer is of some district.
        let issuer = pack.issuer ?? "某区劳动监察机构"
        return OfficeInformation(
            origin: "demo.\(pack.id).liuhen.example", agency: issuer + "（演示）", bureau: issuer + "（演示）",
            word: String(issuer.prefix(1)), level: issuer.contains("市") ? "city" : "district", packs: packs)
    }

    /// Who works in this demo office.
    package var demoStaff: DemoStaff? { rules.procedure.map(DemoStaff.init) }

    /// A unit of an office that is being made.
    private func foundUnit(_ name: String, id: String, under parent: String?) async throws -> UnitRecord {
        let context = CommandContext(command: "unit-\(id)", account: Account.founder)
        _ = try await enterUnit(name: name, parent: parent, id: id, context)
        guard let unit = await units.record(id) else { throw OfficeError.notFound("unit", id: id) }
        return unit
    }

    /// The units, people and devices of a demo office.
    private func fill(_ staff: DemoStaff) async throws {
        var made: [String: UnitRecord] = [:]
        for (name, id, parent) in staff.units {
            made[name] = try await foundUnit(name, id: id, under: parent)
        }
        for person in staff.people {
            guard let unit = made[person.unit] else { throw OfficeError.notFound("unit", id: person.unit) }
            _ = try await foundAccount(
                id: person.id, name: person.name, badge: person.badge, unit: unit, roles: person.roles,
                from: Day(2026, 1, 1) ?? now().day, password: DemoPeople.password)
        }
        let keeper = try await account("admin")
        for device in staff.devices {
            _ = try await register(
                device, CommandContext(command: "register-device-\(device.number)", account: keeper))
        }
    }

    private static func found(
        _ information: OfficeInformation, recovery: String, in root: URL, clock: Instant? = nil, logger: Logger
    ) async throws -> Office {
        let folder = OfficeFolder(root)
        guard !folder.holdsOffice else { throw OfficeError.storage(reason: "office-exists") }
        // Asked before anything is written, so that a wrong name leaves no half-made office behind.
        let anyKey = try Ed25519Key(seed: Random.bytes(32)).publicKey
        guard (try? VerifierKey(name: information.origin, publicKey: anyKey)) != nil else {
            throw OfficeError.invalid([.notAllowed("origin", value: information.origin)])
        }
        for pack in information.packs { _ = try PackLibrary.bundled.pack(pack) }
        let manager = FileManager.default
        for url in [root, folder.keys, folder.ledger, folder.blobs, folder.uploads, folder.volumes] {
            try manager.createDirectory(
                at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        do {
            _ = try VaultKeys.make(in: folder.keys.path, recovery: try AgeRecipient(text: recovery))
        } catch {
            throw OfficeError(error)
        }
        try SecretFile.make(folder.keys.appendingPathComponent("log-signing.key"))
        try SecretFile.make(folder.keys.appendingPathComponent("log-parts.key"))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(information).write(to: folder.information, options: .atomic)
        let office = try await Office.open(root, logger: logger)
        // The log's time never goes back: a demo's clock is set before its first entry.
        if let clock { try office.setClock(clock) }
        let item = try LogItem(stream: "office", kind: "office-founded", content: information)
        try await office.log.append(
            [item], command: "found", actor: Account.founder.actor(at: office.now()), now: office.now(),
            expecting: ["office": 0])
        try await office.adoptFirst()
        return office
    }
}

extension Account {
    /// The author of an office's first entries: nobody who could sign in.
    static let founder = Account(
        id: "founder", signInName: "", name: "系统初始化", badge: nil, unit: "")
}
