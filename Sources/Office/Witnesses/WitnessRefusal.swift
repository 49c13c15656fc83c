package import Ledger

/// The file that a witness gives a person back in the place of a cosignature. It is not signed: it only tells the office
/// from where to ask next time, and what to be alarmed at.
///
/// > liuhen-witness-refusal/v1, then the log, the witness's key, the status of the protocol, and the entries that it has
/// > seen, and what it is alarmed at: each a line.
package struct WitnessRefusal: Hashable, Sendable {
    private static let header = "liuhen-witness-refusal/v1"

    package let origin: String
    /// The witness's key.
    package let key: String
    package let status: Int
    /// Entries that it has seen; nil where it does not know the log.
    package let seen: Int64?
    /// What the witness is alarmed at; nil for nothing.
    package let alarm: WitnessAlarm.Kind?

    package init(origin: String, key: String, status: Int, seen: Int64?, alarm: WitnessAlarm.Kind?) {
        self.alarm = alarm
        self.origin = origin
        self.key = key
        self.status = status
        self.seen = seen
    }

    /// Reads the file; nil for any other.
    init?(parsing bytes: [UInt8]) {
        guard bytes.count <= 4096, let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 7, lines[0] == Self.header, let status = Int(lines[3]) else { return nil }
        self.init(
            origin: lines[1], key: lines[2], status: status, seen: Int64(lines[4]),
            alarm: WitnessAlarm.Kind(rawValue: lines[5]))
    }

    /// The file.
    package var bytes: [UInt8] {
        Array(
            "\(Self.header)\n\(origin)\n\(key)\n\(status)\n\(seen.map(String.init) ?? "")\n\(alarm?.rawValue ?? "")\n"
                .utf8)
    }

    /// What it means to a log of so many entries; nil where it only has to be asked again from ``seen`` on.
    func problem(size: Int64) -> WitnessProblem? {
        if let alarm { return alarm == .behind ? .behind(seen: seen ?? 0) : .rewritten }
        return switch (status, seen) {
        case (403, _), (404, _): .unknown
        case (422, _): .rewritten
        case (409, let seen?): seen > size ? .behind(seen: seen) : nil
        default: .badAnswer(status: status)
        }
    }
}
