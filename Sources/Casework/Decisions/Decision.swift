package import Rules

/// What becomes of a proposed event.
package enum Decision: Hashable, Sendable {
    /// It may be entered.
    case accepted
    /// The rules stand against it.
    case refused([Refusal])
    /// It cannot be so: the input is wrong, whatever the rules.
    case invalid([Problem])
}

/// Why a proposed event cannot be so. Text for people is made at the edge.
package enum Problem: Hashable, Sendable {
    /// The case has an event that this build cannot read, so that nothing may be decided on it.
    case unreadable(kind: String)
    /// An act's own time lies in the future.
    case inTheFuture
    /// The case has not begun, or has begun already.
    case notReceived
    case alreadyReceived
    case blank(String)
    case tooLong(String, limit: Int)
    /// A list has more rows than it may.
    case tooManyRows(String, limit: Int)
    case notAllowed(String, value: String)
    case endsBeforeStart
    /// The case was joined to another, under whose number its matter runs now.
    case joined(into: String)
    /// A case of that number was closed, dropped or archived.
    case ended(number: String)
    /// A case of that number runs by another procedure.
    case otherProcedure(number: String)
    /// A split would leave nobody in the case who complains.
    case nobodyLeft
    /// No such form, act, recording, piece of material, service in the case.
    case unknown(String, id: String)
    case alreadyExists(String, id: String)
    case unknownFormKind(String)
    /// Somebody changed the form meanwhile.
    case outdated(form: String, version: Int, current: Int, by: String)
    case voided(form: String)
    case alreadySubmitted(form: String)
    case notSubmitted(form: String)
    case alreadyDecided(form: String)
    case alreadyIssued(form: String)
    case served(form: String)
    /// A required field of the form, with the article that asks for it.
    case missingField(name: String, label: String, article: String?)
    /// A case that is taken over stands behind this stage, and the day on which it ended is not said.
    case milestoneMissing(name: String, title: String, stage: String)
    /// A field holds more characters than it takes.
    case fieldTooLong(name: String, label: String, limit: Int)
    /// A field holds what it does not offer, or what does not read as its kind.
    case fieldNotAllowed(name: String, label: String, value: String)
    /// A field cites an article of a law without its paragraph or item, where the text asks for these.
    case citationTooShallow(name: String, label: String, citation: String, article: String?)
    /// A place of a field that was to be filled in is still open: what stands there.
    case blankLeft(name: String, label: String, blank: String)
    /// All fields together are longer than a form may be, in bytes.
    case formTooLong(bytes: Int, limit: Int)
    /// Fields of the form lie in a blob that cannot be read.
    case contentUnreadable(form: String)
    /// The document named is not the one that was frozen.
    case otherDocument(form: String)
    /// The drafter may not review or approve, nor the reviewer approve.
    case ownPaper(form: String)
    /// A signature by hand counts only with the scan of the sheet.
    case scanMissing
    case alreadyNumbered(String)
    case alreadyFinalised(String)
    case attachmentMissing
    case noOfficer
}
