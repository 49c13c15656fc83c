package import Rules

/// What a simple act asks of the person who enters it. The words for people stand in the pages.
package struct ActSchema: Hashable, Sendable {
    package let what: FactKind
    /// What the act is about.
    package let subject: Subject
    package let questions: [Question]
    /// Whether files may or must come with it.
    package let attachments: Attachments

    /// The kind of thing an act is about.
    package enum Subject: String, Hashable, Sendable {
        case none, material, act, recording, service, form, evidence
        /// Anything of the case, or nothing.
        case any

        /// The things of which ``any`` may be one.
        package static let things: [Subject] = [.service, .act, .form, .recording, .material, .evidence]
    }

    /// Whether files come with an act.
    package enum Attachments: String, Hashable, Sendable { case none, optional, required }

    /// One thing asked.
    package struct Question: Hashable, Sendable {
        package let name: String
        package let kind: Kind
        package let isRequired: Bool
        /// Whether the answer goes to the personal part.
        package let isPersonal: Bool
        /// What the question is called; nil for those whose words stand in the pages.
        package let label: String?
        /// What its answers are called, by code; empty where the words stand in the pages.
        package let answers: [String: String]

        /// How an answer looks.
        package enum Kind: Hashable, Sendable {
            case text
            case paragraph
            case yesNo
            case number
            case money
            case time
            case day
            case choice([String])
            case choices([String])
            case lines
        }
    }

    /// What the act is called; nil for those whose words stand in the pages.
    package let title: String?

    /// The schema of a simple act of a case; nil for facts that come of other events, and for acts of a unit's book.
    package static func of(_ what: FactKind) -> ActSchema? {
        all.first { $0.what == what }
            ?? ActLibrary.bundled.act(what).flatMap { $0.scope == .case ? ActSchema($0) : nil }
    }

    /// The schema of an act of the library.
    package init(_ kind: ActKind) {
        what = kind.fact
        title = kind.title
        subject = Subject(rawValue: kind.about) ?? .none
        attachments = Attachments(rawValue: kind.files.rawValue) ?? .none
        questions = kind.questions.map(Question.init)
    }
}

extension ActSchema.Question {
    fileprivate init(_ question: ActKind.Question) {
        name = question.name
        isRequired = question.isRequired
        isPersonal = question.isPersonal
        label = question.label
        answers = Dictionary(question.options.map { ($0.id, $0.title) }) { first, _ in first }
        let codes = question.options.map(\.id)
        kind =
            switch question.kind {
            case .text: .text
            case .paragraph: .paragraph
            case .number: .number
            case .money: .money
            case .day: .day
            case .time: .time
            case .choice: .choice(codes)
            case .choices: .choices(codes)
            case .lines: .lines
            case .yesNo: .yesNo
            }
    }

    static func required(_ name: String, _ kind: Kind = .text, personal: Bool = false) -> Self {
        Self(name: name, kind: kind, isRequired: true, isPersonal: personal, label: nil, answers: [:])
    }

    static func optional(_ name: String, _ kind: Kind = .text, personal: Bool = false) -> Self {
        Self(name: name, kind: kind, isRequired: false, isPersonal: personal, label: nil, answers: [:])
    }
}

extension ActSchema {
    private init(
        _ what: FactKind, about subject: Subject = .none, attachments: Attachments = .none, _ questions: Question...
    ) {
        self.what = what
        title = nil
        self.subject = subject
        self.questions = questions
        self.attachments = attachments
    }

    /// The conditions of recording that a person judges.
    static let triggers = ["dispute-risk", "obstruction", "major-complex", "required-by-law"]
    /// What a recording of an act on site shows.
    package static let captureItems = [
        "time", "place", "cause", "officer-identity", "party-identity", "scene", "evidence", "persons-conduct",
        "service",
    ]
    private static let acts = ["questioning", "inspection", "verification", "service", "call", "message"]
    private static let causes = [
        "device-fault", "device-damage", "weather", "battery", "storage", "other-objective", "unexcused",
    ]

