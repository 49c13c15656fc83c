internal import Casework
internal import Cryptography
package import Foundation
package import Ledger
internal import Vault

/// What the integrity page shows.
package struct Integrity: Hashable, Sendable {
    /// Entries in the log.
    package let size: Int64
    /// The newest signed checkpoint, as text.
    package let checkpoint: String
    /// The verifier key of the log, as other people's tools read it.
    package let verifierKey: String
    /// Who has witnessed it; empty while there is no witness (尚无外部见证).
    package let witnesses: [LogWitness]
    /// Each time that the log went on behind a checkpoint, oldest first.
    package let epochs: [LogEpoch]
    /// Each time that its key was changed, oldest first.
    package let keyChanges: [LogKeyChange]
}

/// What a check of the whole office found.
package struct OfficeReport: Sendable {
    package let findings: [OfficeFinding]
    /// What was looked at: entries, blobs, the log's name.
    package let facts: [String: String]
    /// What the log says of itself, and who has witnessed it.
    package var witnesses: [LogWitness] = []
    package var epochs: [LogEpoch] = []
    package var keyChanges: [LogKeyChange] = []
}

/// One thing that is not right.
package struct OfficeFinding: Hashable, Sendable {
    package let place: String
    package let problem: String
}

extension Office {
    /// The newest checkpoint with the key that checks it.
    package func integrity() async throws -> Integrity {
        do {
            let checkpoint = try log.ledger.checkpoint()
            let history = log.ledger.history
            // A list of keys that cannot be read is told by `verify`; the page then shows no witness.
            let keys = (try? Office.witnessKeys(folder)) ?? []
            return Integrity(
                size: Int64(try log.ledger.size().value),
                checkpoint: checkpoint.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "",
                verifierKey: log.ledger.verifierKey.description,
                witnesses: try log.ledger.witnessed(by: keys).map { LogWitness($0) },
                epochs: history.epochs.map { LogEpoch($0) }, keyChanges: history.keyChanges.map { LogKeyChange($0) })
        } catch {
            throw OfficeError(error)
        }
    }

    /// The proof of one entry, as a `.tlog-proof` text.
    /// - Throws: ``OfficeError/notFound(_:id:)``.
    package func proof(ofEntry id: String) async throws -> String {
        do {
            guard let entry = try EntryID(hex: id).flatMap({ try log.ledger.entry($0) }) else {
                throw OfficeError.notFound("entry", id: id)
            }
            return String(decoding: try log.ledger.proof(of: entry.index).bytes, as: UTF8.self)
        } catch let error as LedgerError {
            throw OfficeError(error)
        }
    }

    /// Writes the log as tiles.
    /// - Returns: the number of entries they cover.
    package func writeTiles(to folder: URL) async throws -> Int {
        do {
            return try TileExport(of: log.ledger).write(to: folder.path)?.size.value ?? 0
        } catch {
            throw OfficeError(error)
        }
    }

    /// Checks the whole log of an office and every blob that its cases name. Whatever is unreadable is a finding.
    /// - Parameters:
    ///   - trusted: the key that the log must have been signed by, or be handed on from; nil for the office's own.
    ///   - witnesses: whose cosignatures count; nil for those that the office knows.
    ///   - checkpoints: notes that somebody else holds and that the log must continue.
    package static func verify(
        _ root: URL, trusting trusted: VerifierKey? = nil, witnesses: [WitnessKey]? = nil,
        against checkpoints: [[UInt8]] = []
    ) async -> OfficeReport {
        let folder = OfficeFolder(root)
        var findings: [OfficeFinding] = []
        var report: LedgerReport?
        var facts: [String: String] = [:]
        do {
            let information = try JSONDecoder().decode(
                OfficeInformation.self, from: Data(contentsOf: folder.information))
            facts["origin"] = information.origin
            if information.isDemo { facts["demonstration"] = "演示" }
            let keys = try ledgerKeys(folder)
            let own = try VerifierKey(name: information.origin, publicKey: keys.signing.publicKey)
            var known: [WitnessKey] = []
            do { known = try witnesses ?? witnessKeys(folder) } catch {
                findings.append(OfficeFinding(place: "keys/\(witnessFile)", problem: "unreadable: \(error)"))
            }
            let checked = LedgerVerifier(
                folder: folder.ledger.path, key: trusted ?? own, masterKey: keys.master, witnesses: known,
                laterCheckpoints: checkpoints
            ).report()
            report = checked
            findings += checked.findings.map { OfficeFinding(place: $0.where, problem: $0.what) }
            let ledger = try Ledger(
                folder: folder.ledger.path, origin: information.origin, keys: keys, mode: .reading)
            defer { ledger.close() }
            facts["entries"] = String(try ledger.size().value)
            let vault = Vault(
                store: try FolderBlobStore(folder.blobs.path), keys: try VaultKeys(in: folder.keys.path))
            let log = CaseLog(ledger: ledger, adopted: nil)
            // What the office is called and which texts it applies stands in the log from its first day.
            let founding = try log.entries(of: "office", after: 0).first
            let founded = try founding.map { try JSONDecoder().decode(OfficeInformation.self, from: $0.open) }
            if founded != information {
                findings.append(OfficeFinding(place: "office.json", problem: "not what the office was founded with"))
            }
            var blobs = 0
            for stream in try log.streams(prefix: "case/") {
                let found = try checkBlobs(of: stream, log, vault)
                blobs += found.count
                findings += found.findings
            }
            for stream in try log.streams(prefix: "") where !stream.hasPrefix("case/") && !stream.hasPrefix("access/") {
                let named = try log.entries(of: stream, after: 0).map(BlobReferences.of).reduce(into: Set()) {
                    $0.formUnion($1)
                }
                blobs += named.count
                findings += check(named, of: stream, vault)
            }
            facts["blobs"] = String(blobs)
        } catch {
            findings.append(OfficeFinding(place: folder.root.lastPathComponent, problem: "unreadable: \(error)"))
        }
        return OfficeReport(
            findings: findings, facts: facts, witnesses: report?.witnessed.map { LogWitness($0) } ?? [],
            epochs: report?.epochs.map { LogEpoch($0) } ?? [],
            keyChanges: report?.keyChanges.map { LogKeyChange($0) } ?? [])
    }

    private static func checkBlobs(
        of stream: String, _ log: CaseLog, _ vault: Vault
    ) throws -> (count: Int, findings: [OfficeFinding]) {
        var current = Case(id: String(stream.dropFirst(5)))
        for entry in try log.entries(of: stream, after: 0) {
            guard let event = try? CaseEvent(entry.record) else {
                current.skip(unreadable: entry.kind)
                continue
            }
            current.apply(
                Case.Entry(id: entry.id, actor: entry.actor, entered: entry.entered, at: entry.at, event: event))
        }
        let blobs = Set(current.blobs)
        return (blobs.count, check(blobs, of: stream, vault))
    }

    private static func check(_ blobs: Set<BlobReference>, of stream: String, _ vault: Vault) -> [OfficeFinding] {
        let findings = blobs.compactMap { blob -> OfficeFinding? in
            let place = "\(stream) blob \(blob.digest)"
            guard let pin = blob.pin else { return OfficeFinding(place: place, problem: "malformed reference") }
            return vault.check(pin).map { OfficeFinding(place: place, problem: $0.code) }
        }
        return findings.sorted { $0.place < $1.place }
    }
}
