package import Chronology

/// Why a recording broke off.
package enum InterruptionCause: Sendable, Hashable {
    /// 设备故障.
    case deviceFault
    /// 设备损坏.
    case deviceDamage
    /// 恶劣天气.
    case weather
    /// 电量不足.
    case battery
    /// 存储空间不足.
    case storage
    /// Another cause that nobody on the scene could help; what it was, in words.
    case otherObjective(String)
    /// A cause that excuses nothing («forgot»); what it was, in words.
    case unexcused(String)

    /// Whether it is one of the objective causes that excuse an interruption. A blank description excuses nothing.
    /// Source: 武汉市劳动保障监察执法全过程记录办法 第二十六条.
    package var isObjective: Bool {
        switch self {
        case .deviceFault, .deviceDamage, .weather, .battery, .storage: true
        case .otherObjective(let text): !text.isBlank
        case .unexcused: false
        }
    }

    /// Whether something is said at all.
    package var isStated: Bool {
        switch self {
        case .unexcused(let text), .otherObjective(let text): !text.isBlank
        default: true
        }
    }

    /// The stable name, for JSON and forms.
    package var code: String {
        switch self {
        case .deviceFault: "device-fault"
        case .deviceDamage: "device-damage"
        case .weather: "weather"
        case .battery: "battery"
        case .storage: "storage"
        case .otherObjective: "other-objective"
        case .unexcused: "unexcused"
        }
    }

    /// The words that go with it; nil where the code says all.
    package var text: String? {
        switch self {
        case .unexcused(let text), .otherObjective(let text): text
        default: nil
        }
    }

    /// The codes in the order in which a form offers them.
    package static let codes = [
        "device-fault", "device-damage", "weather", "battery", "storage", "other-objective", "unexcused",
    ]

    /// Reads a code and its words; nil for an unknown code, and for one that needs words without them.
    package init?(code: String, text: String = "") {
        switch code {
        case "device-fault": self = .deviceFault
        case "device-damage": self = .deviceDamage
        case "weather": self = .weather
        case "battery": self = .battery
        case "storage": self = .storage
        case "other-objective" where !text.isBlank: self = .otherObjective(text)
        case "unexcused" where !text.isBlank: self = .unexcused(text)
        default: return nil
        }
    }
}

extension InterruptionCause: Codable {
    private enum CodingKeys: String, CodingKey { case code, text }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let code = try container.decode(String.self, forKey: .code)
        let text = try container.decodeIfPresent(String.self, forKey: .text) ?? ""
        guard let value = InterruptionCause(code: code, text: text) else {
            throw DecodingError.dataCorruptedError(forKey: .code, in: container, debugDescription: "unknown: \(code)")
        }
        self = value
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(code, forKey: .code)
        try container.encodeIfPresent(text, forKey: .text)
    }
}

/// The report that recording cannot go on, and the statement in writing that follows it.
/// Source: 武汉市劳动保障监察执法全过程记录办法 第二十六条.
package struct CannotGoOn: Sendable, Hashable, Codable {
    /// When it was found impossible.
    package let foundAt: Instant
    /// When the head was told; nil while nobody was.
    package let reportedAt: Instant?
    /// The id of the statement in writing; nil until it is filed.
    package let statement: String?

    /// Names all of them.
    package init(foundAt: Instant, reportedAt: Instant?, statement: String?) {
        self.foundAt = foundAt
        self.reportedAt = reportedAt
        self.statement = statement
    }
}

/// What an officer said about a gap.
package struct GapExplanation: Sendable, Hashable, Codable {
    /// The time it explains. It speaks for a gap only when it covers all of it: a gap that grew afterwards, because a
    /// recording was taken back, is unexplained again.
    package let interval: Interval
    /// The cause; nil while none is given.
    package let cause: InterruptionCause?
    /// The report that recording could not go on; nil when it was not made.
    package let cannotGoOn: CannotGoOn?
    /// The id of the recorded deviation that opens the gate; nil when there is none.
    package let deviation: String?

    /// Names all of them.
    package init(
        interval: Interval,
        cause: InterruptionCause?,
        cannotGoOn: CannotGoOn? = nil,
        deviation: String? = nil,
    ) {
        self.interval = interval
        self.cause = cause
        self.cannotGoOn = cannotGoOn
        self.deviation = deviation
    }
}

extension String {
    /// Whether it holds nothing but white space.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