    /// All simple acts.
    package static let all: [ActSchema] = [
        ActSchema(
            .materialStamped, about: .material,
            .required(
                "stamp",
                .choice([
                    "complainant-submitted", "reporter-submitted", "inspected-unit-submitted",
                    "complainant-or-reporter-submitted", "copy-verified",
                ])),
            .required("date"), .optional("compared-by")),
        ActSchema(.originalNotProduced, about: .material, .required("reason", .paragraph)),
        ActSchema(.acceptanceAssessed, .required("met", .yesNo), .required("ground", .paragraph)),
        ActSchema(.acceptanceDecided, .required("accepted", .yesNo), .optional("reason", .paragraph)),
        ActSchema(.matterDropped, .required("reason", .paragraph)),
        ActSchema(
            .handedOver, .required("what", .choice(["case", "forms", "volume"])), .required("from"), .required("to"),
            .optional("form")),
        ActSchema(.handoverConfirmed, .required("what", .choice(["case", "forms", "volume"]))),
        ActSchema(.conflictDeclared, .required("officer"), .required("reason", .paragraph)),
        ActSchema(
            .triggerAssessed, .required("trigger", .choice(triggers)), .required("answer", .yesNo),
            .required("reason", .paragraph), .optional("citation"), .optional("covers", .choices(acts))),
        ActSchema(
            .recordingExempted, about: .act, .required("reason", .choice(["state-secret", "other-unsuitable"])),
            .optional("explanation", .paragraph)),
        ActSchema(.recordingStored, about: .recording, .required("volume")),
        ActSchema(
            .recordingLabelled, about: .recording, .required("case-number"), .required("party", personal: true),
            .required("handler")),
        ActSchema(
            .captureAnswered, about: .act, .required("item", .choice(captureItems)),
            .required("answer", .choice(["marked", "not-present", "not-captured"])), .optional("position", .number),
            .optional("reason", .paragraph), .optional("act")),
        ActSchema(
            .gapExplained, about: .act, .required("from", .time), .required("to", .time),
            .required("cause", .choice(causes)), .required("objective", .yesNo), .required("voice-explanation", .yesNo),
            .optional("gap-kind", .choice(["late-start", "interruption", "early-end"])),
            .optional("explanation", .paragraph)),
        ActSchema(
            .recordingFailureReported, about: .act, .required("to"), .required("found-at", .time),
            .optional("explanation", .paragraph)),
        ActSchema(
            .evidenceAdded, about: .evidence, attachments: .optional,
            .required("evidence-kind", .choice(["document", "object", "image", "recording"])),
            .required("name", personal: true), .required("bound", .yesNo), .optional("pages", .number),
            .optional("about")),
        ActSchema(
            .evidencePrinted, about: .evidence, .required("time", .time), .required("place", personal: true),
            .required("content", .paragraph, personal: true), .required("recorder-name"), .required("recorder-identity")
        ),
        ActSchema(
            .evidenceBagged, about: .evidence, .required("name", personal: true), .required("quantity", .number),
            .required("time", .time), .required("place", personal: true)),
        ActSchema(
            .evidenceRemarked, about: .recording, .required("content", .paragraph, personal: true),
            .required("time", .time), .required("place", personal: true), .required("recorder-name"),
            .required("recorder-identity"), .required("location")),
        ActSchema(.serviceReturned, about: .service, .required("return-circumstances", .paragraph, personal: true)),
        ActSchema(
            .correctionVerified, about: .act, .required("result", .choice(["corrected", "partly", "not"])),
            .required("record")),
        ActSchema(
            .statementRequested, attachments: .optional, .required("signer", personal: true),
            .required("receiver"), .optional("scribe")),
        ActSchema(.statementHeard, .required("organiser"), .required("recorder")),
        ActSchema(
            .deliberationDecided, .required("enter", .yesNo), .required("participants", .lines),
            .optional("reason", .paragraph)),
        ActSchema(.hearingRequested, .required("eligible", .yesNo), .required("timely", .yesNo)),
        ActSchema(
            .hearingConcluded, .required("held", .yesNo), .optional("supports", .yesNo), .optional("reason", .paragraph)
        ),
        ActSchema(.complexityJudged, .required("complex", .yesNo), .required("reason", .paragraph)),
        ActSchema(
            .legalReviewed, attachments: .optional, .required("passed", .yesNo), .required("opinion", .paragraph)),
        ActSchema(
            .collectivelyDiscussed, attachments: .optional, .required("participants", .lines),
            .required("result", .choice(["for", "against"])), .required("brought-by"), .optional("opinion", .paragraph)),
        ActSchema(.penaltyProcedureEntered, .optional("reason", .paragraph)),
        ActSchema(
            .performanceReceived, attachments: .optional, .required("amount", .money), .required("outstanding", .money),
            .optional("worker", personal: true)),
        ActSchema(.decisionFulfilled, attachments: .optional, .required("evidence", .paragraph)),
        ActSchema(.remedyBegun, .required("route", .choice(["reconsideration", "suit"]))),
        ActSchema(
            .remedyEnded, attachments: .optional, .required("route", .choice(["reconsideration", "suit"])),
            .required("effect", .choice(["upheld", "changed", "annulled", "other"])), .required("document")),
        ActSchema(.investigationResumed, .required("reason", .paragraph)),
        ActSchema(.caseClosed, .required("ground", .choice(["fulfilled", "no-penalty", "other-end"]))),
        ActSchema(
            .volumeCompiled, .required("catalogued", .number), .required("uncatalogued", .number),
            .required("unbagged", .number), .required("unprinted", .number), .required("pages", .number)),
        ActSchema(.caseArchived, attachments: .optional, .required("archive-number")),
        ActSchema(
            .deviationRecorded, .required("rule"), .optional("about"), .required("reason", .paragraph)),
        ActSchema(.noteMade, about: .any, .required("note"), .optional("reason", .paragraph)),
    ]
}
