package import Chronology
package import Recordings
package import Rules

/// A case as its log tells it: a fold over events, and nothing besides. Deleting it loses nothing.
package struct Case: Sendable {
    /// The case's id, which is the name of its stream without the prefix.
    package let id: String
    /// The version of its stream: the number of events folded in.
    package internal(set) var version = 0
    package internal(set) var matter: MatterReceived?
    package internal(set) var receivedAt: Instant?
    package internal(set) var receivedBy: Officer?
    package internal(set) var serial: String?
    package internal(set) var lead: Officer?
    package internal(set) var officers: [Officer] = []
    package internal(set) var materials: [Material] = []
    package internal(set) var forms: [Form] = []
    package internal(set) var acts: [Act] = []
    package internal(set) var recordings: [Recording] = []
    package internal(set) var services: [Service] = []
    package internal(set) var entered: [Entered] = []
    /// What the workers are owed, a row a worker and period.
    package internal(set) var wages: [WageRow] = []
    /// The blobs of wage lists: the spreadsheets, and rows too long for the log.
    package internal(set) var wageBlobs: [BlobReference] = []
    /// The cases with which it is bound by joining or splitting, oldest bond first.
    package internal(set) var bound: [BoundCase] = []
    /// Whether rows of a wage list are withheld or could not be read, so that sums say too little.
    package internal(set) var lacksWages = false
    /// What the rules read, in the order of the log.
    package internal(set) var facts: [Fact] = []
    /// The first event that this build could not read; decisions stop there, reading goes on.
    package internal(set) var unreadable: String?

    /// A case before its first event.
    package init(id: String) { self.id = id }

    /// An event with what its envelope says: who, when, and the id of the entry.
    package struct Entry: Sendable {
        package let id: String
        package let actor: Actor
        /// When it was entered: the server's time.
        package let entered: Instant
        /// When it happened.
        package let at: Instant
        package let event: CaseEvent

        package init(id: String, actor: Actor, entered: Instant, at: Instant, event: CaseEvent) {
            self.id = id
            self.actor = actor
            self.entered = entered
            self.at = at
            self.event = event
        }
    }

    /// A piece of material with the stamps it bears.
    package struct Material: Hashable, Sendable {
        package let received: MaterialReceived
        package let at: Instant
        package internal(set) var stamps: [String] = []
        package internal(set) var originalNotProduced: String?
    }

    /// Where an act of the officers stands.
    package struct Act: Hashable, Sendable {
        package internal(set) var recorded: ActRecorded
        package internal(set) var isFinalised = false
        package internal(set) var explanations: [Explanation] = []
        package internal(set) var answers: [String: String] = [:]

        /// A break that was explained.
        package struct Explanation: Hashable, Sendable {
            package let from: Instant
            package let to: Instant
            package let cause: String
            package let isObjective: Bool
            package let isSpoken: Bool
        }
    }

    /// A recording with its place of storage and its label.
    package struct Recording: Hashable, Sendable {
        package let added: RecordingAdded
        /// When it was entered, by the server.
        package let entered: Instant
        package internal(set) var volume: String?
        package internal(set) var label: [String: String]?

        /// Whether it is a photograph, which can be printed and bound.
        package var isPicture: Bool { added.blob.mediaType.hasPrefix("image/") }

        /// What does not fit about its time.
        package var clockDoubts: [ClockDoubt] {
            ClockDoubt.of(start: added.start, end: added.end, cameraStart: added.cameraStart, entered: entered)
        }
    }

    /// A service with what came of it.
    package struct Service: Hashable, Sendable {
        package let entered: ServiceEntered
        package let at: Instant
        package internal(set) var returned: String?
    }

    /// A simple act with who and when.
    package struct Entered: Hashable, Sendable {
        package let entry: String
        package let act: ActEntered
        package let at: Instant
        package let by: Officer
    }

    /// The form of an id.
    package func form(_ id: String) -> Form? { forms.first { $0.id == id } }
    /// The newest form of a kind that was not voided.
    package func form(ofKind kind: FormKindID) -> Form? { forms.last { $0.kind == kind && !$0.isVoided } }
    /// The act of an id.
    package func act(_ id: String) -> Act? { acts.first { $0.recorded.act == id } }
    /// The simple acts of a kind, oldest first.
    package func entered(_ kind: FactKind) -> [Entered] { entered.filter { $0.act.what == kind } }

    /// What lists and titles call the case: its first employer, or what stands for an unknown one.
    package var partyName: String? { matter?.employers?.first?.name }
    /// The number it runs under: its serial, and before that its intake number.
    package var number: String? { serial ?? matter?.intakeNumber }
}

/// A form in its life.
package struct Form: Hashable, Sendable {
    package let id: String
    package let kind: FormKindID
    package let about: String?
    package let corrects: String?
    package internal(set) var version: Int
    package internal(set) var drafter: Officer
    package internal(set) var fields: [String: FieldContent]
    package internal(set) var draftedAt: Instant
    /// The blobs that hold fields too long for the log, of all versions.
    package internal(set) var contents: [BlobReference] = []
    /// Whether fields of the present version lie in a blob that could not be read.
    package internal(set) var lacksContent = false
    package internal(set) var submitted: FormSubmitted?
    package internal(set) var reviews: [Opinion] = []
    package internal(set) var forwarded = false
    package internal(set) var decision: Opinion?
    package internal(set) var issued: FormIssued?
    package internal(set) var issuedAt: Instant?
    package internal(set) var signed: [FormSigned] = []
    package internal(set) var voided: String?

    /// The text that a field states, or the option that was chosen in it.
    package func text(of field: String) -> String? {
        if case .text(let text)? = fields[field] { text } else { nil }
    }

    /// What a reviewer or approver said.
    package struct Opinion: Hashable, Sendable {
        package let by: Officer
        package let role: String
        package let at: Instant
        package let passed: Bool
        package let text: String
        package let version: Int
        /// Whether it was given on paper and entered by another.
        package var isOnPaper: Bool { scan != nil }
        /// The scan of the sheet on which it was given.
        package let scan: BlobReference?
        /// For whom the person stood in (代); nil where it was given in the person's own right.
        package let standsInFor: Officer?
    }

    package var isVoided: Bool { voided != nil }
    /// The opinion that passed the present version, where there is one.
    package var review: Opinion? { reviews.last { $0.version == version } }
    package var isApproved: Bool { decision.map { $0.passed && $0.version == version } ?? false }
    /// Submitted in its present version and not returned or refused.
    package var isSubmitted: Bool {
        submitted?.version == version && review?.passed != false && decision?.passed != false
    }
    /// The PDF that counts: the issued one, before that the submitted one.
    package var document: BlobReference? { issued?.document ?? submitted?.document }
}
