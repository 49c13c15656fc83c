package import Casework
package import Chronology
package import Rules

/// A case in a list.
package struct CaseSummary: Hashable, Sendable, Codable, Identifiable {
    package let id: String
    /// Serial number, before that the intake number.
    package let number: String
    package let party: String
    package let cause: String
    package let unit: String
    package let lead: String?
    package let state: StateID
    package let stateTitle: String
    package let stage: String
    package let received: Instant
    /// The next due time of an open duty, and what is due.
    package let nextDue: Instant?
    package let nextDuty: String?
    package let overdue: Int
    /// The version of the stream that the row was made from.
    package let version: Int
    /// The number of the leading case, where this one was joined to another.
    package var joinedInto: String?
}

/// What a list is asked for.
package struct CaseQuery: Hashable, Sendable {
    package var text = ""
    package var stage: String?
    package var state: StateID?
    package var onlyOverdue = false
    package var onlyMine = false
    /// `due`, `number`, `received`, `party`.
    package var sort = "due"
    /// From 0; 50 rows a page.
    package var page = 0

    package init() {}
}

/// A page of a list.
package struct CasePage: Hashable, Sendable {
    package let rows: [CaseSummary]
    package let total: Int
}

/// A duty on somebody's list.
package struct DueItem: Hashable, Sendable {
    package let caseSummary: CaseSummary
    package let obligation: Obligation
    /// Working days left until it is due; negative when overdue; nil without a due time.
    package let workingDaysLeft: Int?
}

/// A form that waits for somebody's review or approval.
package struct PaperItem: Hashable, Sendable {
    package let caseSummary: CaseSummary
    package let form: String
    package let version: Int
    package let title: String
    /// `reviewed`, `forwarded`, `approved`, `issued`.
    package let step: FormStep
    package let drafter: String
    package let submitted: Instant?
}

/// What somebody's desk shows: the first of each list, with how many there are.
package struct Worklist: Hashable, Sendable {
    package let papers: [PaperItem]
    package let due: [DueItem]
    /// What the procedure expects next in cases of the person's own function.
    package let next: [NextItem]
    /// Recordings that the person took in and that want their act, label or place of storage.
    package let recordings: [RecordingItem]
    /// What is overdue in cases of the person's unit in which others take part.
    package let ofUnit: [DueItem]
    package let counts: Counts

    package struct NextItem: Hashable, Sendable {
        package let caseSummary: CaseSummary
        package let act: NextAct
    }

    /// A recording that is not yet sorted or stored.
    package struct RecordingItem: Hashable, Sendable {
        package let caseSummary: CaseSummary
        package let recording: String
        package let device: String
        package let start: Instant
        package let isSorted: Bool
        package let isLabelled: Bool
        package let isStored: Bool
    }

    /// How much there is in all, shown or not.
    package struct Counts: Hashable, Sendable {
        package let duties: Int
        package let overdue: Int
        /// Due on this day.
        package let today: Int
        package let papers: Int
        package let recordings: Int
        package let ofUnit: Int
    }
}

/// An act that the procedure offers in the present state.
package struct NextAct: Hashable, Sendable {
    /// `form:KIND` or `act:NAME` as the pack names it.
    package let code: String
    /// Whether this person may do it now.
    package let isAllowed: Bool
    /// What stands against it.
    package let refusals: [Refusal]
}

/// One line of a case's log.
package struct TimelineItem: Hashable, Sendable {
    package let entry: String
    /// The index in the whole log.
    package let index: Int64
    package let at: Instant
    package let entered: Instant
    package let actor: Actor
    package let event: CaseEvent
    /// Entered more than a day after it happened (迟录).
    package var isLate: Bool { entered.seconds(since: at) > 86_400 }
}

/// All that the page of a case shows.
package struct CaseDossier: Sendable {
    package let `case`: Case
    package let summary: CaseSummary
    package let stages: [Pack.Stage]
    package let state: Pack.State?
    package let obligations: [Obligation]
    package let next: [NextAct]
    /// Newest first.
    package let timeline: [TimelineItem]
    /// What it lacks before it is closed and archived.
    package let completeness: Completeness
    /// Whether the person may act on the case, not only look.
    package let mayAct: Bool
    /// What the office's text calls who leads a case.
    package let leadTitle: String
}
