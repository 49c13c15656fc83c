package import Chronology
package import Rules

/// A case that ran on paper or in another system goes on here, from where it stood. One entry says all of it: what it
/// is about, where it stands, which dates still run, and the scans of the papers so far.
package struct CaseTakenOver: CaseEventBody {
    package static let kind = "case-taken-over"
    package static let personalKeys: Set<String> = [
        "complainants", "employers", "summary", "paperNames", FileNames.key,
    ]

    /// A day that the case brings along, with what it told the rules when it was entered: a pack that is mended later
    /// changes nothing of that.
    package struct Milestone: Hashable, Sendable, Codable {
        /// `filed`, `suspended` … as the pack names it.
        package var name: String
        package var title: String
        package var day: Day
        package var facts: [Told]

        package init(name: String, title: String, day: Day, facts: [Told]) {
            self.name = name
            self.title = title
            self.day = day
            self.facts = facts
        }
    }

    /// A fact of that day.
    package struct Told: Hashable, Sendable, Codable {
        package var kind: FactKind
        package var attributes: [String: FactValue]

        package init(kind: FactKind, attributes: [String: FactValue]) {
            self.kind = kind
            self.attributes = attributes
        }
    }

    /// A paper of the time before. Its title stands in ``CaseTakenOver/paperNames``, at the same place.
    package struct Paper: Hashable, Sendable, Codable {
        package var item: String
        package var pages: Int
        package var day: Day?
        /// The kind of form that it is, where it is one that the rules ask for; the steps of its life are then taken
        /// for done.
        package var form: FormKindID?
        package var steps: [FormStep]
        package var scan: BlobReference?

        package init(
            item: String, pages: Int, day: Day? = nil, form: FormKindID? = nil, steps: [FormStep] = [],
            scan: BlobReference? = nil
        ) {
            self.item = item
            self.pages = pages
            self.day = day
            self.form = form
            self.steps = steps
            self.scan = scan
        }
    }

    /// The number under which the case ran and goes on running.
    package var number: String
    package var unit: String
    /// `city` or `district`.
    package var level: String
    package var cause: String
    package var source: MatterReceived.Source
    package var industry: MatterReceived.Industry
    package var procedure: String?
    /// Where it stands, in the words of the pack, and what that was called then.
    package var state: StateID
    package var stateTitle: String
    /// The state to which it goes back, where it stands in one that is left for the state before.
    package var stateBefore: StateID?
    /// The day on which the matter came in.
    package var received: Day
    package var milestones: [Milestone]
    /// The milestones of which was said that the case has no such day, though it is past them.
    package var lacking: [String]?
    package var lead: Officer?
    package var others: [Officer]
    package var papers: [Paper]
    /// SHA-256 of what was typed or of the row of the sheet, so that the same case sent again is known.
    package var digest: String
    package var complainants: [Complainant]?
    package var employers: [Employer]?
    package var summary: String?
    package var paperNames: [String]?

    package init(
        number: String, unit: String, level: String, cause: String, source: MatterReceived.Source,
        industry: MatterReceived.Industry, state: StateID, stateTitle: String, received: Day, digest: String
    ) {
        self.number = number
        self.unit = unit
        self.level = level
        self.cause = cause
        self.source = source
        self.industry = industry
        self.state = state
        self.stateTitle = stateTitle
        self.received = received
        self.digest = digest
        milestones = []
        others = []
        papers = []
    }

    /// The matter as a registration would have stated it.
    var matter: MatterReceived {
        var matter = MatterReceived(
            intakeNumber: number, unit: unit, level: level, cause: cause, source: source, channel: .other,
            industry: industry, writtenBy: .officer)
        matter.procedure = procedure
        matter.complainants = complainants
        matter.employers = employers
        matter.summary = summary
        return matter
    }

    /// What a paper is called.
    package func title(ofPaper index: Int) -> String? {
        paperNames.flatMap { $0.indices.contains(index) ? $0[index] : nil }
    }
}

extension MaterialReceived {
    /// The phase of papers that came with a case that was taken over: they lie before all others.
    package static let beforeTakeOver = "before-take-over"
}
