internal import Archive
internal import Casework
internal import Chronology
package import Foundation
internal import Ledger
internal import Rules

extension Office {
    /// Counts what the volume holds and what is still missing, and puts that on record before archiving.
    package func compileVolume(_ caseID: String, _ context: CommandContext) async throws {
        let current = try await currentCase(caseID, context)
        let evidence = current.entered(.evidenceAdded).map(\.act)
        let bagged = Set(current.entered(.evidenceBagged).compactMap(\.act.subject))
        let printed = Set(current.entered(.evidencePrinted).compactMap(\.act.subject))
        func missing(_ done: Set<String>, _ wanted: (ActEntered) -> Bool) -> Int {
            evidence.filter { wanted($0) && !($0.subject.map(done.contains) ?? false) }.count
        }
        let pictures = current.recordings.filter { $0.isPicture && !printed.contains($0.added.recording) }
        let papers = current.forms.filter { !$0.isVoided }
        let count = try await VolumeMaking(case: current, office: self, now: now(), archiveNumber: "").count()
        let event = ActEntered(
            what: .volumeCompiled, subject: nil,
            answers: [
                "catalogued": .integer(count.items),
                // A draft that was never submitted is neither in the volume nor out of it.
                "uncatalogued": .integer(papers.filter { $0.document == nil }.count),
                "unbagged": .integer(missing(bagged) { $0.answers["bound"] == false }),
                "unprinted": .integer(
                    missing(printed) { $0.answers["evidence-kind"] == "image" } + pictures.count),
                "pages": .integer(count.pages),
            ])
        try await decideAndAppend(.actEntered(event), in: current, context)
    }

    /// Archives the case: the volume is made, and its listing sealed into the archiving entry.
    func archive(_ event: ActEntered, in current: Case, _ context: CommandContext) async throws {
        if try isDone(context, ActEntered.kind, current.id) { return }
        try await judge(.actEntered(event), in: current, context)
        let made = try await VolumeMaking(
            case: current, office: self, now: now(), archiveNumber: event.answers["archive-number"]?.text ?? ""
        ).make()
        var sealed = event
        sealed.attachments = made.attachments
        try await decideAndAppend(.actEntered(sealed), in: current, context)
    }

    /// Writes the volume of an archived case as a BagIt bag.
    /// - Parameters:
    ///   - folder: the folder that will hold the bag.
    ///   - account: who asks, for the record of the export; nil for the command line on the server itself.
    /// - Returns: the bag's folder.
    /// - Throws: ``OfficeError``; a bag that was begun is removed.
    package func exportVolume(_ caseID: String, to folder: URL, for account: Account?) async throws -> URL {
        let current = try await cases.current(caseID)
        guard current.version > 0 else { throw OfficeError.notFound("case", id: caseID) }
        if let account {
            _ = try await visibleCase(caseID, account)
            try await noteLook(at: "case/\(caseID)/volume", by: account)
        }
        guard let archived = current.entered(.caseArchived).last, let listed = archived.act.attachments.first else {
            throw OfficeError.invalid([.unknown("volume", id: caseID)])
        }
        let blobs = Dictionary(current.blobs.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
        let bag = folder.appendingPathComponent("volume-\(caseID)", isDirectory: true)
        do {
            let listing = try VolumeListing(bytes: try await files.bytes(of: listed))
            let entries = try CaseEntries(of: StreamName("case/\(caseID)"), in: log.ledger) { entry in
                Set(entry.parts.keys).subtracting([.sealed])
            }
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try await VolumeWriter(listing: listing, entries: entries.entries, checkpoint: entries.checkpoint)
                .write(to: bag, on: now().day) { file in
                    guard let blob = blobs[file.sha256] else { return nil }
                    return try self.content(of: blob)
                }
        } catch let error as ArchiveError {
            throw OfficeError.storage(reason: error.code)
        } catch let error as LedgerError {
            throw OfficeError(error)
        }
        return bag
    }

    /// A blob piece by piece, so that a recording of gigabytes does not fill memory.
    private func content(of reference: BlobReference) throws -> ContentSource {
        let blob = try files.open(reference)
        return ContentSource { accept in
            let piece: Int64 = 4 << 20
            var place: Int64 = 0
            while place < Int64(reference.byteCount) {
                let next = min(place + piece, Int64(reference.byteCount))
                try accept(try blob.read(place..<next))
                place = next
            }
        }
    }
}
