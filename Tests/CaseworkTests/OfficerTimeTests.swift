import Casework
import Chronology
import Rules
import Testing

@Suite struct `The time of officers` {
    private func act(_ id: String, _ from: String, _ to: String) -> CaseEvent {
        .actRecorded(
            ActRecorded(
                act: id, what: .questioning, from: .clock(from), to: .clock(to), isOnSite: false,
                officers: [Actor.lead.officer]))
    }

    private func transcript(_ id: String, about: String?, _ from: String, _ to: String) -> CaseEvent {
        .formDrafted(
            FormDrafted(
                form: id, formKind: "inquiry-transcript", version: 1, about: about, corrects: nil,
                fields: ["start": .text(from), "end": .text(to), "officers": .text(Actor.lead.name)]))
    }

    private func times(_ events: CaseEvent...) -> [OfficerTime] {
        events.reduce(Told.complaint) { $0.given($1) }.matter.officerTimes(transcripts: ["inquiry-transcript"])
    }

    @Test(arguments: [
        ("10:30:00", "11:30:00", true), ("11:00:00", "12:00:00", false), ("10:10:00", "10:20:00", true),
        ("09:00:00", "10:00:00", false),
    ])
    func `overlaps where two acts share a moment, and not where one follows the other`(
        from: String, to: String, overlaps: Bool
    ) throws {
        let found = times(act("a1", "10:00:00", "11:00:00"), act("a2", from, to))
        let one = try #require(found.first { $0.thing == "a1" })
        let two = try #require(found.first { $0.thing == "a2" })
        #expect(one.overlaps(two) == overlaps)
        #expect(two.overlaps(one) == overlaps)
        #expect(!one.overlaps(one))
    }

    @Test func `of a transcript is that of its act, but two transcripts of one act are two things`() throws {
        let day = Instant.clock("10:00:00").day
        let found = times(
            act("a1", "10:00:00", "11:00:00"), transcript("f1", about: "a1", "\(day)T10:00", "\(day)T10:40"),
            transcript("f2", about: "a1", "\(day)T10:30", "\(day)T10:50"))
        let places = Dictionary(uniqueKeysWithValues: found.map { ($0.thing, $0) })
        let (own, first, second) = (
            try #require(places["a1"]), try #require(places["f1"]), try #require(places["f2"])
        )
        #expect(!own.overlaps(first))
        #expect(first.overlaps(second))
        #expect(first.officers.map(\.account) == second.officers.map(\.account))
    }
}
