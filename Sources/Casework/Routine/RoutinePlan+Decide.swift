package import Chronology
internal import Rules

extension RoutinePlan {
    /// What stands against a plan of these firms; empty where nothing does.
    package static func problems(
        title: String, approvedBy: String, firms: [Firm], until: Day, on day: Day
    ) -> [Problem] {
        var problems: [Problem] = []
        if title.isBlank { problems.append(.blank("plan")) }
        if title.count > 100 { problems.append(.tooLong("plan", limit: 100)) }
        if approvedBy.isBlank { problems.append(.blank("approved-by")) }
        if until < day { problems.append(.notAllowed("until", value: until.description)) }
        if firms.isEmpty { problems.append(.blank("firms")) }
        if firms.count > mostFirms { problems.append(.tooManyRows("firms", limit: mostFirms)) }
        var seen: Set<String> = []
        for firm in firms.prefix(mostFirms) {
            if firm.id.isBlank || firm.name.isBlank {
                problems.append(.notAllowed("firms", value: firm.name + firm.id))
            }
            if !seen.insert(firm.id).inserted { problems.append(.alreadyExists("firm", id: firm.id)) }
        }
        return Array(problems.prefix(20))
    }

    /// The act that enters a plan.
    /// - Parameter blob: the firms as JSON in the vault.
    package static func making(
        id: String, number: String, title: String, approvedBy: String, firms: Int, until: Day, year: Int,
        blob: BlobReference
    ) -> ActEntered {
        ActEntered(
            what: planFact, subject: nil,
            answers: [
                "routine": .text(id), "number": .text(number), "plan": .text(title), "manner": "routine",
                "firms": .integer(firms), "approved-by": .text(approvedBy), "year": .integer(year),
                "until": .text(until.description),
            ], attachments: [blob])
    }

    /// What a visit states.
    package struct Visit: Hashable, Sendable, Codable {
        package var from: Instant
        package var to: Instant
        package var officers: [String]
        package var present: String
        package var found: String
        package var result: Result
        package var measures: String
        package var caseID: String?
        package var caseNumber: String?

        package init(
            from: Instant, to: Instant, officers: [String], present: String, found: String, result: Result,
            measures: String, caseID: String?, caseNumber: String?
        ) {
            self.from = from
            self.to = to
            self.officers = officers
            self.present = present
            self.found = found
            self.result = result
            self.measures = measures
            self.caseID = caseID
            self.caseNumber = caseNumber
        }
    }

    /// What stands against a visit that is entered now; empty where nothing does.
    package func problems(of visit: Visit, at now: Instant) -> [Problem] {
        var problems: [Problem] = []
        if visit.to < visit.from { problems.append(.endsBeforeStart) }
        if visit.to > now { problems.append(.inTheFuture) }
        if visit.from < entered { problems.append(.notAllowed("from", value: visit.from.day.description)) }
        if visit.officers.isEmpty { problems.append(.noOfficer) }
        if visit.found.isBlank { problems.append(.blank("found")) }
        if visit.result == .corrected, visit.measures.isBlank { problems.append(.blank("measures")) }
        if visit.result == .ledToCase, visit.caseID == nil { problems.append(.blank("case-number")) }
        return problems
    }

    /// The number of the next record: the plan's, and a number within it.
    package var nextRecordNumber: String { "\(number)-\(records.count + 1)" }

    /// The act that enters a visit.
    package func visiting(_ firm: Firm, _ visit: Visit, documents: [BlobReference]) -> ActEntered {
        var answers: [String: FactValue] = [
            "routine": .text(id), "number": .text(nextRecordNumber), "firm": .text(firm.id),
            "firm-name": .text(firm.name), "from": .instant(visit.from), "to": .instant(visit.to),
            "patrol-officers": .list(visit.officers), "result": .text(visit.result.rawValue),
        ]
        if !visit.measures.isBlank { answers["measures"] = .text(visit.measures) }
        if let id = visit.caseID, visit.result == .ledToCase { answers["case-id"] = .text(id) }
        if let number = visit.caseNumber, visit.result == .ledToCase { answers["case-number"] = .text(number) }
        var personal: [String: FactValue] = ["found": .text(visit.found)]
        if !visit.present.isBlank { personal["present"] = .text(visit.present) }
        return ActEntered(
            what: RoutinePlan.recordFact, subject: nil, answers: answers, personal: personal, attachments: documents)
    }
}
