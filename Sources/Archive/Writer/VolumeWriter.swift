package import Chronology
internal import Cryptography
package import Foundation
internal import Ledger

/// Writes the volume of an archived case as a BagIt bag.
package struct VolumeWriter: Sendable {
    private let listing: VolumeListing
    private let entries: [VolumeEntry]
    private let checkpoint: [UInt8]

    /// A writer.
    /// - Parameters:
    ///   - listing: the listing that the archiving entry names, as it was kept.
    ///   - entries: the case's stream from its first entry through the archiving one, in the order of the log. Later
    ///     ones may follow.
    ///   - checkpoint: the signed note that the entries' proofs end in.
    package init(listing: VolumeListing, entries: [VolumeEntry], checkpoint: [UInt8]) {
        self.listing = listing
        self.entries = entries
        self.checkpoint = checkpoint
    }

    /// Writes the bag to `folder`, which must not exist; its parent must.
    ///
    /// When this returns, the bag is on the disk. When it throws, nothing is at `folder`.
    /// - Parameters:
    ///   - folder: where the bag is to be.
    ///   - day: the day of the export, for `bag-info.txt`.
    ///   - content: gives the content of a file of the listing; nil leaves the file out and says so in the bag. It is
    ///     asked for the index page only where this build makes another than the one that was archived.
    /// - Throws: ``ArchiveError``, among them ``ArchiveError/contentDiffers(path:expected:found:)`` where content is not
    ///   what the listing names, and what `content` throws.
    package func write(
        to folder: URL, on day: Day, content: (VolumeListing.File) async throws -> ContentSource?
    ) async throws {
        var bag = try BagWriter(at: folder.path)
        do {
            var withheld = WithheldList()
            for file in listing.files {
                guard let expected = file.digest, let source = try await source(file, content) else {
                    withheld.files.append(file.path)
                    continue
                }
                let found = try await bag.add(file.path, source)
                guard found == expected else {
                    throw ArchiveError.contentDiffers(path: file.path, expected: expected, found: found)
                }
            }
            for entry in entries { try add(entry, to: &bag, &withheld) }
            try bag.add(VolumeListing.path, bytes: listing.bytes)
            try bag.add(VolumeVerifier.checkpointPath, bytes: checkpoint)
            if !withheld.isEmpty {
                guard let bytes = withheld.bytes else { throw ArchiveError.listingMalformed }
                try bag.add(WithheldList.path, bytes: bytes)
            }
            try bag.close(information: information(on: day))
        } catch {
            bag.discard()
            throw error
        }
    }

    /// The index page is made anew where that gives the bytes which the listing names.
    private func source(
        _ file: VolumeListing.File, _ content: (VolumeListing.File) async throws -> ContentSource?
    ) async throws -> ContentSource? {
        guard file.path == VolumeIndexPage.path else { return try await content(file) }
        let page = listing.indexPage
        return SHA256.hash(page) == file.digest ? ContentSource(bytes: page) : try await content(file)
    }

    private func add(
        _ entry: VolumeEntry, to bag: inout BagWriter, _ withheld: inout WithheldList
    ) throws {
        try bag.add(EntryPath.envelope(entry.index), bytes: entry.envelope)
        try bag.add(EntryPath.proof(entry.index), bytes: entry.proof)
        let named = try Envelope(parsing: entry.envelope).parts
        for name in PartName.allCases where named[name] != nil {
            if let bytes = entry.parts[name] {
                try bag.add(EntryPath.part(entry.index, name), bytes: bytes)
            } else {
                withheld.parts.append(WithheldList.Part(entry: entry.index.value, part: name.rawValue))
            }
        }
    }

    private func information(on day: Day) -> [(label: String, value: String)] {
        BagInformation.provable(of: listing) + [("Bagging-Date", day.description), ("Bag-Software-Agent", "liuhen")]
    }
}
