import Chronology
import Foundation
import Testing

@testable import Office

/// A wrong password delays and never locks. The times are given, so that nothing waits for a clock.
@Suite struct `Signing in` {
    private static let noon = Instant("2026-09-01T12:00:00+08:00") ?? Instant(milliseconds: 0)
    private static let desk = SignInSource(address: "10.0.0.8")
    private static let stranger = SignInSource(address: "10.0.0.66")

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
            guard case .counted(let delay) = try store.beginAttempt("li", at: now) else {
                Issue.record("held up after the delay")
                return
            }
            delays.append(delay)
            if delay > 0 {
                let early = now.adding(milliseconds: Int64(delay) * 1000 - 1)
                #expect(try store.beginAttempt("li", at: early) == .tooSoon(waitSeconds: 1))
            }
            now = now.adding(seconds: delay)
        }
        #expect(delays == [0, 0, 1, 2, 4, 8, 16] + Array(repeating: 30, count: 13))
        #expect(try store.beginAttempt("zhao", at: Self.noon) == .counted(nextAfterSeconds: 0))
        try store.forgetAttempts("li")
        #expect(try store.beginAttempt("li", at: now) == .counted(nextAfterSeconds: 0))
    }

    @Test func `counts tries at the same time before any of them is made`() async throws {
        let store = try store()
        let answers = try await withThrowingTaskGroup(of: StateStore.Attempt.self) { group in
            for _ in 1...20 { group.addTask { try store.beginAttempt("li", at: Self.noon) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        // The third sets the first delay; all later ones find it.
        #expect(answers.count { if case .counted = $0 { true } else { false } } == 3)
    }

    @Test func `ends when its time is over or when it is closed`() throws {
        let store = try store()
        let token = try store.openSession(
            of: "li", credential: "c", until: Self.noon.adding(seconds: 60),
            opened: Self.noon, source: "local")
        #expect(try store.session(token, at: Self.noon)?.account == "li")
        #expect(try store.session(token, at: Self.noon.adding(milliseconds: 59_999))?.credential == "c")
        #expect(try store.session(token, at: Self.noon.adding(seconds: 60)) == nil)
        #expect(try store.session(token + "0", at: Self.noon) == nil)
        let other = try store.openSession(
            of: "li", credential: "c", until: Self.noon.adding(seconds: 60),
            opened: Self.noon, source: "local")
        try store.closeSession(other)
        #expect(try store.session(other, at: Self.noon) == nil)
        #expect(try store.session(token, at: Self.noon)?.account == "li")
    }

    @Test func `holds up the guesser and not the owner who comes from elsewhere`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let li = try await sample.account("li")
        let mark = try office.browserMark(for: li)
        var last = SignIn.wrong(delaySeconds: 0)
        for _ in 1...12 { last = try await office.signIn(name: "li", password: "wrong", source: Self.stranger) }
        guard case .wrong(let delay) = last else {
            Issue.record("let in with a wrong password")
            return
        }
        #expect((1...30).contains(delay))
        // Further failures there, as if time had passed: the delay outlasts this test.
        for number in 1...9 {
            let later = office.wallClock().adding(seconds: 40 * number)
            _ = try office.state.beginAttempt("li address 10.0.0.66", at: later)
        }
        // There the right password gives nothing away while the delay runs …
        let held = try await office.signIn(name: "li", password: DemoPeople.password, source: Self.stranger)
        #expect({ if case .wrong = held { true } else { false } }())
        // … elsewhere, and in the browser that the owner used before, it opens the office.
        for source in [Self.desk, SignInSource(address: "10.0.0.66", mark: mark)] {
            guard
                case .welcome(let token) = try await office.signIn(
                    name: "li", password: DemoPeople.password, source: source)
            else {
                Issue.record("the owner is held up")
                return
            }
            #expect(try await office.account(session: token)?.id == "li")
            try await office.signOut(session: token)
            #expect(try await office.account(session: token) == nil)
        }
        // Another's mark, or a made-up one, is worth nothing.
        let foreign = try office.browserMark(for: try await sample.account("zhao"))
        for mark in [foreign, String(repeating: "0", count: 96), ""] {
            let answer = try await office.signIn(
                name: "li", password: DemoPeople.password, source: SignInSource(address: "10.0.0.66", mark: mark))
            #expect({ if case .wrong = answer { true } else { false } }())
        }
        let list = try await office.signIns(of: li)
        #expect(list.count { $0.succeeded } == 2)
        #expect(list.contains { !$0.succeeded && $0.source == "10.0.0.66" })
        #expect(try sample.entries("sign-in/li").count == 2)
    }

    @Test func `takes no demo account in a real office, and plays no demo there`() async throws {
        let root = SampleOffice.newFolder()
        defer { try? FileManager.default.removeItem(at: root) }
        _ = try await SampleOffice.real(in: root)
        let office = try await Office.openForReading(root, logger: SampleOffice.logger)
        for person in try #require(office.demoStaff).people {
            let answer = try await office.signIn(name: person.id, password: DemoPeople.password, source: Self.desk)
            guard case .wrong = answer else {
                Issue.record("\(person.id) is let in")
                continue
            }
        }
        #expect(throws: OfficeError.onlyInDemo) { try office.setClock(Self.noon) }
        await #expect(throws: OfficeError.onlyInDemo) { try await office.seedDemoCases { _ in } }
    }
}
