internal import Archive
internal import Casework
internal import Chronology
internal import Forms

/// Something of a case that belongs into its volume, before its pages are counted.
struct VolumePiece {
    /// A file that may be bound or lie beside.
    enum Source {
        /// A blob of the case, with what it is beside the others.
        case stored(BlobReference, String)
        /// A paper that is set for the volume, with what it is.
        case set(Paper, String)
        /// A sheet that the volume itself adds to its catalogue.
        case sheet(VolumeSheet, String)
    }

    let id: String
    var documentNumber = ""
    let title: String
    let at: Instant
    /// 责任者.
    let responsible: String
    /// The stage, counted from 0 in the order of the procedure.
    let stage: Int
    let part: VolumePart
    let kind: VolumeItem.Kind
    /// What its pages are made of: the first of these groups in which a file can be opened is bound.
    var bound: [[Source]]
    /// Files that lie beside, whatever is bound.
    var beside: [BlobReference] = []
    /// The pages that were counted when it was handed in; nil where nobody counted.
    var statedPages: Int?
    /// Whether it exists on paper even where no file of it does.
    var isOnPaper = false
    /// 时间, 地点, 内容, 记录人姓名, 记录人身份, printed under a picture.
    var explanation: [(label: String, value: String)] = []
    var bag: EvidenceBag?
    var remark: RecordingRemark?
    var note: String?

    /// The stored files of all groups, and those beside.
    var blobs: [BlobReference] {
        bound.joined().compactMap { source in
            if case .stored(let blob, _) = source { blob } else { nil }
        } + beside
    }
}
