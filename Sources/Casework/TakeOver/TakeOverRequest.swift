package import Chronology
package import Rules

/// A case that is to be taken over, as somebody typed it or as a row of a sheet has it.
package struct TakeOverRequest: Encodable, Sendable {
    /// The number under which it ran.
    package var number: String
    package var cause: String
    package var source: MatterReceived.Source
    package var industry: MatterReceived.Industry
    package var procedure: String?
    package var state: StateID
    package var stateBefore: StateID?
    package var received: Day
    /// The days by the names of the pack's milestones.
    package var days: [String: Day] = [:]
    /// The milestones of which somebody says that the case has no such day, though it is past them.
    package var lacking: [String] = []
    /// The accounts of the lead officer and the others.
    package var lead: String?
    package var others: [String] = []
    package var unit: String?
    package var employers: [Employer] = []
    package var complainants: [Complainant] = []
    package var summary: String?
    package var papers: [Paper] = []

    /// What tells one request from another; that a day is lacking is no part of it.
    private enum CodingKeys: String, CodingKey {
        case number, cause, source, industry, procedure, state, stateBefore, received, days, lead, others, unit
        case employers, complainants, summary, papers
    }

    /// A paper of the time before.
    package struct Paper: Encodable, Sendable {
        package var title: String
        package var pages: Int
        package var day: Day?
        package var form: FormKindID?
        /// The finished upload of its scan.
        package var upload: String?

        package init(title: String, pages: Int, day: Day? = nil, form: FormKindID? = nil, upload: String? = nil) {
            self.title = title
            self.pages = pages
            self.day = day
            self.form = form
            self.upload = upload
        }
    }

    package init(
        number: String, cause: String, source: MatterReceived.Source = .other,
        industry: MatterReceived.Industry = .general, procedure: String? = nil, state: StateID, received: Day
    ) {
        self.number = number
        self.cause = cause
        self.source = source
        self.industry = industry
        self.procedure = procedure
        self.state = state
        self.received = received
    }
}
