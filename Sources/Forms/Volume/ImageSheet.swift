/// A scan, photograph or screenshot on a page of its own, with its explanation (第四十一条) or as the whole sheet.
package struct ImageSheet: Hashable, Sendable {
    package var head: VolumeHead
    package var title: String
    /// A readable file: PNG, JPEG, GIF, WebP or SVG.
    package var path: String
    /// The size of the sheet in points, where the image is the sheet itself; nil for one with head and explanation.
    package var sheet: Size?
    /// How the image is turned on the sheet, whose size is that of the image before.
    package var turn: QuarterTurn
    /// 时间, 地点, 内容, 记录人姓名, 记录人身份 of the explanation; empty where there is none.
    package var explanation: [(label: String, value: String)] {
        labels.indices.map { (labels[$0], values[$0]) }
    }
    private var labels: [String]
    private var values: [String]

    /// A size of paper in points.
    package struct Size: Hashable, Sendable {
        package let width: Double
        package let height: Double

        /// A size.
        package init(width: Double, height: Double) {
            self.width = width
            self.height = height
        }
    }

    /// A page with an image.
    package init(
        head: VolumeHead, title: String, path: String, explanation: [(label: String, value: String)] = [],
        sheet: Size? = nil, turn: QuarterTurn = .none
    ) {
        self.head = head
        self.title = title
        self.path = path
        self.sheet = sheet
        self.turn = turn
        labels = explanation.map(\.label)
        values = explanation.map(\.value)
    }
}
