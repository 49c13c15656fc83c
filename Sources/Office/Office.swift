package import Chronology
internal import Cryptography
internal import Forms
package import Foundation
internal import Ledger
package import Logging
package import Rules
internal import Synchronization
internal import Vault

/// The running office: the only door to the ledger, the vault, the rules and the views. It takes commands, asks
/// `Casework` to decide, appends what was decided, and answers what pages ask for.
package final class Office: Sendable {
    /// What the office is called and which texts it applies.
    package let information: OfficeInformation
    /// The packs it applies, with its calendar: as the log adopted them, with the readings and figures chosen.
    package var rules: RuleBook { adopted.book(on: now().day) }
    /// Where it keeps its data.
    package let folder: OfficeFolder

    let logger: Logger
    let adopted: AdoptedRules
    let log: CaseLog
    let cases: CaseShelf
    let directory: DirectoryShelf
    let books: BookShelf
    let numbers: SeriesShelf
    let oldVolumeShelf: OldVolumeShelf
    let employerShelf: EmployerShelf
    let imports: ImportDesk
    let units: RecordShelf<UnitRecord>
    let devices: RecordShelf<DeviceRecord>
    let handovers: RecordShelf<HandoverRecord>
    let secrets: SecretDesk
    /// Seals what authenticators are made of.
    let seal: AuthenticatorSeal
    let gate = GuessGate()
    let state: StateStore
    let views: ViewStore
    let files: Files
    let vaultKeys: VaultKeys
    /// The recipient that was proved, once the log was asked.
    let proved = Mutex<String?>(nil)
    let spool: UploadSpool
    let setter: Typesetter
    let scans: ScanReader
    let sheets: SheetReader
    let bundles: BundleReader
    let outbox: Outbox
    let scrub: Scrub
    let host = HostFacts()
    let backupDesk = BackupDesk()
    let recentLooks = RecentLooks()
    let jobNotes = JobNotes()
    private let clock: Mutex<DemoClock?>

    /// Opens an office that was made.
    /// - Parameter mode: a reader sees the office while a server writes to it.
    /// - Throws: ``OfficeError``, ``PackError``.
    private init(_ root: URL, mode: SQLiteLogStore.Mode, logger: Logger) throws {
        let folder = OfficeFolder(root)
        guard folder.holdsOffice else { throw OfficeError.notFound("office", id: root.path) }
        self.folder = folder
        self.logger = logger
        information = try JSONDecoder().decode(
            OfficeInformation.self, from: Data(contentsOf: folder.information))
        let library = PackLibrary.bundled
        let texts = try information.packs.map { name in
            AdoptedText(pack: try library.pack(name), files: try library.files(of: name), from: nil)
        }
        let wall = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        adopted = AdoptedRules(packs: texts, calendar: try .national(), on: wall.day)
        do {
            let ledger = try Ledger(
                folder: folder.ledger.path, origin: information.origin, keys: try Office.ledgerKeys(folder), mode: mode)
            log = CaseLog(ledger: ledger, adopted: adopted)
            let keys = try VaultKeys(in: folder.keys.path)
            vaultKeys = keys
            let vault = Vault(store: try FolderBlobStore(folder.blobs.path), keys: keys)
            files = Files(vault: vault)
            spool = try UploadSpool(folder.uploads.path, vault: vault, keys: keys)
        } catch let error as LedgerError {
            throw OfficeError(error)
        } catch let error as VaultError {
            throw OfficeError(error)
        }
        state = try StateStore(at: folder.state)
        imports = ImportDesk(state: state)
        seal = try AuthenticatorSeal(folder, mayMake: mode == .writing)
        views = try ViewStore(at: folder.views)
        cases = CaseShelf(log: log, files: files)
        directory = DirectoryShelf(log: log)
        books = BookShelf(log: log)
        numbers = SeriesShelf(log: log)
        oldVolumeShelf = OldVolumeShelf(log: log)
        employerShelf = EmployerShelf(log: log)
        units = RecordShelf(log: log)
        devices = RecordShelf(log: log)
        handovers = RecordShelf(log: log)
        secrets = SecretDesk(state: state)
        let settings = RendererSettings(
            environment: ProcessInfo.processInfo.environment, root: FileManager.default.currentDirectoryPath)
        setter = Typesetter(renderer: FormRenderer(settings: settings), adopted: adopted)
        scans = ScanReader(settings: settings)
        sheets = SheetReader(settings: settings)
        bundles = BundleReader(settings: settings)
        scrub = Scrub(log: log, state: state, vault: files.vault, logger: logger)
        outbox = Outbox(log: log, state: state, information: information, logger: logger)
        clock = Mutex(try state.setting(DemoClock.setting).flatMap { DemoClock($0) })
    }

    static func ledgerKeys(_ folder: OfficeFolder) throws -> LedgerKeys {
        try LedgerKeys(
            signing: Ed25519Key(seed: SecretFile.read(folder.signingKey)),
            master: SecretFile.read(folder.keys.appendingPathComponent("log-parts.key")))
    }

    /// Opens the office in a folder for writing: one process at a time.
    /// - Throws: ``OfficeError``, ``PackError``.
    package static func open(_ root: URL, logger: Logger) async throws -> Office {
        try await open(root, mode: .writing, logger: logger)
    }

    /// Opens the office for reading, also while a server runs.
    package static func openForReading(_ root: URL, logger: Logger) async throws -> Office {
        try await open(root, mode: .reading, logger: logger)
    }

    private static func open(_ root: URL, mode: SQLiteLogStore.Mode, logger: Logger) async throws -> Office {
        do throws(BackupProblem) {
            try prepare(OfficeFolder(root), mode: mode, logger: logger)
        } catch {
            throw OfficeError.backup(error)
        }
        let office = try Office(root, mode: mode, logger: logger)
        if let refusal = office.log.ledger.refusal, mode == .writing { throw OfficeError(refusal) }
        try await office.directory.loadAll()
        try await office.units.loadAll()
        try await office.devices.loadAll()
        try await office.handovers.loadAll()
        if mode == .writing {
            try office.takeUpRecovery()
            try office.seal.sealAll(in: office.state)
        }
        try await office.loadAdoption()
        try await office.followLog()
        if mode == .writing {
            try await office.expireUploads()
            try await office.takeUpReports()
        }
        return office
    }

    /// Brings the folder of an older version to this one before it is opened for writing, and refuses a newer one's.
    private static func prepare(
        _ folder: OfficeFolder, mode: SQLiteLogStore.Mode, logger: Logger
    ) throws(BackupProblem) {
        guard folder.holdsOffice else { return }
        try DataFormat.check(folder)
        guard mode == .writing else { return }
        let outcome = try DataUpgrade(folder.root).run()
        if outcome.copy != nil {
            logger.notice("data folder upgraded", metadata: ["from": "\(outcome.from)", "to": "\(outcome.to)"])
        }
    }

    // MARK: Time

    /// The office's time: the server's, or the demo office's own clock.
    package func now() -> Instant {
        let wall = wallClock()
        return clock.withLock { $0 }?.time(at: wall) ?? wall
    }

    /// The server's time, whatever a demo office plays.
    func wallClock() -> Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    /// Sets the clock of a demo office, from which it runs on; nil gives it the server's time again. The log's own time
    /// never goes backwards.
    /// - Throws: ``OfficeError/onlyInDemo``.
    package func setClock(_ instant: Instant?) throws {
        guard information.isDemo else { throw OfficeError.onlyInDemo }
        let set = instant.map { DemoClock(shows: $0, at: wallClock()) }
        try state.set(DemoClock.setting, to: set?.text)
        clock.withLock { $0 = set }
    }

    /// The id of a case named by its id or its number.
    /// - Throws: ``OfficeError/notFound(_:id:)``.
    package func caseID(named name: String) async throws -> String {
        if (try? log.version(of: "case/\(name)")).map({ $0 > 0 }) ?? false { return name }
        guard let found = try await allCases().first(where: { $0.number == name }) else {
            throw OfficeError.notFound("case", id: name)
        }
        return found.id
    }
}

/// Who acts, when, and on what they saw.
package struct CommandContext: Sendable {
    /// A random id made with the page that offers the act: sent twice, done once.
    package var command: String
    package var account: Account
    /// When the act happened; nil for now.
    package var at: Instant?
    /// The version of the case that the person saw; nil where it does not matter.
    package var seenVersion: Int?
    /// The digest of what the command says, where the same act could be asked for with other content.
    var asked = ""

    package init(command: String, account: Account, at: Instant? = nil, seenVersion: Int? = nil) {
        self.command = command
        self.account = account
        self.at = at
        self.seenVersion = seenVersion
    }
}

/// An approval that was given on paper, entered by another.
package struct PaperApproval: Sendable {
    package var approverAccount: String
    /// The finished upload of the scan.
    package var upload: String
    /// Why sheets whose code cannot be read are taken for sheets of the form.
    package var confirmation: String?

    package init(approverAccount: String, upload: String, confirmation: String? = nil) {
        self.approverAccount = approverAccount
        self.upload = upload
        self.confirmation = confirmation
    }
}
