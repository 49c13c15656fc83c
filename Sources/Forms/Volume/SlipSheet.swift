/// A sheet that stands in the volume's PDF for papers which lie in the paper volume only.
package struct SlipSheet: Hashable, Sendable {
    package var head: VolumeHead
    /// 题名 of the papers.
    package var title: String
    /// Why there is a slip and where the papers lie.
    package var says: String
    /// The pages of the paper volume that they take, `4` or `4-7`.
    package var pages: String

    /// A slip.
    package init(head: VolumeHead, title: String, says: String, pages: String) {
        self.head = head
        self.title = title
        self.says = says
        self.pages = pages
    }
}
