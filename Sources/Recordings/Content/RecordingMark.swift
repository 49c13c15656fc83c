/// What a recording of enforcement on the scene must show, or what an officer marks in it.
/// Source: 武汉市劳动保障监察执法全过程记录办法 第二十五条, 第二十六条.
package enum MarkKind: Sendable, Hashable {
    /// 执法时间.
    case time
    /// 执法地点.
    case place
    /// 执法事由.
    case cause
    /// 执法人员身份.
    case officerIdentity
    /// 当事人身份.
    case partyIdentity
    /// 现场及周边环境.
    case scene
    /// 证据.
    case evidence
    /// 当事人、第三人等的言行.
    case personsConduct
    /// 送达文书.
    case service
    /// The cause of an interruption, spoken on resuming.
    case voiceExplanation
    /// Something that a case type or an officer adds, in words.
    case other(String)

    private static let named: [(MarkKind, String)] = [
        (.time, "time"), (.place, "place"), (.cause, "cause"), (.officerIdentity, "officer-identity"),
        (.partyIdentity, "party-identity"), (.scene, "scene"), (.evidence, "evidence"),
        (.personsConduct, "persons-conduct"), (.service, "service"), (.voiceExplanation, "voice-explanation"),
    ]

    /// The kinds without words of their own.
    package static let fixed: [MarkKind] = named.map(\.0)

    /// The stable name, for JSON and forms: `officer-identity`; `other:` and the words for an added one.
    package var code: String {
        if case .other(let text) = self { return "other:" + text }
        return Self.named.first { $0.0 == self }?.1 ?? ""
    }

    /// Reads a ``code``; nil for an unknown one and for `other:` without words.
    package init?(code: String) {
        if let found = Self.named.first(where: { $0.1 == code }) {
            self = found.0
        } else if code.hasPrefix("other:"), !code.dropFirst(6).allSatisfy(\.isWhitespace) {
            self = .other(String(code.dropFirst(6)))
        } else {
            return nil
        }
    }
}

extension MarkKind: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let code = try container.decode(String.self)
        guard let value = MarkKind(code: code) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "unknown mark: \(code)")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}

/// A place in a recording to which an officer points.
package struct RecordingMark: Sendable, Hashable, Codable {
    /// The recording's id.
    package let recording: String
    /// What is to be seen or heard there.
    package let kind: MarkKind
    /// Milliseconds from the start of the recording.
    package let atMilliseconds: Int64
    /// The evidence item that is shown there; nil for none.
    package let evidence: String?

    /// Names all of them.
    package init(recording: String, kind: MarkKind, atMilliseconds: Int64, evidence: String? = nil) {
        self.recording = recording
        self.kind = kind
        self.atMilliseconds = atMilliseconds
        self.evidence = evidence
    }

    /// Whether the place exists in a recording of that length (in milliseconds).
    package func lies(within durationMilliseconds: Int64) -> Bool {
        (0...max(0, durationMilliseconds)).contains(atMilliseconds)
    }
}
