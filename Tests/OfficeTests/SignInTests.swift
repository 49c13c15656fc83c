import Chronology
import Foundation
import Testing

@testable import Office

/// A wrong password delays and never locks. The times are given, so that nothing waits for a clock.
@Suite struct `Signing in` {
    private static let noon = Instant("2026-09-01T12:00:00+08:00") ?? Instant(milliseconds: 0)

    private func store() throws -> StateStore {
        let folder = SampleOffice.newFolder()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return try StateStore(at: folder.appendingPathComponent("state.db"))
    }

    @Test func `waits longer after each wrong try, half a minute at most, and never locks out`() throws {
        let store = try store()
        var now = Self.noon
        var delays: [Int] = []
        for _ in 1...20 {
            let delay = try store.noteFailure(of: "li", at: now)
            delays.append(delay)
            #expect(try store.delay(for: "li", at: now) == delay)
            now = now.adding(seconds: delay)
            #expect(try store.delay(for: "li", at: now) == 0)
        }
        #expect(delays == [0, 0, 1, 2, 4, 8, 16] + Array(repeating: 30, count: 13))
        #expect(try store.delay(for: "zhao", at: Self.noon) == 0)
        try store.forgetFailures(of: "li")
        #expect(try store.noteFailure(of: "li", at: now) == 0)
    }

    @Test func `ends when its time is over or when it is closed`() throws {
        let store = try store()
        let token = try store.openSession(of: "li", until: Self.noon.adding(seconds: 60))
        #expect(try store.account(session: token, at: Self.noon) == "li")
        #expect(try store.account(session: token, at: Self.noon.adding(milliseconds: 59_999)) == "li")
        #expect(try store.account(session: token, at: Self.noon.adding(seconds: 60)) == nil)
        #expect(try store.account(session: token + "0", at: Self.noon) == nil)
        let other = try store.openSession(of: "li", until: Self.noon.adding(seconds: 60))
        try store.closeSession(other)
        #expect(try store.account(session: other, at: Self.noon) == nil)
        #expect(try store.account(session: token, at: Self.noon) == "li")
    }

    @Test func `is refused while the delay runs, and let in after it`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        var answers: Set<SignIn> = []
        for _ in 1...20 { answers.insert(try await office.signIn(name: "li", password: "wrong")) }
        #expect(answers.allSatisfy { if case .wrong = $0 { true } else { false } })
        // The right password gives nothing away while the delay runs. Five failures now set one of at least four seconds.
        for _ in 1...5 { _ = try office.state.noteFailure(of: "li", at: office.wallClock()) }
        guard case .wrong(let delay) = try await office.signIn(name: "li", password: DemoPeople.password) else {
            Issue.record("let in while the delay runs")
            return
        }
        #expect((1...30).contains(delay))
        // The same failures, long ago.
        _ = try office.state.noteFailure(of: "li", at: office.wallClock().adding(seconds: -60))
        guard case .welcome(let token) = try await office.signIn(name: "li", password: DemoPeople.password) else {
            Issue.record("locked out")
            return
        }
        #expect(try await office.account(session: token)?.id == "li")
        try await office.signOut(session: token)
        #expect(try await office.account(session: token) == nil)
    }

    @Test func `takes no demo account in a real office, and plays no demo there`() async throws {
        let root = SampleOffice.newFolder()
        defer { try? FileManager.default.removeItem(at: root) }
        let information = OfficeInformation(
            origin: "liuhen.example", agency: "某支队", bureau: "某局", word: "武", level: "city",
            packs: ["wuhan", "national"])
        let codes = try await Office.make(
            information, recovery: try RecoveryKey.make().recipient, in: root, logger: SampleOffice.logger)
        #expect(codes.count == 3)
        let office = try await Office.openForReading(root, logger: SampleOffice.logger)
        for person in DemoPeople.all {
            guard case .wrong = try await office.signIn(name: person.id, password: DemoPeople.password) else {
                Issue.record("\(person.id) is let in")
                continue
            }
        }
        let first = try #require(codes.first)
        guard case .welcome = try await office.signIn(name: first.account, password: first.code) else {
            Issue.record("an administrator is not let in")
            return
        }
        #expect(throws: OfficeError.onlyInDemo) { try office.setClock(Self.noon) }
        await #expect(throws: OfficeError.onlyInDemo) { try await office.seedDemoCases { _ in } }
    }
}
