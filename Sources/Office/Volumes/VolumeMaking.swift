internal import Archive
internal import Casework
internal import Chronology
internal import Cryptography
internal import Forms
internal import Foundation
internal import Rules

/// Puts the volume of a case together: what goes where, in which order, on which page.
///
/// The catalogue on paper, the index page and the numbers printed on the pages all come from the one
/// ``VolumeContents``, so that they cannot differ.
struct VolumeMaking {
    let `case`: Case
    let office: Office
    let now: Instant
    let archiveNumber: String

    /// A volume ready to be sealed: its listing, and the files that were made for it.
    struct Made {
        let listing: VolumeListing
        let attachments: [BlobReference]
    }

    /// What a volume will hold.
    struct Count {
        let items: Int
        let pages: Int
    }

    /// Counts items and pages of both volumes without making them.
    /// - Throws: ``OfficeError``.
    func count() async throws -> Count {
        let scratch = try ScratchFolder()
        defer { scratch.remove() }
        let contents = try contents(of: try await bind(in: scratch, isKeeping: false))
        return Count(
            items: contents.items.count, pages: VolumePart.allCases.reduce(0) { $0 + contents.pages(of: $1) })
    }

    /// - Throws: ``OfficeError``.
    func make() async throws -> Made {
        let scratch = try ScratchFolder()
        defer { scratch.remove() }
        let bound = try await bind(in: scratch, isKeeping: true)
        var contents = try contents(of: bound)
        var attachments = bound.flatMap(\.made)
        let known = Dictionary(bound.map { ($0.piece.id, $0) }, uniquingKeysWith: { first, _ in first })
        for part in VolumePart.allCases {
            let items = contents.items(of: part).compactMap { known[$0.id] }
            guard !items.isEmpty else { continue }
            let sheets = try await sheets(of: part, contents, items)
            contents.sheets[part] = sheets.compactMap { sheet in
                sheet.blob.content().map {
                    VolumeContents.Sheet(title: sheet.title, isLast: sheet.isLast, content: $0)
                }
            }
            let whole = try await merge(items, sheets, part, contents, scratch)
            contents.bound[part] = whole.content()
            attachments += sheets.map(\.blob) + [whole]
        }
        do {
            let listing = try VolumeListing(contents)
            let stored = try await office.files.put(
                listing.bytes, mediaType: "application/json", name: VolumeListing.path)
            // A later build may write another index page; this one is what was archived.
            let index = try await office.files.put(listing.indexPage, mediaType: "text/html", name: "index.html")
            return Made(listing: listing, attachments: [stored] + attachments + [index])
        } catch let error as ArchiveError {
            throw OfficeError.storage(reason: error.code)
        }
    }

    private func bind(in scratch: ScratchFolder, isKeeping: Bool) async throws -> [VolumeBinder.Bound] {
        let binder = VolumeBinder(office: office, scratch: scratch, isKeeping: isKeeping, head: { head($0) })
        let pieces = VolumePieces(case: `case`, rules: office.rules, information: office.information)
        var bound: [VolumeBinder.Bound] = []
        for piece in pieces.all { bound.append(try await binder.bind(piece)) }
        if let sheet = evidenceRemarks(pieces.recordings.compactMap(\.remark)) {
            bound.append(try await binder.bind(sheet))
        }
        return bound
    }

    private func contents(of bound: [VolumeBinder.Bound]) throws -> VolumeContents {
        do {
            return try VolumeContents(
                origin: office.information.origin, stream: "case/\(`case`.id)", heading: heading,
                items: bound.map(item))
        } catch {
            throw OfficeError.storage(reason: error.code)
        }
    }

    private func item(_ bound: VolumeBinder.Bound) -> VolumeItem {
        let piece = bound.piece
        return VolumeItem(
            id: piece.id, documentNumber: piece.documentNumber, title: piece.title, date: piece.at.day,
            responsible: piece.responsible, stage: piece.stage, time: piece.at, kind: piece.kind, part: piece.part,
            pages: bound.pages, isApart: bound.isApart, files: bound.files, bag: piece.bag, remark: piece.remark,
            note: piece.note)
    }

    private var heading: VolumeContents.Heading {
        VolumeContents.Heading(
            number: `case`.number ?? "", title: "\(`case`.partyName ?? "")\(`case`.matter?.cause ?? "")案",
            unit: office.information.agency, archiveNumber: archiveNumber, archived: now.day,
            // The text of Wuhan gives no figure; where nobody laid one down, nothing is guessed.
            retention: `case`.retention ?? "未确定")
    }

    func head(_ part: VolumePart) -> VolumeHead {
        VolumeHead(
            issuer: office.information.agency, caseNumber: `case`.number ?? "", part: part.folder,
            isDemo: office.information.isDemo, madeAt: now)
    }

    /// One PDF: the sheets before, the items in the order of the catalogue, the sheets behind.
    private func merge(
        _ items: [VolumeBinder.Bound], _ sheets: [Sheet], _ part: VolumePart, _ contents: VolumeContents,
        _ scratch: ScratchFolder
    ) async throws -> BlobReference {
        func bound(_ sheet: Sheet) throws -> BoundPart {
            let path = try scratch.write(sheet.pdf, as: "\(part.rawValue)-\(sheet.title)")
            return BoundPart(path: path, title: sheet.title, numbering: .unnumbered(label: sheet.title))
        }
        var parts = try sheets.filter { !$0.isLast }.map(bound)
        for (row, item) in zip(contents.catalogue(of: part), items) {
            let title = "\(row.number) \(row.title)"
            if item.isApart, item.pages > 0 {
                let slip = SlipSheet(
                    head: head(part), title: row.title,
                    says: "本件为纸质材料，共\(item.pages)页，未扫描，原件在纸质案卷。本页代替纸质案卷的上列页号。",
                    pages: row.pagesText)
                let path = try scratch.write(try await render(.slip(slip)), as: "\(part.rawValue)-slip-\(row.number)")
                parts.append(BoundPart(path: path, title: title, numbering: .standsFor(item.pages)))
            }
            for (place, leaf) in item.leaves.enumerated() {
                parts.append(BoundPart(path: leaf.path, title: place == 0 ? title : "", turns: leaf.turns))
            }
        }
        parts += try sheets.filter(\.isLast).map(bound)
        let output = scratch.path("\(part.rawValue)-whole")
        let name = "\(part.folder)（\(`case`.number ?? "")）"
        do {
            let merged = try await office.setter.renderer.merge(parts, to: output, title: name)
            // What the tool bound must be what was counted, or the catalogue would lie.
            let counted = zip(parts, merged.partPageCounts).reduce(0) { sum, pair in
                switch pair.0.numbering {
                case .counted: sum + pair.1
                case .standsFor(let sheets): sum + sheets
                case .unnumbered: sum
                }
            }
            guard counted == contents.pages(of: part) else { throw OfficeError.typesetting(reason: "pages-differ") }
        } catch let error as FormsError {
            throw OfficeError.typesetting(reason: error.code)
        }
        return try await office.files.put(
            Array(try Data(contentsOf: URL(fileURLWithPath: output))), mediaType: "application/pdf", name: "\(name).pdf"
        )
    }
}
