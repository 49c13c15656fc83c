package import Chronology

/// A row of the catalogue (卷内目录).
package struct CatalogueRow: Sendable, Hashable, Codable {
    /// 序号, from 1 in each volume.
    package let number: Int
    /// The item's id in the case.
    package let id: String
    /// 文号; nil for what has none.
    package let documentNumber: String?
    /// 题名.
    package let title: String
    /// 日期.
    package let date: Day
    /// 责任者.
    package let responsible: String
    /// What the item is.
    package let kind: VolumeItem.Kind
    /// The first page, from 1; none for what has no pages.
    package let firstPage: Int?
    /// The last page.
    package let lastPage: Int?
    /// Whether it is kept in the paper archive only; nil for false.
    package let apart: Bool?
    /// The label of the bag, for what cannot be bound.
    package let bag: EvidenceBag?
    /// The row on the remarks sheet for evidence.
    package let remark: RecordingRemark?
    /// 备注 where it does not follow from the rest.
    package let note: String?
    /// Where its files lie in the bag.
    package let files: [String]
    /// What each of the files is beside the others, in their order; empty for one that needs no word.
    package var labels: [String] { listedLabels ?? [] }
    /// As they stand in the listing; nil in one from before there were labels.
    let listedLabels: [String]?

    /// 页号, `3` or `3–5`; empty for what has no pages.
    package var pagesText: String {
        guard let firstPage, let lastPage else { return "" }
        return firstPage == lastPage ? "\(firstPage)" : "\(firstPage)–\(lastPage)"
    }

    /// 备注, the same on paper and on the index page: where to look for what is not bound.
    package var noteText: String {
        if let note { return note }
        var notes: [String] = []
        if apart == true { notes.append(firstPage == nil ? "纸质，未记页数" : "纸质") }
        if let bag { notes.append("证据袋\(bag.number)") }
        if remark != nil { notes.append("音像，见证据材料备考表") }
        if notes.isEmpty, firstPage == nil { notes.append("电子文件，随卷") }
        return notes.joined(separator: "；")
    }

    private enum CodingKeys: String, CodingKey {
        case number, id, title, date, responsible, kind, apart, bag, remark, note, files
        case listedLabels = "labels"
        case documentNumber = "document-number"
        case firstPage = "first-page"
        case lastPage = "last-page"
    }
}
