package import Chronology

/// The sheets that a volume has besides its forms and evidence.
package enum VolumeSheet: Hashable, Sendable {
    case cover(VolumeCover)
    /// 卷内目录.
    case catalogue(VolumeCatalogue)
    /// 卷内备考表.
    case remarks(VolumeRemarks)
    /// 证据材料备考表.
    case evidenceRemarks(EvidenceRemarks)
    case image(ImageSheet)
}

/// What every sheet of a volume says at its head.
package struct VolumeHead: Hashable, Sendable {
    /// The organ that keeps the volume.
    package var issuer: String
    package var caseNumber: String
    /// 正卷 or 副卷.
    package var part: String
    package var isDemo: Bool
    package var madeAt: Instant

    /// The head of a volume's sheets.
    package init(issuer: String, caseNumber: String, part: String, isDemo: Bool, madeAt: Instant) {
        self.issuer = issuer
        self.caseNumber = caseNumber
        self.part = part
        self.isDemo = isDemo
        self.madeAt = madeAt
    }
}

/// The cover of a volume.
package struct VolumeCover: Hashable, Sendable {
    package var head: VolumeHead
    /// Lines of label and value from top to bottom: 案由, 当事人, 立案日期, 结案日期, 案件首办责任人 …
    package var lines: [(label: String, value: String)] {
        get { labels.indices.map { (labels[$0], values[$0]) } }
        set { (labels, values) = (newValue.map(\.label), newValue.map(\.value)) }
    }
    /// The figures in the table at the foot: 件数, 页数, 保管期限, 档号.
    package var papers: Int
    package var pages: Int
    package var retention: String
    package var archiveNumber: String
    private var labels: [String]
    private var values: [String]

    /// A cover.
    package init(
        head: VolumeHead, lines: [(label: String, value: String)], papers: Int, pages: Int, retention: String,
        archiveNumber: String
    ) {
        self.head = head
        self.papers = papers
        self.pages = pages
        self.retention = retention
        self.archiveNumber = archiveNumber
        labels = lines.map(\.label)
        values = lines.map(\.value)
    }
}

/// 卷内目录: the papers in the order of the volume with the pages on which they stand.
package struct VolumeCatalogue: Hashable, Sendable {
    package var head: VolumeHead
    package var entries: [Entry]

    /// A catalogue.
    package init(head: VolumeHead, entries: [Entry]) {
        self.head = head
        self.entries = entries
    }

    /// A line of the catalogue. All are texts, as they stood when the paper was made.
    package struct Entry: Hashable, Sendable, Encodable {
        /// 文号.
        package var number: String
        /// 责任者.
        package var author: String
        /// 题名.
        package var title: String
        package var date: String
        /// 页号: the first page, and for the last entry first and last.
        package var pages: String
        package var remark: String

        /// A line.
        package init(number: String, author: String, title: String, date: String, pages: String, remark: String = "") {
            self.number = number
            self.author = author
            self.title = title
            self.date = date
            self.pages = pages
            self.remark = remark
        }
    }

    /// The pages of papers that follow one another from a first page: the first page of each, and for the last one
    /// first and last, as archives write them (`1`, `4`, `9-12`).
    package static func pageTexts(counts: [Int], first: Int = 1) -> [String] {
        var next = first
        return counts.enumerated().map { index, count in
            defer { next += count }
            let isLast = index == counts.count - 1
            return isLast && count > 1 ? "\(next)-\(next + count - 1)" : "\(next)"
        }
    }
}

/// 卷内备考表: the state of the volume, and who put it together and checked it.
package struct VolumeRemarks: Hashable, Sendable {
    package var head: VolumeHead
    package var papers: Int
    package var pages: Int
    /// Objects, recordings and other things kept apart from the bound pages.
    package var apart: String
    /// What else is to be said: missing pages, copies, damage.
    package var situation: String
    package var compiler: FormDocument.Signature
    package var checker: FormDocument.Signature

    /// A remarks sheet of a volume.
    package init(
        head: VolumeHead, papers: Int, pages: Int, apart: String, situation: String,
        compiler: FormDocument.Signature, checker: FormDocument.Signature
    ) {
        self.head = head
        self.papers = papers
        self.pages = pages
        self.apart = apart
        self.situation = situation
        self.compiler = compiler
        self.checker = checker
    }
}

/// 证据材料备考表 (第四十二条): what cannot be bound, with the six things that the article asks for.
package struct EvidenceRemarks: Hashable, Sendable {
    package var head: VolumeHead
    package var entries: [Entry]
    package var compiler: FormDocument.Signature

    /// A remarks sheet for evidence.
    package init(head: VolumeHead, entries: [Entry], compiler: FormDocument.Signature) {
        self.head = head
        self.entries = entries
        self.compiler = compiler
    }

    /// One recording or other piece.
    package struct Entry: Hashable, Sendable {
        package var content: String
        package var time: String
        package var place: String
        package var recorderName: String
        package var recorderIdentity: String
        /// Where it is kept.
        package var location: String

        /// A line.
        package init(
            content: String, time: String, place: String, recorderName: String, recorderIdentity: String,
            location: String
        ) {
            self.content = content
            self.time = time
            self.place = place
            self.recorderName = recorderName
            self.recorderIdentity = recorderIdentity
            self.location = location
        }
    }
}

/// A scan, photograph or screenshot on a page of its own, with its explanation (第四十一条).
package struct ImageSheet: Hashable, Sendable {
    package var head: VolumeHead
    package var title: String
    /// A readable file: PNG, JPEG, GIF, WebP or SVG.
    package var path: String
    /// 时间, 地点, 内容, 记录人姓名, 记录人身份 of the explanation; empty for a scan of a signed form.
    package var explanation: [(label: String, value: String)] {
        labels.indices.map { (labels[$0], values[$0]) }
    }
    private var labels: [String]
    private var values: [String]

    /// A page with an image.
    package init(head: VolumeHead, title: String, path: String, explanation: [(label: String, value: String)] = []) {
        self.head = head
        self.title = title
        self.path = path
        labels = explanation.map(\.label)
        values = explanation.map(\.value)
    }
}
