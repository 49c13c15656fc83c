package import Ledger

/// The entries of a case as they go into a volume, all proven against one checkpoint.
package struct CaseEntries: Sendable {
    /// The entries, in the order of the log.
    package let entries: [VolumeEntry]
    /// The signed note in which their proofs end.
    package let checkpoint: [UInt8]

    /// Reads the whole stream of a case with its proofs.
    /// - Parameter names: the parts that the copy may show of an entry.
    /// - Throws: ``LedgerError/indexOutOfRange(index:size:)`` for a log without entries, and where reading fails.
    package init(
        of stream: StreamName, in ledger: Ledger, showing names: (Entry) -> Set<PartName>
    ) throws(LedgerError) {
        // The checkpoint is read after the entries, so that it covers them all while others go on writing.
        let read = try ledger.entries(of: stream)
        guard let checkpoint = try ledger.checkpoint() else {
            throw .indexOutOfRange(index: LeafIndex(0), size: TreeSize(0))
        }
        let unverified = try UnverifiedCheckpoint(parsing: checkpoint.bytes)
        var entries: [VolumeEntry] = []
        for entry in read {
            let path = try ledger.inclusionProof(of: entry.index, size: checkpoint.size)
            let proof = try LogProof(path, checkpoint: unverified)
            entries.append(VolumeEntry(entry, proof: proof, showing: names(entry)))
        }
        self.entries = entries
        self.checkpoint = checkpoint.bytes
    }
}
