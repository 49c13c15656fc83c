/// What a check of a whole log found, and what it has learnt of the log.
package struct LedgerReport: Sendable {
    /// What is not as it should be, in the order of the log; empty where all is.
    package let findings: [Finding]
    /// The epochs after the first, oldest first.
    package let epochs: [Epoch]
    /// The key changes, oldest first.
    package let keyChanges: [LogHistory.RecordedKeyChange]
    /// What the given witnesses have seen, each in the last epoch that it has seen; what does not hold is a finding.
    package let witnessed: [Witnessing]
}
