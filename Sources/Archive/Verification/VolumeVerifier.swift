internal import Cryptography
public import Foundation
internal import Ledger

/// Verifies a volume with nothing but its folder and the office's public key.
///
/// No key, hash or list inside the bag is believed by itself. The given key vouches for the checkpoint, the checkpoint
/// for each entry, the chain of the entries for their completeness, the entry that archived the case for the listing,
/// and the listing for every other file. `docs/volume-format.md` gives the steps.
public struct VolumeVerifier: Sendable {
    /// Where the checkpoint lies in the bag.
    static let checkpointPath = "data/checkpoint"

    private init() {}

    /// Verifies the volume in `folder`.
    ///
    /// Whatever lies there, the answer is a report: what cannot be read is a finding. Nothing outside the folder is
    /// read and nothing is written. Files are read in pieces; memory does not grow with recordings.
    /// - Parameters:
    ///   - folder: the folder of the bag.
    ///   - key: the office's verifier key, `name+hash+base64` (C2SP signed-note), got on another way than the volume.
    /// - Returns: what was found.
    public static func verify(_ folder: URL, trusting key: String) -> VolumeReport {
        var report = VolumeReport()
        let trusted = try? VerifierKey(key.trimmingCharacters(in: .whitespacesAndNewlines))
        if trusted == nil { report.add(.keyMalformed, at: "key") }

        let files = BagFiles(in: folder.path, report: &report)
        guard !files.paths.isEmpty else {
            if report.findings.allSatisfy({ $0.place != "." }) { report.add(.missing, at: "bagit.txt") }
            return report
        }
        let bag = BagCheck(files, report: &report)
        let checkpoint = trusted.flatMap { readCheckpoint(of: bag, $0, &report) }
        let listing = readListing(of: bag, &report)
        let withheld = readWithheld(in: bag, &report)
        let entries = EntryCheck(
            bag, stream: listing?.stream ?? "", key: trusted, checkpoint: checkpoint, withheld: withheld.parts,
            report: &report)
        report.completeThrough = entries.chain.last?.summary
        if let listing {
            check(listing, bag, entries, withheld, &report)
        }
        return report
    }

    private static func readCheckpoint(
        of bag: BagCheck, _ key: VerifierKey, _ report: inout VolumeReport
    ) -> Checkpoint? {
        guard let bytes = bag.content(checkpointPath, limit: EntryCheck.noteLimit, report: &report) else { return nil }
        do {
            let checkpoint = try Checkpoint(verifying: UnverifiedCheckpoint(parsing: bytes), with: key)
            report.origin = checkpoint.origin
            report.signer = "\(key.name)+\(Hex.encode(key.id))"
            report.checkpointSize = checkpoint.size.value
            return checkpoint
        } catch {
            report.add(VolumeProblem(error), at: checkpointPath)
            return nil
        }
    }

    private static func readListing(of bag: BagCheck, _ report: inout VolumeReport) -> VolumeListing? {
        let path = VolumeListing.path
        guard let bytes = bag.content(path, limit: VolumeListing.limit, report: &report) else { return nil }
        do {
            let listing = try VolumeListing(bytes: bytes)
            report.caseStream = listing.stream
            return listing
        } catch {
            switch error {
            case .pathUnsafe(let file): report.add(.pathUnsafe, at: file)
            case .pathTaken(let file): report.add(.pathRepeated, at: file)
            default: report.add(.malformed(line: 0), at: path)
            }
            return nil
        }
    }

    private static func readWithheld(in bag: BagCheck, _ report: inout VolumeReport) -> WithheldList {
        guard bag.files.paths.contains(WithheldList.path),
            let bytes = bag.content(WithheldList.path, limit: WithheldList.limit, report: &report)
        else { return WithheldList() }
        guard let list = WithheldList(bytes: bytes) else {
            report.add(.malformed(line: 0), at: WithheldList.path)
            return WithheldList()
        }
        return list
    }

    /// Checks the listing against the entries, and the bag against the listing.
    private static func check(
        _ listing: VolumeListing, _ bag: BagCheck, _ entries: EntryCheck, _ withheld: WithheldList,
        _ report: inout VolumeReport
    ) {
        let digest = listing.digest.hex
        if let archiving = entries.chain.last(where: { $0.openTexts.contains(digest) }) {
            report.archivedBy = archiving.summary
        } else {
            report.add(.listingUnproven, at: VolumeListing.path)
        }
        for (label, value) in BagInformation.provable(of: listing) {
            let found = bag.information.filter { $0.label == label }.map(\.value)
            if found != [BagInformation.line(value)] { report.add(.labelDiffers(label: label), at: "bag-info.txt") }
        }
        let made: Set = [VolumeIndexPage.path, VolumeListing.mainVolumePath]
        let leftOut = Set(withheld.files)
        for file in listing.files {
            guard bag.files.paths.contains(file.path) else {
                if leftOut.contains(file.path) {
                    report.withheld.append(file.path)
                } else {
                    report.add(.missing, at: file.path)
                }
                continue
            }
            // An unreadable file was a finding already.
            guard let found = bag.digests[file.path], let length = bag.lengths[file.path] else { continue }
            if found.hex != file.sha256 {
                report.add(.digestDiffers(expected: file.sha256, found: found.hex), at: file.path)
            } else if length != file.bytes {
                report.add(.lengthDiffers(expected: file.bytes, found: length), at: file.path)
            } else if !entries.texts.contains(file.sha256), !entries.isPartial, !made.contains(file.path) {
                report.add(.contentUnproven, at: file.path)
            }
        }
        let known = Set(listing.files.map(\.path)).union(entries.paths).union([
            VolumeListing.path, checkpointPath, WithheldList.path,
        ])
        let reported = Set(report.findings.map(\.place))
        for path in bag.files.paths.sorted()
        where path.hasPrefix("data/") && !known.contains(path) && !reported.contains(path) {
            report.add(.unlisted, at: path)
        }
    }
}
