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
    /// Each volume as one PDF with its page numbers printed, where there is one.
    package var bound: [VolumePart: VolumeContent] = [:]
    /// The sheets of each volume that bear no page number and stand in no catalogue.
    package var sheets: [VolumePart: [Sheet]] = [:]

    /// A sheet that the volume itself adds: 封面, 卷内目录, 卷内备考表.
    package struct Sheet: Sendable, Hashable {
        /// What it is.
        package let title: String
        /// Whether it lies behind the papers.
        package let isLast: Bool
        /// Its file.
        package let content: VolumeContent

        /// A sheet.
        package init(title: String, isLast: Bool, content: VolumeContent) {
            self.title = title
            self.isLast = isLast
            self.content = content
        }
    }

    /// Orders and checks the items.
    /// - Throws: ``ArchiveError/incomplete(item:field:)`` for a blank on a bag label or remarks row, or a recording
    ///   without a row; ``ArchiveError/pagesInvalid(item:)`` for a negative number of pages, or pages without a file.
    package init(
        origin: String, stream: String, heading: Heading, items: [VolumeItem]
    ) throws(ArchiveError) {
        for item in items {
            if item.kind == .recording, item.remark == nil {
                throw .incomplete(item: item.id, field: "evidence-remarks-form")
            }
            if let field = (item.remark?.missing ?? []).first ?? (item.bag?.missing ?? []).first {
                throw .incomplete(item: item.id, field: field)
            }
            guard item.pages >= 0, item.pages == 0 || !item.files.isEmpty || item.isApart else {
                throw .pagesInvalid(item: item.id)
            }
            // > evidence that cannot be bound goes into a bag (第四十二条): what is neither page, file nor bagged is lost
            guard item.isApart || item.pages > 0 || !item.files.isEmpty || item.bag != nil else {
                throw .incomplete(item: item.id, field: "bag")
            }
        }
        self.origin = origin
        self.stream = stream
        self.heading = heading
        self.items = items.sorted {
            ($0.stage, $0.time, $0.id) < ($1.stage, $1.time, $1.id)
        }
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
                    number: number, id: item.id,
                    documentNumber: item.documentNumber.isEmpty ? nil : item.documentNumber, title: item.title,
                    date: item.date, responsible: item.responsible, kind: item.kind,
                    firstPage: item.pages > 0 ? page : nil, lastPage: item.pages > 0 ? page + item.pages - 1 : nil,
                    apart: item.isApart ? true : nil, bag: item.bag, remark: item.remark, note: item.note,
                    files: paths(of: item, number: number), listedLabels: item.files.map { $0.label ?? "" }))
            page += item.pages
        }
        return rows
    }

    /// The items of one of the volumes, in the order of its catalogue.
    package func items(of part: VolumePart) -> [VolumeItem] { items.filter { $0.part == part } }

    /// The pages of one of the volumes; cover, catalogue and remarks sheet are not counted.
    package func pages(of part: VolumePart) -> Int { items.reduce(0) { $0 + ($1.part == part ? $1.pages : 0) } }

    /// Where the sheets of a volume lie, in their order: `data/正卷/000-1-封面.pdf` before the first item, and the last
    /// ones under the number after the last item.
    func sheetPaths(of part: VolumePart) -> [String] {
        let all = sheets[part] ?? []
        let last = items(of: part).count + 1
        return all.enumerated().map { place, sheet in
            let prefix = sheet.isLast ? VolumeContents.digits(last) : "\(VolumeContents.digits(0))-\(place + 1)"
            return path(part, prefix, sheet.title, sheet.content.fileExtension)
        }
    }

    /// `data/正卷/003-询问笔录.pdf`, and with more than one file `data/正卷/003-询问笔录（签字扫描件）.pdf`.
    private func paths(of item: VolumeItem, number: Int) -> [String] {
        var taken: Set<String> = []
        return item.files.enumerated().map { position, file in
            let label = file.label.map { "（\($0)）" } ?? (position == 0 ? "" : "（附件）")
            var name = path(item.part, VolumeContents.digits(number), item.title, file.fileExtension, label)
            var copy = 2
            while !taken.insert(name).inserted {
                name = path(
                    item.part, VolumeContents.digits(number), item.title, file.fileExtension, "\(label)-\(copy)")
                copy += 1
            }
            return name
        }
    }

    private func path(
        _ part: VolumePart, _ prefix: String, _ title: String, _ fileExtension: String, _ suffix: String = ""
    ) -> String {
        let name = BagPath.name("\(prefix)-\(title)", adding: suffix)
        return "data/\(part.folder)/\(name).\(BagPath.fileExtension(fileExtension))"
    }

    private static func digits(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
}
