import Casework
import Chronology
import Foundation
import Ledger
import Rules
import TestKit
import Testing

@testable import Office

/// What a platform wants goes out once it stands in the log. HTTP is walked through by Tests/Browser/outbox_walk.py.
@Suite(.features("platform-outbox"), .rows("QK-9.2", "QK-9.4")) struct `The outbox` {
    private let sample: SampleOffice
    private let office: Office
    private let folder: URL
    private let platform = "wuhan-supervision"

    init() async throws {
        sample = try await SampleOffice()
        office = sample.office
        folder = sample.root.appendingPathComponent("platform", isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func set(_ manner: OutboxTarget.Manner, _ address: String, since: Day? = nil) async throws {
        let target = OutboxTarget(
            platform: platform, manner: manner, address: address, since: since ?? office.now().day)
        try await office.set(target, token: nil, try await sample.context("admin"))
    }

    private func messages() throws -> [[String: Any]] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().compactMap {
            let data = try Data(contentsOf: folder.appendingPathComponent($0))
            return try JSONSerialization.jsonObject(with: data) as? [String: Any]
        }
    }

    private func overview() async throws -> OutboxOverview {
        let all = try await office.outboxes(for: try await sample.account("wang"))
        return try #require(all.first { $0.platform.id == platform })
    }

    @Test func `tells a platform of a case and of base data, each entry once`() async throws {
        try await set(.folder, folder.path)
        let id = try await sample.complaint()
        let officer = ActEntered(
            what: FactKind("officer-registered"), subject: nil,
            answers: ["officer": "王", "certificate": "鄂A1", "valid-until": "2027-01-01"])
        try await office.enter(officer, inBook: Office.wholeAgency, try await sample.context("wang"))
        try await office.deliverOutbox()
        let count = try messages().count
        try await office.deliverOutbox()
        #expect(try messages().count == count)
        let received = try #require(try messages().first { $0["kind"] as? String == "matter-received" })
        #expect(received["about"] as? String == id)
        #expect(received["format"] as? String == "liuhen-feed/1")
        let entry = try #require(try sample.entries("case/\(id)").first)
        #expect(received["key"] as? String == entry.id)
        let data = try #require(received["data"] as? [String: Any])
        #expect(data["cause"] as? String == "拖欠工资")
        #expect((data["employers"] as? [[String: Any]])?.first?["name"] as? String == "武汉晨光电子有限公司")
        let registered = try #require(
            try messages().first { ($0["data"] as? [String: Any])?["what"] as? String == "officer-registered" })
        #expect(registered["type"] as? String == "officer")
        #expect(try await overview().waitingCount == 0)
        #expect(try await overview().deliveredCount == count)
    }

    @Test func `names nobody whom the mapping does not name`() async throws {
        try await set(.folder, folder.path)
        var matter = SampleOffice.matter
        matter.employers = [
            Employer(
                part: .employer, name: "某公司", creditCode: "91420104X", legalRepresentative: "法人甲",
                phone: "13811111111")
        ]
        _ = try await office.receive(matter, try await sample.context("wang"))
        try await office.deliverOutbox()
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        let text = try files.map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }.joined()
        #expect(text.contains("某公司") && text.contains("91420104X"))
        for word in ["田雨", "13900000009", "法人甲", "13811111111", "反映"] { #expect(!text.contains(word), "\(word)") }
    }

    @Test func `shows what is stuck, and sends it once its target is there again`() async throws {
        try await set(.folder, folder.path)
        try FileManager.default.removeItem(at: folder)
        let id = try await sample.complaint()
        try await office.deliverOutbox()
        let stuck = try await overview()
        #expect(stuck.stuck.first?.problem == .folder)
        #expect(stuck.stuck.first?.attempts == 1)
        #expect(stuck.waitingCount > 0 && stuck.deliveredCount == 0)
        // The whole target rests after a failure; no other message is tried in vain.
        #expect(stuck.stuck.count == 1)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try await office.deliverOutbox()
        #expect(try messages().isEmpty)
        try await office.resend(platform, key: nil, for: try await sample.account("wang"))
        try await office.deliverOutbox()
        #expect(try await overview().waitingCount == 0)
        #expect(try messages().contains { $0["about"] as? String == id })
    }

    @Test func `is made again from the log where its own file is lost`() async throws {
        try await set(.folder, folder.path)
        _ = try await sample.complaint()
        try await office.deliverOutbox()
        let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        office.log.ledger.close()
        try FileManager.default.removeItem(at: office.folder.state)
        let reopened = try await Office.open(sample.root, logger: SampleOffice.logger)
        try await reopened.deliverOutbox()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)
        #expect(try reopened.state.outboxCounts(platform).delivered == before.count)
    }

    @Test func `waits longer after each failure, six hours at most`() {
        #expect((0...4).map(Outbox.delay(after:)) == [30, 60, 120, 240, 480])
        #expect(Outbox.delay(after: 9) == 15_360)
        #expect(Outbox.delay(after: 10) == 21_600 && Outbox.delay(after: 1000) == 21_600)
    }

    @Test func `keeps the order of one case, and lets others pass`() async throws {
        let now = office.wallClock()
        let first = try await sample.complaint()
        try await sample.takeIn("2", in: first, try await sample.context("wang"))
        let other = try await sample.complaint()
        let entries = try sample.entries("case/\(first)") + sample.entries("case/\(other)")
        try office.state.queue(entries, for: "p", through: 9, now: now)
        var due = try office.state.dueItems("p", now: now, limit: 10)
        #expect(due.map(\.stream) == ["case/\(first)", "case/\(other)"])
        let late = now.adding(seconds: 60)
        try office.state.putOff(due[0], .status(422), until: late, resting: nil)
        due = try office.state.dueItems("p", now: now, limit: 10)
        #expect(due.map(\.stream) == ["case/\(other)"])
        due = try office.state.dueItems("p", now: late, limit: 10)
        #expect(due.first?.problem == .status(422))
        try office.state.deliver(due[0], answer: "", now: late)
        #expect(try office.state.dueItems("p", now: late, limit: 10).map(\.kind).contains("material-received"))
    }

    @Test func `is set by the system administrator, to a place that can be`() async throws {
        await #expect(throws: OfficeError.forbidden("outbox")) {
            let target = OutboxTarget(platform: platform, manner: .off, address: "", since: office.now().day)
            try await office.set(target, token: nil, try await sample.context("wang"))
        }
        for (manner, address) in [
            (OutboxTarget.Manner.folder, "/nowhere/at/all"), (.folder, "relative"), (.http, "ftp://a"),
            (.http, "http://"),
            (.http, ""),
        ] {
            await #expect(throws: OfficeError.invalid([.notAllowed("outbox-address", value: address)])) {
                try await set(manner, address)
            }
        }
    }

    @Test func `knows each kind that its mapping names`() throws {
        let read = try Platform.bundledFiles().map { try Platform(yaml: $0) }
        #expect(read == Platform.bundled && !read.isEmpty)
        let known: Set<String> = [
            "unit-opened", "unit-closed", "account-opened", "account-moved", "account-closed", "role-granted",
            "role-withdrawn",
        ]
        let events = try #require(Platform.named(platform)).feed.filter { !known.contains($0.kind) }
        for sending in events {
            // A kind that no event has is unknown; a body that lacks its fields is merely malformed.
            let record = EventRecord(kind: sending.kind, open: Data("{}".utf8), personal: nil, sealed: nil)
            do {
                _ = try CaseEvent(record)
            } catch {
                #expect(error == .malformed(kind: sending.kind))
            }
            if let what = sending.what { #expect(ActSchema.ofBook(FactKind(what)) != nil) }
        }
    }
}
