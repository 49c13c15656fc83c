package import Rules

/// What is still done in a case that was joined to another: its papers are put in order and archived. All else happens in
/// the leading case.
extension FactKind {
    /// The acts of the volume.
    package static let ofTheVolume: Set<FactKind> = [
        .volumeCompiled, .caseArchived, .evidenceBagged, .evidencePrinted, .evidenceRemarked, .recordingStored,
        .recordingLabelled,
    ]
}

extension CaseEvent {
    /// Whether it only puts the papers of a case in order.
    var isOfTheVolume: Bool {
        switch self {
        case .actEntered(let act):
            FactKind.ofTheVolume.contains(act.what) || ActLibrary.bundled.act(act.what)?.area == "archive"
        // A draft is in no volume, so that it has to go before the case is archived.
        case .formVoided: true
        default: false
        }
    }
}
