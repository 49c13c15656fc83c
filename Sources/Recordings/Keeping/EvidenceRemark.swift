/// The entry of one recording on the remarks sheet for evidence that cannot be bound (证据材料备考表).
/// Source: 武汉市劳动保障监察执法全过程记录办法 第四十二条.
package struct EvidenceRemark: Sendable, Hashable, Codable {
    /// A field of the entry; all are required.
    package enum Field: String, Sendable, Hashable, Codable, CaseIterable {
        /// 证据内容.
        case content
        /// 录制时间.
        case time
        /// 录制地点.
        case place
        /// 录制人姓名.
        case recorder
        /// 录制人身份.
        case recorderIdentity = "recorder-identity"
        /// 存放地点, from the register of volumes.
        case storageLocation = "storage-location"
    }

    /// What was entered.
    package var values: [Field: String]

    /// An entry.
    package init(_ values: [Field: String] = [:]) { self.values = values }

    /// The fields without a value, in the order of the sheet. A blank value is none.
    package var missing: [Field] { Field.allCases.filter { values[$0].isMissing } }

    /// Whether all six are there.
    package var isComplete: Bool { missing.isEmpty }
}
