extension Refusal {
    /// What stands against an act in a case that was joined to another, whose course goes on there: what somebody can
    /// still do to the papers, not what the course would have brought. nil where nothing is left.
    var withoutCourse: Refusal? {
        let left = missing.filter(\.isOfThePapers)
        guard !left.isEmpty else { return nil }
        return Refusal(
            pack: pack, rule: rule, article: article, says: says, missing: left, deviation: deviation)
    }
}

extension Missing {
    private static let papers: Set<FactKind> = [
        .volumeCompiled, .evidenceBagged, .evidencePrinted, .evidenceRemarked, .recordingStored, .recordingLabelled,
    ]

    /// Whether it concerns how papers and recordings are kept, who does it, or what the act itself says.
    fileprivate var isOfThePapers: Bool {
        switch self {
        case .fact(let kinds, _, _, _, _): !Missing.papers.isDisjoint(with: kinds)
        case .oneOf(let inner): inner.contains(where: \.isOfThePapers)
        case .statements, .role, .otherPerson, .nothing: true
        case .formStep, .expiry, .distance, .contrary, .state: false
        }
    }
}
