package import Chronology
package import Ledger

/// A witness that the office has named: who it is and how its requests reach it.
package struct WitnessSetting: Hashable, Sendable {
    /// Its key, as it hands it on.
    package let key: WitnessKey
    package var manner: Manner
    /// The address below which it takes requests; empty but for ``Manner/http``.
    package var address: String

    /// How requests reach it.
    package enum Manner: String, Hashable, Sendable, Codable, CaseIterable {
        /// Sent over the network by itself.
        case http
        /// Carried by people, as a file.
        case stick
        /// It looks at the office's published log by itself, and sends what it signed.
        case visits
        /// Not asked any more.
        case off
    }

    package init(key: WitnessKey, manner: Manner, address: String) {
        self.key = key
        self.manner = manner
        self.address = address
    }

    /// Eight hexadecimal digits that stand for the key in addresses and streams.
    package var id: String { WitnessSetting.id(key) }

    /// The witness's name, as its key has it.
    package var name: String { key.name }

    /// The key as text.
    package var keyText: String { key.description }

    static func id(_ key: WitnessKey) -> String {
        String(key.description.split(separator: "+", omittingEmptySubsequences: false).dropFirst().first ?? "")
    }

    static let prefix = "witness/"
    var stream: String { WitnessSetting.prefix + id }

    /// The entry that names it or changes it.
    struct Changed: Codable {
        static let kind = "witness-set"
        let key: String
        let name: String
        let manner: Manner
        let address: String
    }

    /// The entry that says that it refuses the log, or no longer does.
    struct Refused: Codable {
        static let kind = "witness-refused"
        static let over = "witness-refusal-over"
        let name: String
        let problem: String
        /// Entries that it has seen, where it said so.
        let size: Int64?
    }
}

/// Why a witness did not cosign.
package enum WitnessProblem: Hashable, Sendable {
    /// Nobody answered.
    case unreachable
    /// The answer is none that a witness gives.
    case badAnswer(status: Int)
    /// It does not know the log, or not its present key.
    case unknown
    /// It has seen more of the log than there is: an old copy was put back, or the tail is cut.
    case behind(seen: Int64)
    /// It has seen another past of the log.
    case rewritten

    /// Whether the past of the log is in question.
    package var isAlarm: Bool {
        switch self {
        case .behind, .rewritten: true
        case .unreachable, .badAnswer, .unknown: false
        }
    }

    /// A stable word.
    package var code: String {
        switch self {
        case .unreachable: "unreachable"
        case .badAnswer(let status): "status-\(status)"
        case .unknown: "unknown"
        case .behind(let seen): "behind-\(seen)"
        case .rewritten: "rewritten"
        }
    }

    init(code: String) {
        let parts = code.split(separator: "-")
        self =
            switch (parts.first, parts.count == 2 ? Int64(parts[1]) : nil) {
            case ("behind", let seen?): .behind(seen: seen)
            case ("status", let status?): .badAnswer(status: Int(status))
            case ("unknown", _): .unknown
            case ("rewritten", _): .rewritten
            default: .unreachable
            }
    }
}

/// What a page shows of a witness.
package struct WitnessOverview: Sendable {
    package let setting: WitnessSetting
    /// What it has cosigned last; nil for nothing.
    package let last: LogWitness?
    /// When it was last asked; nil for never or by hand.
    package let tried: Instant?
    package let problem: WitnessProblem?
}
