package import Chronology

/// The label of a stored recording (标注).
/// Source: 武汉市劳动保障监察执法全过程记录办法 第四十一条.
package struct RecordingLabel: Sendable, Hashable, Codable {
    /// A field of the label.
    package enum Field: String, Sendable, Hashable, Codable, CaseIterable {
        /// 案号; the intake number until there is one.
        case caseNumber = "case-no"
        /// 当事人名称.
        case party = "party-name"
        /// 承办人姓名.
        case handler = "handler-name"
        /// The day of the act.
        case actDay = "act-date"
        /// The device.
        case device
    }

    /// The case number (立案序号); nil until the case has one.
    package var caseNumber: String?
    /// The number under which the matter was taken in.
    package var intakeNumber: String?
    /// The party's name.
    package var party: String?
    /// The handler's name.
    package var handler: String?
    /// The day of the act.
    package var actDay: Day?
    /// The device that recorded it.
    package var device: String?

    /// A label; what is not known yet stays nil.
    package init(
        caseNumber: String? = nil,
        intakeNumber: String? = nil,
        party: String? = nil,
        handler: String? = nil,
        actDay: Day? = nil,
        device: String? = nil,
    ) {
        self.caseNumber = caseNumber
        self.intakeNumber = intakeNumber
        self.party = party
        self.handler = handler
        self.actDay = actDay
        self.device = device
    }

    /// The fields that the label must have: number, party, handler.
    package static let required: [Field] = [.caseNumber, .party, .handler]

    /// All fields without a value, in the order of the label. A blank value is none.
    package var missing: [Field] {
        Field.allCases.filter { field in
            switch field {
            case .caseNumber: caseNumber.isMissing && intakeNumber.isMissing
            case .party: party.isMissing
            case .handler: handler.isMissing
            case .actDay: actDay == nil
            case .device: device.isMissing
            }
        }
    }

    /// The required fields without a value.
    package var missingRequired: [Field] { missing.filter(Self.required.contains) }

    /// Whether every required field has a value.
    package var isComplete: Bool { missingRequired.isEmpty }

    /// Whether it still carries the intake number although the case has `caseNumber` by now.
    package func needsRelabelling(for caseNumber: String?) -> Bool {
        !caseNumber.isMissing && self.caseNumber != caseNumber
    }
}

extension String? {
    /// Whether there is nothing to read.
    var isMissing: Bool { self?.isBlank ?? true }
}
