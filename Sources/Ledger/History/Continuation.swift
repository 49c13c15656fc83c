/// Whether a log continues a checkpoint that was kept somewhere else.
///
/// It does where the checkpoint is of its own tree, and where it is one that the log has gone on behind with an epoch that
/// names it.
struct Continuation {
    /// What the log says of itself.
    let history: LogHistory
    /// The number of its entries.
    let size: TreeSize
    /// Statements of key changes that are known beside the log's own.
    let keyChanges: [KeyChange]

    /// Checks a checkpoint, its signatures first.
    /// - Throws: ``LedgerError/behindCheckpoint(size:checkpoint:)``, ``LedgerError/forked(checkpoint:)``, and as
    ///   ``Checkpoint/init(verifying:with:)``.
    func check(_ kept: UnverifiedCheckpoint, in tree: some HashSource) throws(LedgerError) {
        let origin = LogOrigin(kept.origin)
        guard origin.founding == history.origin.founding else {
            throw .originMismatch(expected: history.origin.text, found: kept.origin)
        }
        if let epoch = history.epochs.first(where: { $0.origin.epoch > origin.epoch }) {
            if let named = epoch.abandoned.first(where: { $0.note.text == kept.note.text }) {
                for signature in named.note.signatures where !kept.note.signatures.contains(signature) {
                    throw .signatureMissing(key: signature.name)
                }
                return
            }
            // An earlier one of that epoch; what was lost cannot be compared with anything.
            guard kept.size.value <= epoch.index.value else { throw .forked(checkpoint: kept.size) }
        } else if origin.epoch > history.origin.epoch || kept.size > size {
            // Its key may be one that was handed to afterwards.
            try LogHistory.verify(kept, withOneOf: [history.key] + lostKeyChanges.map(\.new.publicKey))
            guard kept.size > size else { throw .forked(checkpoint: kept.size) }
            throw .behindCheckpoint(size: size, checkpoint: kept.size)
        }
        let checked = try history.verify(kept)
        guard try tree.root(size: checked.size) == checked.root else { throw .forked(checkpoint: checked.size) }
    }

    /// The key changes beyond the log's own, oldest first.
    var lostKeyChanges: [KeyChange] { KeyChange.chain(from: history.key, through: keyChanges) }
}
