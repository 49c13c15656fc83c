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
