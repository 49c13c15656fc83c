package import Chronology

/// What every sheet of a volume says at its head.
package struct VolumeHead: Hashable, Sendable {
    /// The organ that keeps the volume.
    package var issuer: String
    package var caseNumber: String
    /// 正卷 or 副卷.
    package var part: String
    package var isDemo: Bool
    package var madeAt: Instant

    /// The head of a volume's sheets.
    package init(issuer: String, caseNumber: String, part: String, isDemo: Bool, madeAt: Instant) {
        self.issuer = issuer
        self.caseNumber = caseNumber
        self.part = part
        self.isDemo = isDemo
        self.madeAt = madeAt
    }
}
