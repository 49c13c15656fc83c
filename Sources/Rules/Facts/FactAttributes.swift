extension FactKind {
    /// The attributes that the facts of events state, and those of the case as a whole.
    static let attributesOfEvents: Set<String> = [
        "subject", "person", "role", "day", "source", "channel", "industry", "relation", "reporter-type", "anonymous",
        "reporter-name", "reporter-sex", "reporter-contact", "employer-name", "employer-address", "violation-summary",
        "description", "sending-organ", "sending-number", "sending-date", "evidence", "window-recording",
        "window-recording-reason", "written-by", "choice-reason", "name", "pages", "submitter", "copy", "phase",
        "received-by", "stamp", "date", "compared-by", "submitted-date", "reason", "met", "ground", "accepted", "form",
        "version", "drafter", "to", "passed", "opinion", "carrier", "entered-by", "number", "signers", "signer-count",
        "fingerprint", "corrects", "what", "from", "serial", "lead", "officers", "officer-count", "officer", "act",
        "badges", "place", "on-site", "certificates-shown", "certificates-reason", "cooperation", "obstruction",
        "recorded", "gaps", "late-start", "early-end", "text-record", "trigger", "answer", "citation", "covers",
        "explanation", "device", "device-registered", "device-reason", "start", "end", "volume", "case-number", "party",
        "handler", "item", "position", "cause", "objective", "voice-explanation", "found-at", "evidence-kind", "bound",
        "time", "content", "recorder-name", "recorder-identity", "quantity", "location", "form-id", "addressee",
        "method", "receipt", "signer", "circumstances", "posting-proof", "mail-return-receipt", "captures", "fax-time",
        "fax-number", "entrusted-body", "manner", "process", "notice-text", "confirmed-by-party", "decision-document",
        "return-circumstances", "result", "record", "receiver", "scribe", "organiser", "recorder", "enter",
        "participants", "participant-count", "eligible", "timely", "held", "supports", "complex", "brought-by",
        "amount", "outstanding", "route", "effect", "document", "catalogued", "uncatalogued", "unbagged", "unprinted",
        "archive-number", "rule", "about", "level", "trace", "variant", "state", "penalty-path", "recordings",
        "required", "triggered", "missing-captures", "missing-stamps", "unstamped", "served", "period-days",
        "violation-found", "certificate-expired", "returned", "identified",
        "gap-kind", "has-handling-dept", "hearing-eligible", "note", "procedure", "state-before", "media", "into",
        "approver-role", "people", "way", "approved-by",
    ]
}
