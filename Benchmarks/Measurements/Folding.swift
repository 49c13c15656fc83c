internal import Casework
internal import Chronology
internal import Foundation
internal import Rules

/// The folding of a case out of its events, apart from its evaluation.
struct Folding {
    private let records: [EventRecord]

    /// The order of a case; acts, recordings and services after the forms would fold alike.
    private static let order = [
        "matter-received", "material-received", "form-drafted", "form-submitted", "form-reviewed", "form-forwarded",
        "form-decided", "form-issued", "case-numbered", "lead-assigned", "act-recorded", "recording-added",
        "act-entered", "act-finalised", "form-signed", "service-entered",
    ]

    /// Reads one event of each kind, as the tests keep them, and repeats them as events of other forms, acts and
    /// recordings until the case has 110.
    init(folder: String) throws {
        let kept = try Folding.order.map { kind in
            (kind, try String(contentsOfFile: "\(folder)/\(kind).v1.json", encoding: .utf8))
        }
        var records: [EventRecord] = []
        for round in 0... {
            for (kind, text) in kept where round == 0 || !["matter-received", "case-numbered"].contains(kind) {
                guard records.count < 110 else {
                    self.records = records
                    return
                }
                records.append(try Folding.record(kind, Folding.renamed(text, round)))
            }
        }
        self.records = records
    }

    /// Folds, and makes the facts that the rules read.
    func measure() async throws {
        let actor = Actor(account: "qian", name: "钱峰", badge: "W002", unit: "city", roles: ["lead-handler"])
        var entries: [Case.Entry] = []
        let reading = try await Measure.of {
            for _ in 0..<20 {
                entries = try records.enumerated().map { number, record in
                    let at = Instant(milliseconds: 1_772_000_000_000 + Int64(number) * 60_000)
                    return Case.Entry(
                        id: "e\(number)", actor: actor, entered: at, at: at, event: try CaseEvent(record))
                }
            }
        }
        var facts = 0
        let folding = await Measure.of {
            for _ in 0..<200 { facts = Case(id: "c1", entries: entries).caseFacts.facts.count }
        }
        print(
            "fold: \(entries.count) events to \(facts) facts: \(micro(folding, 200)) µs a case, "
                + "after \(micro(reading, 20)) µs to read the events from JSON")
    }

    private func micro(_ measure: Measure, _ rounds: Int) -> Int {
        Int((measure.processorSeconds / Double(rounds) * 1e6).rounded())
    }

    /// The names of things, marked by the round.
    private static func renamed(_ text: String, _ round: Int) -> String {
        ["f1", "f2", "a1", "r1", "s1", "m1"].reduce(text) { text, name in
            text.replacingOccurrences(of: "\"\(name)\"", with: "\"\(name)-\(round)\"")
        }
    }

    private static func record(_ kind: String, _ text: String) throws -> EventRecord {
        let whole = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
        func part(_ name: String) throws -> Data? {
            try whole[name].map { try JSONSerialization.data(withJSONObject: $0) }
        }
        return EventRecord(
            kind: kind, open: try part("open") ?? Data(), personal: try part("personal"), sealed: try part("sealed"))
    }
}
