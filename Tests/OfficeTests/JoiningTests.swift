import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// Joining and splitting touch two cases at once, and both or neither.
@Suite struct `An office joins and splits cases` {
    private func request(_ reason: String = "同一用人单位", approver: String? = nil, upload: String? = nil) -> JoinRequest {
        JoinRequest(reason: reason, approver: approver, upload: upload)
    }

    @Test func `by its head, and both cases say so in one append`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let one = try await sample.complaint()
        let leading = try await sample.complaint()
        try await sample.takeIn("m1", in: one, try await sample.context("wang"))
        let context = try await sample.context("zhou")
        try await office.joinCase(one, into: leading, request(), context)
        // Sent twice, done once.
        try await office.joinCase(one, into: leading, request(), context)
        let joined = try await office.cases.current(one)
        let lead = try await office.cases.current(leading)
        #expect(joined.joinedInto?.id == leading && joined.joinedInto?.number == lead.number)
        #expect(lead.bound.map(\.id) == [one])
        #expect(lead.materials.map(\.received.item) == ["\(joined.number ?? ""):m1".replacing(":", with: "：")])
        let kinds = try sample.entries("case/\(one)").map(\.kind)
        #expect(kinds.count { $0 == CaseJoined.kind } == 1)
        let row = try #require(
            try await office.cases(for: context.account, CaseQuery()).rows.first { $0.id == one })
        #expect(row.joinedInto == lead.number && row.nextDue == nil && row.overdue == 0)
        let dossier = try await office.dossier(one, for: context.account)
        #expect(dossier.next.isEmpty && dossier.completeness.items.isEmpty)
        #expect(dossier.obligations.allSatisfy { $0.state != .open })
        // Nothing is done in it any more.
        await #expect(throws: OfficeError.invalid([.joined(into: lead.number ?? "")])) {
            try await sample.takeIn("m2", in: one, try await sample.context("wang"))
        }
    }

    @Test func `each with a volume of its own that points to the other`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let one = try await sample.accepted()
        let leading = try await sample.complaint()
        try await office.joinCase(one, into: leading, request(), try await sample.context("zhou"))
        let lead = try await office.cases.current(leading)
        let joined = try await office.cases.current(one)
        func references(_ folded: Case) async -> [String] {
            await VolumeMaking(case: folded, office: office, now: office.now(), archiveNumber: "").crossReferences()
        }
        let before = try #require(await references(lead).first)
        #expect(before.hasPrefix("互见：\(joined.number ?? "")") && before.contains("文书1件"))
        #expect(before.contains("《劳动保障监察投诉登记表》") && before.hasSuffix("尚未归档"))
        #expect(await references(joined).first?.contains("并入\(lead.number ?? "")") == true)
        // Nothing of its course stands against archiving it, and what concerns its papers does.
        let archive = ActEntered(what: .caseArchived, subject: nil, answers: ["archive-number": "档1"])
        let refused = await #expect(throws: OfficeError.self) {
            try await office.enter(.actEntered(archive), in: one, try await sample.context("zheng"))
        }
        guard case .refused(let refusals)? = refused else {
            Issue.record("not refused by a rule: \(String(describing: refused))")
            return
        }
        #expect(refusals.flatMap(\.missing).contains { $0.isMended(by: .volumeCompiled) })
        try await office.compileVolume(one, try await sample.context("zheng"))
        try await office.enter(.actEntered(archive), in: one, try await sample.context("zheng"))
        #expect(try await office.cases.current(one).entered(.caseArchived).count == 1)
        #expect(await references(lead).first?.hasSuffix("档号档1") == true)
        // What belongs to the matter is still refused.
        await #expect(throws: OfficeError.invalid([.joined(into: lead.number ?? "")])) {
            try await sample.takeIn("m2", in: one, try await sample.context("wang"))
        }
    }

    @Test func `on paper only with the scan of a head's approval`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let one = try await sample.complaint()
        let leading = try await sample.complaint()
        func join(_ request: JoinRequest) async throws {
            try await office.joinCase(one, into: leading, request, try await sample.context("wang"))
        }
        await #expect(throws: OfficeError.invalid([.blank("join-approver")])) { try await join(request()) }
        await #expect(throws: OfficeError.invalid([.notAllowed("join-approver", value: "li")])) {
            try await join(request(approver: "li"))
        }
        await #expect(throws: OfficeError.invalid([.scanMissing])) { try await join(request(approver: "zhou")) }
        await #expect(throws: OfficeError.invalid([.blank("reason")])) {
            try await join(request("", approver: "zhou", upload: "x"))
        }
        #expect(try await office.cases.current(one).joinedInto == nil)
        let upload = try await sample.upload(Array("%PDF-1.7 签批".utf8), as: "wang")
        try await join(request(approver: "zhou", upload: upload))
        guard case .caseJoined(let event) = try await office.cases.timeline(one).last?.event else {
            Issue.record("no joining")
            return
        }
        #expect(event.approval.by.account == "zhou" && event.approval.scan != nil)
    }

    @Test func `splits a complainant off into a case with its own number and time`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        var matter = SampleOffice.matter
        matter.complainants = [Complainant(name: "田雨"), Complainant(name: "白露")]
        matter.wages = ["田雨", "白露"].map { WageRow(worker: $0, period: "2026年1月", owed: 500_000) }
        let id = try await office.receive(matter, try await sample.context("wang"))
        let before = try await office.cases.current(id)
        try office.setClock(office.now().adding(seconds: 3 * 86_400))
        let split = CaseSplit(
            people: ["白露"], employers: ["武汉晨光电子有限公司"], materials: [], cause: "未签劳动合同", matter: "未签劳动合同",
            reason: "事项不同，证据各异")
        let context = try await sample.context("zhou")
        let newID = try await office.splitCase(id, split, request("事项不同，证据各异"), context)
        #expect(try await office.splitCase(id, split, request("事项不同，证据各异"), context) == newID)
        let new = try await office.cases.current(newID)
        let old = try await office.cases.current(id)
        #expect(new.matter?.intakeNumber != before.matter?.intakeNumber && old.number == before.number)
        #expect(new.matter?.complainants?.map(\.name) == ["白露"] && old.matter?.complainants?.map(\.name) == ["田雨"])
        #expect(new.wages.map(\.worker) == ["白露"] && old.wages.map(\.worker) == ["田雨"])
        #expect(new.receivedAt?.day != before.receivedAt?.day && new.bound.first?.id == id)
        #expect(old.bound.first?.id == newID && old.bound.first?.number == new.number)
        let given = try sample.entries("series/intake/\(office.now().day.year)")
        #expect(given.count == 2)
    }
}
