/// What can go wrong in the vault. No case carries plain content.
public enum VaultError: Error, Equatable, Sendable {
    /// The age file's header is not one, or not as the specification writes it.
    case header(String)
    /// No identity at hand opens the file.
    case noMatch
    /// The header was changed: its MAC does not hold.
    case headerMAC
    /// The content was changed, cut, reordered or added to.
    case payload(chunk: Int)
    /// A key or recipient is not written as age writes it.
    case malformedKey(String)
    /// A key file, or the folder of them, that others than its owner may read.
    case keyReadableByOthers(file: String)
    /// A key file, or the folder of them, that others than its owner may change.
    case keyWritableByOthers(file: String)
    /// A key file, or the folder of them, that belongs to another account than the one that reads it.
    case keyOwnedByOthers(file: String)
    /// No blob of that name.
    case missing(digest: String)
    /// The blob is not the one that its entry pins: another header or length.
    case notAsPinned(digest: String)
    /// The content does not hash to its digest.
    case digestMismatch(expected: String, found: String)
    /// No such upload, or a name that is none.
    case unknownUpload(String)
    case uploadOffset(expected: Int64, found: Int64)
    case uploadTooLong(limit: Int64)
    case uploadIncomplete(at: Int64, of: Int64)
    /// Bytes of an upload that were acknowledged are not on the disk as they were.
    case uploadDamaged(String)
    /// The disk refused: the operation and the system's error number (`ENOSPC` for a full disk).
    case disk(operation: String, number: Int32)

    /// A stable word for JSON, logs and exit messages.
    public var code: String {
        switch self {
        case .header: "header"
        case .noMatch: "no-match"
        case .headerMAC: "header-mac"
        case .payload: "payload"
        case .malformedKey: "malformed-key"
        case .keyReadableByOthers: "key-readable-by-others"
        case .keyWritableByOthers: "key-writable-by-others"
        case .keyOwnedByOthers: "key-owned-by-others"
        case .missing: "missing"
        case .notAsPinned: "not-as-pinned"
        case .digestMismatch: "digest-mismatch"
        case .unknownUpload: "unknown-upload"
        case .uploadOffset: "upload-offset"
        case .uploadTooLong: "upload-too-long"
        case .uploadIncomplete: "upload-incomplete"
        case .uploadDamaged: "upload-damaged"
        case .disk: "disk"
        }
    }
}
