/// Statements of key changes outside a log that may not know of them: the log was brought back from before.
extension KeyChange {
    /// The statements that a log knows: its own, and those that its epochs repeat.
    package static func known(to history: LogHistory) -> [KeyChange] {
        history.keyChanges.map(\.change) + history.epochs.flatMap(\.lostKeyChanges)
    }

    /// The statements beside the checkpoints in a folder of a log.
    /// - Throws: as ``init(verifying:)``, and ``LedgerError/store(_:)``.
    package static func beside(log folder: String) throws(LedgerError) -> [KeyChange] {
        try OutsideNotes(folder: folder + "/checkpoints").keyChanges()
    }

    /// Puts the statement beside the checkpoints in a folder of a log, where it is looked for.
    /// - Throws: ``LedgerError/store(_:)``.
    package func write(besideLog folder: String) throws(LedgerError) {
        try OutsideNotes(folder: folder + "/checkpoints").write(note.bytes, as: OutsideNotes.keyChange(self))
    }
}
