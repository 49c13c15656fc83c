/// The id of a rule, which is the id of the obligation it carries: `WH-11.2`.
package struct RuleID: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    /// The id as written in the pack.
    package let text: String

    /// Takes an id as written in a pack.
    package init(_ text: String) { self.text = text }

    package init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    package var description: String { text }

    package static func < (left: RuleID, right: RuleID) -> Bool {
        left.text.compare(with: right.text)
    }
}

extension String {
    /// Orders `WH-9.2` before `WH-10.1`: runs of digits compare as numbers.
    fileprivate func compare(with other: String) -> Bool {
        var left = Substring(self)
        var right = Substring(other)
        while let first = left.first, let second = right.first {
            if first.isNumber, second.isNumber {
                let leftDigits = left.prefix { $0.isNumber }
                let rightDigits = right.prefix { $0.isNumber }
                let leftNumber = Int(leftDigits) ?? 0
                let rightNumber = Int(rightDigits) ?? 0
                if leftNumber != rightNumber { return leftNumber < rightNumber }
                left = left.dropFirst(leftDigits.count)
                right = right.dropFirst(rightDigits.count)
            } else if first != second {
                return first < second
            } else {
                left = left.dropFirst()
                right = right.dropFirst()
            }
        }
        return left.isEmpty && !right.isEmpty
    }
}

/// The name of a pack: `wuhan`, `national`.
package typealias PackID = String

/// The code of a role that a pack names: `agency-head`. What a person is called is data of the pack.
package typealias RoleID = String

/// The code of a kind of form: `filing-approval-form`. Its title is data of the pack.
package typealias FormKindID = String

/// The code of a state of a case: `under-investigation`.
package typealias StateID = String
