import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// Standing in (代), and handing over.
@Suite(.features("deputies")) struct `Somebody in another's place` {
    private func proposed(_ office: Office) async throws -> (id: String, form: Form) {
        let id = try await office.playAnother(until: .filingProposed)
        return (id, try #require(try await office.cases.current(id).form(ofKind: "filing-approval-form")))
    }

    @Test func `acts with that person's role for its days, and the entry says for whom`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let (id, form) = try await proposed(office)
        let today = office.now().day
        func approve(as name: String) async throws {
            try await office.decideForm(
                form.id, version: form.version, approved: true, opinion: "同意立案。", onPaper: nil, in: id,
                sample.context(name))
        }
        do {
            try await approve(as: "chen")
            Issue.record("approved without the right")
        } catch OfficeError.refused {}
        await #expect(throws: OfficeError.account(.notHeld("bureau-head"))) {
            try await office.nameDeputy(
                "chen", for: "zhou", roles: ["bureau-head"], from: today, until: today, reason: "出差",
                sample.context("zhou"))
        }
        await #expect(throws: OfficeError.forbidden("rights")) {
            try await office.nameDeputy(
                "chen", for: "zhou", roles: ["agency-head"], from: today, until: today, reason: "出差",
                sample.context("li"))
        }
        try await office.nameDeputy(
            "chen", for: "zhou", roles: ["agency-head"], from: today, until: today.adding(days: 3), reason: "出差",
            sample.context("zhou"))
        let papers = try await office.worklist(for: sample.account("chen")).papers
        #expect(papers.contains { $0.form == form.id })
        try await approve(as: "chen")
        let entry = try #require(try sample.entries("case/\(id)").last)
        #expect(entry.kind == FormDecided.kind && entry.actor.account == "chen")
        #expect(entry.actor.standsInFor?.account == "zhou" && entry.actor.standsInFor?.name == "周国强")
        #expect(entry.actor.roles == ["agency-head"])
        #expect(try await office.cases.current(id).form(form.id)?.isApproved == true)
        // The opinion says for whom it was given, on pages and on paper.
        #expect(try await office.cases.current(id).form(form.id)?.decision?.standsInFor?.name == "周国强")
        // What the deputy may do in the own right is done so.
        try await sample.takeIn("m9", in: id, sample.context("chen"))
        #expect(try sample.entries("case/\(id)").last?.actor.standsInFor == nil)
    }

    @Test func `has nothing more when the days are over, or the person has nothing more to lend`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let today = office.now().day
        try await office.nameDeputy(
            "chen", for: "zhou", roles: ["agency-head"], from: today.adding(days: 1), until: today.adding(days: 2),
            reason: "出差", sample.context("zhou"))
        func lent(_ day: Day) async throws -> [RoleID] {
            try await sample.account("chen").standIns.flatMap { $0.roles(on: day) }
        }
        #expect(try await lent(today).isEmpty)
        #expect(try await lent(today.adding(days: 1)) == ["agency-head"])
        #expect(try await lent(today.adding(days: 2)) == ["agency-head"])
        #expect(try await lent(today.adding(days: 3)).isEmpty)
        let head = try await sample.account("zhou")
        let grant = try #require(head.grants.first { $0.role == "agency-head" })
        try await office.withdrawRole(grant: grant.id, of: "zhou", reason: "免职", sample.context("security"))
        #expect(try await lent(today.adding(days: 1)).isEmpty)
    }

    @Test func `is judged as the person who acts: nobody approves the own paper in another's place`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let (id, form) = try await proposed(office)
        let today = office.now().day
        try await office.nameDeputy(
            "wang", for: "zhou", roles: ["agency-head"], from: today, until: today, reason: "出差",
            sample.context("zhou"))
        await #expect(throws: OfficeError.invalid([.ownPaper(form: form.id)])) {
            try await office.decideForm(
                form.id, version: form.version, approved: true, opinion: "同意", onPaper: nil, in: id,
                sample.context("wang"))
        }
    }

    @Test func `takes all open cases over once the receiver and the head have signed`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let first = try await office.playAnother(until: .assigned)
        let second = try await office.playAnother(until: .assigned)
        let code = try await office.openAccount(
            NewAccount(signInName: "qian", name: "钱进", badge: "鄂A0203", unitID: "inspection-1"),
            sample.context("admin"))
        for role in ["officer", "handling-dept"] {
            try await office.grantRole(
                role, to: code.account, unitID: nil, from: office.now().day, until: nil, sample.context("security"))
        }
        await #expect(throws: OfficeError.forbidden("handover")) {
            _ = try await office.beginHandover(
                from: "li", to: code.account, reason: "调离", sample.context("zhao"))
        }
        let id = try await office.beginHandover(
            from: "li", to: code.account, reason: "调离", sample.context("li"))
        await #expect(throws: OfficeError.account(.handover("countersign"))) {
            _ = try await office.confirmHandover(id, sample.context("zhou"))
        }
        await #expect(throws: OfficeError.forbidden("countersign")) {
            try await office.countersignHandover(id, sample.context("li"))
        }
        try await office.countersignHandover(id, sample.context(code.account))
        await #expect(throws: OfficeError.forbidden("handover")) {
            _ = try await office.confirmHandover(id, sample.context("li"))
        }
        #expect(try await office.cases.current(first).lead?.account == "li")
        #expect(try await office.confirmHandover(id, sample.context("zhou")).isEmpty)
        for caseID in [first, second] {
            let current = try await office.cases.current(caseID)
            #expect(current.lead?.account == code.account)
            #expect(current.officers.map(\.account) == [code.account, "zhao"])
            #expect(try sample.entries("case/\(caseID)").last?.actor.account == "zhou")
        }
        let versions = try [sample.version(first), sample.version(second)]
        // Confirmed again, as after a crash on the way, nothing is done twice.
        #expect(try await office.confirmHandover(id, sample.context("zhou")).isEmpty)
        #expect(try [sample.version(first), sample.version(second)] == versions)
        let (handover, cases) = try await office.handover(id, for: sample.account("zhou"))
        #expect(handover.step == .done && cases.allSatisfy(\.isHanded))
        await #expect(throws: OfficeError.account(.handover("empty"))) {
            _ = try await office.beginHandover(
                from: "li", to: code.account, reason: "调离", sample.context("li"))
        }
    }
}
