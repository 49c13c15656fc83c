package import Casework
internal import Chronology
internal import Cryptography
internal import Forms
internal import Foundation
internal import Logging
internal import Rules

extension Office {
    /// The most rows that are taken in with one append.
    private static let batch = 200

    /// Whether a person may bring a kind of thing in.
    package func mayImport(_ kind: ImportKind, _ account: Account) -> Bool {
        let roles = Set(account.roles(on: now().day))
        return switch kind {
        case .volumes: keepsArchive(account)
        case .cases, .employers: mayAct(account)
        case .people: roles.contains(Office.systemRole) && !account.isClosed
        case .devices: !account.isClosed && !roles.isDisjoint(with: Office.deviceRoles)
        }
    }

    /// The columns of a kind, with the days that the office's procedure knows.
    package func importColumns(_ kind: ImportKind) -> [ImportColumn] {
        kind.columns(milestones: rules.procedure?.milestones ?? [])
    }

    /// Reads a spreadsheet and compares it with what is there. Nothing is entered.
    /// - Parameter words: what people call the kinds of device and the sources of a matter.
    /// - Throws: ``OfficeError/sheet(_:)`` where the file is no spreadsheet, or has no headings that are known.
    package func readImport(_ kind: ImportKind, _ file: [UInt8], words: ImportWords) async throws -> ImportReport {
        let sheet = try await sheet(of: file)
        let reader = ImportReader(
            kind: kind, columns: importColumns(kind), directory: await importDirectory(words))
        guard
            var report = reader.read(
                sheet.rows.map { WageSheet.Line(number: $0.number, cells: $0.cells) },
                merges: sheet.merges.map { WageSheet.Merge(rows: $0.rows, columns: $0.columns) })
        else {
            throw OfficeError.sheet(.columnsMissing(reader.columns.filter(\.isRequired).map(\.title)))
        }
        report.compare(with: try await knownForImport(report))
        return report
    }

    /// Takes in what a report has as new. Killed at any instant, the next run finds in the log what is there, and goes
    /// on with the rest.
    /// - Parameters:
    ///   - progress: told the rows done and of how many; true stops.
    ///   - code: told each one-time code, which is shown once.
    /// - Throws: ``OfficeError`` where the office cannot write; what the office refuses of a row stands in the report.
    package func runImport(
        _ report: inout ImportReport, file: BlobReference?, _ account: Account,
        progress: @Sendable (Int, Int) -> Bool, code: @Sendable (OneTimeCode) -> Void
    ) async throws {
        guard mayImport(report.kind, account) else {
            try await noteRefusal("import", on: "import/\(report.kind.rawValue)", by: account)
            throw OfficeError.forbidden("import")
        }
        let fresh = report.lines.indices.filter { report.lines[$0].outcome == .fresh }
        var done = 0
        let size = [.volumes, .employers].contains(report.kind) ? Office.batch : 1
        for start in stride(from: 0, to: fresh.count, by: size) {
            if progress(done, fresh.count) || Task.isCancelled { return }
            let part = Array(fresh[start..<min(fresh.count, start + size)])
            do {
                if let given = try await takeIn(part.compactMap { report.lines[$0].item }, account) { code(given) }
                for index in part { report.set(.done, at: index) }
            } catch let error as OfficeError where error.isAboutRow {
                // One row of many may be at fault: each is tried alone.
                for index in part { try await takeInAlone(index, of: &report, account, code) }
            }
            done += part.count
        }
        _ = progress(done, fresh.count)
        try await noteImport(report, file, account)
    }

    private func takeInAlone(
        _ index: Int, of report: inout ImportReport, _ account: Account, _ code: @Sendable (OneTimeCode) -> Void
    ) async throws {
        guard let item = report.lines[index].item else { return }
        do {
            if let given = try await takeIn([item], account) { code(given) }
            report.set(.done, at: index)
        } catch let error as OfficeError where error.isAboutRow {
            let heading = report.headings.first { !$0.isBlank } ?? ""
            let fault = ImportReport.Fault(heading: heading, value: item.key, reason: .refused(error.codeOfRow))
            report.set(.refused([fault]), at: index)
        }
    }

    /// The same with the bytes of a file, which go to the vault with the entry that tells of the import.
    package func takeIn(
        _ report: inout ImportReport, _ file: [UInt8], named name: String, _ account: Account,
        progress: @Sendable (Int, Int) -> Bool, code: @Sendable (OneTimeCode) -> Void
    ) async throws {
        guard report.fresh > 0 else { return }
        let isWorkbook = file.starts(with: [0x50, 0x4B])
        let type = isWorkbook ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv"
        let blob = try await files.put(file, mediaType: type, name: name)
        try await runImport(&report, file: blob, account, progress: progress, code: code)
    }

