package import Chronology
package import Rules

/// Who approved that cases are joined or split, and on what paper.
package struct JoinApproval: Hashable, Sendable, Codable {
    package let by: Officer
    /// The role in which it was approved.
    package let role: RoleID
    /// The scan of the approval, where the head did not enter it in person.
    package let scan: BlobReference?

    package init(by: Officer, role: RoleID, scan: BlobReference?) {
        self.by = by
        self.role = role
        self.scan = scan
    }
}

/// A case was joined to another (并案). Its matter runs there from now on; its number stays its own.
package struct CaseJoined: CaseEventBody {
    package static let kind = "case-joined-into"
    package static let personalKeys: Set<String> = [FileNames.key]

    /// The id of the leading case.
    package var into: String
    /// The number under which that one ran at the time.
    package var intoNumber: String
    package var reason: String
    package var approval: JoinApproval

    package init(into: String, intoNumber: String, reason: String, approval: JoinApproval) {
        self.into = into
        self.intoNumber = intoNumber
        self.reason = reason
        self.approval = approval
    }
}

/// People and material of another case came into this one, by joining or by a split. What does not fit one entry
/// comes in several.
package struct CaseTakenIn: CaseEventBody {
    package static let kind = "case-taken-in"
    package static let personalKeys: Set<String> = ["complainants", "employers", "materials"]

    /// Why it came.
    package enum Way: String, Hashable, Sendable, Codable, CaseIterable {
        /// The other case was joined to this one.
        case joined
        /// This case was split off from the other one.
        case splitOff = "split-off"
    }

    /// A piece of material of the other case.
    package struct Piece: Hashable, Sendable, Codable {
        package let received: MaterialReceived
        package let at: Instant
        package let stamps: [String]

        package init(received: MaterialReceived, at: Instant, stamps: [String]) {
            self.received = received
            self.at = at
            self.stamps = stamps
        }
    }

    package var way: Way
    /// The id and number of the other case.
    package var from: String
    package var fromNumber: String
    package var reason: String
    /// The number of this entry among those that belong together, from 1.
    package var part: Int
    package var complainants: [Complainant]?
    package var employers: [Employer]?
    package var materials: [Piece]?

    package init(way: Way, from: String, fromNumber: String, reason: String, part: Int) {
        self.way = way
        self.from = from
        self.fromNumber = fromNumber
        self.reason = reason
        self.part = part
    }
}

/// A part of a case was split off into a case of its own (分案).
package struct CaseSplitOff: CaseEventBody {
    package static let kind = "case-split-off"
    package static let personalKeys: Set<String> = ["people", "matter", FileNames.key]

    /// The id and number of the new case.
    package var into: String
    package var intoNumber: String
    package var reason: String
    package var approval: JoinApproval
    /// How many people go.
    package var count: Int
    /// The names of the people who go.
    package var people: [String]?
    /// What of the matter goes, in words.
    package var matter: String?

    package init(
        into: String, intoNumber: String, reason: String, approval: JoinApproval, people: [String], matter: String
    ) {
        self.into = into
        self.intoNumber = intoNumber
        self.reason = reason
        self.approval = approval
        count = people.count
        self.people = people
        self.matter = matter
    }
}
