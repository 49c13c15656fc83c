package import Rules

/// What a case tells of supervision platforms. A page of its own serves these, not the general one of acts.
extension FactKind {
    /// Somebody of the office supplied a field that a platform asks for. `platform`, `platform-field`, `value`.
    package static let platformFieldSupplied = FactKind("platform-field-supplied")
    /// Somebody typed the sheet of the case into a platform. `platform`, `platform-number`, and `about`: the papers that
    /// the sheet told of, and the days by which the platform had asked for it.
    package static let platformSheetEntered = FactKind("platform-sheet-entered")
    /// A platform asks for the case by a day. `platform`, `platform-deadline`.
    package static let platformDeadlineTold = FactKind("platform-deadline-told")
    /// A platform took a message for which a rule waited. `platform`, `about`. Entered by the outbox alone.
    package static let platformMessageTaken = FactKind("platform-message-taken")

    /// All of them.
    package static let ofPlatforms: Set<FactKind> = [
        .platformFieldSupplied, .platformSheetEntered, .platformDeadlineTold, .platformMessageTaken,
    ]
}
