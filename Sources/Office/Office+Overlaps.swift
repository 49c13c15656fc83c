package import Casework
internal import Chronology
internal import Rules

/// An officer who was at two things at once.
package struct OfficerOverlap: Hashable, Sendable {
    package let officer: Officer
    /// What the officer was at in the case that is looked at.
    package let own: OfficerTime
    package let other: OfficerTime
    /// The case of the other; nil where it is the same case.
    package let otherCase: String?
    /// The number of the other case; nil where it is the same case, or one that the person may not see.
    package let otherNumber: String?
}

extension Office {
    /// The officers of a case who were at two things at once, in this case or with another one, in the order of time.
    /// Nothing is barred by it: what happened is entered, and who reads it is warned.
    /// - Throws: ``OfficeError``.
    package func overlaps(in id: String, for account: Account) async throws -> [OfficerOverlap] {
        try await requireRights(account, "look", on: "case/\(id)")
        let current = try await cases.current(id)
        let kinds = rules.transcripts
        let times = current.officerTimes(transcripts: kinds)
        var found: [OfficerOverlap] = []
        for (index, own) in times.enumerated() {
            for officer in own.officers {
                for other in times[(index + 1)...] where own.overlaps(other) && other.isOf(officer) {
                    found.append(
                        OfficerOverlap(officer: officer, own: own, other: other, otherCase: nil, otherNumber: nil))
                }
                for caseID in try views.cases(of: officer.account, from: own.from, to: own.to) where caseID != id {
                    let elsewhere = try await cases.current(caseID)
                    for other in elsewhere.officerTimes(transcripts: kinds)
                    where own.overlaps(other) && other.isOf(officer) {
                        let isVisible = mayAct(account, on: "case/\(caseID)")
                        found.append(
                            OfficerOverlap(
                                officer: officer, own: own, other: other, otherCase: caseID,
                                otherNumber: isVisible ? elsewhere.number : nil))
                    }
                }
            }
        }
        return found
    }
}

extension OfficerTime {
    fileprivate func isOf(_ officer: Officer) -> Bool { officers.contains { $0.account == officer.account } }
}

extension RuleBook {
    /// The kinds of form that record a conversation.
    var transcripts: Set<String> {
        Set(packs.flatMap(\.forms).filter { $0.family == .transcript }.map(\.id))
    }
}
