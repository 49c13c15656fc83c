/// What is not right about a volume, each case with the facts. The sentences are made at the edge.
public enum VolumeProblem: Equatable, Sendable, CustomStringConvertible {
    /// The file or folder cannot be read; `code` is the system's error number.
    case unreadable(code: Int32)
    /// Neither a file nor a folder: a symbolic link, a device, a pipe. It is not followed.
    case irregular
    /// Longer than a file of its kind may be.
    case tooLarge(limit: Int)
    /// A path that leaves the bag, or that not every system can hold.
    case pathUnsafe
    /// The same path twice, or twice but for case and normalisation.
    case pathRepeated
    /// Named, and not there.
    case missing
    /// There, and not named.
    case unlisted
    /// The content has another hash than the one named.
    case digestDiffers(expected: String, found: String)
    /// The content has another length than the one named.
    case lengthDiffers(expected: Int, found: Int)
    /// The file is not of its form; `line` counts from 1, 0 means the whole.
    case malformed(line: Int)
    /// `bag-info.txt` does not say what the proven listing says.
    case labelDiffers(label: String)

    /// The key given for verifying is none.
    case keyMalformed
    /// The checkpoint is of another log than the key.
    case originDiffers(expected: String, found: String)
    /// The given key has not signed the checkpoint.
    case signatureMissing(key: String)
    /// A signature in the given key's name does not hold.
    case signatureInvalid(key: String)

    /// The proof does not lead from the entry to the checkpoint's root.
    case proofInvalid
    /// The proof ends in another checkpoint than the volume's.
    case checkpointDiffers
    /// The proof is for another place in the log than the file's name says.
    case indexDiffers(expected: Int, found: Int)
    /// The entry belongs to another stream than the case's.
    case streamDiffers(expected: String, found: String)
    /// The stream's chain has a hole: entries are left out, or their order is not the log's. Versions count from 1.
    case chainGap(expected: Int, found: Int)
    /// The entry does not name the hash of the entry before it.
    case chainBroken
    /// The volume has no entry.
    case entriesMissing
    /// No proven entry names the listing: the case was not archived with these contents.
    case listingUnproven
    /// No proven entry names this content.
    case contentUnproven

    /// A stable word for JSON, logs and exit messages.
    public var code: String {
        switch self {
        case .unreadable: "unreadable"
        case .irregular: "irregular"
        case .tooLarge: "too-large"
        case .pathUnsafe: "path-unsafe"
        case .pathRepeated: "path-repeated"
        case .missing: "missing"
        case .unlisted: "unlisted"
        case .digestDiffers: "digest-differs"
        case .lengthDiffers: "length-differs"
        case .malformed: "malformed"
        case .labelDiffers: "label-differs"
        case .keyMalformed: "key-malformed"
        case .originDiffers: "origin-differs"
        case .signatureMissing: "signature-missing"
        case .signatureInvalid: "signature-invalid"
        case .proofInvalid: "proof-invalid"
        case .checkpointDiffers: "checkpoint-differs"
        case .indexDiffers: "index-differs"
        case .streamDiffers: "stream-differs"
        case .chainGap: "chain-gap"
        case .chainBroken: "chain-broken"
        case .entriesMissing: "entries-missing"
        case .listingUnproven: "listing-unproven"
        case .contentUnproven: "content-unproven"
        }
    }

    /// The code and the facts, `digest-differs expected=… found=…`.
    public var description: String {
        ([code] + facts.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
    }

    /// The facts as name and value, in a fixed order; empty where the code says all.
    public var facts: [(name: String, value: String)] {
        switch self {
        case .unreadable(let code): [("code", "\(code)")]
        case .tooLarge(let limit): [("limit", "\(limit)")]
        case .digestDiffers(let expected, let found), .originDiffers(let expected, let found),
            .streamDiffers(let expected, let found):
            [("expected", expected), ("found", found)]
        case .lengthDiffers(let expected, let found), .indexDiffers(let expected, let found),
            .chainGap(let expected, let found):
            [("expected", "\(expected)"), ("found", "\(found)")]
        case .malformed(let line): line == 0 ? [] : [("line", "\(line)")]
        case .labelDiffers(let label): [("label", label)]
        case .signatureMissing(let key), .signatureInvalid(let key): [("key", key)]
        case .irregular, .pathUnsafe, .pathRepeated, .missing, .unlisted, .keyMalformed, .proofInvalid,
            .checkpointDiffers, .chainBroken, .entriesMissing, .listingUnproven, .contentUnproven:
            []
        }
    }
}
