import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// What belongs to no case stands in the book of a unit, in the same log.
@Suite struct `The book of a unit in its office` {
    private let training = ActEntered(
        what: FactKind("training-held"), subject: nil,
        answers: ["topic": "全过程记录", "participants": ["王"], "hours": 8])

    @Test(.features("unit-book")) func `keeps its lines in the log, once for a command sent twice`() async throws {
        let sample = try await SampleOffice()
        let context = try await sample.context("wang")
        try await sample.office.enter(training, inBook: Office.wholeAgency, context)
        try await sample.office.enter(training, inBook: Office.wholeAgency, context)
        let book = try await sample.office.book(Office.wholeAgency, for: try await sample.account("wang"))
        #expect(book.lines.map(\.act) == [training])
        #expect(try sample.office.log.version(of: "book/\(Office.wholeAgency)") == 1)
    }

    @Test(.features("unit-book")) func `is closed to the three administrators, and the try is on record`() async throws
    {
        let sample = try await SampleOffice()
        let system = try await sample.account("admin")
        await #expect(throws: OfficeError.forbidden("case")) {
            _ = try await sample.office.book(Office.wholeAgency, for: system)
        }
        let stream = "access/admin/\(sample.office.now().day)"
        #expect(try sample.office.log.version(of: stream) == 1)
    }

    @Test(.features("unit-book")) func `of no unit is not found`() async throws {
        let sample = try await SampleOffice()
        let context = try await sample.context("wang")
        await #expect(throws: OfficeError.notFound("unit", id: "nowhere")) {
            try await sample.office.enter(training, inBook: "nowhere", context)
        }
    }
}
