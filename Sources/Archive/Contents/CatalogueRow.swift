package import Chronology

/// A row of the catalogue (卷内目录).
package struct CatalogueRow: Sendable, Hashable, Codable {
    /// 序号, from 1 in each volume.
    package let number: Int
    /// The item's id in the case.
    package let id: String
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
    /// The label of the bag, for what cannot be bound.
    package let bag: EvidenceBag?
    /// The row on the remarks sheet for evidence.
    package let remark: RecordingRemark?
    /// Where its files lie in the bag.
    package let files: [String]

    /// 页号, `3` or `3–5`; empty for what has no pages.
    package var pagesText: String {
        guard let firstPage, let lastPage else { return "" }
        return firstPage == lastPage ? "\(firstPage)" : "\(firstPage)–\(lastPage)"
    }

    private enum CodingKeys: String, CodingKey {
        case number, id, title, date, responsible, kind, bag, remark, files
        case firstPage = "first-page"
        case lastPage = "last-page"
    }
}
