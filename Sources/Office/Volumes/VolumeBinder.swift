internal import Archive
internal import Casework
internal import Cryptography
internal import Forms
internal import Foundation
internal import Rules

/// Looks into the files of pieces, counts their pages, and makes the sheets on which pictures are bound.
struct VolumeBinder {
    let office: Office
    let scratch: ScratchFolder
    /// Whether papers that are set go into the vault, or are only counted.
    let isKeeping: Bool
    /// The head of a sheet of one of the volumes.
    let head: @Sendable (VolumePart) -> VolumeHead

    /// A piece with its pages.
    struct Bound {
        let piece: VolumePiece
        /// PDF files in the scratch folder, in their order.
        let leaves: [Leaf]
        let pages: Int
        /// Whether its pages lie in the paper volume only.
        let isApart: Bool
        let files: [VolumeContent]
        /// The papers that were set for the volume.
        let made: [BlobReference]
        /// What the remarks sheet must say of it.
        let remarks: [String]
    }

    /// A PDF file, with how its pages have to be turned.
    struct Leaf {
        let path: String
        var turns: [QuarterTurn] = []
    }

    /// Longer files are no scans; they lie beside.
    private static let longestScan = 512 << 20

    /// - Throws: ``OfficeError``.
    func bind(_ piece: VolumePiece) async throws -> Bound {
        var leaves: [Leaf] = []
        var pages = 0
        var used: [Labelled] = []
        var rest: [Labelled] = []
        var made: [BlobReference] = []
        var remarks: [String] = []
        for group in piece.bound {
            var files: [Labelled] = []
            for source in group {
                let file = try await stored(source)
                if case .stored = source {} else { made.append(file.blob) }
                files.append(file)
            }
            guard leaves.isEmpty else {
                rest += files
                continue
            }
            for file in files {
                let set = try await set(file, of: piece)
                if set.pages == 0 {
                    remarks.append("《\(piece.title)》的\(file.label)“\(file.blob.title)”不能打印成页，原件随卷")
                    rest.append(file)
                } else {
                    leaves += set.leaves
                    pages += set.pages
                    used.append(file)
                }
            }
        }
        let isApart = leaves.isEmpty && piece.isOnPaper
        if isApart { pages = piece.statedPages ?? 0 }
        if !leaves.isEmpty, let stated = piece.statedPages, stated != pages {
            remarks.append("《\(piece.title)》收取时登记\(stated)页，扫描件\(pages)页")
        }
        if isApart, pages == 0, piece.note == nil {
            remarks.append("《\(piece.title)》为纸质，未登记页数，未编页号")
        }
        let all = used + rest + piece.beside.map { Labelled(blob: $0, label: VolumeBinder.label($0)) }
        return Bound(
            piece: piece, leaves: leaves, pages: pages, isApart: isApart, files: VolumeBinder.contents(all), made: made,
            remarks: remarks)
    }

    /// A file with what it is.
    private struct Labelled {
        let blob: BlobReference
        /// Its bytes, where they were just made.
        var content: [UInt8]?
        let label: String
    }

    private static func label(_ blob: BlobReference) -> String {
        blob.mediaType == "application/json" ? "填写内容" : "早前扫描件"
    }

    /// The files, none of them twice; with labels where there are several.
    private static func contents(_ files: [Labelled]) -> [VolumeContent] {
        var seen: Set<String> = []
        let distinct = files.filter { seen.insert($0.blob.digest).inserted }
        return distinct.compactMap { $0.blob.content(label: distinct.count > 1 ? $0.label : nil) }
    }

    private func stored(_ source: VolumePiece.Source) async throws -> Labelled {
        switch source {
        case .stored(let blob, let label): return Labelled(blob: blob, label: label)
        case .set(let paper, let label):
            return try await made(try await office.setter.set(paper).bytes, paper.kind.title, label)
        case .sheet(let sheet, let label):
            do {
                return try await made(try await office.setter.renderer.render(sheet).pdf, label, label)
            } catch let error as FormsError {
                throw OfficeError.typesetting(reason: error.code)
            }
        }
    }

