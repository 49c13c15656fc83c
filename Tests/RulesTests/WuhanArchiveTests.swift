import Rules
import TestKit
import Testing

@Suite struct `Wuhan articles 41 and 42: storing and archiving` {
    private func wuhan() throws -> RuleCase { try RuleCase("wuhan") }

    @Test(.rows("WH-41.2")) func `every image is printed before archiving`() throws {
        let image = try wuhan().given(.evidenceAdded, ["evidence-kind": "image"], of: "e1")
        #expect(image.refuses(.caseArchived, citing: "WH-41.2"))
        #expect(image.given(.evidencePrinted, of: "e2").refuses(.caseArchived, citing: "WH-41.2"))
        #expect(!image.given(.evidencePrinted, of: "e1").refuses(.caseArchived, citing: "WH-41.2"))
        let paper = try wuhan().given(.evidenceAdded, ["evidence-kind": "document"], of: "e1")
        #expect(!paper.refuses(.caseArchived, citing: "WH-41.2"))
    }

    @Test(
        .rows("WH-41.3", "WH-42.5"),
        arguments: [
            ("WH-41.3", FactKind.evidencePrinted, ["time", "place", "content", "recorder-name", "recorder-identity"]),
            ("WH-42.5", FactKind.evidenceBagged, ["name", "quantity", "time", "place"]),
        ])
    func `print and bag bear their whole explanation`(row: String, kind: FactKind, names: [String]) throws {
        let whole = Dictionary(uniqueKeysWithValues: names.map { ($0, FactValue.text("x")) })
        #expect(try !wuhan().refuses(kind, whole, of: "e1", citing: row))
        for name in names {
            #expect(try wuhan().refuses(kind, whole.filter { $0.key != name }, of: "e1", citing: row), "\(name)")
        }
    }

