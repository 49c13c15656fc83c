import Casework
import Chronology
import Cryptography
import Foundation
import Testing

@testable import Office

/// What a one-time code is good for: setting a password, once.
@Suite struct `A one-time code` {
    private static let desk = SignInSource(address: "10.0.0.8")
    private static let password = "三月的麦田与铁路桥"  // nine characters, each of its own

    private func ticket(_ office: Office, _ name: String, _ code: String) async throws -> String? {
        guard case .firstPassword(let ticket) = try await office.signIn(name: name, password: code, source: Self.desk)
        else { return nil }
        return ticket
    }

    @Test func `of a new office sets a password once, and opens nothing by itself`() async throws {
        let root = SampleOffice.newFolder()
        defer { try? FileManager.default.removeItem(at: root) }
        let codes = try await SampleOffice.real(in: root)
        #expect(codes.map(\.account) == ["system", "security", "audit"])
        let office = try await Office.open(root, logger: SampleOffice.logger)
        let code = try #require(codes.first).code
        let ticket = try #require(try await ticket(office, "system", code))
        #expect(try await office.account(session: ticket) == nil)
        let other = try #require(try await self.ticket(office, "system", code))

        for (typed, problem) in [
            (Self.password, PasswordProblem.tooShort(minimum: 10)), (code, .isCode), ("aaaabbbbcccc", .tooPlain),
            ("system-2026", .holdsName), (String(repeating: "long ", count: 50), .tooLong(maximum: 200)),
        ] {
            await #expect(throws: OfficeError.account(.password(problem)), "\(typed)") {
                _ = try await office.setFirstPassword(ticket: ticket, password: typed, source: Self.desk)
            }
        }
        let token = try await office.setFirstPassword(
            ticket: ticket, password: Self.password + "。", source: Self.desk)
        #expect(try await office.account(session: token)?.id == "system")
        // Neither the code, nor this ticket, nor another that the code had given, does anything any more.
        for used in [ticket, other] {
            await #expect(throws: OfficeError.account(.ticketOver)) {
                _ = try await office.setFirstPassword(ticket: used, password: "something else", source: Self.desk)
            }
        }
        let again = try await office.signIn(name: "system", password: code, source: Self.desk)
        #expect({ if case .wrong = again { true } else { false } }())
        let welcome = try await office.signIn(name: "system", password: Self.password + "。", source: Self.desk)
        #expect({ if case .welcome = welcome { true } else { false } }())
        // The log tells what happened, and no secret.
        let entries = try office.log.entries(of: "account/system", after: 0)
        #expect(entries.map(\.kind) == ["account-opened", "role-granted", "one-time-code-issued", "password-set"])
        let text = entries.map { String(decoding: $0.open, as: UTF8.self) }.joined()
        #expect(!text.contains(code) && !text.contains("麦田"))
    }

    @Test func `works for fourteen days`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let start = try #require(Instant("2026-09-02T09:00:00+08:00"))
        try office.setClock(start)
        let code = try await office.openAccount(
            NewAccount(signInName: "Qian", name: "钱进", badge: nil, unitID: "reception"), sample.context("admin"))
        #expect(code.code.count == 12)
        try office.setClock(start.adding(seconds: 14 * 86_400 - 60))
        #expect(try await ticket(office, "qian", code.code) != nil)
        try office.setClock(start.adding(seconds: 14 * 86_400 + 60))
        #expect(try await office.signIn(name: "qian", password: code.code, source: Self.desk) == .codeExpired)
    }

    @Test func `comes of two administrators, and ends what the person signed in with before`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        guard
            case .welcome(let session) = try await office.signIn(
                name: "li", password: DemoPeople.password, source: Self.desk)
        else {
            Issue.record("not let in")
            return
        }
        await #expect(throws: OfficeError.forbidden("reset")) {
            try await office.askReset(of: "li", reason: "忘记口令", sample.context("zhao"))
        }
        await #expect(throws: OfficeError.account(.nothingAsked)) {
            _ = try await office.confirmReset(of: "li", sample.context("security"))
        }
        try await office.askReset(of: "li", reason: "忘记口令", sample.context("admin"))
        #expect(try await office.account(session: session) != nil)
        await #expect(throws: OfficeError.account(.sameAdministrator)) {
            _ = try await office.confirmReset(of: "li", sample.context("admin"))
        }
        let context = try await sample.context("security")
        let code = try await office.confirmReset(of: "li", context)
        // Sent twice, done once; the code is not told again.
        #expect(try await office.confirmReset(of: "li", context).code.isEmpty)
        #expect(try await office.account(session: session) == nil)
        let old = try await office.signIn(name: "li", password: DemoPeople.password, source: Self.desk)
        #expect({ if case .wrong = old { true } else { false } }())
        let ticket = try #require(try await ticket(office, "li", code.code))
        _ = try await office.setFirstPassword(ticket: ticket, password: "红船 灯塔 4711", source: Self.desk)
        let kinds = try sample.entries("account/li").map(\.kind)
        #expect(kinds.suffix(3) == ["password-reset-asked", "one-time-code-issued", "password-set"])
        #expect(try sample.entries("account/li").suffix(3).map(\.actor.account) == ["admin", "security", "li"])
    }

    @Test func `is no use where its entry never came into the log`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        // As far as an opening comes that is killed before it appends.
        let lost = try await office.newCode(for: "p123")
        #expect(try await ticket(office, "qian", lost.code) == nil)
        let opened = try await office.openAccount(
            NewAccount(signInName: "qian", name: "钱进", badge: nil, unitID: "reception"), sample.context("admin"))
        #expect(try await ticket(office, "qian", opened.code) != nil)
        #expect(try await ticket(office, "qian", lost.code) == nil)
    }

    @Test func `gives way to a password that its owner changes`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let li = try await sample.account("li")
        await #expect(throws: OfficeError.account(.password(.wrongCurrent))) {
            _ = try await office.changePassword(from: "wrong", to: "红船 灯塔 4711", by: li, source: Self.desk)
        }
        await #expect(throws: OfficeError.account(.password(.unchanged))) {
            _ = try await office.changePassword(
                from: DemoPeople.password, to: DemoPeople.password, by: li, source: Self.desk)
        }
        guard
            case .welcome(let old) = try await office.signIn(
                name: "li", password: DemoPeople.password, source: Self.desk)
        else {
            Issue.record("not let in")
            return
        }
        let token = try await office.changePassword(
            from: DemoPeople.password, to: "红船 灯塔 4711", by: li, source: Self.desk)
        #expect(try await office.account(session: old) == nil)
        #expect(try await office.account(session: token)?.id == "li")
    }

    @Test func `is followed by the digits of an authenticator, each good for one time`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        func li() async throws -> Account { try await sample.account("li") }
        let id = try office.beginAuthenticator(for: try await li())
        let enrolment = try office.authenticatorEnrolment(id, for: try await li())
        #expect(enrolment.address.hasPrefix("otpauth://totp/Liuhen:li?secret=\(enrolment.secret)&"))
        let kept = try #require(try office.state.authenticatorSecret(id, of: "li"))
        let secret = try #require(office.seal.open(kept, id, "li"))
        func digits(_ shift: Int) throws -> String {
            let step = TimedCode.step(at: office.wallClock().milliseconds / 1000)
            return try TimedCode.code(secret: secret, step: UInt64(Int64(step) + Int64(shift)))
        }
        await #expect(throws: OfficeError.account(.wrongDigits)) {
            try await office.confirmAuthenticator(id, digits: "12345", sample.context("li"))
        }
        let first = try digits(0)
        try await office.confirmAuthenticator(id, digits: first, sample.context("li"))
        #expect(try await li().authenticator == id)

        let answer = try await office.signIn(name: "li", password: DemoPeople.password, source: Self.desk)
        guard case .secondStep(let ticket) = answer else {
            Issue.record("let in without digits")
            return
        }
        #expect(try await office.account(session: ticket) == nil)
        // The digits that enrolled it were used.
        let used = try await office.signIn(ticket: ticket, digits: first, source: Self.desk)
        #expect({ if case .wrong = used { true } else { false } }())
        guard
            case .welcome(let token) = try await office.signIn(
                ticket: ticket, digits: try digits(1), source: Self.desk)
        else {
            Issue.record("not let in with the digits")
            return
        }
        #expect(try await office.account(session: token)?.id == "li")
        #expect(try await office.signIns(of: li()).first?.withAuthenticator == true)
        // A reset does away with it: who lost the password may have lost the authenticator too.
        try await office.askReset(of: "li", reason: "手机丢失", sample.context("admin"))
        _ = try await office.confirmReset(of: "li", sample.context("audit"))
        #expect(try await li().authenticator == nil)
    }
}