    private func made(_ pdf: [UInt8], _ title: String, _ label: String) async throws -> Labelled {
        let name = "\(title).pdf"
        guard !isKeeping else {
            return Labelled(
                blob: try await office.files.put(pdf, mediaType: "application/pdf", name: name), content: pdf,
                label: label)
        }
        let digest = SHA256.hash(pdf).hex
        let blob = BlobReference(
            digest: digest, byteCount: pdf.count, headerDigest: digest, mediaType: "application/pdf", name: name)
        return Labelled(blob: blob, content: pdf, label: label)
    }

    /// The PDF files of a blob's pages; none where it has no pages or cannot be opened.
    private func set(_ file: Labelled, of piece: VolumePiece) async throws -> (leaves: [Leaf], pages: Int) {
        let blob = file.blob
        let isMedia = blob.mediaType.hasPrefix("video/") || blob.mediaType.hasPrefix("audio/")
        guard !isMedia, blob.byteCount <= VolumeBinder.longestScan else { return ([], 0) }
        let name = "file-\(Hex.encode(Random.bytes(8)))"
        let path =
            if let content = file.content { try scratch.write(content, as: name) } else {
                try scratch.write(try office.files.open(blob), as: name)
            }
        do {
            switch try await office.setter.renderer.survey(path, picturesIn: scratch.folder) {
            case .other: return ([], 0)
            case .document(let pages, let isArchival):
                let turns = isArchival ? [] : try await turns(of: file, in: piece)
                return ([Leaf(path: path, turns: turns)], pages)
            case .pictures(let pictures):
                let turns = try await turns(of: file, in: piece)
                var leaves: [Leaf] = []
                var pages = 0
                for (place, picture) in pictures.enumerated() {
                    // A photograph that is explained stands on a sheet with its explanation; a scan is the sheet.
                    let size = ImageSheet.Size(width: picture.width, height: picture.height)
                    let sheet = ImageSheet(
                        head: head(piece.part), title: piece.title, path: picture.path, explanation: piece.explanation,
                        sheet: piece.explanation.isEmpty ? size : nil,
                        turn: turns.indices.contains(place) ? turns[place] : .none)
                    let page = try await office.setter.renderer.render(.image(sheet))
                    let leaf = try scratch.write(page.pdf, as: "page-\(Hex.encode(Random.bytes(8)))")
                    leaves.append(Leaf(path: leaf))
                    pages += page.pageCount
                }
                return (leaves, pages)
            }
        } catch FormsError.typesetting {
            return ([], 0)
        } catch let error as FormsError {
            throw OfficeError.typesetting(reason: error.code)
        }
    }

    /// How the sheets of a form's scan have to be turned to stand upright, as the codes printed on them say.
    ///
    /// Only scans of forms bear our codes; nothing else is looked through. What the reader cannot open stays as it is.
    private func turns(of file: Labelled, in piece: VolumePiece) async throws -> [QuarterTurn] {
        guard isKeeping, piece.kind == .form, file.content == nil, file.blob.byteCount <= ScanReader.longestScan else {
            return []
        }
        do {
            return try await office.scans.sheets(of: try await office.files.bytes(of: file.blob)).map(\.turn)
        } catch FormsError.scanNotReadable {
            return []
        }
    }
}

extension BlobReference {
    /// The blob as a volume names it.
    func content(label: String? = nil) -> VolumeContent? {
        guard let digest = Digest(hex: digest) else { return nil }
        let known = [
            "application/pdf": "pdf", "video/mp4": "mp4", "image/jpeg": "jpg", "image/png": "png",
            "application/json": "json",
        ]
        let ending = known[mediaType] ?? (name as NSString).pathExtension.lowercased()
        return VolumeContent(
            digest: digest, byteCount: byteCount, fileExtension: ending.isEmpty ? "bin" : ending, label: label)
    }
}
