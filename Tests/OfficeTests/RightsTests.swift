import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// Who may give what to whom: the three administrators kept apart.
@Suite(.features("access-rights", "accounts")) struct `Accounts and rights` {
    private static let today = Day(2026, 9, 1) ?? Instant(milliseconds: 0).day

    @Test func `are opened by one administrator and given rights by another, and each right shows its giver`()
        async throws
    {
        let sample = try await SampleOffice()
        let office = sample.office
        let code = try await office.openAccount(
            NewAccount(signInName: "qian", name: "钱进", badge: "鄂A0203", unitID: "inspection-1"),
            sample.context("admin"))
        #expect(try await office.account(code.account).roles(on: Self.today).isEmpty)
        await #expect(throws: OfficeError.forbidden("rights")) {
            try await office.grantRole(
                "officer", to: code.account, unitID: nil, from: Self.today, until: nil, sample.context("admin"))
        }
        await #expect(throws: OfficeError.forbidden("accounts")) {
            _ = try await office.openAccount(
                NewAccount(signInName: "feng", name: "冯", badge: nil, unitID: "inspection-1"),
                sample.context("security"))
        }
        try await office.grantRole(
            "officer", to: code.account, unitID: "inspection-1", from: Self.today, until: Self.today.adding(days: 30),
            sample.context("security"))
        let account = try await office.account(code.account)
        #expect(account.roles(on: Self.today) == ["officer"])
        #expect(account.roles(on: Self.today.adding(days: 30)) == ["officer"])
        #expect(account.roles(on: Self.today.adding(days: 31)).isEmpty)
        #expect(account.roles(on: Self.today.adding(days: -1)).isEmpty)
        let grant = try #require(account.grants.first)
        #expect(grant.by.account == "security" && grant.by.name == "安全管理员" && grant.unit == "监察一科")
        #expect(grant.by.at.day == Self.today)
        try await office.withdrawRole(
            grant: grant.id, of: account.id, reason: "调离", sample.context("security"))
        #expect(try await office.account(account.id).roles(on: Self.today).isEmpty)
        let refused = try sample.entries("access/admin/2026-09-01").map {
            try JSONDecoder().decode(AccessEvent.self, from: $0.open)
        }
        #expect(refused.contains { $0.what == "rights" && $0.wasRefused && $0.thing == "account/\(account.id)" })
    }

    @Test func `are never one's own to change`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let own = OfficeError.account(.ownRights)
        let before = try sample.entries("account/security").count
        for role in ["officer", "system-administrator", "audit-administrator"] {
            await #expect(throws: own) {
                try await office.grantRole(
                    role, to: "security", unitID: nil, from: Self.today, until: nil, sample.context("security"))
            }
        }
        await #expect(throws: own) {
            try await office.giveCaseRight(
                to: "security", caseName: "x", roles: ["officer"], from: Self.today, until: Self.today, reason: "借用",
                sample.context("security"))
        }
        await #expect(throws: own) {
            try await office.nameDeputy(
                "security", for: "zhou", roles: ["agency-head"], from: Self.today, until: Self.today, reason: "出差",
                sample.context("security"))
        }
        #expect(try sample.entries("account/security").count == before)
    }

    @Test func `keep the administrators' roles from every other, and never leave one unfilled`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        await #expect(
            throws: OfficeError.account(
                .administratorsApart(held: "system-administrator", wanted: "officer"))
        ) {
            try await office.grantRole(
                "officer", to: "admin", unitID: nil, from: Self.today, until: nil, sample.context("security"))
        }
        await #expect(
            throws: OfficeError.account(.administratorsApart(held: "officer", wanted: "audit-administrator"))
        ) {
            try await office.grantRole(
                "audit-administrator", to: "li", unitID: nil, from: Self.today, until: nil,
                sample.context("security"))
        }
        await #expect(throws: OfficeError.account(.unknownRole("lead-handler"))) {
            try await office.grantRole(
                "lead-handler", to: "li", unitID: nil, from: Self.today, until: nil, sample.context("security"))
        }
        let grant = try #require(try await office.account("admin").grants.first)
        await #expect(throws: OfficeError.account(.lastAdministrator("system-administrator"))) {
            try await office.withdrawRole(
                grant: grant.id, of: "admin", reason: "轮岗", sample.context("security"))
        }
        await #expect(throws: OfficeError.account(.lastAdministrator("audit-administrator"))) {
            try await office.closeAccount("audit", reason: "调离", sample.context("admin"))
        }
    }

    @Test func `close and never go, with their name taken for ever`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let source = SignInSource(address: "10.0.0.8")
        guard
            case .welcome(let token) = try await office.signIn(
                name: "zhao", password: DemoPeople.password, source: source)
        else {
            Issue.record("not let in")
            return
        }
        await #expect(throws: OfficeError.invalid([.blank("reason")])) {
            try await office.closeAccount("zhao", reason: " ", sample.context("admin"))
        }
        try await office.closeAccount("zhao", reason: "退休", sample.context("admin"))
        #expect(try await office.account(session: token) == nil)
        let again = try await office.signIn(name: "zhao", password: DemoPeople.password, source: source)
        #expect({ if case .wrong = again { true } else { false } }())
        let closed = try await office.account("zhao")
        #expect(closed.closed?.reason == "退休" && closed.closed?.by.account == "admin")
        #expect(closed.grants.isEmpty == false)
        await #expect(throws: OfficeError.account(.signInNameTaken("zhao"))) {
            _ = try await office.openAccount(
                NewAccount(signInName: "ZHAO", name: "赵新", badge: nil, unitID: "reception"), sample.context("admin"))
        }
    }

    @Test func `are read again for each act, so that a page that stands open lends nobody a right`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let id = try await office.playAnother(until: .filingProposed)
        let form = try #require(try await office.cases.current(id).form(ofKind: "filing-approval-form"))
        let stale = try await sample.context("zhou")
        for grant in stale.account.grants {
            try await office.withdrawRole(grant: grant.id, of: "zhou", reason: "免职", sample.context("security"))
        }
        do {
            try await office.decideForm(
                form.id, version: form.version, approved: true, opinion: "同意", onPaper: nil, in: id, stale)
            Issue.record("approved without the right")
        } catch OfficeError.refused {
        } catch OfficeError.invalid([.notAllowed("role", value: "agency-head")]) {}
        #expect(try await office.cases.current(id).form(form.id)?.isApproved == false)
    }

    @Test func `lend somebody one case until a day, and no other`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let id = try await sample.complaint()
        let other = try await sample.complaint()
        let code = try await office.openAccount(
            NewAccount(signInName: "qian", name: "钱进", badge: nil, unitID: "legal"), sample.context("admin"))
        let guest = code.account
        let number = try #require(try await office.cases.current(id).number)
        try await office.giveCaseRight(
            to: guest, caseName: number, roles: ["officer"], from: Self.today, until: Self.today.adding(days: 7),
            reason: "借调办案", sample.context("security"))
        let account = try await office.account(guest)
        #expect(try await office.cases(for: account, CaseQuery()).rows.map(\.id) == [id])
        _ = try await office.dossier(id, for: account)
        try await sample.takeIn("m1", in: id, CommandContext(command: UUID().uuidString, account: account))
        #expect(try sample.entries("case/\(id)").last?.actor.roles == ["officer"])
        await #expect(throws: OfficeError.forbidden("case")) { _ = try await office.dossier(other, for: account) }
        await #expect(throws: OfficeError.forbidden("case")) {
            _ = try await office.receive(
                SampleOffice.matter, CommandContext(command: UUID().uuidString, account: account))
        }
        try office.setClock(Instant(Self.today.adding(days: 8), hour: 9))
        await #expect(throws: OfficeError.forbidden("case")) { _ = try await office.dossier(id, for: account) }
        #expect(try await office.cases(for: account, CaseQuery()).total == 0)
    }
}
