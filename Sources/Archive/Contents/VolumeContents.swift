package import Chronology

/// What belongs into the volumes of one case, in order, with its pages numbered.
///
/// Items are ordered by stage, then time, then id; each of the two volumes numbers its items and its pages from 1 without
/// a gap (第四十二条: ordered, catalogued, continuous pages).
package struct VolumeContents: Sendable {
    /// What the volume says about the case.
    package struct Heading: Sendable, Hashable, Codable {
        /// The case's number as people write it.
        package let number: String
        /// 案由 or 题名.
        package let title: String
        /// The unit that handled the case.
        package let unit: String
        /// 档号.
        package let archiveNumber: String
        /// The day of archiving, `YYYY-MM-DD`.
        package let archived: Day
        /// 保管期限, as the rules in force gave it.
        package let retention: String

        /// A heading.
        package init(
            number: String, title: String, unit: String, archiveNumber: String, archived: Day, retention: String
        ) {
            self.number = number
            self.title = title
            self.unit = unit
            self.archiveNumber = archiveNumber
            self.archived = archived
            self.retention = retention
        }
    }

    /// The origin of the log; `demo.…` marks a demo office.
    package let origin: String
    /// The case's stream in the log.
    package let stream: String
    /// What the volume says about the case.
    package let heading: Heading
    /// The items, in order.
    package let items: [VolumeItem]
    /// The main volume as one PDF with its page numbers printed.
    package let mainVolume: VolumeContent?

    /// Orders and checks the items.
    /// - Throws: ``ArchiveError/incomplete(item:field:)`` for a blank on a bag label or remarks row, or a recording
    ///   without a row; ``ArchiveError/pagesInvalid(item:)`` for a negative number of pages, or pages without a file.
    package init(
        origin: String, stream: String, heading: Heading, items: [VolumeItem], mainVolume: VolumeContent?
    ) throws(ArchiveError) {
        for item in items {
            if item.kind == .recording, item.remark == nil {
                throw .incomplete(item: item.id, field: "evidence-remarks-form")
            }
            if let field = (item.remark?.missing ?? []).first ?? (item.bag?.missing ?? []).first {
                throw .incomplete(item: item.id, field: field)
            }
            guard item.pages >= 0, item.pages == 0 || !item.files.isEmpty else { throw .pagesInvalid(item: item.id) }
            // > evidence that cannot be bound goes into a bag (第四十二条): what is neither page, file nor bagged is lost
            guard item.pages > 0 || !item.files.isEmpty || item.bag != nil else {
                throw .incomplete(item: item.id, field: "bag")
            }
        }
        self.origin = origin
        self.stream = stream
        self.heading = heading
        self.items = items.sorted {
            ($0.stage, $0.time, $0.id) < ($1.stage, $1.time, $1.id)
        }
        self.mainVolume = mainVolume
    }

    /// Whether the log is a demo office's, so that everything made of it says 演示.
    package var isDemonstration: Bool { VolumeContents.isDemonstration(origin: origin) }

    static func isDemonstration(origin: String) -> Bool { origin.hasPrefix("demo.") }

    /// The catalogue (卷内目录) of one of the volumes.
    package func catalogue(of part: VolumePart) -> [CatalogueRow] {
        var page = 1
        var rows: [CatalogueRow] = []
        for item in items where item.part == part {
            let number = rows.count + 1
            rows.append(
                CatalogueRow(
                    number: number, id: item.id, title: item.title, date: item.date, responsible: item.responsible,
                    kind: item.kind, firstPage: item.pages > 0 ? page : nil,
                    lastPage: item.pages > 0 ? page + item.pages - 1 : nil, bag: item.bag, remark: item.remark,
                    files: paths(of: item, number: number)))
            page += item.pages
        }
        return rows
    }

    /// The pages of one of the volumes, catalogue and remarks sheet of the volume not counted.
    package func pages(of part: VolumePart) -> Int { items.reduce(0) { $0 + ($1.part == part ? $1.pages : 0) } }

    /// `data/正卷/003-立案审批表.pdf`, and `-2` before the ending for an item's second file.
    private func paths(of item: VolumeItem, number: Int) -> [String] {
        let digits = String(number)
        let prefix = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
        return item.files.enumerated().map { position, file in
            let name = BagPath.name("\(prefix)-\(item.title)", adding: position == 0 ? "" : "-\(position + 1)")
            return "data/\(item.part.folder)/\(name).\(BagPath.fileExtension(file.fileExtension))"
        }
    }
}
