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
