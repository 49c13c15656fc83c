internal import Chronology
internal import Cryptography
package import Foundation
internal import Ledger
package import Logging

/// Brings an office back from a backup. Everything happens in a folder beside the destination, which takes its place in
/// the last step; killed at any moment, it is asked for again.
package struct Restore: Sendable {
    package let request: RestoreRequest
    package var stop = StopSignal()
    package var tell: @Sendable (BackupProgress) -> Void = { _ in }

    package init(_ request: RestoreRequest) { self.request = request }

    /// Looks at what there is.
    /// - Throws: ``BackupProblem/keyWrong`` and what else keeps it from being read.
    package func offer() throws(BackupProblem) -> RestoreOffer {
        let (cover, reader) = try open()
        return RestoreOffer(
            origin: cover.owner.origin, agency: cover.owner.agency, backups: try reader.listing())
    }

    private func open() throws(BackupProblem) -> (BackupCover, BackupReader) {
        let repository = BackupRepository(target: request.from, secrets: request.secrets, stop: stop)
        let found: BackupCover?
        do {
            found = try repository.cover()
        } catch .targetTaken(let path) {
            throw .noBackup(path: path)
        }
        guard let cover = found else { throw .noBackup(path: request.from.address) }
        let password =
            switch request.key {
            case .recovery(let text, let file): try BackupPassword.open(cover, written: text, file: file)
            case .keys(let folder): try BackupPassword.kept(in: folder, for: cover)
            }
        return (cover, BackupReader(restic: repository.restic(password, readsOnly: true), tell: tell))
    }

    /// Brings it back.
    /// - Parameter destination: a folder that is not there, is empty, or holds the same office, which is then put aside.
    /// - Throws: ``BackupProblem``; the destination is then as it was.
    package func run(to destination: URL, logger: Logger) async throws -> RestoreResult {
        let (cover, reader) = try open()
        let listing = try reader.listing()
        let chosen = try reader.choose(request.snapshot, among: listing)
        let place = RestorePlace(destination)
        let lock = try place.occupy(for: cover.owner.origin)
        defer { lock?.release() }
        try reader.bring(chosen.snapshot, to: place.scratch)
        do {
            return try await finish(cover, chosen, listing, reader, in: place, logger: logger)
        } catch {
            try? FileManager.default.removeItem(at: place.scratch)
            throw error
        }
    }

    private func finish(
        _ cover: BackupCover, _ chosen: BackupListing, _ listing: [BackupListing], _ reader: BackupReader,
        in place: RestorePlace, logger: Logger
    ) async throws -> RestoreResult {
        tell(BackupProgress(phase: .proving, percent: nil))
        let folder = OfficeFolder(place.scratch)
        let format = try DataFormat.read(folder)
        guard format <= DataFormat.current else {
            throw BackupProblem.newerFormat(found: format, known: DataFormat.current)
        }
        let information = try JSONDecoder().decode(
            OfficeInformation.self, from: Data(contentsOf: folder.information))
        guard information.origin == cover.owner.origin else { throw BackupProblem.damaged(detail: "office.json") }
        let (size, reaches) = try Self.reach(folder, information)
        var succession = SigningKeySuccession(cover: cover, origin: information.origin)
        try succession.carry(from: place.office, to: folder)
        let knowledge = RestoredKnowledge(
            folder: folder, origin: information.origin, size: size, succession: succession)
        let known = try knowledge.take(
            from: place.office, notes: request.checkpoints, beside: cover.checkpoint.map { Array($0) })
        let missing =
            known == nil
            ? nil
            : try succession.install(in: folder, origin: information.origin) {
                let lying = place.office.flatMap { try? Data(contentsOf: $0.signingKey) }
                let later = listing.drop { $0.snapshot != chosen.snapshot }.dropFirst().reversed()
                return [lying].compactMap(\.self) + later.compactMap { try? reader.signingKey(in: $0.snapshot) }
            }
        var epoch: LogEpoch?
        if known != nil, let opening = request.epoch {
            if let missing { throw BackupProblem.signingKeyMissing(key: missing) }
            epoch = try await Office.openEpoch(
                place.scratch, reason: opening.reason, approvers: opening.approvers, logger: logger)
        }
        let report = await Office.verify(place.scratch)
        let restored = OfficeRestored(
            address: request.from.address, snapshot: chosen.snapshot, size: size, reaches: reaches,
            restored: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)), format: format, known: known,
            openedWith: { if case .keys = request.key { "keys" } else { "recovery" } }())
        try BackupReport(restored).write(in: folder)
        let replaced = try place.takeOver()
        // What is known outside a log that waits for its epoch is told by ``RestoreResult/known``.
        let isWaiting = known != nil && epoch == nil
        let findings = report.findings.filter {
            !isWaiting || !($0.place == "checkpoints/latest" || $0.place.hasPrefix("checkpoints/key-change-"))
        }
        return RestoreResult(
            origin: information.origin, agency: information.agency, snapshot: chosen.snapshot, size: size,
            reaches: reaches, blobs: Int(report.facts["blobs"] ?? "") ?? 0, findings: findings, known: known,
            epoch: epoch, missingKey: missing,
            hasWitnesses: (try? Office.witnessKeys(OfficeFolder(place.destination)))?.isEmpty == false,
            replaced: replaced)
    }

    /// The entries of a log that was brought back, and the time of the last.
    static func reach(_ folder: OfficeFolder, _ information: OfficeInformation) throws -> (Int64, Instant?) {
        let ledger = try Ledger(
            folder: folder.ledger.path, origin: information.origin, keys: try Office.ledgerKeys(folder),
            mode: .reading)
        defer { ledger.close() }
        let size = try ledger.size()
        let last = size.value == 0 ? nil : try ledger.entries(from: LeafIndex(size.value - 1), limit: 1).first
        return (Int64(size.value), last?.envelope.time)
    }
}

