import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// What a case lacks of what its texts demand, told before it is closed and archived, for each text alone.
@Suite(.features("completeness")) struct `The completeness of a case` {
    private let actor = Actor(account: "li", name: "李建国", badge: "鄂A0201", unit: "监察一科", roles: ["officer"])
    private let start = Instant(Day(epochDay: 20_500), hour: 9)

    private let scan = BlobReference(
        digest: String(repeating: "0", count: 64), byteCount: 1, headerDigest: String(repeating: "0", count: 64),
        mediaType: "application/pdf", name: "a.pdf")

    private func reading(
        _ pack: PackID, procedure: String? = nil, _ events: [CaseEvent], after days: Int = 0
    ) throws -> CaseReading {
        var matter = SampleOffice.matter
        matter.procedure = procedure
        let entries = ([.matterReceived(matter)] + events).enumerated().map { number, event in
            let at = start.adding(seconds: number * 60)
            return Case.Entry(id: "e\(number)", actor: actor, entered: at, at: at, event: event)
        }
        let book = RuleBook(packs: [try PackLibrary.bundled.pack(pack)], calendar: try .national())
        return CaseReading(
            case: Case(id: "c1", entries: entries), rules: book, now: start.adding(seconds: days * 86_400 + 7200))
    }

    private func act(_ kind: FactKind, _ answers: [String: FactValue] = [:]) -> CaseEvent {
        .actEntered(ActEntered(what: kind, subject: nil, answers: answers))
    }

    @Test(.rows("QK-4.2")) func `names a missing service receipt with its article`() throws {
        func lacks(_ receipt: String?) throws -> [Completeness.Item] {
            let service = ServiceEntered(
                service: "s1", form: "f1", method: "direct", receipt: receipt, captures: 0, addressee: "某公司",
                details: [:], attachments: [])
            return try reading("qiaokou", procedure: "penalty", [.serviceEntered(service)]).completeness().items
                .filter { $0.missing.contains(.statements(["receipt"])) }
        }
        let item = try #require(try lacks(nil).first)
        #expect(item.article.hasPrefix("第二十一条"))
        #expect(try lacks("r1").isEmpty)
    }

    @Test(.rows("LX-2.5")) func `tells the link of the procedure, and no link that was not due`() throws {
        let closed = [act(.caseClosed, ["ground": "decision-fulfilled"])]
        func overdue(_ days: Int) throws -> [Completeness.Item] {
            try reading("linxi", closed, after: days).completeness().items.filter(\.isOverdue)
        }
        let item = try #require(try overdue(31).first { $0.rule == RuleID("LX-23.1") })
        #expect(item.stage == "归档管理")
        #expect(try overdue(29).contains { $0.rule == RuleID("LX-23.1") } == false)
        #expect(try reading("linxi", closed, after: 31).completeness().items.allSatisfy { $0.stage != "行政听证" })
        let archived = closed + [act(.caseArchived, ["archive-number": "1"])]
        let items = try reading("linxi", archived, after: 31).completeness().items
        #expect(!items.contains { $0.rule == RuleID("LX-23.1") })
    }

    @Test(.rows("DX-4.2", "FS-3.1"), arguments: ["district", "fushun"])
    func `names the one record that is missing, and not those that are there`(pack: PackID) throws {
        let procedure = pack == "district" ? "penalty" : nil
        func items(_ events: [CaseEvent]) throws -> [Completeness.Item] {
            try reading(pack, procedure: procedure, events).completeness().items
        }
        let before = try items([])
        #expect(before.count > 1)
        #expect(before.allSatisfy { !$0.article.isEmpty && $0.pack == pack })
        let mended = try before.first { item in
            let after = try items(mending(item))
            return !after.contains { $0.rule == item.rule && $0.form == nil } && after.count > 1
        }
        #expect(mended != nil)
    }

    /// What would be entered to mend a thing that is missing.
    private func mending(_ item: Completeness.Item) -> [CaseEvent] {
        guard case .fact(let kinds, let forms, _, _, _)? = item.missing.first, let kind = kinds.first else { return [] }
        guard let form = forms.first else { return [act(kind)] }
        return submitted("f9", form)
    }

    private func submitted(_ id: String, _ kind: FormKindID) -> [CaseEvent] {
        [
            .formDrafted(FormDrafted(form: id, formKind: kind, version: 1, about: nil, corrects: nil, fields: [:])),
            .formSubmitted(FormSubmitted(form: id, version: 1, to: nil, document: scan, setWith: "test")),
        ]
    }

    @Test(.rows("QK-6.6")) func `tells an approval on paper in a case whose other approvals are electronic`() throws {
        let kind = try #require(try PackLibrary.bundled.pack("qiaokou").forms.first { $0.route.contains(.approved) })
        func form(_ id: String, onPaper: Bool) -> [CaseEvent] {
            [
                .formDrafted(
                    FormDrafted(form: id, formKind: kind.id, version: 1, about: nil, corrects: nil, fields: [:])),
                .formSubmitted(FormSubmitted(form: id, version: 1, to: nil, document: scan, setWith: "test")),
                .formDecided(
                    FormDecided(
                        form: id, version: 1, approved: true, opinion: "同意", document: scan.digest,
                        onPaper: onPaper
                            ? FormDecided.OnPaper(
                                approver: Officer(account: "zhou", name: "周国强", badge: nil), role: "agency-head",
                                scan: scan) : nil)),
            ]
        }
        func told(_ events: [CaseEvent]) throws -> [String?] {
            try reading("qiaokou", procedure: "penalty", events).completeness().items
                .filter { $0.kind == .paperOnly }.map(\.form)
        }
        #expect(try told(form("f1", onPaper: false) + form("f2", onPaper: true)) == ["f2"])
        #expect(try told(form("f1", onPaper: false) + form("f2", onPaper: false)).isEmpty)
        #expect(try told(form("f1", onPaper: true) + form("f2", onPaper: true)).isEmpty)
    }

    @Test func `agrees with the page of the case in the demo office, and an archived case lacks no archiving`()
        async throws
    {
        let seeded = try await SeededOffice()
        for reading in try await seeded.readings() {
            let found = try await seeded.office.completeness(reading.case.id)
            let dossier = try await seeded.office.dossier(reading.case.id, for: try await seeded.account("zhou"))
            #expect(dossier.completeness.items == found.items)
            if reading.state?.id == "archived" {
                #expect(!found.items.contains { $0.blocks != nil })
            } else {
                #expect(found.items.contains { $0.blocks == .archiving })
            }
            let rules = found.items.compactMap(\.rule)
            #expect(Set(reading.openDuties.filter(\.isConfirmed).map(\.rule)).isSubset(of: rules))
        }
    }
}
