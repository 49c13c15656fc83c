import Casework
import Foundation
import Rules
import TestKit
import Testing

@Suite struct `Events are written to the log and read from it` {
    private static let kinds = SampleEvents.all.keys.sorted()

    @Test func `there is a sample and a kept file of every kind`() throws {
        #expect(SampleEvents.all.count == 22)
        for (kind, event) in SampleEvents.all {
            #expect(type(of: event.body).kind == kind)
            #expect(try KeptEvent(kind: kind).version == EventRecord.currentVersion)
        }
    }

    @Test(arguments: kinds) func `an event comes back as it was written`(kind: String) throws {
        let event = try #require(SampleEvents.all[kind])
        #expect(try CaseEvent(try event.record()) == event)
    }

    @Test func `an answer is read under the name that its question has now`() throws {
        let open = #"{"what":"decision-on-the-spot","answers":{"fact":"未签劳动合同","number":"7"},"attachments":[]}"#
        let record = EventRecord(kind: "act-entered", open: Data(open.utf8), personal: nil, sealed: nil)
        guard case .actEntered(let act) = try CaseEvent(record) else {
            Issue.record("another event")
            return
        }
        #expect(act.answers == ["violation": "未签劳动合同", "number": "7"])
        // The name of another act's answer is not touched.
        let other = open.replacingOccurrences(of: "decision-on-the-spot", with: "penalty-served")
        guard
            case .actEntered(let untouched) = try CaseEvent(
                EventRecord(kind: "act-entered", open: Data(other.utf8), personal: nil, sealed: nil))
        else { return }
        #expect(untouched.answers["fact"] == "未签劳动合同")
    }

    @Test(arguments: kinds) func `a kept event of version 1 reads as what it meant then`(kind: String) throws {
        #expect(try CaseEvent(try KeptEvent(kind: kind).record) == SampleEvents.all[kind])
    }