    /// Enters one row, or many of a kind that takes many at once.
    /// - Returns: the one-time code of an account that was opened.
    private func takeIn(_ items: [ImportItem], _ account: Account) async throws -> OneTimeCode? {
        guard let first = items.first else { return nil }
        func context(_ seed: String) -> CommandContext {
            CommandContext(command: String(SHA256.hash(Array("import \(seed)".utf8)).hex.prefix(32)), account: account)
        }
        let seed = items.map { $0.key + $0.digest }.joined(separator: "\n")
        switch first {
        case .volume:
            let volumes = items.compactMap { item -> OldVolume? in
                if case .volume(let volume) = item { volume } else { nil }
            }
            try await register(volumes, context("volumes \(seed)"))
        case .employer:
            let employers = items.compactMap { item -> Employer? in
                if case .employer(let employer) = item { employer } else { nil }
            }
            try await register(employers, context("employers \(seed)"))
        case .runningCase(let running):
            _ = try await takeOver(running.request, context("case \(seed)"))
        case .person(let person):
            let new = NewAccount(
                signInName: person.signInName, name: person.name, badge: person.badge, unitID: person.unitID)
            return try await openAccount(new, context("person \(seed)"))
        case .device(let device):
            guard let kind = DeviceRecord.Kind(rawValue: device.kind) else { return nil }
            let new = NewDevice(
                kind: kind, number: device.number, unitID: device.unitID, holder: device.holder,
                purchased: device.purchased, volume: device.volume)
            _ = try await register(new, context("device \(seed)"))
        }
        return nil
    }

    private struct Finished: Encodable {
        let what: String
        let file: BlobReference?
        let rows, taken, known, conflicts, refused: Int
    }

    /// Puts on record that a file was taken in, with the file itself. Nothing where nothing was new.
    private func noteImport(_ report: ImportReport, _ file: BlobReference?, _ account: Account) async throws {
        guard report.done > 0 else { return }
        let content = Finished(
            what: report.kind.rawValue, file: file, rows: report.lines.count, taken: report.done, known: report.known,
            conflicts: report.conflicts, refused: report.refused)
        let now = now()
        let actor = await directory.account(account.id) ?? account
        try await log.append(
            [try LogItem(stream: "imports", kind: "import-finished", content: content)],
            command: Hex.encode(Random.bytes(16)), actor: actor.actor(at: now), now: now, expecting: [:])
    }

    // MARK: What is known

    /// What people call the things of the office in a spreadsheet, made where the words are.
    private func importDirectory(_ words: ImportWords) async -> ImportDirectory {
        var directory = ImportDirectory(today: now().day)
        directory.units = await units.all.filter { !$0.isClosed }.map { .init($0.id, [$0.name]) }
        directory.people = await self.directory.all.filter { mayAct($0) }.map { account in
            .init(account.id, [account.name, account.signInName, account.badge].compactMap { $0 })
        }
        let pack = rules.procedure
        directory.states = (pack?.states ?? []).filter { $0.id != "archived" }.map { .init($0.id, [$0.title, $0.id]) }
        directory.returning = Set((pack?.states ?? []).map(\.id).filter { pack?.leavesForTheStateBefore($0) ?? false })
        directory.procedures = rules.procedures.map { .init($0.id, [$0.title, $0.id]) }
        directory.milestones = (pack?.milestones ?? []).map(\.id)
        directory.deviceKinds = words.deviceKinds
        directory.sources = words.sources
        return directory
    }

    /// The digest of what the office holds, by key, for the rows of a report.
    private func knownForImport(_ report: ImportReport) async throws -> [String: String] {
        switch report.kind {
        case .volumes: return try await oldVolumeShelf.known().digests
        case .employers: return try await employerShelf.all().records.mapValues(\.digest)
        case .cases:
            var known: [String: String] = [:]
            for case .runningCase(let running)? in report.lines.map(\.item) {
                let number = CaseNumberText(running.request.number)
                let current = try await cases.timeline(Office.caseID(takenOverAs: number)).first
                guard case .caseTakenOver(let event)? = current?.event else { continue }
                known[number.text] = event.digest
            }
            return known
        case .people:
            return Dictionary(
                await directory.all.map { account in
                    let person = ImportItem.Person(
                        signInName: account.signInName, name: account.name, badge: account.badge,
                        unitID: account.unitID ?? "")
                    return (account.signInName, ImportItem.person(person).digest)
                }, uniquingKeysWith: { first, _ in first })
        case .devices:
            return Dictionary(
                await devices.all.map { device in
                    let item = ImportItem.Device(
                        number: device.number, kind: device.kind.rawValue, unitID: device.unitID ?? "",
                        holder: device.holder?.account, purchased: device.purchased, volume: device.volume)
                    return (device.number, ImportItem.device(item).digest)
                }, uniquingKeysWith: { first, _ in first })
        }
    }
}

/// What people call things whose words stand in the pages.
package struct ImportWords: Sendable {
    package let deviceKinds: [ImportDirectory.Named]
    package let sources: [ImportDirectory.Named]

    package init(deviceKinds: [ImportDirectory.Named], sources: [ImportDirectory.Named]) {
        self.deviceKinds = deviceKinds
        self.sources = sources
    }
}

extension OfficeError {
    /// Whether it is about the row, and not about the office: the next row may do better.
    fileprivate var isAboutRow: Bool {
        switch self {
        case .invalid, .refused, .account, .notFound, .changedMeanwhile: true
        default: false
        }
    }

    /// What stands against the row, for a text at the edge.
    fileprivate var codeOfRow: String {
        switch self {
        case .invalid(let problems):
            problems.contains { if case .alreadyExists = $0 { true } else { false } } ? "exists" : "invalid"
        case .account(.signInNameTaken): "exists"
        case .account: "account"
        case .refused: "rules"
        case .changedMeanwhile: "busy"
        default: "invalid"
        }
    }
}
