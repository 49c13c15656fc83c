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
}