/// The folder that an office is restored to, and the one beside it where the work is done.
struct RestorePlace: Sendable {
    let destination: URL
    /// The office that lies there now.
    var office: OfficeFolder? {
        let folder = OfficeFolder(destination)
        return folder.holdsOffice ? folder : nil
    }

    var scratch: URL { URL(fileURLWithPath: destination.path + ".restoring", isDirectory: true) }

    init(_ destination: URL) { self.destination = destination.standardizedFileURL }

    /// Refuses a destination that holds anything but this office, or one that is in use.
    /// - Returns: the lock of the office that lies there.
    func occupy(for origin: String) throws(BackupProblem) -> WriterLock? {
        let manager = FileManager.default
        guard manager.fileExists(atPath: destination.deletingLastPathComponent().path) else {
            throw .destinationTaken(path: destination.path)
        }
        guard manager.fileExists(atPath: destination.path) else { return nil }
        if let office {
            let found = (try? Data(contentsOf: office.information)).flatMap {
                try? JSONDecoder().decode(OfficeInformation.self, from: $0)
            }
            guard found?.origin == origin else { throw .destinationTaken(path: destination.path) }
            return try DataLock.log(office)
        }
        guard (try? manager.contentsOfDirectory(atPath: destination.path))?.isEmpty == true else {
            throw .destinationTaken(path: destination.path)
        }
        return nil
    }

    /// Puts what was restored in its place.
    /// - Returns: where the office that lay there before lies now.
    func takeOver() throws(BackupProblem) -> URL? {
        sync()
        var replaced: URL?
        if office != nil {
            let aside = URL(
                fileURLWithPath: destination.path + ".replaced-\(Int(Date().timeIntervalSince1970))", isDirectory: true)
            guard rename(destination.path, aside.path) == 0 else {
                throw DurableSmallFile.problem(errno, place: destination.path)
            }
            replaced = aside
        }
        // An empty folder is replaced in one step.
        guard rename(scratch.path, destination.path) == 0 else {
            let code = errno
            if let replaced { rename(replaced.path, destination.path) }
            throw DurableSmallFile.problem(code, place: destination.path)
        }
        return replaced
    }
}
