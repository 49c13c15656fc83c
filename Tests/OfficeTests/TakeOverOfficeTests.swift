import Casework
import Chronology
import Forms
import Foundation
import Rules
import Testing

@testable import Office

@Suite struct `The office takes running cases over` {
    static func request(_ number: String) -> TakeOverRequest {
        let received = Day(2025, 11, 3) ?? Day(epochDay: 0)
        var request = TakeOverRequest(
            number: number, cause: "拖欠工资", state: "under-investigation", received: received)
        request.days = ["filed": received.adding(days: 4)]
        request.employers = [Employer(part: .employer, name: "武汉晨光电子有限公司")]
        request.lead = "li"
        return request
    }

    @Test func `and the series of numbers goes on behind the highest`() async throws {
        let sample = try await SampleOffice()
        let year = sample.office.now().day.year
        for number in [7, 3] {
            _ = try await sample.office.takeOver(
                Self.request("武人监立〔\(year)〕\(number)号"), try await sample.context("wang"))
        }
        let first = try await sample.office.numbers.current(Series(name: "case", year: year))
        #expect(first.last == 7)
        try await sample.office.seedOne(until: .filed)
        let cases = try await sample.office.allCases().map(\.number)
        #expect(cases.contains("武人监立〔\(year)〕8号"), "\(cases)")
    }

    @Test func `also where the office writes its numbers in a way of its own`() async throws {
        let sample = try await SampleOffice()
        let year = sample.office.now().day.year
        let pattern = try #require(NumberPattern("{year}-监-{number:4}"))
        try await sample.office.chooseNumbers(
            [NumberChoice(series: "case", pattern: pattern)], reason: "沿用原编号方式", try await sample.context("admin"))
        let own = Self.request("\(year)-监-0041")
        _ = try await sample.office.takeOver(own, try await sample.context("wang"))
        #expect(try await sample.office.numbers.current(Series(name: "case", year: year)).last == 41)
    }

    @Test func `and ask for the end of the investigation where they stand behind it`() async throws {
        let sample = try await SampleOffice()
        var request = Self.request("旧〔2024〕1号")
        request.state = "decision-served"
        let lacking = OfficeError.invalid([
            .milestoneMissing(name: "milestone.concluded", title: "调查终结日期", stage: "调查取证")
        ])
        await #expect(throws: lacking) {
            _ = try await sample.office.takeOver(request, try await sample.context("wang"))
        }
        // The paper that ended it says the same as the day.
        var withPaper = request
        withPaper.papers = [
            .init(
                title: "调查终结报告", pages: 3, day: request.received.adding(days: 40),
                form: "investigation-conclusion-report")
        ]
        _ = try await sample.office.takeOver(withPaper, try await sample.context("wang"))
        var dated = Self.request("旧〔2024〕2号")
        dated.state = request.state
        dated.days["concluded"] = request.received.adding(days: 40)
        let id = try await sample.office.takeOver(dated, try await sample.context("wang"))
        let owed = try await sample.office.dossier(id, for: try await sample.account("li")).obligations
        #expect(owed.filter { $0.rule.text == "NL-LBJC-17a" }.map(\.state) == [.met])
        var without = Self.request("旧〔2024〕3号")
        without.state = request.state
        without.lacking = ["concluded"]
        let third = try await sample.office.takeOver(without, try await sample.context("wang"))
        #expect(try await sample.office.cases.current(third).version == 1)
    }

    @Test func `once each, whoever sends it and however the number is written`() async throws {
        let sample = try await SampleOffice()
        let context = try await sample.context("wang")
        let id = try await sample.office.takeOver(Self.request("旧〔2024〕1号"), context)
        #expect(try await sample.office.takeOver(Self.request("旧〔2024〕1号"), context) == id)
        #expect(try sample.version(id) == 1)
        await #expect(throws: OfficeError.invalid([.alreadyExists("case", id: "旧〔2024〕1号")])) {
            _ = try await sample.office.takeOver(Self.request("旧[2024] 1号"), try await sample.context("wang"))
        }
        #expect(try await sample.office.caseID(named: "旧〔2024〕1号") == id)
    }

    @Test func `and never with a number that a case of this office has`() async throws {
        let sample = try await SampleOffice()
        try await sample.office.seedOne(until: .filed)
        let own = try #require(try await sample.office.allCases().first?.number)
        await #expect(throws: OfficeError.invalid([.alreadyExists("case", id: own)])) {
            _ = try await sample.office.takeOver(Self.request(own), try await sample.context("wang"))
        }
    }

    @Test func `and goes on with them as with any other, without breaches from before`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.office.takeOver(Self.request("旧〔2024〕1号"), try await sample.context("wang"))
        let dossier = try await sample.office.dossier(id, for: try await sample.account("li"))
        #expect(dossier.state?.id == "under-investigation")
        #expect(dossier.next.contains { $0.code == "act:record-act" })
        let moment = try #require(dossier.case.caseFacts.takenOver)
        let breaches = dossier.obligations.filter { [.overdue, .late].contains($0.state) }
        #expect(breaches.allSatisfy { $0.due.map { $0.instant > moment } ?? false })
        #expect(dossier.obligations.contains { $0.state == .beforeTakeOver })
        try await sample.takeIn("m1", in: id, try await sample.context("li"))
        #expect(try sample.version(id) == 2)
    }

    @Test func `and their papers begin the volume`() async throws {
        let sample = try await SampleOffice()
        var request = Self.request("旧〔2024〕1号")
        request.papers = [
            TakeOverRequest.Paper(
                title: "立案审批表", pages: 2, form: "filing-approval-form",
                upload: try await sample.upload(Array("%PDF-1.4 x".utf8), as: "wang"))
        ]
        let id = try await sample.office.takeOver(request, try await sample.context("wang"))
        try await sample.takeIn("m1", in: id, try await sample.context("li"))
        let pieces = VolumePieces(
            case: try await sample.office.cases.current(id), rules: sample.office.rules,
            information: sample.office.information
        ).all
        #expect(pieces.min { $0.stage < $1.stage }?.title == "立案审批表")
        #expect(pieces.count == 2)
        let digest = pieces.min { $0.stage < $1.stage }?.blobs.first?.digest
        let entry = try #require(try sample.entries("case/\(id)").first)
        #expect(BlobReferences.of(entry).map(\.digest) == [digest], "so that a check of the vault looks at it")
    }
}
