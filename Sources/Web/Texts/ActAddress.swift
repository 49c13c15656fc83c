import Casework
import Rules

/// Where an act is begun: the address and the words of the button.
struct ActAddress: Equatable {
    let href: String
    let title: String

    /// The act that a pack names `form:KIND` or `act:NAME`; nil for one that no page begins.
    init?(code: String, caseID: String, rules: RuleBook) {
        let halves = code.split(separator: ":", maxSplits: 1).map(String.init)
        guard halves.count == 2 else { return nil }
        switch halves[0] {
        case "form": self.init(form: halves[1], caseID: caseID, rules: rules)
        case "act":
            if let kind = ActLibrary.bundled.fact(halves[1]) ?? Self.verbs[halves[1]] {
                self.init(kind, caseID: caseID)
            } else if ActRecorded.Act(rawValue: halves[1]) != nil {
                self.init(
                    href: "/cases/\(caseID)/acts/new?what=\(halves[1])",
                    title: "记录" + AnswerLabels.option(halves[1], of: "act"))
            } else {
                return nil
            }
        default: return nil
        }
    }

    /// Begins a form of a kind, about something where that is given.
    init(form kind: FormKindID, about: String? = nil, caseID: String, rules: RuleBook) {
        let about = about.map { "&about=" + PercentEncoding.encode($0) } ?? ""
        self.init(
            href: "/cases/\(caseID)/forms/new?kind=\(PercentEncoding.encode(kind))\(about)",
            title: "制作《\(rules.form(kind)?.title ?? kind)》")
    }

    /// Does what a kind of fact states, to a thing where that is given; nil for what comes of other acts.
    init?(_ kind: FactKind, subject: String? = nil, caseID: String) {
        let place = "/cases/\(caseID)"
        let query = subject.map { "?subject=" + PercentEncoding.encode($0) } ?? ""
        switch kind {
        case .matterReceived: self.init(href: "/matters/new", title: kind.title)
        case .materialReceived: self.init(href: place + "/materials/new", title: kind.title)
        case .caseNumbered: self.init(href: place + "?tab=overview#number", title: kind.title)
        case .leadAssigned: self.init(href: place + "/lead", title: kind.title)
        case .actRecorded: self.init(href: place + "/acts/new", title: kind.title)
        case .actCompleted: self.init(href: place + "?tab=acts", title: kind.title)
        case .recordingAdded: self.init(href: place + "/recordings/new", title: kind.title)
        case .served: self.init(href: place + "/services/new", title: kind.title)
        case .volumeCompiled: self.init(href: place + "/volume", title: kind.title)
        case .platformFieldSupplied, .platformSheetEntered, .platformDeadlineTold:
            self.init(href: place + "/platforms", title: kind.title)
        // Entered by the outbox alone.
        case .platformMessageTaken: return nil
        case .formDrafted, .formSubmitted, .formReviewed, .formForwarded, .formApproved, .formRefused, .formNumbered,
            .formIssued, .formSigned, .formScanned, .formVoided, .formCorrected:
            self.init(href: place + "?tab=forms", title: kind.title)
        default:
            guard ActSchema.of(kind) != nil else { return nil }
            self.init(href: place + "/enter/\(kind.rawValue)\(query)", title: kind.title)
        }
    }

    /// The facts that the acts of a pack bring about.
    static let verbs: [String: FactKind] = [
        "receive-material": .materialReceived, "stamp-material": .materialStamped,
        "assess-acceptance": .acceptanceAssessed, "accept": .acceptanceDecided, "drop-matter": .matterDropped,
        "hand-over": .handedOver, "confirm-handover": .handoverConfirmed, "number-case": .caseNumbered,
        "assign-lead": .leadAssigned, "declare-conflict": .conflictDeclared, "assess-trigger": .triggerAssessed,
        "record-act": .actRecorded, "complete-act": .actCompleted, "add-recording": .recordingAdded,
        "serve": .served, "verify-correction": .correctionVerified, "request-statement": .statementRequested,
        "hear-statement": .statementHeard, "deliberate": .deliberationDecided, "request-hearing": .hearingRequested,
        "conclude-hearing": .hearingConcluded, "judge-complexity": .complexityJudged, "review-legally": .legalReviewed,
        "discuss-collectively": .collectivelyDiscussed, "enter-penalty-procedure": .penaltyProcedureEntered,
        "record-performance": .performanceReceived, "fulfil": .decisionFulfilled, "begin-remedy": .remedyBegun,
        "end-remedy": .remedyEnded, "resume-investigation": .investigationResumed, "close": .caseClosed,
        "compile-volume": .volumeCompiled, "archive": .caseArchived, "record-deviation": .deviationRecorded,
        "make-note": .noteMade,
    ]

    private init(href: String, title: String) {
        self.href = href
        self.title = title
    }
}
