package import Chronology
package import Cryptography

/// Which of the two volumes of a case a paper belongs to.
package enum VolumePart: String, Sendable, Hashable, Codable, CaseIterable {
    /// 正卷: what parties may see.
    case main
    /// 副卷: internal papers.
    case supplementary

    /// The folder under `data/`, in the words of the archive.
    package var folder: String {
        switch self {
        case .main: "正卷"
        case .supplementary: "副卷"
        }
    }
}

/// A file of the volume, known by the hash of its plain content.
package struct VolumeContent: Sendable, Hashable {
    /// SHA-256 of the plain content.
    package let digest: Digest
    /// Its length in bytes.
    package let byteCount: Int
    /// The ending of its name without the dot, `pdf`, `mp4`.
    package let fileExtension: String
    /// What it is beside the others of its item: 签字扫描件, 电子原件. It stands in its name.
    package let label: String?

    /// A file.
    package init(digest: Digest, byteCount: Int, fileExtension: String, label: String? = nil) {
        self.digest = digest
        self.byteCount = byteCount
        self.fileExtension = fileExtension
        self.label = label
    }
}

/// One thing in the volume: a paper, a piece of evidence, a recording, a remarks sheet.
package struct VolumeItem: Sendable, Hashable {
    /// What an item is.
    package enum Kind: String, Sendable, Hashable, Codable {
        /// 文书.
        case form
        /// 证据, bound or in a bag.
        case evidence
        /// 音像记录, on the remarks sheet for evidence.
        case recording
        /// 备考表.
        case remarks
    }

    /// Its id in the case: of the form, the material, the recording.
    package let id: String
    /// 文号; empty for what has none.
    package let documentNumber: String
    /// The title that the catalogue shows. It names no informant.
    package let title: String
    /// The day that it bears.
    package let date: Day
    /// 责任者: who made or issued it.
    package let responsible: String
    /// The stage of the case, counted from 0 in the order of the procedure.
    package let stage: Int
    /// When it came about, which orders items of one stage.
    package let time: Instant
    /// What it is.
    package let kind: Kind
    /// The volume that it belongs to.
    package let part: VolumePart
    /// Its pages on paper; 0 for what has none (a recording, an object).
    package let pages: Int
    /// Whether it is kept in the paper archive only: its pages, if it has any, are not in the volume's PDF.
    package let isApart: Bool
    /// Its files, the one whose pages are bound first: the scan of the signed paper, then the frozen PDF.
    package let files: [VolumeContent]
    /// The label of the bag that it lies in, where it cannot be bound.
    package let bag: EvidenceBag?
    /// Its row on the remarks sheet for evidence; a recording has one.
    package let remark: RecordingRemark?
    /// What the catalogue says of it beside (备注); nil for what follows from the rest.
    package let note: String?

    /// An item.
    package init(
        id: String, documentNumber: String = "", title: String, date: Day, responsible: String, stage: Int,
        time: Instant, kind: Kind, part: VolumePart, pages: Int, isApart: Bool = false, files: [VolumeContent],
        bag: EvidenceBag? = nil, remark: RecordingRemark? = nil, note: String? = nil
    ) {
        self.id = id
        self.documentNumber = documentNumber
        self.title = title
        self.date = date
        self.responsible = responsible
        self.stage = stage
        self.time = time
        self.kind = kind
        self.part = part
        self.pages = pages
        self.isApart = isApart
        self.files = files
        self.bag = bag
        self.remark = remark
        self.note = note
    }
}
