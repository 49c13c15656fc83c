/// What can happen in a case, in the words of the packs. The comment at each kind lists the attributes it states;
/// `field.X` stands for a field of the form concerned.
///
/// Some kinds come of events of their own: they stand here. All others are acts that a few answers describe wholly; the
/// act library lists them, so that a pack can speak of a new kind of act without a line of Swift.
package struct FactKind: Hashable, Sendable, RawRepresentable, Codable, CustomStringConvertible {
    /// The word: `form-approved`.
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package init(_ word: String) { rawValue = word }

    package init(from decoder: any Decoder) throws { rawValue = try decoder.singleValueContainer().decode(String.self) }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    package var description: String { rawValue }

    /// A complaint, report, referral or other matter arrived. `source` complaint | report | referred | assigned |
    /// other; `channel` visit | phone | letter | other; `industry` construction | general; `relation` self | agent |
    /// other; `reporter-type`, `anonymous`, `reporter-name`, `reporter-sex`, `reporter-contact`, `employer-name`,
    /// `employer-address`, `violation-summary`, `description`, `sending-organ`, `sending-number`, `sending-date`,
    /// `evidence` offered | none-available, `window-recording`, `window-recording-reason`, `written-by`
    /// complainant | reporter | dictated | officer, `choice-reason`.
    package static let matterReceived = FactKind("matter-received")
    /// One piece of material was handed in; subject is the piece. `name`, `pages`, `submitter` complainant | reporter |
    /// inspected-unit, `copy`, `phase` intake | investigation, `received-by`, `document` violation-statement |
    /// report-letter for the papers that the rules ask for by name.
    package static let materialReceived = FactKind("material-received")
    /// A strip stamp was put on a piece; subject is the piece. `stamp`, `date` as YYYY-MM-DD, `compared-by`.
    package static let materialStamped = FactKind("material-stamped")
    /// There was no original to compare a copy with; subject is the piece. `reason`.
    package static let originalNotProduced = FactKind("original-not-produced")
    /// The conditions of acceptance were assessed. `met`, `ground`.
    package static let acceptanceAssessed = FactKind("acceptance-assessed")
    /// Acceptance was decided. `accepted`, `reason`.
    package static let acceptanceDecided = FactKind("acceptance-decided")
    /// A matter that needs no decision form was ended by a reasoned entry. `reason`.
    package static let matterDropped = FactKind("matter-dropped")
    /// A form was begun; subject is the form. `form`, `version`, `drafter`, `field.X`, and `about`: what it
    /// records (an act, a form, a service). Also stated by every later fact about a form.
    package static let formDrafted = FactKind("form-drafted")
    /// A form left its drafter, complete and frozen. As above, and `to` (a role).
    package static let formSubmitted = FactKind("form-submitted")
    /// A reviewer passed or returned a form. `passed`, `opinion`.
    package static let formReviewed = FactKind("form-reviewed")
    /// A form that had passed review was put to the approver. `to`.
    package static let formForwarded = FactKind("form-forwarded")
    /// A form was approved. `opinion`, `carrier` electronic | paper, `entered-by`.
    package static let formApproved = FactKind("form-approved")
    /// A form was refused by its approver. `opinion`.
    package static let formRefused = FactKind("form-refused")
    /// A form got its document number. `number`.
    package static let formNumbered = FactKind("form-numbered")
    /// A form left the office as its paper. `number`.
    package static let formIssued = FactKind("form-issued")
    /// A form was signed. `signers` (kinds: officer, party, witness, complainant …), `signer-count`, `fingerprint`,
    /// `carrier`.
    package static let formSigned = FactKind("form-signed")
    /// The scan of a signed sheet was matched to its form. `pages`.
    package static let formScanned = FactKind("form-scanned")
    /// A form was voided before service. `reason`.
    package static let formVoided = FactKind("form-voided")
    /// A served form was corrected by another. `corrects` (form id).
    package static let formCorrected = FactKind("form-corrected")
    /// Papers or the case were handed from one function to another. `what`, `from`, `to`, `form`.
    package static let handedOver = FactKind("handed-over")
    /// The receiver confirmed a hand-over. `what`.
    package static let handoverConfirmed = FactKind("handover-confirmed")
    /// The case got its serial number. `serial`.
    package static let caseNumbered = FactKind("case-numbered")
    /// Lead officer and co-officers were named. `lead`, `officers`, `officer-count`.
    package static let leadAssigned = FactKind("lead-assigned")
    /// An officer declared a conflict of interest. `officer`, `reason`.
    package static let conflictDeclared = FactKind("conflict-declared")
    /// What happened in an act was entered; always accepted, as it is the truth. Attributes as at ``actCompleted``.
    package static let actRecorded = FactKind("act-recorded")
    /// An act was finalised as complete, which the rules may refuse; subject is the act. `act` questioning | inspection |
    /// verification | service | call | message, `officers`, `officer-count`, `badges`, `place`, `from`, `to`, `on-site`,
    /// `certificates-shown` yes | no, `certificates-reason`, `cooperation` yes | refused, `obstruction` yes | no |
    /// unasked, `triggered` (some situation that calls for a recording was judged so), `recorded` (a recording is
    /// linked), `gaps` (breaks without any explanation), `late-start` and `early-end` (yes or no), `text-record`
    /// (form id).
    package static let actCompleted = FactKind("act-completed")
    /// A situation that calls for a recording was judged. `trigger` dispute-risk | obstruction | major-complex |
    /// required-by-law, `answer`, `reason`, `citation`, `covers` (acts or kinds of act; left out for all).
    package static let triggerAssessed = FactKind("trigger-assessed")
    /// The duty to record an act was lifted; subject is the act. `reason` state-secret | other-unsuitable, `explanation`.
    package static let recordingExempted = FactKind("recording-exempted")
    /// A recording was taken in; subject is the recording. `act`, `device`, `device-registered`, `device-reason`,
    /// `start`, `end`, `evidence`.
    package static let recordingAdded = FactKind("recording-added")
    /// A recording lies in a registered dedicated store. `volume`.
    package static let recordingStored = FactKind("recording-stored")
    /// A recording was labelled. `case-number`, `party`, `handler`.
    package static let recordingLabelled = FactKind("recording-labelled")
    /// A point of the capture list was marked or answered; subject is the act. `item`, `answer` marked | not-present |
    /// not-captured, `position`, `reason`.
    package static let captureAnswered = FactKind("capture-answered")
    /// A break of a recording was explained; subject is the act. `cause`, `objective`,
    /// `voice-explanation`, `from`, `to`, `gap-kind` interruption | late-start | early-end (interruption if left out).
    package static let gapExplained = FactKind("gap-explained")
    /// It was reported that recording could not go on; subject is the act. `to`, `found-at`.
    package static let recordingFailureReported = FactKind("recording-failure-reported")
    /// A piece of evidence was taken; subject is the piece. `evidence-kind` document | object | image | recording,
    /// `bound`, `name`, `about` (the act in which it was taken).
    package static let evidenceAdded = FactKind("evidence-added")
    /// An image was printed with its explanation. `time`, `place`, `content`, `recorder-name`, `recorder-identity`.
    package static let evidencePrinted = FactKind("evidence-printed")
    /// Evidence that cannot be bound was put in a bag. `name`, `quantity`, `time`, `place`.
    package static let evidenceBagged = FactKind("evidence-bagged")
    /// Evidence or a recording was entered on the remarks sheet. `content`, `time`, `place`, `recorder-name`,
    /// `recorder-identity`, `location`.
    package static let evidenceRemarked = FactKind("evidence-remarked")
    /// A form was served, or service was tried; subject is the service. `form`, `form-id`, `addressee`, `method` direct |
    /// leave | mail | fax | email | message | entrusted | public-notice, `receipt`, `signer`, `circumstances`,
    /// `posting-proof`, `mail-return-receipt`, `captures`, `fax-time`, `fax-number`, `entrusted-body`, `reason`, `manner`,
    /// `process`, `notice-text`, `confirmed-by-party`, and `field.X` of the form.
    package static let served = FactKind("served")
    /// A mailed document came back; subject is the service. `return-circumstances`, `form` and `form-id` of the service.
    package static let serviceReturned = FactKind("service-returned")
    /// Whether an ordered correction was made was checked; subject is the act. `result` corrected | partly | not,
    /// `record` (form id).
    package static let correctionVerified = FactKind("correction-verified")
    /// The party asked to state and defend. `signer`, `receiver`, `scribe`.
    package static let statementRequested = FactKind("statement-requested")
    /// The statement was heard. `organiser`, `recorder`.
    package static let statementHeard = FactKind("statement-heard")
    /// The panel decided on entering the penalty procedure. `enter`, `participants`.
    package static let deliberationDecided = FactKind("deliberation-decided")
    /// A hearing was asked for. `eligible`, `timely`.
    package static let hearingRequested = FactKind("hearing-requested")
    /// The legal section concluded the hearing, or entered that none is held. `held`, `supports`, `reason`.
    package static let hearingConcluded = FactKind("hearing-concluded")
    /// Whether the case is complex or needs a heavier penalty was judged. `complex`, `reason`.
    package static let complexityJudged = FactKind("complexity-judged")
    /// The legal section gave its opinion. `passed`.
    package static let legalReviewed = FactKind("legal-reviewed")
    /// The bureau's leaders discussed the case. `participants`, `result` for | against,
    /// `brought-by`.
    package static let collectivelyDiscussed = FactKind("collectively-discussed")
    /// The penalty procedure was entered.
    package static let penaltyProcedureEntered = FactKind("penalty-procedure-entered")
    /// Money was paid or another part of a decision performed. `amount`, `outstanding`.
    package static let performanceReceived = FactKind("performance-received")
    /// The decision is wholly performed. `evidence`.
    package static let decisionFulfilled = FactKind("decision-fulfilled")
    /// Reconsideration or a suit was begun. `route` reconsideration | suit.
    package static let remedyBegun = FactKind("remedy-begun")
    /// Its result arrived. `route`, `effect` upheld | changed | annulled | other, `document`.
    package static let remedyEnded = FactKind("remedy-ended")
    /// The investigation was suspended or resumed by a reasoned record. `reason`.
    package static let investigationResumed = FactKind("investigation-resumed")
    /// The case was closed. `ground`.
    package static let caseClosed = FactKind("case-closed")
    /// The volume was put together. `catalogued`, `uncatalogued`, `unbagged`, `unprinted`, `pages`.
    package static let volumeCompiled = FactKind("volume-compiled")
    /// The case was archived and its contents sealed. `archive-number`.
    package static let caseArchived = FactKind("case-archived")
    /// A gate was opened by a deviation, by a person in the role that the rule names. `rule`, `about` (the subject of
    /// the act, or nothing for the whole case), `reason`.
    package static let deviationRecorded = FactKind("deviation-recorded")
    /// A note that the rules ask for; subject is the thing it is about. `note` registered | inquiry-notice-waived |
    /// no-correction-phase | mail-return-receipt | preservation-disposed, `reason`.
    package static let noteMade = FactKind("note-made")

    /// The case was joined to another (并案), where its matter runs from now on. `into`, `reason`, `approved-by`,
    /// `approver-role`.
    package static let joinedInto = FactKind("case-joined-into")
    /// People and material of another case came in. `from`, `way` joined | split-off, `reason`.
    package static let takenIn = FactKind("case-taken-in")
    /// A part was split off into a case of its own (分案). `into`, `reason`, `people` (their number), `approved-by`,
    /// `approver-role`.
    package static let splitOff = FactKind("case-split-off")
    /// A case that ran on paper or in another system went on here from the state it stood at. What is told of the time
    /// before comes of the same entry. `state`, `state-before`, `number`.
    package static let caseTakenOver = FactKind("case-taken-over")

    /// The kinds that stand above, in their order.
    package static let builtIn: [FactKind] = [
        .matterReceived, .materialReceived, .materialStamped, .originalNotProduced, .acceptanceAssessed,
        .acceptanceDecided, .matterDropped, .formDrafted, .formSubmitted, .formReviewed, .formForwarded,
        .formApproved, .formRefused, .formNumbered, .formIssued, .formSigned, .formScanned, .formVoided,
        .formCorrected, .handedOver, .handoverConfirmed, .caseNumbered, .leadAssigned, .conflictDeclared,
        .actRecorded, .actCompleted, .triggerAssessed, .recordingExempted, .recordingAdded, .recordingStored,
        .recordingLabelled, .captureAnswered, .gapExplained, .recordingFailureReported, .evidenceAdded,
        .evidencePrinted, .evidenceBagged, .evidenceRemarked, .served, .serviceReturned, .correctionVerified,
        .statementRequested, .statementHeard, .deliberationDecided, .hearingRequested, .hearingConcluded,
        .complexityJudged, .legalReviewed, .collectivelyDiscussed, .penaltyProcedureEntered, .performanceReceived,
        .decisionFulfilled, .remedyBegun, .remedyEnded, .investigationResumed, .caseClosed, .volumeCompiled,
        .caseArchived, .deviationRecorded, .noteMade, .joinedInto, .takenIn, .splitOff, .caseTakenOver,
    ]
}
