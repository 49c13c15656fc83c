import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// What a platform took meets the rules that wait for it.
@Suite(.features("platform-outbox"), .rows("QK-9.2")) final class `What a platform took` {
    private let root = SampleOffice.newFolder()
    private let office: Office
    private let folder: URL
    private let platform = "wuhan-supervision"

    init() async throws {
        office = try await Office.makeDemo(pack: "qiaokou", in: root, logger: SampleOffice.logger)
        folder = root.appendingPathComponent("platform", isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    private func context(_ role: RoleID, seen: Int? = nil) async throws -> CommandContext {
        let today = office.now().day
        let account = try #require(await office.accounts().first { $0.roles(on: today).contains(role) })
        return CommandContext(command: UUID().uuidString, account: account, seenVersion: seen)
    }

    private func set(_ manner: OutboxTarget.Manner, _ address: String) async throws {
        let target = OutboxTarget(platform: platform, manner: manner, address: address, since: office.now().day)
        try await office.set(target, token: nil, try await context("system-administrator"))
    }

    private func owed(_ rule: String, in id: String) async throws -> [Obligation] {
        let folded = try await office.cases.current(id)
        return office.rules.obligations(of: folded.caseFacts, at: office.now()).filter { $0.rule.text == rule }
    }

    @Test func `enters in a case that the platform took what a rule waits for, once, and nobody's save fails of it`()
        async throws
    {
        try await set(.folder, folder.path)
        var matter = SampleOffice.matter
        matter.procedure = "inspection"
        let id = try await office.receive(matter, try await context("officer"))
        #expect(try await owed("QK-9.2", in: id).map(\.state) == [.open])
        let seen = try await office.cases.current(id).version
        try await office.deliverOutbox()
        #expect(try await owed("QK-9.2", in: id).map(\.state) == [.met])
        let taken = try #require(try await office.cases.current(id).entered.last)
        #expect(taken.act.what == .platformMessageTaken && taken.by.name == "平台报送")
        try await office.enter(SampleOffice.material("7"), in: id, try await context("officer", seen: seen))
        // Of that piece no rule waits to hear, so that nothing more is entered, however often is delivered.
        let version = try await office.cases.current(id).version
        try await office.deliverOutbox()
        try office.state.resend(platform, key: nil, now: office.wallClock())
        try await office.deliverOutbox()
        #expect(try await office.cases.current(id).version == version)
        await #expect(throws: OfficeError.self) {
            try await office.enter(SampleOffice.material("8"), in: id, try await context("officer", seen: seen))
        }
    }

    @Test func `enters nothing in a case while the platform takes nothing`() async throws {
        try await set(.folder, folder.path)
        try FileManager.default.removeItem(at: folder)
        var matter = SampleOffice.matter
        matter.procedure = "inspection"
        let id = try await office.receive(matter, try await context("officer"))
        try await office.deliverOutbox()
        #expect(try await owed("QK-9.2", in: id).map(\.state) == [.open])
        let typed = ActEntered(
            what: .platformMessageTaken, subject: nil, answers: ["platform": .text(platform)])
        await #expect(throws: OfficeError.invalid([.notAllowed("what", value: "platform-message-taken")])) {
            try await office.enter(.actEntered(typed), in: id, try await context("officer"))
        }
    }

    @Test(.rows("QK-9.1", "QK-9.4")) func `enters in the book whom and what the platform took`() async throws {
        try await set(.folder, folder.path)
        let lines: [(String, [String: FactValue])] = [
            ("officer-registered", ["officer": "王", "certificate": "鄂A1", "valid-until": "2027-01-01"]),
            ("matters-listed", ["what": "laws", "where": "网站", "version": "2"]),
            ("matters-listed", ["what": "av-list", "where": "网站", "version": "3"]),
        ]
        for (what, answers) in lines {
            try await office.enter(
                ActEntered(what: FactKind(what), subject: nil, answers: answers), inBook: Office.wholeAgency,
                try await context("officer"))
        }
        try await office.deliverOutbox()
        let made = try await office.books.current(Office.wholeAgency).lines.filter {
            $0.act.what == FactKind("platform-entry-made")
        }
        #expect(made.map { $0.act.answers["what"]?.text } == ["officers", "laws"])
        #expect(made.map { $0.act.answers["about"]?.text } == ["王", "2"])
        let owed = try await office.obligations(ofBook: Office.wholeAgency).filter {
            ["QK-9.1", "QK-9.4"].contains($0.rule.text)
        }
        #expect(owed.count == 4 && owed.allSatisfy { $0.state == .met })
    }
}
