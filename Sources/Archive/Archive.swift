package import Cryptography

/// The archive volume: what a closed case leaves the office as.
///
/// ``VolumeContents`` says what belongs into the main and the supplementary volume, in which order and on which pages;
/// ``VolumeListing`` fixes it, so that the entry that archives the case can name one hash for all of it;
/// ``VolumeWriter`` writes it out as a BagIt bag with the case's entries, their proofs and a checkpoint; and
/// ``VolumeVerifier`` checks such a bag with nothing but the bag and the office's public key.
/// `docs/volume-format.md` describes the bag for those who write a second verifier.
package enum ArchiveError: Error, Equatable, Sendable {
    /// Something is already where the volume should go.
    case exists(path: String)
    /// Two files of one volume would lie at the same place, or at places that some systems take for the same.
    case pathTaken(String)
    /// A path that would leave the volume, or that not every system can hold.
    case pathUnsafe(String)
    /// The content given for a file is not the one that the listing names.
    case contentDiffers(path: String, expected: Digest, found: Digest)
    /// A listing is not of its form.
    case listingMalformed
    /// A row of the remarks sheet or a bag label lacks what the rules ask for.
    case incomplete(item: String, field: String)
    /// An item has pages but no file, or a number of pages that cannot be.
    case pagesInvalid(item: String)
    /// The disk refused. `code` is the system's error number.
    case storage(operation: String, path: String, code: Int32)

    /// A stable word for JSON, logs and exit messages.
    package var code: String {
        switch self {
        case .exists: "archive.exists"
        case .pathTaken: "archive.path-taken"
        case .pathUnsafe: "archive.path-unsafe"
        case .contentDiffers: "archive.content-differs"
        case .listingMalformed: "archive.listing-malformed"
        case .incomplete: "archive.incomplete"
        case .pagesInvalid: "archive.pages-invalid"
        case .storage: "archive.storage"
        }
    }
}
