/// 证据材料备考表 (第四十二条): what cannot be bound, with the six things that the article asks for.
package struct EvidenceRemarks: Hashable, Sendable {
    package var head: VolumeHead
    package var entries: [Entry]
    package var compiler: FormDocument.Signature

    /// A remarks sheet for evidence.
    package init(head: VolumeHead, entries: [Entry], compiler: FormDocument.Signature) {
        self.head = head
        self.entries = entries
        self.compiler = compiler
    }

    /// One recording or other piece.
    package struct Entry: Hashable, Sendable {
        package var content: String
        package var time: String
        package var place: String
        package var recorderName: String
        package var recorderIdentity: String
        /// Where it is kept.
        package var location: String

        /// A line.
        package init(
            content: String, time: String, place: String, recorderName: String, recorderIdentity: String,
            location: String
        ) {
            self.content = content
            self.time = time
            self.place = place
            self.recorderName = recorderName
            self.recorderIdentity = recorderIdentity
            self.location = location
        }
    }
}
