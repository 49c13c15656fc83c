import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@Suite struct `No bytes of the log bring the office down` {
    /// A small generator with a fixed seed (SplitMix64), so that a failure can be seen again.
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    private static let kinds = SampleEvents.all.keys.sorted()
    private static let splices = [
        "9223372036854775807", "-9223372036854775808", "1e400", "null", "{}", "[]", "\"\"", "true", "\\ud800",
        "0001-01-01",
        "9999-12-31T23:59:59+08:00", "\u{0}", "😀", "-1",
    ]

    private func mutated(_ data: Data, _ random: inout Seeded) -> Data {
        var bytes = Array(data)
        for _ in 0...Int.random(in: 0...2, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2: bytes.removeSubrange(place..<min(bytes.count, place + 12))
            case 3:
                bytes.insert(
                    contentsOf: Self.splices.randomElement(using: &random).map { Array($0.utf8) } ?? [], at: place)
            default: replaceNumber(in: &bytes, near: place, &random)
            }
        }
        return Data(bytes)
    }

    /// Puts an extreme number where a number stands, which leaves the JSON whole and so reaches furthest.
    private func replaceNumber(in bytes: inout [UInt8], near place: Int, _ random: inout Seeded) {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        guard let first = bytes[place...].firstIndex(where: digits.contains) else { return }
        let end = bytes[first...].firstIndex { !digits.contains($0) } ?? bytes.count
        let numbers = ["9223372036854775807", "-9223372036854775808", "0", "9999", "-1"]
        bytes.replaceSubrange(first..<end, with: Array((numbers.randomElement(using: &random) ?? "0").utf8))
    }

    @Test(arguments: kinds) func `a changed event reads, or is refused as malformed, and folds`(kind: String) throws {
        var random = Seeded(state: UInt64(kind.utf8.reduce(7) { $0 &* 31 &+ Int($1) } & 0xFFFF))
        let kept = try KeptEvent(kind: kind)
        let rules = try RuleBook.wuhan()
        let base = SampleEvents.all.sorted { $0.key > $1.key }.reduce(Told()) { $0.given($1.value) }
        for _ in 0..<150 {
            let parts = kept.parts.mapValues { Bool.random(using: &random) ? mutated($0, &random) : $0 }
            let record = EventRecord(
                kind: kind, open: parts["open"] ?? Data(), personal: parts["personal"], sealed: parts["sealed"])
            switch Result(catching: { () throws(EventError) in try CaseEvent(record) }) {
            case .success(let event):
                let told = base.given(event)
                _ = told.matter.decide(told.entry(event), rules: rules)
                for next in SampleEvents.all.values { _ = told.matter.decide(told.entry(next), rules: rules) }
            case .failure(let error): #expect(error == .malformed(kind: kind))
            }
        }
    }

    @Test func `extreme lengths of a recording neither stop the fold nor count as coverage`() throws {
        var act = ActRecorded(
            act: "a1", what: .inspection, from: .clock("10:00:00"), to: .clock("11:00:00"), isOnSite: true,
            officers: [Actor.lead.officer])
        act.place = "现场"
        for length in [Int.max, Int.min, 0] {
            let told = Told().given(.actRecorded(act)).given(
                .recordingAdded(
                    RecordingAdded(
                        recording: "r", act: "a1", device: "D", deviceRegistered: true, deviceReason: nil,
                        start: .clock("10:30:00"), durationMilliseconds: length, isEvidence: false, container: "mp4",
                        probedWith: "x", blob: .sample())))
            #expect(told.matter.coverage(of: act) != nil)
            #expect(told.matter.version == 2)
        }
    }

    @Test func `extreme versions of a form stop no decision`() throws {
        for version in [Int.max, Int.min] {
            let drafted = FormDrafted(
                form: "f", formKind: "filing-approval-form", version: version, about: nil, corrects: nil, fields: [:])
            let told = Told().given(try #require(SampleEvents.all["matter-received"])).given(.formDrafted(drafted))
            #expect(try !told.problems(of: .formDrafted(drafted)).isEmpty)
        }
    }
}
