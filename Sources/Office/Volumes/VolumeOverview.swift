internal import Archive
package import Casework
package import Chronology
internal import Rules

/// What the volume of a case holds: as it was archived, and before that as it would be.
package struct VolumeOverview: Hashable, Sendable {
    /// The main volume, and the supplementary one.
    package let parts: [Part]

    /// One of the volumes.
    package struct Part: Hashable, Sendable {
        /// 正卷 or 副卷.
        package let title: String
        /// Its pages; nil before they are counted.
        package let pages: Int?
        package let rows: [Row]
        /// The whole volume as one PDF; nil before it is archived, and where nothing has pages.
        package let whole: BlobReference?
    }

    /// A line of the catalogue.
    package struct Row: Hashable, Sendable {
        /// 序号, from 1 in each volume.
        package let number: Int
        /// The id in the case of the form, the material, the recording or the piece of evidence.
        package let id: String
        package let title: String
        package let documentNumber: String?
        /// 责任者.
        package let responsible: String
        package let day: Day
        /// 页号, `3` or `3–5`; empty before the pages are counted, and for what has none.
        package let pages: String
        /// 备注; empty for none.
        package let note: String
    }
}

extension Office {
    /// What the volume of a case holds.
    /// - Throws: ``OfficeError``.
    package func volumeOverview(of current: Case) async throws -> VolumeOverview {
        guard let archived = current.entered(.caseArchived).last?.act, let listed = archived.attachments.first,
            let listing = try? VolumeListing(bytes: try await files.bytes(of: listed))
        else { return draft(of: current) }
        return VolumeOverview(
            parts: VolumePart.allCases.map { part in
                let listed = listing.part(part)
                let path = VolumeListing.boundPath(part)
                let digest = listing.files.first { $0.path == path }?.sha256
                return VolumeOverview.Part(
                    title: part.folder, pages: listed.pages,
                    rows: listed.catalogue.map { VolumeOverview.Row($0) },
                    whole: archived.attachments.first { $0.digest == digest })
            })
    }

    /// The catalogue as it would be, without a look into the files: nothing has its page yet.
    private func draft(of current: Case) -> VolumeOverview {
        let pieces = VolumePieces(case: current, rules: rules, information: information).all
        return VolumeOverview(
            parts: VolumePart.allCases.map { part in
                let ordered = pieces.filter { $0.part == part }
                    .sorted { ($0.stage, $0.at, $0.id) < ($1.stage, $1.at, $1.id) }
                let rows = ordered.enumerated().map { place, piece in
                    VolumeOverview.Row(
                        number: place + 1, id: piece.id, title: piece.title,
                        documentNumber: piece.documentNumber.isEmpty ? nil : piece.documentNumber,
                        responsible: piece.responsible, day: piece.at.day, pages: "", note: piece.draftNote)
                }
                return VolumeOverview.Part(title: part.folder, pages: nil, rows: rows, whole: nil)
            })
    }
}

extension VolumePiece {
    /// 备注 as far as it is known without a look into the files.
    fileprivate var draftNote: String {
        if let note { return note }
        if remark != nil { return "音像，见证据材料备考表" }
        if let bag { return "证据袋\(bag.number)" }
        return isOnPaper && blobs.isEmpty ? "纸质\(statedPages.map { "，\($0)页" } ?? "")" : ""
    }
}

extension VolumeOverview.Row {
    fileprivate init(_ row: CatalogueRow) {
        self.init(
            number: row.number, id: row.id, title: row.title, documentNumber: row.documentNumber,
            responsible: row.responsible, day: row.date, pages: row.pagesText, note: row.noteText)
    }
}
