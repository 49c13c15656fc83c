/// What can happen in a case, in the words of the packs. The comment at each kind lists the attributes it states;
/// `field.X` stands for a field of the form concerned.
package enum FactKind: String, Hashable, Sendable, CaseIterable, Codable {
    /// A complaint, report, referral or other matter arrived. `source` complaint | report | referred | assigned |
    /// other; `channel` visit | phone | letter | other; `industry` construction | general; `relation` self | agent |
    /// other; `reporter-type`, `anonymous`, `reporter-name`, `reporter-sex`, `reporter-contact`, `employer-name`,
    /// `employer-address`, `violation-summary`, `description`, `sending-organ`, `sending-number`, `sending-date`,
    /// `evidence` offered | none-available, `window-recording`, `window-recording-reason`, `written-by`
    /// complainant | reporter | dictated | officer, `choice-reason`.
    case matterReceived = "matter-received"
    /// One piece of material was handed in; subject is the piece. `name`, `pages`, `submitter` complainant | reporter |
    /// inspected-unit, `copy`, `phase` intake | investigation, `received-by`, `document` violation-statement |
    /// report-letter for the papers that the rules ask for by name.
    case materialReceived = "material-received"
    /// A strip stamp was put on a piece; subject is the piece. `stamp`, `date` as YYYY-MM-DD, `compared-by`.
    case materialStamped = "material-stamped"
    /// There was no original to compare a copy with; subject is the piece. `reason`.
    case originalNotProduced = "original-not-produced"
    /// The conditions of acceptance were assessed. `met`, `ground`.
    case acceptanceAssessed = "acceptance-assessed"
    /// Acceptance was decided. `accepted`, `reason`.
    case acceptanceDecided = "acceptance-decided"
    /// A matter that needs no decision form was ended by a reasoned entry. `reason`.
    case matterDropped = "matter-dropped"
    /// A form was begun; subject is the form. `form`, `version`, `drafter`, `field.X`, and `about`: what it
    /// records (an act, a form, a service). Also stated by every later fact about a form.
    case formDrafted = "form-drafted"
    /// A form left its drafter, complete and frozen. As above, and `to` (a role).
    case formSubmitted = "form-submitted"
    /// A reviewer passed or returned a form. `passed`, `opinion`.
    case formReviewed = "form-reviewed"
    /// A form that had passed review was put to the approver. `to`.
    case formForwarded = "form-forwarded"
    /// A form was approved. `opinion`, `carrier` electronic | paper, `entered-by`.
    case formApproved = "form-approved"
    /// A form was refused by its approver. `opinion`.
    case formRefused = "form-refused"
    /// A form got its document number. `number`.
    case formNumbered = "form-numbered"
    /// A form left the office as its paper. `number`.
    case formIssued = "form-issued"
    /// A form was signed. `signers` (kinds: officer, party, witness, complainant …), `signer-count`, `fingerprint`,
    /// `carrier`.
    case formSigned = "form-signed"
    /// The scan of a signed sheet was matched to its form. `pages`.
    case formScanned = "form-scanned"
    /// A form was voided before service. `reason`.
    case formVoided = "form-voided"
    /// A served form was corrected by another. `corrects` (form id).
    case formCorrected = "form-corrected"
    /// Papers or the case were handed from one function to another. `what`, `from`, `to`, `form`.
    case handedOver = "handed-over"
    /// The receiver confirmed a hand-over. `what`.
    case handoverConfirmed = "handover-confirmed"
    /// The case got its serial number. `serial`.
    case caseNumbered = "case-numbered"
    /// Lead officer and co-officers were named. `lead`, `officers`, `officer-count`.
    case leadAssigned = "lead-assigned"
    /// An officer declared a conflict of interest. `officer`, `reason`.
    case conflictDeclared = "conflict-declared"
    /// What happened in an act was entered; always accepted, as it is the truth. Attributes as at ``actCompleted``.
    case actRecorded = "act-recorded"
    /// An act was finalised as complete, which the rules may refuse; subject is the act. `act` questioning | inspection |
    /// verification | service | call | message, `officers`, `officer-count`, `badges`, `place`, `from`, `to`, `on-site`,
    /// `certificates-shown` yes | no, `certificates-reason`, `cooperation` yes | refused, `obstruction` yes | no |
    /// unasked, `triggered` (some situation that calls for a recording was judged so), `recorded` (a recording is
    /// linked), `gaps` (breaks without any explanation), `late-start` and `early-end` (yes or no), `text-record`
    /// (form id).
    case actCompleted = "act-completed"
    /// A situation that calls for a recording was judged. `trigger` dispute-risk | obstruction | major-complex |
    /// required-by-law, `answer`, `reason`, `citation`, `covers` (acts or kinds of act; left out for all).
    case triggerAssessed = "trigger-assessed"
    /// The duty to record an act was lifted; subject is the act. `reason` state-secret | other-unsuitable, `explanation`.
    case recordingExempted = "recording-exempted"
    /// A recording was taken in; subject is the recording. `act`, `device`, `device-registered`, `device-reason`,
    /// `start`, `end`, `evidence`.
    case recordingAdded = "recording-added"
    /// A recording lies in a registered dedicated store. `volume`.
    case recordingStored = "recording-stored"
    /// A recording was labelled. `case-number`, `party`, `handler`.
    case recordingLabelled = "recording-labelled"
    /// A point of the capture list was marked or answered; subject is the act. `item`, `answer` marked | not-present |
    /// not-captured, `position`, `reason`.
    case captureAnswered = "capture-answered"
    /// A break of a recording was explained; subject is the act. `cause`, `objective`,
    /// `voice-explanation`, `from`, `to`, `gap-kind` interruption | late-start | early-end (interruption if left out).
    case gapExplained = "gap-explained"
    /// It was reported that recording could not go on; subject is the act. `to`, `found-at`.
    case recordingFailureReported = "recording-failure-reported"
    /// A piece of evidence was taken; subject is the piece. `evidence-kind` document | object | image | recording,
    /// `bound`, `name`, `about` (the act in which it was taken).
    case evidenceAdded = "evidence-added"
    /// An image was printed with its explanation. `time`, `place`, `content`, `recorder-name`, `recorder-identity`.
    case evidencePrinted = "evidence-printed"
    /// Evidence that cannot be bound was put in a bag. `name`, `quantity`, `time`, `place`.
    case evidenceBagged = "evidence-bagged"
    /// Evidence or a recording was entered on the remarks sheet. `content`, `time`, `place`, `recorder-name`,
    /// `recorder-identity`, `location`.
    case evidenceRemarked = "evidence-remarked"
    /// A form was served, or service was tried; subject is the service. `form`, `form-id`, `addressee`, `method` direct |
    /// leave | mail | fax | email | message | entrusted | public-notice, `receipt`, `signer`, `circumstances`,
    /// `posting-proof`, `mail-return-receipt`, `captures`, `fax-time`, `fax-number`, `entrusted-body`, `reason`, `manner`,
    /// `process`, `notice-text`, `confirmed-by-party`, and `field.X` of the form.
    case served = "served"
    /// A mailed document came back; subject is the service. `return-circumstances`, `form` and `form-id` of the service.
    case serviceReturned = "service-returned"
    /// Whether an ordered correction was made was checked; subject is the act. `result` corrected | partly | not,
    /// `record` (form id).
    case correctionVerified = "correction-verified"
    /// The party asked to state and defend. `signer`, `receiver`, `scribe`.
    case statementRequested = "statement-requested"
    /// The statement was heard. `organiser`, `recorder`.
    case statementHeard = "statement-heard"
    /// The panel decided on entering the penalty procedure. `enter`, `participants`.
    case deliberationDecided = "deliberation-decided"
    /// A hearing was asked for. `eligible`, `timely`.
    case hearingRequested = "hearing-requested"
    /// The legal section concluded the hearing, or entered that none is held. `held`, `supports`, `reason`.
    case hearingConcluded = "hearing-concluded"
    /// Whether the case is complex or needs a heavier penalty was judged. `complex`, `reason`.
    case complexityJudged = "complexity-judged"
    /// The legal section gave its opinion. `passed`.
    case legalReviewed = "legal-reviewed"
    /// The bureau's leaders discussed the case. `participants`, `result` for | against,
    /// `brought-by`.
    case collectivelyDiscussed = "collectively-discussed"
    /// The penalty procedure was entered.
    case penaltyProcedureEntered = "penalty-procedure-entered"
    /// Money was paid or another part of a decision performed. `amount`, `outstanding`.
    case performanceReceived = "performance-received"
    /// The decision is wholly performed. `evidence`.
    case decisionFulfilled = "decision-fulfilled"
    /// Reconsideration or a suit was begun. `route` reconsideration | suit.
    case remedyBegun = "remedy-begun"
    /// Its result arrived. `route`, `effect` upheld | changed | annulled | other, `document`.
    case remedyEnded = "remedy-ended"
    /// The investigation was suspended or resumed by a reasoned record. `reason`.
    case investigationResumed = "investigation-resumed"
    /// The case was closed. `ground`.
    case caseClosed = "case-closed"
    /// The volume was put together. `catalogued`, `uncatalogued`, `unbagged`, `unprinted`, `pages`.
    case volumeCompiled = "volume-compiled"
    /// The case was archived and its contents sealed. `archive-number`.
    case caseArchived = "case-archived"
    /// A gate was opened by a deviation, by a person in the role that the rule names. `rule`, `about` (the subject of
    /// the act, or nothing for the whole case), `reason`.
    case deviationRecorded = "deviation-recorded"
    /// A note that the rules ask for; subject is the thing it is about. `note` registered | inquiry-notice-waived |
    /// no-correction-phase | mail-return-receipt | preservation-disposed, `reason`.
    case noteMade = "note-made"
}
