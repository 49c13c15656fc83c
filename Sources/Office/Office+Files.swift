package import Casework
package import Chronology
package import Cryptography
internal import Foundation
internal import Recordings
internal import Vault

extension Office {
    /// The longest file that is taken in: 64 GiB.
    private static let longestUpload: Int64 = 64 << 30

    /// Begins an upload.
    /// - Returns: its id.
    package func createUpload(
        length: Int64, digest: Digest?, name: String, mediaType: String, by account: Account
    ) async throws -> String {
        guard length >= 0, length <= Office.longestUpload else {
            throw OfficeError.upload(.tooLong(limit: Office.longestUpload))
        }
        do {
            let id = try await spool.create(byteCount: length, digest: digest)
            try state.remember(
                StateStore.Upload(
                    id: id, account: account.id, name: String(name.prefix(200)), mediaType: mediaType, length: length,
                    reference: nil))
            return id
        } catch let error as VaultError {
            throw OfficeError(error)
        }
    }

    /// Takes more bytes in.
    /// - Returns: the offset up to which all lies durably on disk.
    package func append(
        _ bytes: [UInt8], to upload: String, at offset: Int64, by account: Account
    ) async throws -> Int64 {
        _ = try ownUpload(upload, account)
        do {
            return try await spool.append(upload, at: offset, bytes)
        } catch {
            throw OfficeError(error)
        }
    }

    /// How far an upload has come, and its length.
    package func offset(of upload: String, by account: Account) async throws -> (offset: Int64, length: Int64) {
        let known = try ownUpload(upload, account)
        if known.reference != nil { return (known.length, known.length) }
        do {
            let found = try await spool.offset(upload)
            return (found.offset, found.byteCount)
        } catch {
            throw OfficeError(error)
        }
    }

    /// Forgets an upload that is not finished.
    package func abort(upload: String, by account: Account) async throws {
        guard try ownUpload(upload, account).reference == nil else { return }
        do { try await spool.abort(upload) } catch { throw OfficeError(error) }
        try state.forget(upload: upload)
    }

    /// Moves a complete upload into the vault; again, it gives the same blob.
    package func finishUpload(_ upload: String, by account: Account) async throws -> BlobReference {
        let known = try ownUpload(upload, account)
        if let reference = known.reference {
            try? await spool.forget(upload)
            return try JSONDecoder().decode(BlobReference.self, from: Data(reference.utf8))
        }
        do {
            let pin = try await spool.finish(upload)
            let reference = BlobReference(pin, mediaType: known.mediaType, name: known.name)
            try state.remember(
                StateStore.Upload(
                    id: known.id, account: known.account, name: known.name, mediaType: known.mediaType,
                    length: known.length,
                    reference: String(decoding: try JSONEncoder().encode(reference), as: UTF8.self)))
            // The office knows the blob now; where clearing away fails, expiry does it.
            try? await spool.forget(upload)
            return reference
        } catch let error as VaultError {
            throw OfficeError(error)
        }
    }

    /// Clears away uploads that nobody came back for in a week. A finished upload stays known.
    func expireUploads() async throws {
        let week: Int64 = 7 * 86_400
        do {
            let gone = try await spool.expire(olderThan: week, now: wallClock().milliseconds / 1000)
            for id in gone where try state.upload(id)?.reference == nil { try state.forget(upload: id) }
        } catch let error as VaultError {
            throw OfficeError(error)
        }
    }

    /// An upload is its sender's alone, and to others it does not exist.
    private func ownUpload(_ id: String, _ account: Account) throws -> StateStore.Upload {
        guard let upload = try state.upload(id), upload.account == account.id else {
            throw OfficeError.notFound("upload", id: id)
        }
        return upload
    }

    /// Takes an uploaded recording into a case, after looking at what it is.
    /// - Parameters:
    ///   - act: the act that it shows; nil while it is not sorted.
    ///   - start: when it begins; nil to believe the camera's own time.
    /// - Returns: the recording's id.
    /// - Throws: ``OfficeError/notMedia(reason:)`` for a file that is no recording.
    package func addRecording(
        upload: String, act: String?, device: String, deviceReason: String?, start: Instant?, isEvidence: Bool,
        in caseID: String, _ context: CommandContext
    ) async throws -> String {
        let id = "r" + SHA256.hash(Array("recording \(context.command)".utf8)).hex.prefix(12)
        let current = try await currentCase(caseID, context)
        if try isDone(context, RecordingAdded.kind, caseID) { return id }
        let reference = try await finishUpload(upload, by: context.account)
        let facts = try await probe(reference)
        guard let duration = facts.durationMilliseconds, let begins = start ?? facts.createdAt else {
            throw OfficeError.notMedia(reason: facts.durationMilliseconds == nil ? "no-duration" : "no-start")
        }
        let event = RecordingAdded(
            recording: id, act: act, device: device, deviceRegistered: await isRegistered(device: device, at: begins),
            deviceReason: deviceReason, start: begins, cameraStart: Self.cameraStart(facts),
            durationMilliseconds: Int(duration), isEvidence: isEvidence,
            container: facts.container, probedWith: facts.tool.map { "\($0.name) \($0.version)" } ?? "boxes",
            blob: reference)
        try await decideAndAppend(.recordingAdded(event), in: current, context)
        return id
    }

    /// The file's own time; nil for one that no camera's clock shows, as of files that leave the field empty.
    private static func cameraStart(_ facts: MediaFacts) -> Instant? {
        facts.createdAt.flatMap { (2000..<2200).contains($0.day.year) ? $0 : nil }
    }

    private func probe(_ reference: BlobReference) async throws -> MediaFacts {
        let blob = try files.open(reference)
        let source = Recordings.ByteSource(count: Int64(reference.byteCount)) { range in try blob.read(range) }
        do {
            switch try await MediaProbe().probe(source) {
            case .media(let facts): return facts
            case .notMedia(let why): throw OfficeError.notMedia(reason: "\(why)")
            }
        } catch let error as RecordingsError {
            throw OfficeError.notMedia(reason: error.code)
        }
    }

    /// Opens a blob that a case refers to. The right hangs on the case, never on knowing a hash; the look is on record
    /// before a byte is given out.
    package func openBlob(_ digest: String, of caseID: String, for account: Account) async throws -> OpenBlob {
        let current = try await visibleCase(caseID, account)
        guard let reference = current.blobs.first(where: { $0.digest == digest }) else {
            throw OfficeError.notFound("blob", id: digest)
        }
        try await noteLook(at: "case/\(caseID)/blob/\(digest.prefix(16))", by: account)
        return try files.open(reference)
    }
}

extension Case {
    /// Every blob that the case's events name.
    package var blobs: [BlobReference] {
        let material = materials.compactMap(\.received.blob) + wageBlobs
        let papers = forms.flatMap { form in
            [form.submitted?.document, form.issued?.document].compactMap { $0 } + form.contents
                + form.signed.compactMap(\.scan)
                + [form.decision?.scan].compactMap { $0 }
        }
        let attached = entered.flatMap(\.act.attachments) + services.flatMap { $0.entered.attachments ?? [] }
        return material + papers + recordings.map(\.added.blob) + attached
    }
}