    @Test(arguments: kinds) func `an event is written as the kept file has it, part by part`(kind: String) throws {
        let kept = try KeptEvent(writtenNow: kind).record
        let written = try #require(try SampleEvents.all[kind]?.record())
        #expect(written.kind == kept.kind)
        #expect(String(decoding: written.open, as: UTF8.self) == String(decoding: kept.open, as: UTF8.self))
        #expect(
            written.personal.map { String(decoding: $0, as: UTF8.self) }
                == kept.personal.map {
                    String(decoding: $0, as: UTF8.self)
                })
        #expect(written.sealed == kept.sealed)
    }

    @Test(arguments: kinds) func `no personal or sealed property stands in the open part`(kind: String) throws {
        let event = try #require(SampleEvents.all[kind])
        let record = try event.record()
        let type = type(of: event.body)
        #expect(try KeptEvent.keys(of: record.open).isDisjoint(with: type.personalKeys.union(type.sealedKeys)))
        #expect(try KeptEvent.keys(of: record.personal) == type.personalKeys)
        #expect(try KeptEvent.keys(of: record.sealed) == type.sealedKeys)
    }

    @Test(arguments: KeptEvent.renamed)
    func `the names of files, which often hold people's names, stand in the personal part`(kind: String) throws {
        let record = try #require(try SampleEvents.all[kind]?.record())
        #expect(!String(decoding: record.open, as: UTF8.self).contains("\"name\":\"文件.pdf"))
        #expect(!String(decoding: record.open, as: UTF8.self).contains("视频.mp4"))
        #expect(!String(decoding: record.open, as: UTF8.self).contains("审批.pdf"))
        let withheld = try CaseEvent(EventRecord(kind: kind, open: record.open, personal: nil, sealed: nil))
        let blob: BlobReference? =
            switch withheld {
            case .actEntered(let event): event.attachments.first
            case .recordingAdded(let event): event.blob
            case .formDecided(let event): event.onPaper?.scan
            default: nil
            }
        #expect(blob?.name == "")
        #expect(blob.map { $0.digest.hasPrefix($0.title) && !$0.title.isEmpty } == true)
        let damaged = Data(#"{"fileNames":7}"#.utf8)
        #expect(throws: EventError.malformed(kind: kind)) {
            try CaseEvent(EventRecord(kind: kind, open: record.open, personal: damaged, sealed: nil))
        }
    }

    @Test(arguments: KeptEvent.renamed) func `more or fewer names than files are no trap`(kind: String) throws {
        let record = try #require(try SampleEvents.all[kind]?.record())
        for names in [#"{"fileNames":[]}"#, #"{"fileNames":["a","b","c","d"]}"#] {
            let event = try? CaseEvent(
                EventRecord(kind: kind, open: record.open, personal: Data(names.utf8), sealed: nil))
            #expect(event != nil)
        }
    }

    @Test(arguments: kinds) func `there is no floating-point number in an event`(kind: String) throws {
        let record = try #require(try SampleEvents.all[kind]?.record())
        for part in [record.open, record.personal, record.sealed].compactMap(\.self) {
            let text = String(decoding: part, as: UTF8.self).replacing(/"(\\.|[^"\\])*"/, with: "")
            #expect(text.firstMatch(of: /[:\[,]-?[0-9]+[.eE]/) == nil)
        }
    }

    @Test(arguments: kinds)
    func `an event whose personal and sealed parts are withheld reads without them`(kind: String) throws {
        let event = try #require(SampleEvents.all[kind])
        let record = try event.record()
        let bare = try CaseEvent(EventRecord(kind: kind, open: record.open, personal: nil, sealed: nil))
        let again = try bare.record()
        #expect(again.open == record.open)
        #expect(again.personal == nil)
        #expect(again.sealed == nil)
    }

    @Test(.rows("WH-10.5")) func `the informant is on the sealed part alone`() throws {
        let record = try #require(try SampleEvents.all["matter-received"]?.record())
        #expect(try KeptEvent.keys(of: record.sealed) == ["informant"])
        for part in [record.open, record.personal].compactMap(\.self) {
            #expect(!String(decoding: part, as: UTF8.self).contains("丁一"))
        }
    }

    @Test func `whole numbers stay numbers and yes and no stay so`() throws {
        let kept = try KeptEvent(kind: "act-entered").record
        guard case .actEntered(let act) = try CaseEvent(kept) else {
            Issue.record("another kind")
            return
        }
        #expect(act.answers["one"] == .integer(1))
        #expect(act.answers["none"] == .integer(0))
        #expect(act.answers["held"] == .boolean(true))
        #expect(act.answers["barred"] == .boolean(false))
    }

    @Test func `a kind that this build does not know is named`() {
        #expect(throws: EventError.unknownKind("case-melted")) {
            try CaseEvent(EventRecord(kind: "case-melted", open: Data("{}".utf8), personal: nil, sealed: nil))
        }
    }

    @Test(arguments: [
        "", "{", "null", "[]", "7", "{}", #"{"serial":7}"#, #"{"serial":null}"#, "{\"serial\":\"\u{1}", "\u{FEFF}",
        "[[[[",
    ])
    func `what does not hold what its kind states is malformed`(open: String) {
        #expect(throws: EventError.malformed(kind: "case-numbered")) {
            try CaseEvent(EventRecord(kind: "case-numbered", open: Data(open.utf8), personal: nil, sealed: nil))
        }
    }

    @Test(arguments: ["[]", "7", "\"text\"", "{", ""])
    func `a personal or sealed part that is no object is malformed, not withheld`(part: String) throws {
        let record = try #require(try SampleEvents.all["matter-received"]?.record())
        #expect(throws: EventError.malformed(kind: "matter-received")) {
            try CaseEvent(EventRecord(kind: record.kind, open: record.open, personal: Data(part.utf8), sealed: nil))
        }
        #expect(throws: EventError.malformed(kind: "matter-received")) {
            try CaseEvent(EventRecord(kind: record.kind, open: record.open, personal: nil, sealed: Data(part.utf8)))
        }
    }

    @Test(arguments: ["1.5", "1e999", "99999999999999999999", "-0.1", "NaN"])
    func `a number that is not whole is malformed`(number: String) {
        let open = #"{"item":"m","pages":\#(number),"submitter":"reporter","isCopy":false,"phase":"intake"}"#
        #expect(throws: EventError.malformed(kind: "material-received")) {
            try CaseEvent(EventRecord(kind: "material-received", open: Data(open.utf8), personal: nil, sealed: nil))
        }
    }
}
