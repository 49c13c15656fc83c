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
