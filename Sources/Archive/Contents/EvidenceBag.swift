/// The label on a bag of evidence that cannot be bound (证据袋).
/// Source: 武汉市劳动保障监察执法全过程记录办法 第四十二条.
package struct EvidenceBag: Sendable, Hashable, Codable {
    /// The number of the bag in the volume.
    package let number: Int
    /// 证据名称.
    package let name: String
    /// 数量.
    package let quantity: String
    /// 收集时间.
    package let time: String
    /// 收集地点.
    package let place: String

    /// A label.
    package init(number: Int, name: String, quantity: String, time: String, place: String) {
        self.number = number
        self.name = name
        self.quantity = quantity
        self.time = time
        self.place = place
    }

    /// The names of the fields that are blank.
    package var missing: [String] {
        [("name", name), ("quantity", quantity), ("time", time), ("place", place)].blanks
    }
}

/// A row of the remarks sheet for evidence (证据材料备考表): a recording, or the like, that cannot be bound.
/// Source: 武汉市劳动保障监察执法全过程记录办法 第四十二条.
package struct RecordingRemark: Sendable, Hashable, Codable {
    /// 证据内容.
    package let content: String
    /// 录制时间.
    package let time: String
    /// 录制地点.
    package let place: String
    /// 录制人姓名.
    package let recorder: String
    /// 录制人身份.
    package let identity: String
    /// 存放地点.
    package let storage: String

    /// A row.
    package init(content: String, time: String, place: String, recorder: String, identity: String, storage: String) {
        self.content = content
        self.time = time
        self.place = place
        self.recorder = recorder
        self.identity = identity
        self.storage = storage
    }

    /// The names of the fields that are blank.
    package var missing: [String] {
        [
            ("content", content), ("time", time), ("place", place), ("recorder", recorder),
            ("recorder-identity", identity), ("storage-location", storage),
        ].blanks
    }
}

extension [(String, String)] {
    fileprivate var blanks: [String] { filter { $0.1.allSatisfy(\.isWhitespace) }.map(\.0) }
}
