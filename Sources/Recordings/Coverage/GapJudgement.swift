import Chronology

/// What can be said of one gap. It names facts; which rule asks for which of them is the caller's.
package struct GapJudgement: Sendable, Hashable, Codable {
    /// The gap.
    package let gap: Gap
    /// The explanation that speaks for it.
    package let explanation: GapExplanation?
    /// What is missing, in the order in which it arises.
    package let shortfalls: [GapShortfall]
    /// How late the report was made, in milliseconds beyond what was allowed; nil when it was in time or is missing.
    package let reportLateMilliseconds: Int64?

    /// Whether nothing is missing.
    package var isExcused: Bool { shortfalls.isEmpty }

    /// Whether a recorded deviation opens the gate; the gap stays a breach.
    package var isOpenedByDeviation: Bool { !isExcused && explanation?.deviation?.isBlank == false }

    /// Whether the recording may be finalised as far as this gap goes.
    package var isSettled: Bool { isExcused || isOpenedByDeviation }
}

/// What a gap lacks.
package enum GapShortfall: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nobody has said why.
    case cause
    /// The cause that was given is not an objective one.
    case objectiveCause = "objective-cause"
    /// The cause is not spoken at the start of the resumed segment.
    case voiceExplanation = "voice-explanation"
    /// The head was not told that recording could not go on.
    case report
    /// It was not explained in writing afterwards.
    case statement
}

/// The figures that a judgement needs. They belong to whoever applies the rule.
package struct GapAllowances: Sendable, Hashable, Codable {
    /// Within how many milliseconds after resuming the cause must be spoken.
    package let voiceWithinMilliseconds: Int64
    /// Within how many milliseconds «at once» has passed.
    package let reportWithinMilliseconds: Int64

    /// Both figures.
    package init(voiceWithinMilliseconds: Int64, reportWithinMilliseconds: Int64) {
        self.voiceWithinMilliseconds = voiceWithinMilliseconds
        self.reportWithinMilliseconds = reportWithinMilliseconds
    }

    /// One minute to speak, ten minutes to report.
    package static let usual = GapAllowances(voiceWithinMilliseconds: 60_000, reportWithinMilliseconds: 600_000)
}

extension GapJudgement {
    /// Judges each gap of `report`.
    ///
    /// - An interruption needs an objective cause and the spoken explanation at the start of a segment that resumes.
    /// - A recording that starts late needs an objective cause.
    /// - One that ends early, or an act of which nothing was recorded, needs an objective cause, the report that it
    ///   could not go on and the statement in writing.
    /// - Wherever such a report was begun, report and statement are needed, whatever the kind of gap.
    ///
    /// - Parameter marks: the marks of all recordings of the act.
    /// - Returns: one judgement a gap, in the order of the gaps.
    package static func judge(
        _ report: CoverageReport,
        explanations: [GapExplanation],
        marks: [RecordingMark],
        allowances: GapAllowances = .usual,
    ) -> [GapJudgement] {
        report.gaps.map { gap in
            // The last word counts.
            let explanation = explanations.last {
                $0.interval.from <= gap.interval.from && gap.interval.to <= $0.interval.to
            }
            return GapJudgement(
                gap: gap,
                explanation: explanation,
                shortfalls: shortfalls(of: gap, explanation, marks, allowances),
                reportLateMilliseconds: lateness(explanation?.cannotGoOn, allowances))
        }
    }

    private static func shortfalls(
        of gap: Gap, _ explanation: GapExplanation?, _ marks: [RecordingMark], _ allowances: GapAllowances,
    ) -> [GapShortfall] {
        var missing: [GapShortfall] = []
        if let cause = explanation?.cause, cause.isStated {
            if !cause.isObjective { missing.append(.objectiveCause) }
        } else {
            missing.append(.cause)
        }
        if gap.kind == .interruption {
            let spoken = marks.contains {
                $0.kind == .voiceExplanation && gap.resumedBy.contains($0.recording)
                    && (0...max(0, allowances.voiceWithinMilliseconds)).contains($0.atMilliseconds)
            }
            if !spoken { missing.append(.voiceExplanation) }
        }
        let report = explanation?.cannotGoOn
        if gap.kind == .earlyEnd || gap.kind == .unrecorded || report != nil {
            if report?.reportedAt == nil { missing.append(.report) }
            if report?.statement?.isBlank != false { missing.append(.statement) }
        }
        return missing
    }

    private static func lateness(_ report: CannotGoOn?, _ allowances: GapAllowances) -> Int64? {
        guard let report, let reportedAt = report.reportedAt else { return nil }
        let late = reportedAt.milliseconds - report.foundAt.milliseconds - allowances.reportWithinMilliseconds
        return late > 0 ? late : nil
    }
}
