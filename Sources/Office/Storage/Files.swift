package import Casework
internal import Cryptography
internal import Foundation
internal import Vault

/// Content in and out of the vault, as events name it.
struct Files: Sendable {
    let vault: Vault

    /// Puts bytes in, durably.
    func put(_ bytes: [UInt8], mediaType: String, name: String) async throws -> BlobReference {
        do {
            return BlobReference(try vault.put(bytes), mediaType: mediaType, name: name)
        } catch {
            throw OfficeError(error)
        }
    }

    /// The whole content of a small blob.
    func bytes(of reference: BlobReference) async throws -> [UInt8] {
        guard let pin = reference.pin else { throw OfficeError.notFound("blob", id: reference.digest) }
        do { return try vault.bytes(of: pin) } catch { throw OfficeError(error) }
    }

    /// An event with those of its fields that lie in the vault. What cannot be read stays away, and the event says so.
    func completing(_ event: CaseEvent) -> CaseEvent {
        if case .wagesEntered(var wages) = event {
            guard let pin = wages.list?.pin, pin.byteCount <= Int64(WagesEntered.mostRows) * 4096,
                let bytes = try? vault.bytes(of: pin)
            else { return event }
            try? wages.read(long: Data(bytes))
            return .wagesEntered(wages)
        }
        guard case .formDrafted(var drafted) = event, let pin = drafted.longFields?.pin,
            pin.byteCount <= Int64(FormDrafted.longestContent) * 8, let bytes = try? vault.bytes(of: pin)
        else { return event }
        try? drafted.read(long: Data(bytes))
        return .formDrafted(drafted)
    }

    /// Opens a blob for reading at any place.
    func open(_ reference: BlobReference) throws -> OpenBlob {
        guard let pin = reference.pin else { throw OfficeError.notFound("blob", id: reference.digest) }
        do {
            return OpenBlob(reference: reference, reader: try vault.reader(for: pin))
        } catch {
            throw OfficeError(error)
        }
    }
}

extension BlobReference {
    init(_ pin: Vault.Pin, mediaType: String, name: String) {
        self.init(
            digest: pin.digest.hex, byteCount: Int(pin.byteCount), headerDigest: pin.headerDigest.hex,
            mediaType: mediaType, name: name)
    }

    /// What the vault checks a blob against.
    var pin: Vault.Pin? {
        guard let digest = Digest(hex: digest), let header = Digest(hex: headerDigest) else { return nil }
        return Vault.Pin(digest: digest, byteCount: Int64(byteCount), headerDigest: header)
    }
}

/// A blob that somebody with the right to it opened.
package struct OpenBlob: Sendable {
    package let reference: BlobReference
    let reader: AgeReader

    /// The authenticated bytes of a range.
    /// - Throws: ``OfficeError/storage(reason:)`` where the file at rest was changed.
    package func read(_ range: Range<Int64>) throws -> [UInt8] {
        do { return try reader.read(range) } catch { throw OfficeError(error) }
    }
}

extension OfficeError {
    /// What a failure of the vault means to the person who asked.
    init(_ error: VaultError) {
        switch error {
        case .uploadOffset(let expected, let found): self = .upload(.offset(expected: expected, found: found))
        case .uploadTooLong(let limit): self = .upload(.tooLong(limit: limit))
        case .uploadIncomplete(let at, let length): self = .upload(.incomplete(at: at, of: length))
        case .digestMismatch: self = .upload(.digestMismatch)
        case .unknownUpload(let id): self = .notFound("upload", id: id)
        case .missing(let digest): self = .notFound("blob", id: digest)
        default: self = .storage(reason: error.code)
        }
    }
}
