internal import Casework
internal import Chronology
internal import Cryptography
package import Foundation
internal import GRDB
internal import Ledger
package import Logging
package import Rules
internal import Vault

extension Office {
    /// The name under which the state store keeps where the first backup goes.
    package static let backupTargetSetting = "backup-target"

    /// Whether a text can be the origin of a log.
    static func isOrigin(_ text: String) -> Bool {
        guard let anyKey = try? Ed25519Key(seed: Random.bytes(32)).publicKey else { return false }
        // The name of a later epoch is given by going on with a log, never by founding one.
        return (try? VerifierKey(name: text, publicKey: anyKey)) != nil && LogOrigin(text).isFounding
    }

    /// Makes a real office: its keys, and three administrators with one-time codes. A demo account never works in it.
    /// - Parameter recovery: the recipient of a recovery key that was made elsewhere.
    /// - Throws: ``OfficeError``.
    package static func make(
        _ information: OfficeInformation, recovery: String, in root: URL, logger: Logger
    ) async throws -> [OneTimeCode] {
        var answers = SetupAnswers()
        answers.origin = information.origin
        answers.agency = information.agency
        answers.bureau = information.bureau
        answers.word = information.word
        answers.level = information.level
        answers.packs = information.packs
        answers.recovery = recovery
        return try await make(answers, in: root, logger: logger)
    }

    /// Makes a real office by the answers of its setup. All of it stands in the folder when this returns; where it
    /// fails, or the process ends before, nothing does.
    /// - Parameter keep: keeps the one-time codes until they were handed over, before the office stands.
    /// - Throws: ``OfficeError``.
    package static func make(
        _ answers: SetupAnswers, in root: URL, logger: Logger, keeping keep: ([OneTimeCode]) throws -> Void = { _ in }
    ) async throws -> [OneTimeCode] {
        guard !OfficeFolder(root).holdsOffice else { throw OfficeError.storage(reason: "office-exists") }
        let problems = SetupStep.allCases.flatMap { answers.problems(of: $0) }
        if !problems.isEmpty { throw OfficeError.invalid(problems) }
        let staging = OfficeStaging(root: root)
        try staging.begin()
        let codes = try await fill(answers, in: staging.folder, logger: logger)
        try keep(codes)
        try staging.finish()
        return codes
    }

    private static func fill(_ answers: SetupAnswers, in root: URL, logger: Logger) async throws -> [OneTimeCode] {
        let office = try await found(
            answers.information, recovery: answers.recovery, calendars: answers.calendars, in: root, logger: logger)
        try await office.adopt(readings: answers.readings, figures: answers.figures)
        let agency = try await office.foundUnit(answers.agency, id: "agency", under: nil)
        if !answers.numbers.isEmpty {
            try await office.enterNumbers(
                answers.numbers, reason: answers.numbersReason ?? "开办时选定",
                CommandContext(command: "numbers", account: Account.founder))
        }
        var codes: [OneTimeCode] = []
        for person in answers.administrators {
            let code = try await office.foundAccount(
                id: person.signInName, name: person.name, badge: nil, unit: agency, roles: [person.role],
                from: office.now().day, password: nil)
            codes.append(OneTimeCode(account: person.signInName, code: code, role: person.role))
        }
        if answers.isProved {
            try await office.enterProof(CommandContext(command: "proof", account: Account.founder))
        }
        if let target = answers.backupTarget { try office.state.set(backupTargetSetting, to: target) }
        office.log.ledger.close()
        try office.state.database.close()
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
        _ information: OfficeInformation, recovery: String, calendars: [String] = [], in root: URL,
        clock: Instant? = nil, logger: Logger
    ) async throws -> Office {
        let folder = OfficeFolder(root)
        guard !folder.holdsOffice else { throw OfficeError.storage(reason: "office-exists") }
        // Asked before anything is written, so that a wrong name leaves no half-made office behind.
        guard isOrigin(information.origin) else {
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
        try SecretFile.make(folder.signingKey)
        try SecretFile.make(folder.keys.appendingPathComponent("log-parts.key"))
        do {
            _ = try BackupPassword.read(folder)
            try DataFormat.write(DataFormat.current, in: folder)
        } catch {
            throw OfficeError.backup(error)
        }
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
        try await office.adoptFirst(calendars: calendars)
        return office
    }
}

extension Account {
    /// The author of an office's first entries: nobody who could sign in.
    static let founder = Account(
        id: "founder", signInName: "", name: "系统初始化", badge: nil, unit: "")
}
