/// How an officer answers for an item that is not marked.
package enum ChecklistAnswer: Sendable, Hashable, Codable {
    /// It was not there to be recorded; why.
    case notPresent(reason: String)
    /// It was there and was not recorded; why. This is reported.
    case notCaptured(reason: String)

    /// The reason.
    package var reason: String {
        switch self {
        case .notPresent(let reason), .notCaptured(let reason): reason
        }
    }

    /// The stable name of the case, for JSON and forms.
    package var code: String {
        switch self {
        case .notPresent: "not-present"
        case .notCaptured: "not-captured"
        }
    }

    /// Reads a code; nil for an unknown one and for a blank reason.
    package init?(code: String, reason: String) {
        guard !reason.isBlank else { return nil }
        switch code {
        case "not-present": self = .notPresent(reason: reason)
        case "not-captured": self = .notCaptured(reason: reason)
        default: return nil
        }
    }
}

/// What the recordings of one act must show, and what they do.
package struct ContentChecklist: Sendable, Hashable, Codable {
    /// The items that are required, each once, in order.
    package let required: [MarkKind]
    /// The items that are neither marked nor answered with a reason, in the order of ``required``.
    package let missing: [MarkKind]
    /// The items answered as not captured and not marked anywhere, in the order of ``required``.
    package let notCaptured: [MarkKind]

    /// Whether every item is marked or answered.
    package var isComplete: Bool { missing.isEmpty }

    /// What an act must show: time, place, cause, both identities, the scene, the evidence, the words and conduct of
    /// those present; the service where a document is served in it; and what is added.
    /// Source: 武汉市劳动保障监察执法全过程记录办法 第二十五条.
    package static func required(servesDocument: Bool, added: [String] = []) -> [MarkKind] {
        [.time, .place, .cause, .officerIdentity, .partyIdentity, .scene, .evidence, .personsConduct]
            + (servesDocument ? [.service] : []) + added.map { .other($0) }
    }

    /// Holds the marks and answers of an act against `required`.
    /// - Parameter marks: the marks of all its recordings.
    /// - Parameter lengths: the length of each recording in milliseconds; a mark outside its recording counts for
    ///   nothing, and where no length is known only a negative time is outside.
    /// - Parameter answers: the answers for items that are not marked; a blank reason counts for nothing.
    package init(
        required: [MarkKind],
        marks: [RecordingMark],
        lengths: [String: Int64] = [:],
        answers: [MarkKind: ChecklistAnswer],
    ) {
        var seen: Set<MarkKind> = []
        let items = required.filter { seen.insert($0).inserted }
        let marked = Set(marks.filter { $0.lies(within: lengths[$0.recording] ?? .max) }.map(\.kind))
        let open = items.filter { !marked.contains($0) }
        self.required = items
        missing = open.filter { answers[$0]?.reason.isBlank != false }
        notCaptured = open.filter {
            if case .notCaptured(let reason) = answers[$0] { !reason.isBlank } else { false }
        }
    }
}
