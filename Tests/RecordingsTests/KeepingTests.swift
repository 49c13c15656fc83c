import Chronology
import Recordings
import TestKit
import Testing

@Suite struct `The label of a recording` {
    @Test func `needs a number, the party and the handler, and tells every empty field`() {
        var label = RecordingLabel()
        #expect(label.missing.map(\.rawValue) == ["case-no", "party-name", "handler-name", "act-date", "device"])
        #expect(label.missingRequired.map(\.rawValue) == ["case-no", "party-name", "handler-name"])
        label.caseNumber = "武人社监立〔2018〕3号"
        label.party = "  "
        label.handler = "李四"
        #expect(label.missingRequired == [.party])
        label.party = "某建筑公司"
        #expect(label.isComplete)
        #expect(label.missing == [.actDay, .device])
    }

    @Test func `stands on the intake number until the case has one, and is then renewed`() {
        let label = RecordingLabel(intakeNumber: "收2018-7", party: "某建筑公司", handler: "李四")
        #expect(label.isComplete)
        #expect(!label.needsRelabelling(for: nil))
        #expect(label.needsRelabelling(for: "立3"))
        #expect(!RecordingLabel(caseNumber: "立3").needsRelabelling(for: "立3"))
    }
}

@Suite struct `The remark on a recording that cannot be bound` {
    @Test func `has six fields, each of them required`() {
        let all = Dictionary(uniqueKeysWithValues: EvidenceRemark.Field.allCases.map { ($0, "x") })
        #expect(all.count == 6)
        #expect(EvidenceRemark(all).isComplete)
        for field in EvidenceRemark.Field.allCases {
            var some = all
            some[field] = "\n"
            #expect(EvidenceRemark(some).missing == [field])
        }
        #expect(EvidenceRemark().missing.count == 6)
    }
}

@Suite(.features("retention")) struct `The retention of a recording` {
    private func day(_ text: String) throws -> Day { try #require(Day(text)) }

    @Test func `ends with the file's, or later by its own, and never while the file has no class`() throws {
        let file = Retention.end(.years(10), from: try day("2018-06-30"))
        #expect(try file == .day(day("2028-12-31")))
        #expect(try Retention.end(file: file, own: .day(day("2020-12-31"))) == file)
        #expect(try Retention.end(file: file, own: .day(day("2040-12-31"))) == .day(day("2040-12-31")))
        #expect(Retention.end(file: file, own: .never) == .never)
        #expect(Retention.end(file: .never, own: file) == .never)
        #expect(Retention.end(file: nil, own: file) == nil)
        #expect(try Retention.end(nil, from: day("2018-06-30")) == nil)
        #expect(try Retention.end(.years(0), from: day("2018-06-30")) == nil)
        #expect(try Retention.end(.permanent, from: day("2018-06-30")) == .never)
    }

    @Test func `allows disposal only after its last day`() throws {
        let end = RetentionEnd.day(try day("2028-12-31"))
        #expect(try !Retention.allowsDisposal(on: day("2028-12-31"), end: end))
        #expect(try Retention.allowsDisposal(on: day("2029-01-01"), end: end))
        #expect(try !Retention.allowsDisposal(on: day("2999-01-01"), end: .never))
        #expect(try !Retention.allowsDisposal(on: day("2999-01-01"), end: nil))
    }
}

@Suite struct `The copy at another site` {
    @Test(.rows("WH-41.7")) func `is overdue eight days after the last run with an interval of seven`() throws {
        let run = OffsiteCopy.Run(
            at: try #require(Instant("2018-03-14T22:00:00+08:00")), site: "汉阳", verified: ["aa"])
        let due = try #require(Day("2018-03-21"))
        let onTime = OffsiteCopy(blobs: ["aa", "bb"], runs: [run], intervalDays: 7, today: due)
        #expect(!onTime.isOverdue)
        #expect(onTime.nextDue == due)
        #expect(onTime.uncopied == ["bb"])
        #expect(OffsiteCopy(blobs: ["aa"], runs: [run], intervalDays: 7, today: due.adding(days: 1)).isOverdue)
        #expect(OffsiteCopy(blobs: ["aa"], runs: [], intervalDays: 7, today: due).isOverdue)
        #expect(!OffsiteCopy(blobs: [], runs: [], intervalDays: 7, today: due).isOverdue)
    }
}
