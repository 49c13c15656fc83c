package import Casework
package import Chronology
package import Rules

/// The running office: the only door to the ledger, the vault, the rules and the views. It takes commands, asks
/// `Casework` to decide, appends what was decided, and answers what pages ask for.
package final class Office: Sendable {
    /// What the office is called and which texts it applies.
    package let information: OfficeInformation
    /// The packs it applies, with its calendar.
    package let rules: RuleBook

    init(information: OfficeInformation, rules: RuleBook) {
        self.information = information
        self.rules = rules
    }
}

/// Who acts, when, and on what they saw.
package struct CommandContext: Sendable {
    /// A random id made with the page that offers the act: sent twice, done once.
    package var command: String
    package var account: Account
    /// When the act happened; nil for now.
    package var at: Instant?
    /// The version of the case that the person saw; nil where it does not matter.
    package var seenVersion: Int?

    package init(command: String, account: Account, at: Instant? = nil, seenVersion: Int? = nil) {
        self.command = command
        self.account = account
        self.at = at
        self.seenVersion = seenVersion
    }
}

/// An approval that was given on paper, entered by another.
package struct PaperApproval: Sendable {
    package var approverAccount: String
    /// The finished upload of the scan.
    package var upload: String

    package init(approverAccount: String, upload: String) {
        self.approverAccount = approverAccount
        self.upload = upload
    }
}

/// What the integrity page shows.
package struct Integrity: Hashable, Sendable {
    /// Entries in the log.
    package let size: Int64
    /// The newest signed checkpoint, as text.
    package let checkpoint: String
    /// The verifier key of the log.
    package let verifierKey: String
    /// Who has witnessed it; empty while there is no witness (尚无外部见证).
    package let witnesses: [String]

    package init(size: Int64, checkpoint: String, verifierKey: String, witnesses: [String]) {
        self.size = size
        self.checkpoint = checkpoint
        self.verifierKey = verifierKey
        self.witnesses = witnesses
    }
}
