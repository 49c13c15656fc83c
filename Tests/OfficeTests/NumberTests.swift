import Casework
import Chronology
import Foundation
import Testing

@testable import Office

/// Two series, each gapless. The numbers are counted here, not read back from what the office says of itself.
@Suite struct `The numbers of an office` {
    @Test func `are gapless and never given twice when twenty matters come in at once`() async throws {
        let sample = try await SampleOffice()
        let context = try await sample.context("wang")
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 1...20 {
                group.addTask {
                    var own = context
                    own.command = "matter-number-\(number)"
                    return try await sample.office.receive(SampleOffice.matter, own)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(ids).count == 20)
        let numbers = try await withThrowingTaskGroup(of: String.self) { group in
            for id in ids {
                group.addTask { try await sample.office.cases.current(id).number ?? "" }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(numbers == Set((1...20).map { "武接〔2026〕\($0)号" }))
        #expect(try sample.entries("series/intake/2026").count == 20)
    }

    @Test func `stay used when the form that had one is voided`() async throws {
        let sample = try await SampleOffice()
        try await sample.office.seedOne(until: .orderServed)
        let id = try #require(try await sample.office.allCases().first).id
        let first = try #require(try await sample.office.cases.current(id).forms.first { $0.issued?.number != nil })
        let number = try #require(first.issued?.number)

        let other = try await sample.office.playAnother(until: .ordered)
        let voided = try #require(
            try await sample.office.cases.current(other).forms.last { $0.kind == first.kind })
        let taken = try #require(voided.issued?.number)
        #expect(taken != number)
        try await sample.office.voidForm(
            voided.id, reason: "内容有误", in: other, try await sample.context("li"))

        let third = try await sample.office.playAnother(until: .ordered)
        let next = try #require(
            try await sample.office.cases.current(third).forms.last { $0.kind == first.kind }?.issued?.number)
        #expect(![number, taken].contains(next))
        let given = try sample.entries("series/\(first.kind)/2026").map(\.open).map {
            try JSONDecoder().decode(Series.Given.self, from: $0).number
        }
        #expect(given == [1, 2, 3])
    }
}

extension Office {
    /// Plays one demo case up to a step.
    func seedOne(until last: DemoStep) async throws { _ = try await playAnother(until: last) }

    /// Plays one more demo case up to a step.
    /// - Returns: its id.
    func playAnother(until last: DemoStep) async throws -> String {
        let day = now().day
        let played = DemoCase(
            self, label: UUID().uuidString, day: day, parties: DemoParties.all[1], withRecordings: false)
        for step in DemoStep.allCases where step.rawValue <= last.rawValue {
            try setClock(max(step.moment(from: day), now()))
            try await played.perform(step)
        }
        return await played.id
    }
}