    // Wednesday 2018-03-14 16:40: Friday 03-16 24:00. Thursday 03-01: Saturday 03-03, which does not move.
    @Test(
        .rows("WH-41.4"),
        arguments: [
            ("2018-03-14 16:40", "2018-03-16", "2018-03-16 16:39"),
            ("2018-03-01 09:00", "2018-03-03", "2018-03-03 08:59"),
        ])
    func `a recording lies in the dedicated store within two days of its end`(
        end: String, due: String, other: String
    ) throws {
        let added = try wuhan().at(end).given(
            .recordingAdded, ["start": .time("2018-03-01 08:00"), "end": .time(end)], of: "v1"
        ).at("2018-03-20")
        #expect(added.lastDay(of: "WH-41.4") == due)
        #expect(added.otherReadings(of: "WH-41.4") == [other])
        #expect(added.standing(of: "WH-41.4") == .overdue)
        #expect(added.given(.recordingStored, ["volume": "A"], of: "v2").standing(of: "WH-41.4") == .overdue)
        #expect(added.given(.recordingStored, ["volume": "A"], of: "v1").standing(of: "WH-41.4") == .late)
        #expect(
            added.at("\(due) 23:59").given(.recordingStored, ["volume": "A"], of: "v1").standing(of: "WH-41.4") == .met)
    }

    @Test(.rows("WH-41.5")) func `a recording is stored in a registered volume only`() throws {
        #expect(try wuhan().refuses(.recordingStored, of: "v1", citing: "WH-41.5"))
        #expect(try !wuhan().refuses(.recordingStored, ["volume": "A"], of: "v1", citing: "WH-41.5"))
    }

    @Test(.rows("WH-41.6")) func `a recording is taken in unlabelled and labelled within the two days`() throws {
        let added = try wuhan().at("2018-03-14 17:00").given(
            .recordingAdded, ["act": "a1", "end": .time("2018-03-14 16:40")], of: "v1")
        #expect(try !wuhan().refuses(.recordingAdded, ["act": "a1"], of: "v1", citing: "WH-41.6"))
        #expect(added.lastDay(of: "WH-41.6") == "2018-03-16")
        let act: [String: FactValue] = ["act": "inspection", "recorded": true]
        #expect(added.refuses(.actCompleted, act, of: "a1", citing: "WH-41.6"))
        #expect(!added.refuses(.actCompleted, act, of: "a2", citing: "WH-41.6"))
        let labelled = added.given(.recordingLabelled, of: "v1")
        #expect(labelled.standing(of: "WH-41.6") == .overdue, "the label itself states nothing")
        #expect(labelled.obligations("WH-41.6").first?.state == .met)
        #expect(!labelled.refuses(.actCompleted, act, of: "a1", citing: "WH-41.6"))
        #expect(added.given(.recordingLabelled, of: "v2").refuses(.actCompleted, act, of: "a1", citing: "WH-41.6"))
        #expect(added.obligations("WH-41.6", at: "2018-03-17 00:00").first?.state == .overdue)
    }

    @Test(.rows("WH-41.6"), arguments: ["case-number", "party", "handler"])
    func `a label names case, party and handler`(missing: String) throws {
        let label: [String: FactValue] = ["case-number": "2018-1", "party": "甲", "handler": "李"]
        #expect(try !wuhan().refuses(.recordingLabelled, label, of: "v1", citing: "WH-41.6"))
        #expect(
            try wuhan().refuses(.recordingLabelled, label.filter { $0.key != missing }, of: "v1", citing: "WH-41.6"))
    }

    @Test(.rows("WH-42.1", "WH-42.2", "WH-42.3"))
    func `the review department archives a catalogued volume under a number`() throws {
        let archived: [String: FactValue] = ["archive-number": "A-1"]
        #expect(try wuhan().refuses(.caseArchived, archived, as: "lead-handler", citing: "WH-42.1"))
        #expect(try !wuhan().refuses(.caseArchived, archived, as: "review-dept", citing: "WH-42.1"))
        #expect(try wuhan().refuses(.caseArchived, archived, citing: "WH-42.2"))
        #expect(
            try wuhan().given(.volumeCompiled, ["uncatalogued": 1]).refuses(.caseArchived, archived, citing: "WH-42.2"))
        #expect(
            try !wuhan().given(.volumeCompiled, ["uncatalogued": 0]).refuses(.caseArchived, archived, citing: "WH-42.2")
        )
        #expect(try wuhan().refuses(.caseArchived, citing: "WH-42.3"))
        #expect(try !wuhan().refuses(.caseArchived, archived, citing: "WH-42.3"))
    }

    @Test(.rows("WH-42.4")) func `what cannot be bound lies in a bag`() throws {
        let object = try wuhan().given(.evidenceAdded, ["evidence-kind": "object", "bound": false], of: "e1")
        #expect(object.refuses(.caseArchived, citing: "WH-42.4"))
        #expect(!object.given(.evidenceBagged, of: "e1").refuses(.caseArchived, citing: "WH-42.4"))
        #expect(object.given(.evidenceBagged, of: "e2").refuses(.caseArchived, citing: "WH-42.4"))
        let bound = try wuhan().given(.evidenceAdded, ["evidence-kind": "object", "bound": true], of: "e1")
        #expect(!bound.refuses(.caseArchived, citing: "WH-42.4"))
        let video = try wuhan().given(.evidenceAdded, ["evidence-kind": "recording", "bound": false], of: "e1")
        #expect(!video.refuses(.caseArchived, citing: "WH-42.4"))
        #expect(
            !object.given(.deviationRecorded, ["rule": "WH-42.4"], as: "agency-head").refuses(
                .caseArchived, citing: "WH-42.4"))
    }

    @Test(.rows("WH-42.6")) func `every recording used as evidence stands on the remarks sheet`() throws {
        let recording = try wuhan().given(.recordingAdded, ["evidence": true], of: "v1")
        #expect(recording.refuses(.caseArchived, citing: "WH-42.6"))
        #expect(!recording.given(.evidenceRemarked, of: "v1").refuses(.caseArchived, citing: "WH-42.6"))
        #expect(recording.given(.evidenceRemarked, of: "v2").refuses(.caseArchived, citing: "WH-42.6"))
        let other = try wuhan().given(.recordingAdded, ["evidence": false], of: "v1")
        #expect(!other.refuses(.caseArchived, citing: "WH-42.6"))
    }

    @Test(.rows("WH-42.6"), arguments: ["content", "time", "place", "recorder-name", "recorder-identity", "location"])
    func `the remarks state all six`(missing: String) throws {
        let names = ["content", "time", "place", "recorder-name", "recorder-identity", "location"]
        let whole = Dictionary(uniqueKeysWithValues: names.map { ($0, FactValue.text("x")) })
        #expect(try !wuhan().refuses(.evidenceRemarked, whole, of: "v1", citing: "WH-42.6"))
        #expect(try wuhan().refuses(.evidenceRemarked, whole.filter { $0.key != missing }, of: "v1", citing: "WH-42.6"))
    }
}
