package import Chronology
package import Rules

/// A plan of routine inspections (日常巡查计划) as the book of its unit tells it: which firms, by when, and what was found
/// at each of them.
package struct RoutinePlan: Hashable, Sendable {
    package let id: String
    /// The number under which people know it: `日常巡查〔2026〕1号`.
    package let number: String
    package let title: String
    package let approvedBy: String
    /// The last day by which every firm is to be visited.
    package let until: Day
    package let firmCount: Int
    /// The firms, as JSON in the vault.
    package let firms: BlobReference
    package let entered: Instant
    package let enteredBy: String
    /// The records, oldest first. A firm may be visited again; its last record counts.
    package private(set) var records: [Record] = []

    /// One firm of a plan.
    package struct Firm: Hashable, Sendable, Codable {
        /// Tells it from all others of the plan: its 统一社会信用代码, or a number of its own.
        package let id: String
        package let name: String
        package let address: String
        package let contact: String

        package init(id: String, name: String, address: String, contact: String) {
            self.id = id
            self.name = name
            self.address = address
            self.contact = contact
        }
    }

    /// What came of a visit.
    package enum Result: String, Hashable, Sendable, Codable, CaseIterable {
        case clear
        case corrected
        case ledToCase = "case"
    }

    /// What was recorded at one firm.
    package struct Record: Hashable, Sendable {
        package let entry: String
        package let number: String
        package let firm: String
        package let from: Instant?
        package let result: Result
        package let officers: [String]
        package let caseID: String?
        package let caseNumber: String?
        /// The one-page record, and the scan of its signed sheet where there is one.
        package let documents: [BlobReference]
        package let entered: Instant
    }

    /// The most firms of a plan.
    package static let mostFirms = 2000
    /// The act by which a plan is entered.
    package static let planFact = FactKind("plan-approved")
    /// The act by which a visit is entered.
    package static let recordFact = FactKind("firm-patrolled")

    init?(_ line: UnitBook.Line) {
        let answers = line.act.answers
        guard line.act.what == RoutinePlan.planFact, let id = answers["routine"]?.text,
            let until = answers["until"]?.text.flatMap({ Day($0) }), let firms = line.act.attachments.first
        else { return nil }
        self.id = id
        number = answers["number"]?.text ?? id
        title = answers["plan"]?.text ?? ""
        approvedBy = answers["approved-by"]?.text ?? ""
        self.until = until
        firmCount = answers["firms"]?.integer ?? 0
        self.firms = firms
        entered = line.entered
        enteredBy = line.actor.name
    }

    mutating func apply(_ line: UnitBook.Line) {
        let answers = line.act.answers
        guard let result = answers["result"]?.text.flatMap({ Result(rawValue: $0) }) else { return }
        records.append(
            Record(
                entry: line.id, number: answers["number"]?.text ?? "", firm: answers["firm"]?.text ?? "",
                from: answers["from"]?.instantOrDay, result: result,
                officers: answers["patrol-officers"]?.texts ?? [], caseID: answers["case-id"]?.text,
                caseNumber: answers["case-number"]?.text, documents: line.act.attachments, entered: line.entered))
    }

    /// The record that counts for a firm: its last one; nil while it was not visited.
    package func record(of firm: String) -> Record? { records.last { $0.firm == firm } }

    /// How many firms stand at each result, and how many were not visited.
    package var progress: [(result: Result?, count: Int)] {
        let last = Dictionary(records.map { ($0.firm, $0.result) }) { _, later in later }
        let counts = Result.allCases.map { result in
            (result: Optional(result), count: last.values.count { $0 == result })
        }
        return counts + [(result: nil, count: max(0, firmCount - last.count))]
    }
}

extension UnitBook {
    /// The acts that pages of their own make, and that nobody types into the book.
    package static let computedFacts = Draw.computedFacts.union([RoutinePlan.recordFact])

    /// The plans of routine inspections of the unit, oldest first.
    package var routinePlans: [RoutinePlan] {
        var plans: [RoutinePlan] = []
        for line in lines {
            switch line.act.what {
            case RoutinePlan.planFact:
                if let plan = RoutinePlan(line) { plans.append(plan) }
            case RoutinePlan.recordFact:
                guard let index = plans.firstIndex(where: { $0.id == line.act.answers["routine"]?.text }) else {
                    continue
                }
                plans[index].apply(line)
            default: continue
            }
        }
        return plans
    }

    /// The plan of that id.
    package func routinePlan(_ id: String) -> RoutinePlan? { routinePlans.first { $0.id == id } }
}
