import Foundation
import Recordings
import TestKit
import Testing

@Suite struct `The checklist of a recording` {
    private let required = ContentChecklist.required(servesDocument: false)

    private func marks(except missing: Set<MarkKind> = []) -> [RecordingMark] {
        ContentChecklist.required(servesDocument: true).filter { !missing.contains($0) }.map {
            RecordingMark(recording: "R", kind: $0, atMilliseconds: 1000)
        }
    }

    @Test(.rows("WH-25.7")) func `asks for eight items, the service where a document is served, and what is added`() {
        #expect(
            required.map(\.code) == [
                "time", "place", "cause", "officer-identity", "party-identity", "scene", "evidence", "persons-conduct",
            ])
        let more = ContentChecklist.required(servesDocument: true, added: ["机台数量"])
        #expect(more.suffix(2).map(\.code) == ["service", "other:机台数量"])
    }

    @Test(arguments: ContentChecklist.required(servesDocument: true, added: ["机台数量"]))
    func `is incomplete while one item is neither marked nor answered`(_ item: MarkKind) {
        let required = ContentChecklist.required(servesDocument: true, added: ["机台数量"])
        let marks = required.filter { $0 != item }.map {
            RecordingMark(recording: "R", kind: $0, atMilliseconds: 0)
        }
        let open = ContentChecklist(required: required, marks: marks, answers: [:])
        #expect(open.missing == [item])
        #expect(!open.isComplete)
        let blank = ContentChecklist(required: required, marks: marks, answers: [item: .notPresent(reason: " ")])
        #expect(blank.missing == [item])
        let answered = ContentChecklist(required: required, marks: marks, answers: [item: .notPresent(reason: "无人在场")])
        #expect(answered.isComplete)
        #expect(answered.notCaptured.isEmpty)
        let missed = ContentChecklist(required: required, marks: marks, answers: [item: .notCaptured(reason: "镜头被挡")])
        #expect(missed.isComplete)
        #expect(missed.notCaptured == [item])
    }

    @Test func `counts no mark beyond the end of its recording`() {
        let late = RecordingMark(recording: "R", kind: .place, atMilliseconds: 60_001)
        let others = marks(except: [.place])
        let known = ContentChecklist(required: required, marks: others + [late], lengths: ["R": 60_000], answers: [:])
        #expect(known.missing == [.place])
        let longer = ContentChecklist(required: required, marks: others + [late], lengths: ["R": 60_001], answers: [:])
        #expect(longer.isComplete)
        let unknown = ContentChecklist(required: required, marks: others + [late], answers: [:])
        #expect(unknown.isComplete)
    }

    @Test func `a mark needs no answer, and an item is asked once`() {
        let list = ContentChecklist(
            required: [.scene, .scene], marks: marks(), answers: [.scene: .notCaptured(reason: "x")])
        #expect(list.required == [.scene])
        #expect(list.notCaptured.isEmpty)
    }

    @Test func `marks and answers are read back from their codes`() throws {
        for kind in MarkKind.fixed + [.other("机台数量")] {
            #expect(MarkKind(code: kind.code) == kind)
            let stored = try JSONEncoder().encode([kind])
            #expect(try JSONDecoder().decode([MarkKind].self, from: stored) == [kind])
        }
        #expect(MarkKind.fixed.count == 10)
        #expect(MarkKind(code: "other: ") == nil)
        #expect(MarkKind(code: "colour") == nil)
        #expect(ChecklistAnswer(code: "not-present", reason: "无人在场") == .notPresent(reason: "无人在场"))
        #expect(ChecklistAnswer(code: "not-captured", reason: "") == nil)
        #expect(ChecklistAnswer(code: "marked", reason: "x") == nil)
    }
}
