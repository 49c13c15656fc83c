package import Cryptography
internal import Foundation

/// The listing of a volume, `data/volume.json`: catalogue and files of both volumes, with the hash of each file.
///
/// It is made before the case is archived, so that the entry which archives the case can name its hash. From then on
/// nothing in the volume can be changed, left out, added or renamed without that entry telling. It lists neither itself
/// nor the entries, their proofs and the checkpoint: those prove themselves.
package struct VolumeListing: Sendable, Equatable {
    /// The name and version of the format.
    package static let format = "liuhen-volume/1"
    /// Where it lies in the bag.
    package static let path = "data/volume.json"
    /// Where the main volume as one PDF lies in the bag.
    static let mainVolumePath = "data/main-volume.pdf"
    /// Where the supplementary volume as one PDF lies in the bag.
    static let supplementaryVolumePath = "data/supplementary-volume.pdf"
    /// Bytes of a listing, at most.
    package static let limit = 64 * 1024 * 1024

    /// A file of the volume.
    package struct File: Sendable, Hashable, Codable {
        /// Where it lies in the bag, from `data/` on.
        package let path: String
        /// Its length.
        package let bytes: Int
        /// SHA-256 of its content, 64 hexadecimal digits.
        package let sha256: String

        /// The hash; nil when the text is none.
        package var digest: Digest? { Digest(hex: sha256) }
    }

    /// One of the two volumes.
    package struct Part: Sendable, Hashable, Codable {
        /// Its pages; cover, catalogue and remarks sheet are not counted.
        package let pages: Int
        /// Its catalogue.
        package let catalogue: [CatalogueRow]
        /// Cover, catalogue and remarks sheet, in their order.
        package var sheets: [Sheet] { listedSheets ?? [] }
        /// As they stand in the listing; nil in one from before there were such sheets.
        let listedSheets: [Sheet]?

        private enum CodingKeys: String, CodingKey {
            case pages, catalogue
            case listedSheets = "sheets"
        }

        /// A sheet that stands in no catalogue.
        package struct Sheet: Sendable, Hashable, Codable {
            /// What it is.
            package let title: String
            /// Where it lies in the bag.
            package let file: String
        }
    }

    /// Where a volume as one PDF lies in the bag.
    package static func boundPath(_ part: VolumePart) -> String {
        part == .main ? mainVolumePath : supplementaryVolumePath
    }

    private struct Body: Sendable, Equatable, Codable {
        let format: String
        let origin: String
        let stream: String
        let heading: VolumeContents.Heading
        let main: Part
        let supplementary: Part
        let files: [File]
    }

    private let body: Body

    /// The bytes of `volume.json`. They are kept as they are: what was archived is never written anew.
    package let bytes: [UInt8]

    /// The origin of the log.
    package var origin: String { body.origin }
    /// The case's stream.
    package var stream: String { body.stream }
    /// What the volume says about the case.
    package var heading: VolumeContents.Heading { body.heading }
    /// The files, in the order of the catalogues.
    package var files: [File] { body.files }
    /// The hash that the archiving entry names.
    package var digest: Digest { SHA256.hash(bytes) }

    /// `index.html` as this build makes it. A later build may make another; then the one that was kept goes into the bag.
    package var indexPage: [UInt8] {
        let linked = Set(files.map(\.path)).subtracting([VolumeIndexPage.path])
        return VolumeIndexPage(
            origin: origin, stream: stream, heading: heading, main: body.main, supplementary: body.supplementary,
            files: linked
        ).bytes
    }

    /// One of the two volumes.
    package func part(_ part: VolumePart) -> Part { part == .main ? body.main : body.supplementary }

    /// Fixes contents.
    /// - Throws: ``ArchiveError/pathTaken(_:)`` where two files would share a place.
    package init(_ contents: VolumeContents) throws(ArchiveError) {
        var files: [File] = []
        var parts: [VolumePart: Part] = [:]
        for part in VolumePart.allCases {
            let catalogue = contents.catalogue(of: part)
            let sheets = contents.sheets[part] ?? []
            let sheetPaths = contents.sheetPaths(of: part)
            parts[part] = Part(
                pages: contents.pages(of: part), catalogue: catalogue,
                listedSheets: zip(sheets, sheetPaths).map { Part.Sheet(title: $0.title, file: $1) })
            func add(_ path: String, _ file: VolumeContent) {
                files.append(File(path: path, bytes: file.byteCount, sha256: file.digest.hex))
            }
            for (row, item) in zip(catalogue, contents.items(of: part)) {
                for (path, file) in zip(row.files, item.files) { add(path, file) }
            }
            for (path, sheet) in zip(sheetPaths, sheets) { add(path, sheet.content) }
            if let whole = contents.bound[part] { add(VolumeListing.boundPath(part), whole) }
        }
        let empty = Part(pages: 0, catalogue: [], listedSheets: [])
        let main = parts[.main] ?? empty
        let supplementary = parts[.supplementary] ?? empty
        let page = VolumeIndexPage(
            origin: contents.origin, stream: contents.stream, heading: contents.heading, main: main,
            supplementary: supplementary, files: Set(files.map(\.path))
        ).bytes
        files.append(File(path: VolumeIndexPage.path, bytes: page.count, sha256: SHA256.hash(page).hex))

        var seen: Set<String> = []
        for file in files where !seen.insert(BagPath.folded(file.path)).inserted { throw .pathTaken(file.path) }
        let body = Body(
            format: VolumeListing.format, origin: contents.origin, stream: contents.stream, heading: contents.heading,
            main: main, supplementary: supplementary, files: files)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        guard let data = try? encoder.encode(body) else { throw .listingMalformed }
        self.body = body
        self.bytes = Array(data)
    }

    /// Reads a listing.
    /// - Throws: ``ArchiveError/listingMalformed`` for anything that is none of this version,
    ///   ``ArchiveError/pathUnsafe(_:)`` for a file outside `data/`, ``ArchiveError/pathTaken(_:)`` for one named twice.
    package init(bytes: [UInt8]) throws(ArchiveError) {
        guard bytes.count <= VolumeListing.limit, let body = try? JSONDecoder().decode(Body.self, from: Data(bytes)),
            body.format == VolumeListing.format, body.files.allSatisfy({ $0.digest != nil && $0.bytes >= 0 })
        else { throw .listingMalformed }
        var seen: Set<String> = []
        for file in body.files {
            guard BagPath.isSafe(file.path), file.path.hasPrefix("data/") else { throw .pathUnsafe(file.path) }
            guard seen.insert(BagPath.folded(file.path)).inserted else { throw .pathTaken(file.path) }
        }
        self.body = body
        self.bytes = bytes
    }
}
