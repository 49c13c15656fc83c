package import Casework
package import Rules

/// Why the office did not do what it was asked to. Text for people is made at the edge.
package enum OfficeError: Error, Equatable, Sendable {
    /// No such case, form, account, upload …
    case notFound(String, id: String)
    /// The person has no right to it; the attempt is on record.
    case forbidden(String)
    /// The input cannot be so.
    case invalid([Problem])
    /// The rules stand against it.
    case refused([Refusal])
    /// Somebody else acted on the case meanwhile: nothing was entered, nothing typed is lost.
    case changedMeanwhile(case: String, seen: Int, current: Int)
    /// The command was sent before with other content.
    case commandReused
    /// An upload is at another offset, of another length, busy, or not what its sender says it is.
    case upload(UploadProblem)
    /// The recording is no media file.
    case notMedia(reason: String)
    /// A scan does not hold the sheets of the form that it came for; nothing was entered, and the upload is kept.
    case scan(ScanMismatch)
    /// A step of a random draw cannot be done so.
    case draw([DrawProblem])
    /// A platform demands these fields of a case, which knows nothing of them.
    case platform([Platform.Field])
    /// A form could not be typeset.
    case typesetting(reason: String)
    /// The disk is full or a store is away; nothing was entered.
    case storage(reason: String)
    /// It cannot be done with this account, password or right.
    case account(AccountProblem)
    /// Something about the recovery key; nothing was entered.
    case recovery(RecoveryProblem)
    /// An uploaded spreadsheet cannot be taken.
    case sheet(SheetProblem)
    /// A backup, a restore, a drill or an upgrade did not come about.
    case backup(BackupProblem)
    /// A witness does not cosign the log.
    case witness(WitnessProblem)
    /// Something only a demo office does.
    case onlyInDemo

    /// What is wrong with a spreadsheet.
    package enum SheetProblem: Equatable, Sendable {
        case unreadable, headingsMissing
        /// The same for a file that is to be taken in: these columns it must have.
        case columnsMissing([String])
        /// Amounts in ten thousands of yuan.
        case otherUnit
    }

    /// What is wrong with an upload.
    package enum UploadProblem: Equatable, Sendable {
        case offset(expected: Int64, found: Int64)
        case tooLong(limit: Int64)
        case digestMismatch
        case incomplete(at: Int64, of: Int64)
        case busy
    }
}
