internal import Cryptography
internal import Foundation

/// What is left of an upload that was finished: the pin of its content, so that finishing again gives the same. Sealed
/// under a key derived from the one for names, since the digest of content lies plain nowhere, and for one upload, so
/// that it is no receipt for another.
struct UploadReceipt: Hashable, Sendable {
    let pin: Vault.Pin
    /// Whether the content lies in the vault under this very pin. Written before it moves there, a receipt says only what
    /// is to be moved.
    let isKept: Bool

    private struct Text: Codable {
        let digest: String
        let byteCount: Int64
        let headerDigest: String
        let isKept: Bool
    }

    init(_ pin: Vault.Pin, isKept: Bool) {
        self.pin = pin
        self.isKept = isKept
    }

    /// Reads the receipt in an upload's folder; nil where there is none.
    /// - Throws: ``VaultError/uploadDamaged(_:)`` for one that was changed.
    init?(in folder: String, _ keys: VaultKeys) throws(VaultError) {
        guard let sealed = try DiskFile.small(UploadReceipt.path(folder)) else { return nil }
        guard let plain = UploadReceipt.box(folder, keys).open(sealed)?.bytes,
            let text = try? JSONDecoder().decode(Text.self, from: Data(plain)),
            let digest = Digest(hex: text.digest), let headerDigest = Digest(hex: text.headerDigest)
        else { throw .uploadDamaged((folder as NSString).lastPathComponent) }
        pin = Vault.Pin(digest: digest, byteCount: text.byteCount, headerDigest: headerDigest)
        isKept = text.isKept
    }

    /// Puts the receipt into an upload's folder, durably.
    func write(in folder: String, _ keys: VaultKeys) throws(VaultError) {
        let text = Text(
            digest: pin.digest.hex, byteCount: pin.byteCount, headerDigest: pin.headerDigest.hex, isKept: isKept)
        guard let plain = try? JSONEncoder().encode(text) else { throw .disk(operation: "encode", number: EINVAL) }
        let sealed = try UploadReceipt.box(folder, keys).seal(Array(plain), base: 0)
        try DiskFile.replace(UploadReceipt.path(folder), with: sealed)
    }

    private static func path(_ folder: String) -> String { folder + "/receipt" }

    private static func box(_ folder: String, _ keys: VaultKeys) -> SealedBox {
        SealedBox(key: keys.nameKey, purpose: "upload-receipt/\((folder as NSString).lastPathComponent)")
    }
}
